import { type Detector, kinds, PUBLISHED_EXAMPLE, provider, type Refinement } from '../detector.ts';
import { refineSecretKey, refineWebhookSecret } from './same-form.ts';

const stripe = provider(
  'Stripe',
  'https://dashboard.stripe.com/apikeys',
  'https://docs.stripe.com/keys',
  'charge cards, refund payments and read your customers',
);
const square = provider(
  'Square',
  'https://developer.squareup.com/apps',
  'https://developer.squareup.com/docs/build-basics/access-tokens',
  'take and refund payments and read your customers',
);
const PAY = 'move money and read your customers';

/** Of the keys that the manuals of Stripe and Svix show: everybody's, and in thousands of repositories. */
const PUBLISHED = /_(?:4eC39HqLyj|BQokikJOvB|tR3PYbcVNZ|MfKQ9r8GKY)/;

function refinePublished(key: string): Refinement | undefined {
  return PUBLISHED.test(key) ? { publicByDesign: PUBLISHED_EXAMPLE } : undefined;
}

/** Another vendor's key of a test or development project. */
function refineTestKey(text: string, start: number): Refinement | undefined {
  const facts = refineSecretKey(text, start);
  return (
    facts && { ...facts, title: `${facts.title} (test)`, grants: 'change the data of your test project' }
  );
}

/** `sk_live_invalidkey` is words, where drawn keys have digits and letters of both cases; `sk_live_51Ab...` was cut off. */
function isDrawn(key: string, text: string, start: number): boolean {
  const body = key.slice(key.lastIndexOf('_') + 1);
  if (/^(?:\.{3}|…|\*{3})/.test(text.slice(start + key.length, start + key.length + 3))) return false;
  return /\d/.test(body) || (/[a-z]/.test(body) && /[A-Z]/.test(body));
}

/** Payments and banks. */
export const PAYMENT_DETECTORS: readonly Detector[] = [
  ...kinds(stripe, {
    'stripe-secret-key': {
      title: 'Stripe live secret key',
      pattern: /sk_(?:live|prod)_[A-Za-z0-9]{10,247}/,
      literals: ['sk_live_', 'sk_prod_'],
      isValid: isDrawn,
      refine: (_key, text, start) => refineSecretKey(text, start),
    },
    'stripe-restricted-key': {
      title: 'Stripe live restricted key',
      pattern: /rk_(?:live|prod)_[A-Za-z0-9]{10,247}/,
      literals: ['rk_live_', 'rk_prod_'],
      isValid: isDrawn,
    },
    'stripe-organization-key': {
      title: 'Stripe organisation key',
      pattern: /sk_org_(?:live_|test_)?[A-Za-z0-9]{24,300}/,
      isValid: isDrawn,
      refine: (key) =>
        key.startsWith('sk_org_test_')
          ? { severity: 'medium', grants: 'change the data of your test mode' }
          : undefined,
      docs: 'https://docs.stripe.com/keys/organization-api-keys',
      rotate: 'https://dashboard.stripe.com/org/api-keys/secret',
      grants: 'charge cards, refund payments and read the customers of all of your Stripe accounts',
    },
    'stripe-test-key': {
      title: 'Stripe test key',
      literals: ['sk_test_', 'rk_test_'],
      pattern: /[sr]k_test_[A-Za-z0-9]{10,247}/,
      isValid: isDrawn,
      refine: (key, text, start) => refinePublished(key) ?? refineTestKey(text, start),
      severity: 'medium',
      grants: 'change the data of your test mode',
    },
    'stripe-webhook-secret': {
      title: 'Stripe webhook signing secret',
      pattern: /whsec_[A-Za-z0-9+/]{32,64}={0,2}/,
      refine: (secret, text, start) => refinePublished(secret) ?? refineWebhookSecret(text, start),
      severity: 'high',
      rotate: 'https://dashboard.stripe.com/webhooks',
      docs: 'https://docs.stripe.com/webhooks/signature',
      grants: 'send your server forged events, for example payments that never happened',
    },
    'stripe-publishable-key': {
      title: 'Stripe or Clerk publishable key',
      literals: ['pk_live_', 'pk_test_'],
      pattern: /pk_(?:live|test)_[A-Za-z0-9]{10,247}(?:={1,2}|\$)?/,
      publicByDesign:
        'Public by design. A publishable key belongs into the browser: it can only start a payment or a sign-in.',
    },
  }),
  ...kinds(square, {
    'square-access-token': {
      title: 'Square access token',
      literals: ['sq0atp-', 'eaaa'],
      pattern: /sq0atp-[A-Za-z0-9_-]{22}|EAAA[A-Za-z0-9_-]{22,60}/,
    },
    'square-oauth-secret': { title: 'Square application secret', pattern: /sq0csp-[A-Za-z0-9_-]{43}/ },
    'square-application-id': {
      title: 'Square application id',
      pattern: /sq0idp-[A-Za-z0-9_-]{22}/,
      publicByDesign: 'Public by design. An application id only says which application asks.',
    },
  }),
  ...kinds(
    provider(
      'Paystack',
      'https://dashboard.paystack.com/#/settings/developers',
      'https://paystack.com/docs/api/authentication/',
      PAY,
    ),
    {
      'paystack-secret-key': {
        title: 'Paystack secret key',
        specific: true,
        literals: ['sk_live_', 'sk_test_'],
        pattern: /sk_(?:live|test)_[a-f0-9]{40}/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Flutterwave',
      'https://app.flutterwave.com/dashboard/settings/apis',
      'https://developer.flutterwave.com/docs/authentication',
      PAY,
    ),
    {
      'flutterwave-secret-key': {
        title: 'Flutterwave secret key',
        pattern: /FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,40}(?:-[A-Za-z0-9]{1,20})?-X/,
      },
      'flutterwave-public-key': {
        title: 'Flutterwave public key',
        pattern: /FLWPUBK(?:_TEST)?-[A-Za-z0-9]{12,40}-X/,
        publicByDesign: 'Public by design. Flutterwave means this key to be in the browser.',
      },
    },
  ),
  ...kinds(
    provider(
      'Razorpay',
      'https://dashboard.razorpay.com/app/keys',
      'https://razorpay.com/docs/api/authentication/',
      PAY,
    ),
    {
      'razorpay-key-id': {
        title: 'Razorpay key id',
        pattern: /rzp_(?:live|test)_[A-Za-z0-9]{14}/,
        publicByDesign: 'Public by design. The key id goes to the browser; its key secret must not.',
      },
    },
  ),
  ...kinds(
    provider(
      'PayPal and Braintree',
      'https://developer.paypal.com/dashboard/',
      'https://developer.paypal.com/braintree/docs/guides/authorization/overview',
      PAY,
    ),
    {
      'paypal-braintree-access-token': {
        title: 'PayPal Braintree access token',
        pattern: /access_token\$production\$[a-z0-9]{16}\$[a-f0-9]{32}/,
      },
    },
  ),
  ...kinds(
    provider(
      'GoCardless',
      'https://manage.gocardless.com/developers',
      'https://developer.gocardless.com/api-reference/',
      PAY,
    ),
    {
      'gocardless-access-token': {
        title: 'GoCardless access token',
        pattern: /live_[A-Za-z0-9_\-=]{40}/,
        minEntropy: 3.4,
        isValid: mixesLettersAndDigits,
      },
    },
  ),
  ...kinds(
    provider(
      'Mollie',
      'https://my.mollie.com/dashboard/developers/api-keys',
      'https://docs.mollie.com/reference/authentication',
      PAY,
    ),
    {
      'mollie-api-key': {
        title: 'Mollie API key',
        pattern: /live_[A-Za-z0-9]{30}/,
        minEntropy: 3.4,
        isValid: mixesLettersAndDigits,
      },
    },
  ),
  ...kinds(
    provider(
      'Plaid',
      'https://dashboard.plaid.com/developers/keys',
      'https://plaid.com/docs/api/tokens/',
      'read the bank accounts of your users',
    ),
    {
      'plaid-access-token': {
        refine: (token) =>
          token.includes('-production-')
            ? undefined
            : { title: 'Plaid test access token', severity: 'medium' },
        title: 'Plaid access token',
        pattern:
          /access-(?:sandbox|development|production)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Paddle',
      'https://vendors.paddle.com/authentication-v2',
      'https://developer.paddle.com/api-reference/about/authentication',
      PAY,
    ),
    {
      'paddle-api-key': {
        title: 'Paddle API key',
        pattern: /pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}/,
      },
    },
  ),
  ...kinds(
    provider('Polar', 'https://polar.sh/settings', 'https://docs.polar.sh/integrate/authentication', PAY),
    {
      'polar-access-token': {
        title: 'Polar access token',
        pattern: /polar_(?:oat|pat|[ar]t_[uo])_[A-Za-z0-9]{40,60}/,
      },
      'polar-client-secret': {
        title: 'Polar client secret',
        literals: ['polar_cs_', 'polar_crt_'],
        pattern: /polar_(?:cs|crt)_[A-Za-z0-9]{40,60}/,
        severity: 'high',
        grants: 'sign users in as your app',
      },
    },
  ),
  ...kinds(
    provider(
      'Xendit',
      'https://dashboard.xendit.co/settings/developers',
      'https://docs.xendit.co/docs/api-keys',
      PAY,
    ),
    {
      'xendit-secret-key': {
        title: 'Xendit secret key',
        pattern: /xnd_(?:production|development)_[A-Za-z0-9]{40,70}/,
      },
    },
  ),
];

function mixesLettersAndDigits(secret: string): boolean {
  const body = secret.slice(secret.indexOf('_') + 1);
  return (body.match(/\d/g)?.length ?? 0) >= 3 && (body.match(/[A-Za-z]/g)?.length ?? 0) >= 3;
}
