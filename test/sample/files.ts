import { makeToken } from '../support/tokens.ts';

/** The domain of the sample; `.test` is never anybody's (RFC 2606). */
export const SAMPLE_DOMAIN = 'acme.test';

/**
 * A small SaaS as an assistant builds it in an afternoon: it works on the founder's machine, and would not survive its
 * launch. Text by path. The tokens are made at run time, so no secret stands in this repository.
 */
export function sampleFiles(): Record<string, string> {
  return {
    'launch-ready.yaml': `domain: ${SAMPLE_DOMAIN}
canonical: https://${SAMPLE_DOMAIN}
email:
  senders:
    - from: hello@${SAMPLE_DOMAIN}
      provider: resend
environments:
  production:
    files: [.env.production]
    provided: [DATABASE_URL]
accept:
  - check: handover/missing-owner
    reason: I am alone until Bo starts in January
    owner: ana@${SAMPLE_DOMAIN}
    until: 2027-02-01
`,
    'package.json': `${JSON.stringify(
      {
        name: 'acme',
        version: '0.1.0',
        private: true,
        homepage: `https://${SAMPLE_DOMAIN}`,
        scripts: { dev: 'next dev', build: 'next build', start: 'next start' },
        engines: { node: '>=22' },
        dependencies: {
          '@supabase/supabase-js': '^2.45.0',
          next: '15.1.0',
          openai: '^4.70.0',
          react: '19.0.0',
          'react-dom': '19.0.0',
          resend: '^4.0.0',
          stripe: '^17.0.0',
        },
      },
      null,
      2,
    )}\n`,
    '.nvmrc': '20\n',
    '.gitignore': 'node_modules/\n.next/\n.vercel\n',
    Dockerfile: `FROM node:18-alpine
WORKDIR /app
COPY package*.json ./
RUN npm install
COPY . .
RUN npm run build
EXPOSE 3000
CMD ["npm", "start"]
`,
    '.github/workflows/deploy.yml': `name: deploy
on:
  push:
    branches: [main]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm install
      - run: npm run build
        env:
          DATABASE_URL: \${{ secrets.DATABASE_URL }}
      - run: npx vercel deploy --prod --token \${{ secrets.VERCEL_TOKEN }}
`,
    'vercel.json': `${JSON.stringify({ framework: 'nextjs', redirects: [{ source: '/pricing', destination: '/plans', permanent: true }] }, null, 2)}\n`,
    'next.config.mjs': `/** @type {import('next').NextConfig} */
const config = {
  typescript: { ignoreBuildErrors: true },
  eslint: { ignoreDuringBuilds: true },
};

export default config;
`,
    '.env': `# copied from the dashboard
DATABASE_URL="postgresql://acme:${makeToken('npm-access-token').slice(4, 28)}@db.${SAMPLE_DOMAIN}:5432/acme"
OPENAI_API_KEY=${makeToken('openai-api-key')}
STRIPE_WEBHOOK_SECRET=${makeToken('stripe-webhook-secret')}
NEXT_PUBLIC_SITE_URL=http://localhost:3000
`,
    '.env.example': `# Everything that the app needs
DATABASE_URL=
OPENAI_API_KEY=
NEXT_PUBLIC_SITE_URL=
SENDGRID_API_KEY=
`,
    '.env.production': `NEXT_PUBLIC_SITE_URL=http://localhost:3000
NEXT_PUBLIC_POSTHOG_HOST=https://eu.posthog.com
`,
    'README.md': `# Acme

Invoices for freelancers, written by AI.

    npm install
    npm run dev
`,
    'src/lib/stripe.ts': `import Stripe from 'stripe';

// TODO: move to env before launch
export const stripe = new Stripe('${makeToken('stripe-secret-key')}', {
  apiVersion: '2024-11-20.acacia',
});

export const webhookSecret = process.env.STRIPE_WEBHOOK_SECRET!;
`,
    'src/lib/openai.ts': `import OpenAI from 'openai';

export const openai = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY ?? '${makeToken('openai-api-key', 2)}',
});
`,
    'src/lib/supabase.ts': `import { createClient } from '@supabase/supabase-js';

export const supabase = createClient(
  process.env.NEXT_PUBLIC_SUPABASE_URL!,
  process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY!,
);
`,
    'src/lib/email.ts': `import { Resend } from 'resend';

const resend = new Resend(process.env.RESEND_API_KEY);

export async function sendWelcome(to: string) {
  await resend.emails.send({
    from: 'Acme <hello@${SAMPLE_DOMAIN}>',
    to,
    subject: 'Welcome to Acme',
    html: '<p>Your first invoice is waiting.</p>',
  });
}
`,
    'src/app/layout.tsx': `export const metadata = { title: 'Acme' };

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
    'src/app/page.tsx': `export default function Home() {
  return (
    <main>
      <h1>Acme</h1>
      <p>Invoices for freelancers, written by AI.</p>
      <a href={\`\${process.env.NEXT_PUBLIC_SITE_URL}/signup\`}>Start</a>
    </main>
  );
}
`,
    'src/app/api/checkout/route.ts': `import { stripe } from '../../../lib/stripe';

export async function POST(request: Request) {
  const { price } = await request.json();
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price, quantity: 1 }],
    success_url: \`\${process.env.APP_URL}/welcome\`,
    cancel_url: \`\${process.env.APP_URL}/pricing\`,
  });
  return Response.json({ url: session.url });
}
`,
    'src/app/api/chat/route.ts': `import { openai } from '../../../lib/openai';

export async function POST(request: Request) {
  const { messages } = await request.json();
  const answer = await openai.chat.completions.create({
    model: process.env.OPENAI_MODEL || 'gpt-4o-mini',
    messages,
  });
  return Response.json(answer.choices[0].message);
}
`,
    'src/app/api/webhook/route.ts': `import { stripe, webhookSecret } from '../../../lib/stripe';
import { sendWelcome } from '../../../lib/email';

export async function POST(request: Request) {
  const signature = request.headers.get('stripe-signature')!;
  const event = stripe.webhooks.constructEvent(await request.text(), signature, webhookSecret);
  if (event.type === 'checkout.session.completed') {
    await sendWelcome(event.data.object.customer_details!.email!);
  }
  return new Response(null, { status: 204 });
}
`,
    'scripts/backup.sh': `#!/usr/bin/env bash
set -e
pg_dump "$DATABASE_URL" > backup.sql
curl -H "Authorization: Bearer ${makeToken('github-personal-access-token')}" -T backup.sql https://uploads.${SAMPLE_DOMAIN}/
`,
  };
}

/** What git has in its index: all but what the founder made afterwards. */
export const UNTRACKED = ['.env.production'];
