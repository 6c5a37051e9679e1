import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const MAIL = 'send mail in your name, past your spam protection';

/** Mail and newsletters. */
export const MAIL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'SendGrid',
      'https://app.sendgrid.com/settings/api_keys',
      'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
      MAIL,
    ),
    {
      'sendgrid-api-key': {
        title: 'SendGrid API key',
        literals: ['sg.'],
        pattern: /SG\.(?:[A-Za-z0-9_\-=]{16,32}\.[A-Za-z0-9_\-=]{36,64}|[A-Za-z0-9_\-=.]{66})/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Mailgun',
      'https://app.mailgun.com/settings/api_security',
      'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/',
      MAIL,
    ),
    {
      'mailgun-api-key': {
        title: 'Mailgun API key',
        literals: ['key-'],
        pattern: /key-[a-f0-9]{32}/,
        minEntropy: 3,
      },
      'mailgun-signing-key': {
        title: 'Mailgun key',
        literals: ['mailgun'],
        reach: 160,
        pattern: /(?<![a-z0-9-])[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}(?![a-z0-9-])/,
        boundary: 'none',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Mailchimp',
      'https://us1.admin.mailchimp.com/account/api/',
      'https://mailchimp.com/developer/marketing/docs/fundamentals/',
      'read your audience and send mail in your name',
    ),
    {
      'mailchimp-api-key': {
        title: 'Mailchimp API key',
        literals: ['-us'],
        quick: (text, start) => isDigit(text.charCodeAt(start + 3)),
        before: 33,
        width: 8,
        pattern: /[a-f0-9]{32}-us\d{1,2}/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Brevo',
      'https://app.brevo.com/settings/keys/api',
      'https://developers.brevo.com/docs/getting-started',
      MAIL,
    ),
    {
      'brevo-api-key': {
        title: 'Brevo (Sendinblue) API key',
        literals: ['xkeysib-', 'xsmtpsib-'],
        pattern: /x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Resend',
      'https://resend.com/api-keys',
      'https://resend.com/docs/api-reference/introduction',
      MAIL,
    ),
    {
      'resend-api-key': {
        title: 'Resend API key',
        literals: ['re_'],
        pattern: /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,32}/,
        minEntropy: 3.2,
        isValid: (key) => looksRandom(key.slice(3)),
      },
    },
  ),
  ...kinds(
    provider(
      'Klaviyo',
      'https://www.klaviyo.com/settings/account/api-keys',
      'https://developers.klaviyo.com/en/docs/authenticate_',
      'read your audience and send mail in your name',
    ),
    {
      'klaviyo-private-key': {
        title: 'Klaviyo private key',
        literals: ['pk_'],
        pattern: /pk_[a-f0-9]{34}/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'OneSignal',
      'https://dashboard.onesignal.com/',
      'https://documentation.onesignal.com/docs/keys-and-ids',
      'send notifications to all of your users',
    ),
    {
      'onesignal-api-key': {
        title: 'OneSignal API key',
        literals: ['os_v2_'],
        pattern: /os_v2_(?:app|org)_[a-z2-7]{80,110}/,
      },
    },
  ),
  ...kinds(
    provider(
      'MailerSend',
      'https://app.mailersend.com/api-tokens',
      'https://developers.mailersend.com/general.html#authentication',
      MAIL,
    ),
    {
      'mailersend-api-token': { title: 'MailerSend API token', pattern: /mlsn\.[a-f0-9]{64}/ },
    },
  ),
];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
