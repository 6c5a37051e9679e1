/** Values that must never be seen anywhere: each is easy to look for. */
export const ENV_VALUES = [
  'postgres-value-4f81b2',
  'queue-value-93ab17',
  'resend-value-77d0e1',
  'posthog-value-5c5c21',
  'shared-value-for-two-places',
];

/**
 * A monorepo as the editor meets it: a web app in Next, a worker in Python, one in Go, their env files, a Compose file, a
 * workflow, and typed names. Text by path.
 */
export function envProject(): Record<string, string> {
  const [database, queue, resend, posthog, shared] = ENV_VALUES;
  return {
    'package.json': '{ "name": "acme", "private": true, "workspaces": ["apps/*"] }\n',
    '.gitignore': 'node_modules/\n.env\n.env.*\n!.env.example\n',
    'launch-ready.yaml': 'environments:\n  production:\n    provided: [SENTRY_DSN]\n',
    'apps/web/package.json':
      '{ "name": "web", "dependencies": { "next": "15.0.0", "@t3-oss/env-nextjs": "0.12.0", "zod": "3.24.0" } }\n',
    'apps/web/.env.example':
      '# Where invoices are kept for the accountant\nDATABASE_URL=\nRESEND_API_KEY= # ask Ana\nNEXT_PUBLIC_POSTHOG_KEY=\n#OLD_MAIL_KEY=\n',
    'apps/web/.env': `DATABASE_URL=postgres://app:${database}@db/web\nRESEND_API_KEY=${resend}\nNEXT_PUBLIC_POSTHOG_KEY=${posthog}\nNEXT_PUBLIC_ADMIN_SECRET=${shared}\n`,
    'apps/web/.env.development': 'RESEND_API_KEY=x\n',
    'apps/web/.env.production': `RESEND_API_KEY=${resend}\nQUEUE_URL=\n`,
    'apps/web/src/env.ts': `import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';

export const env = createEnv({
  server: { RESEND_API_KEY: z.string() },
  client: { NEXT_PUBLIC_POSTHOG_KEY: z.string() },
  runtimeEnv: {
    RESEND_API_KEY: process.env.RESEND_API_KEY,
    NEXT_PUBLIC_POSTHOG_KEY: process.env.NEXT_PUBLIC_POSTHOG_KEY,
  },
});
`,
    'apps/web/src/mail.ts':
      "import { env } from './env';\n\n// RESEND_API_KEY is Ana's\nexport const mail = send(env.RESEND_API_KEY);\n",
    'apps/web/src/db.ts':
      'const { DATABASE_URL, QUEUE_URL: queue } = process.env;\n\nexport const db = connect(DATABASE_URL!, queue!);\nexport const again = process.env.DATABASE_URL!;\n',
    'apps/web/src/page.tsx':
      "'use client';\n\nexport const page = process.env.NEXT_PUBLIC_ADMIN_SECRET!;\nexport const dsn = process.env.SENTRY_DSN;\n",
    'apps/web/src/flags.ts': `export const flag = (name: string) => process.env[\`FEATURE_\${name}_ON\`];
export const one = process.env.FEATURE_MAIL_ON;
`,
    'apps/web/env.d.ts':
      'declare namespace NodeJS {\n  interface ProcessEnv {\n    DATABASE_URL: string;\n  }\n}\n',
    'apps/worker/.env.example': 'QUEUE_URL=\n',
    'apps/worker/.env': `QUEUE_URL=amqp://worker:${queue}@queue/1\nSHARED_TOKEN=${shared}\n`,
    'apps/worker/main.py':
      "import os\n\nQUEUE = os.environ['QUEUE_URL']\nTOKEN = os.getenv('SHARED_TOKEN')\nDB = os.environ['DATABASE_URL']\n",
    'apps/mailer/main.go':
      'package main\n\nimport "os"\n\nfunc main() {\n\tprintln(os.Getenv("RESEND_API_KEY"))\n}\n',
    'docker-compose.yml': `services:
  web:
    build: apps/web
    environment:
      DATABASE_URL: \${DATABASE_URL}
      CACHE_URL: redis://cache
`,
    '.github/workflows/ci.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    env:
      DATABASE_URL: \${{ secrets.DATABASE_URL }}
    steps:
      - run: npm test
`,
    'scripts/backup.sh': '#!/bin/sh\n# DATABASE_URL is read here\npg_dump "$DATABASE_URL" > backup.sql\n',
    'infra/main.tf': '# DATABASE_URL of the cluster\nvariable "DATABASE_URL" {}\n',
    'README.md': '# Acme\n\nSet DATABASE_URL first.\n',
  };
}
