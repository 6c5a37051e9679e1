import type { Detector, Provider } from '../detector.ts';

const stripe: Provider = {
  name: 'Stripe',
  rotate: 'https://dashboard.stripe.com/apikeys',
  docs: 'https://docs.stripe.com/keys',
  grants: 'charge cards, refund payments and read your customers',
};

export const PAYMENT_DETECTORS: readonly Detector[] = [
  {
    id: 'stripe-secret-key',
    provider: stripe,
    title: 'Stripe live secret key',
    literals: ['sk_live_'],
    pattern: /sk_live_[A-Za-z0-9]{10,247}/,
    severity: 'blocker',
  },
  {
    id: 'stripe-restricted-key',
    provider: stripe,
    title: 'Stripe live restricted key',
    literals: ['rk_live_'],
    pattern: /rk_live_[A-Za-z0-9]{10,247}/,
    severity: 'blocker',
  },
  {
    id: 'stripe-test-key',
    provider: stripe,
    title: 'Stripe test key',
    literals: ['sk_test_', 'rk_test_'],
    pattern: /[sr]k_test_[A-Za-z0-9]{10,247}/,
    severity: 'medium',
    grants: 'change the data of your Stripe test mode',
  },
  {
    id: 'stripe-webhook-secret',
    provider: stripe,
    title: 'Stripe webhook signing secret',
    literals: ['whsec_'],
    pattern: /whsec_[A-Za-z0-9+/]{32,64}={0,2}/,
    severity: 'high',
    rotate: 'https://dashboard.stripe.com/webhooks',
    docs: 'https://docs.stripe.com/webhooks/signature',
    grants: 'send your server forged payment events',
  },
  {
    id: 'stripe-publishable-key',
    provider: stripe,
    title: 'Stripe publishable key',
    literals: ['pk_live_', 'pk_test_'],
    pattern: /pk_(?:live|test)_[A-Za-z0-9]{10,247}/,
    severity: 'low',
    publicByDesign:
      'Public by design: Stripe means this key to be in the browser. It can only start a payment.',
  },
];
