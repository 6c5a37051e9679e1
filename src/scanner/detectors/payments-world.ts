import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const PAY = 'move money and read your customers';
const BANK = 'read your accounts and move money';

/** Payment services and banks of other countries and for companies. */
export const WORLD_PAYMENT_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Adyen',
      'https://ca-live.adyen.com/',
      'https://docs.adyen.com/development-resources/api-credentials/',
      PAY,
    ),
    {
      'adyen-api-key': {
        title: 'Adyen API key',
        pattern: /AQE[a-z][A-Za-z0-9+/=]{30,200}-[A-Za-z0-9+/=]{20,100}-[^\s"'`]{8,40}/,
        boundary: 'none',
        minEntropy: 3.8,
      },
    },
  ),
  ...kinds(
    provider(
      'Midtrans',
      'https://dashboard.midtrans.com/settings/config_info',
      'https://docs.midtrans.com/docs/midtrans-account',
      PAY,
    ),
    {
      'midtrans-server-key': {
        title: 'Midtrans server key',
        literals: ['mid-server-'],
        before: 3,
        width: 60,
        pattern: /(?:SB-)?Mid-server-[A-Za-z0-9_-]{20,32}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Mercado Pago',
      'https://www.mercadopago.com/developers/panel/app',
      'https://www.mercadopago.com/developers/en/docs/your-integrations/credentials',
      PAY,
    ),
    {
      'mercadopago-access-token': {
        title: 'Mercado Pago access token',
        literals: ['app_usr-', 'test-'],
        pattern: /(?:APP_USR|TEST)-\d{10,20}-\d{6}-[a-f0-9]{32}(?:__[A-Z_]{2,10}__)?-\d{5,12}/,
      },
    },
  ),
  ...kinds(provider('Cashfree', 'https://merchant.cashfree.com/', 'https://www.cashfree.com/docs/', PAY), {
    'cashfree-secret-key': {
      title: 'Cashfree secret key',
      pattern: /cfsk_ma_(?:prod|test)_[a-f0-9]{32}_[a-f0-9]{8}/,
    },
  }),
  ...kinds(
    provider('Omise', 'https://dashboard.omise.co/', 'https://docs.omise.co/api-authentication', PAY),
    {
      'omise-secret-key': { title: 'Omise secret key', pattern: /skey_(?:test_)?[a-z0-9]{19}/ },
      'omise-public-key': {
        title: 'Omise public key',
        pattern: /pkey_(?:test_)?[a-z0-9]{19}/,
        publicByDesign: 'Public by design. A public key can only turn a card into a token.',
      },
    },
  ),
  ...kinds(
    provider(
      'Checkout.com',
      'https://dashboard.checkout.com/',
      'https://www.checkout.com/docs/developer-resources/api/manage-api-keys',
      PAY,
    ),
    {
      'checkout-secret-key': {
        title: 'Checkout.com secret key',
        literals: ['sk_sbox_', 'sk_'],
        pattern: /sk_(?:sbox_[a-z2-7]{26}|[a-z2-7]{26})[a-z*#$=]?/,
        minEntropy: 3.4,
        isValid: (key) => looksRandom(key.replace(/^sk_(?:sbox_)?/, '')) && /[2-7]/.test(key),
      },
    },
  ),
  ...kinds(
    provider('Klarna', 'https://portal.klarna.com/', 'https://docs.klarna.com/api/authentication/', PAY),
    {
      'klarna-api-key': {
        title: 'Klarna API key',
        pattern: /klarna_(?:live|test)_(?:api|client)_[A-Za-z0-9_=+/-]{24,300}/,
      },
    },
  ),
  ...kinds(provider('Ramp', 'https://app.ramp.com/developer', 'https://docs.ramp.com/', BANK), {
    'ramp-token': {
      title: 'Ramp token or client secret',
      literals: ['ramp_tok_', 'ramp_sec_', 'ramp_business_tok_'],
      pattern: /ramp_(?:business_)?(?:tok|sec)_[A-Za-z0-9]{30,60}/,
    },
  }),
  ...kinds(
    provider(
      'Brex',
      'https://dashboard.brex.com/settings/developer',
      'https://developer.brex.com/docs/authentication/',
      BANK,
    ),
    {
      'brex-token': { title: 'Brex user token', pattern: /bxt_[A-Za-z0-9]{36,60}/ },
    },
  ),
  ...kinds(
    provider(
      'Mercury',
      'https://app.mercury.com/settings/tokens',
      'https://docs.mercury.com/reference/getting-started-with-your-api',
      BANK,
    ),
    {
      'mercury-token': {
        title: 'Mercury token',
        literals: ['mercury_'],
        pattern: /mercury_(?:production|sandbox)_(?:rma|wma|cus|[a-z]{2,4})_[A-Za-z0-9]{30,60}(?:_yrucrem)?/,
      },
    },
  ),
  ...kinds(provider('RFC 8959', '', 'https://datatracker.ietf.org/doc/html/rfc8959', 'use what it opens'), {
    'secret-token-uri': {
      title: 'Secret token',
      pattern: /secret-token:[A-Za-z0-9_.~%+/=-]{16,300}/,
      severity: 'high',
      minEntropy: 3.2,
    },
  }),
  ...kinds(
    provider(
      'T-Bank (Tinkoff)',
      'https://www.tbank.ru/invest/settings/',
      'https://developer.tbank.ru/invest/intro/intro/token',
      BANK,
    ),
    {
      'tinkoff-token': {
        title: 'T-Invest API token',
        literals: ['"t.', "'t.", '=t.', ' t.'],
        pattern: /["'= ](t\.[A-Za-z0-9_-]{86})/,
        boundary: 'none',
        minEntropy: 4,
      },
    },
  ),
  ...kinds(
    provider(
      'Paddle',
      'https://vendors.paddle.com/notifications',
      'https://developer.paddle.com/webhooks/signature-verification',
      'send your server forged payments',
    ),
    {
      'paddle-webhook-secret': {
        title: 'Paddle webhook secret',
        pattern: /pdl_ntfset_[a-z0-9]{20,30}_[A-Za-z0-9+/]{24,48}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'RevenueCat',
      'https://app.revenuecat.com/',
      'https://www.revenuecat.com/docs/projects/authentication',
      'read and change the purchases of your users',
    ),
    {
      'revenuecat-secret-key': {
        title: 'RevenueCat secret key',
        literals: ['sk_', 'atk_'],
        pattern: /(?:sk|atk)_[A-Za-z]{28}/,
        minEntropy: 3.8,
        isValid: (key) => looksRandom(key) && /[a-z][A-Z]/.test(key),
      },
      'revenuecat-public-key': {
        title: 'RevenueCat app key',
        literals: ['appl_', 'goog_', 'amzn_', 'strp_', 'rcb_'],
        pattern: /(?:appl|goog|amzn|strp|rcb)_[A-Za-z]{28}/,
        publicByDesign: 'Public by design. An app key ships inside the app and can only ask for purchases.',
      },
    },
  ),
  ...kinds(
    provider(
      'Coinbase',
      'https://portal.cdp.coinbase.com/access/api',
      'https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys',
      'trade and move your coins',
    ),
    {
      'coinbase-cdp-key-name': {
        title: 'Coinbase key name',
        literals: ['organizations/'],
        pattern: /organizations\/[a-f0-9-]{36}\/apiKeys\/[a-f0-9-]{36}/,
        severity: 'medium',
      },
    },
  ),
];
