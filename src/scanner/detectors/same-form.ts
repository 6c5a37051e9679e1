import type { Refinement } from '../detector.ts';

/** Whose key it is where several vendors give keys of one form, told by the name that stands before it. */
interface Vendor {
  name: RegExp;
  facts: Refinement;
}

const CLERK = 'https://dashboard.clerk.com/last-active?path=api-keys';

/** `sk_live_…`, `sk_test_…` of others than Stripe. */
const SECRET_KEYS: readonly Vendor[] = [
  {
    name: /clerk/gi,
    facts: {
      rule: 'clerk-secret-key',
      title: 'Clerk secret key',
      provider: 'Clerk',
      rotate: CLERK,
      docs: 'https://clerk.com/docs/guides/development/clerk-environment-variables',
      grants: 'read and change your users, and sign in as any of them',
    },
  },
  {
    name: /workos/gi,
    facts: {
      rule: 'workos-api-key',
      title: 'WorkOS API key',
      provider: 'WorkOS',
      rotate: 'https://dashboard.workos.com/api-keys',
      docs: 'https://workos.com/docs/reference/api-keys',
      grants: 'read and change your users and their organisations',
    },
  },
  {
    name: /knock/gi,
    facts: {
      rule: 'knock-secret-key',
      title: 'Knock secret key',
      provider: 'Knock',
      rotate: 'https://dashboard.knock.app/',
      docs: 'https://docs.knock.app/developer-tools/api-keys',
      grants: 'send notifications to your users',
    },
  },
];

/** `whsec_…` of others than Stripe: the form comes from Svix, through which many send their events. */
const WEBHOOK_SECRETS: readonly Vendor[] = [
  ['Clerk', /clerk/gi, 'https://dashboard.clerk.com/last-active?path=webhooks'],
  ['Resend', /resend/gi, 'https://resend.com/webhooks'],
  [
    'Supabase',
    /supabase|send_(?:email|sms)_hook|auth_hook/gi,
    'https://supabase.com/dashboard/project/_/auth/hooks',
  ],
  ['OpenAI', /openai/gi, 'https://platform.openai.com/settings/project/webhooks'],
  ['Svix', /svix/gi, 'https://dashboard.svix.com/'],
].map(([provider, name, rotate]) => ({
  name: name as RegExp,
  facts: {
    provider: provider as string,
    title: `${provider} webhook signing secret`,
    rotate: rotate as string,
    docs: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    grants: 'send your server forged events',
  },
}));

const STRIPE: Vendor = { name: /stripe/gi, facts: {} };
const REACH = 160;

/** What is other than with Stripe's key, where another vendor is named on its line or, where none is, shortly before. */
export function refineSecretKey(text: string, start: number): Refinement | undefined {
  return refine(SECRET_KEYS, text, start);
}

export function refineWebhookSecret(text: string, start: number): Refinement | undefined {
  return refine(WEBHOOK_SECRETS, text, start);
}

/** The kinds that no detector has as its own id. */
export const SAME_FORM_KINDS: readonly string[] = SECRET_KEYS.flatMap(({ facts }) => facts.rule ?? []);

function refine(vendors: readonly Vendor[], text: string, start: number): Refinement | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const vendor = lastNamed([STRIPE, ...vendors], line) ?? lastNamed([STRIPE, ...vendors], before);
  return vendor === STRIPE ? undefined : vendor?.facts;
}

function lastNamed(vendors: readonly Vendor[], text: string): Vendor | undefined {
  let last = -1;
  let found: Vendor | undefined;
  for (const vendor of vendors) {
    for (const { index } of text.matchAll(vendor.name)) {
      if (index > last) {
        last = index;
        found = vendor;
      }
    }
  }
  return found;
}
