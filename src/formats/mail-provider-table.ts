/**
 * How to recognise a mail provider: in code, and in the DNS. What each one needs is judged in `areas/email/`.
 * Sources are named there, with the vendor's page.
 */
export interface MailProvider {
  id: string;
  name: string;
  /**
   * `transactional`: sends what an app sends. `mailbox`: people's mailboxes, which an app may send through.
   * `router`: hands mail on to another provider that only its dashboard knows.
   */
  kind: 'transactional' | 'mailbox' | 'router';
  /** npm packages; a sub-path of one counts too. */
  packages: readonly string[];
  /** Importable Python modules. */
  python: readonly string[];
  /** What stands in Ruby `require`, PHP `use` and Go import paths. */
  libraries: readonly string[];
  /** SMTP and API hosts; one that starts with a dot matches any host below it, `*` one label. */
  hosts: readonly string[];
  /** Environment variables whose name alone points to the provider; a trailing `_` is a prefix. */
  env: readonly string[];
  /** What frameworks call it: Laravel mailers, Rails delivery methods, anymail back ends, nodemailer services. */
  labels: readonly string[];
  /** Domains that an SPF record includes for it. */
  includes: readonly string[];
  /** DKIM selectors with a name known beforehand. */
  selectors: readonly string[];
  /** Subdomain labels for bounces, with a name known beforehand, and where they lead (SPF include or alias). */
  bounce: readonly { label: string; leadsTo: string }[];
  /** Where its DKIM aliases lead. */
  aliasTargets: readonly string[];
}

const provider = (
  id: string,
  name: string,
  rest: Partial<Omit<MailProvider, 'id' | 'name'>> = {},
): MailProvider => ({
  id,
  name,
  kind: 'transactional',
  packages: [],
  python: [],
  libraries: [],
  hosts: [],
  env: [],
  labels: [],
  includes: [],
  selectors: [],
  bounce: [],
  aliasTargets: [],
  ...rest,
});

const SES = 'amazonses.com';

export const MAIL_PROVIDERS: readonly MailProvider[] = [
  provider('resend', 'Resend', {
    packages: ['resend', 'nodemailer-resend'],
    python: ['resend'],
    libraries: ['resend', 'Resend\\', 'Resend::', 'github.com/resend/resend-go'],
    hosts: ['api.resend.com', 'smtp.resend.com'],
    // Not the prefix: RESEND_ is also what people call sending again.
    env: [
      'RESEND_API_KEY',
      'RESEND_KEY',
      'RESEND_TOKEN',
      'RESEND_FROM',
      'RESEND_FROM_EMAIL',
      'RESEND_DOMAIN',
      'RESEND_AUDIENCE_ID',
      'RESEND_WEBHOOK_SECRET',
    ],
    labels: ['resend'],
    selectors: ['resend'],
    bounce: [{ label: 'send', leadsTo: SES }],
  }),
  provider('sendgrid', 'SendGrid', {
    packages: [
      '@sendgrid/mail',
      '@sendgrid/client',
      'nodemailer-sendgrid',
      'nodemailer-sendgrid-transport',
      'sendgrid',
    ],
    python: ['sendgrid', 'sendgrid_backend'],
    libraries: ['sendgrid-ruby', 'SendGrid\\', 'github.com/sendgrid/sendgrid-go'],
    hosts: ['api.sendgrid.com', 'api.eu.sendgrid.com', 'smtp.sendgrid.net', 'smtp.eu.sendgrid.net'],
    env: ['SENDGRID_'],
    labels: ['sendgrid', 'sendgrid_actionmailer'],
    includes: ['sendgrid.net'],
    selectors: ['s1', 's2', 'm1'],
    aliasTargets: ['sendgrid.net'],
  }),
  provider('postmark', 'Postmark', {
    packages: ['postmark', 'nodemailer-postmark-transport'],
    python: ['postmarker', 'postmark'],
    libraries: [
      'postmark',
      'postmark-rails',
      'Postmark\\',
      'github.com/keighl/postmark',
      'github.com/mrz1836/postmark',
    ],
    hosts: ['api.postmarkapp.com', 'smtp.postmarkapp.com', 'smtp-broadcasts.postmarkapp.com'],
    env: ['POSTMARK_'],
    labels: ['postmark'],
    includes: ['spf.mtasv.net'],
    bounce: [{ label: 'pm-bounces', leadsTo: 'mtasv.net' }],
  }),
  provider('mailgun', 'Mailgun', {
    packages: ['mailgun.js', 'mailgun-js', 'nodemailer-mailgun-transport'],
    python: ['mailgun'],
    libraries: ['mailgun-ruby', 'mailgun', 'Mailgun\\', 'github.com/mailgun/mailgun-go'],
    hosts: ['api.mailgun.net', 'api.eu.mailgun.net', 'smtp.mailgun.org', 'smtp.eu.mailgun.org'],
    env: ['MAILGUN_'],
    labels: ['mailgun'],
    includes: ['mailgun.org', 'eu.mailgun.org'],
    selectors: ['pdk1', 'pdk2', 'mx', 'k1', 'smtp', 'pic', 'mailo', 'krs', 'mg', 's1'],
    // Mailgun sends from a subdomain of the customer's choice, with its own SPF record.
    bounce: ['mg', 'mail', 'email', 'mailgun', 'm', 'send'].map((label) => ({
      label,
      leadsTo: 'mailgun.org',
    })),
    aliasTargets: ['mailgun.org', 'mailgun.com', 'mgsend.org'],
  }),
  provider('ses', 'Amazon SES', {
    packages: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2', 'nodemailer-ses-transport', 'node-ses'],
    python: ['django_ses'],
    libraries: [
      'aws-sdk-ses',
      'aws-sdk-sesv2',
      'Aws\\Ses\\',
      'Aws\\SesV2\\',
      'github.com/aws/aws-sdk-go-v2/service/ses',
      'github.com/aws/aws-sdk-go/service/ses',
    ],
    hosts: ['email-smtp.*.amazonaws.com', 'email.*.amazonaws.com'],
    env: ['AWS_SES_', 'SES_FROM', 'SES_REGION', 'SES_SMTP_', 'SES_ACCESS_KEY_ID'],
    labels: ['ses', 'ses-v2', 'amazon_ses', 'aws_sdk', 'SES'],
    includes: [SES],
    // Names of our choice: the documentation leaves the subdomain free, and these are what its examples use.
    bounce: ['mail', 'bounce', 'bounces', 'ses', 'email', 'mailfrom'].map((label) => ({
      label,
      leadsTo: SES,
    })),
    aliasTargets: ['dkim.amazonses.com'],
  }),
  provider('brevo', 'Brevo', {
    packages: [
      '@getbrevo/brevo',
      'sib-api-v3-sdk',
      'sib-api-v3-typescript',
      'nodemailer-sendinblue-transport',
    ],
    python: ['sib_api_v3_sdk', 'brevo_python', 'brevo'],
    libraries: [
      'sib-api-v3-sdk',
      'brevo',
      'Brevo\\',
      'SendinBlue\\',
      'github.com/getbrevo/brevo-go',
      'github.com/sendinblue/APIv3-go-library',
    ],
    hosts: ['api.brevo.com', 'api.sendinblue.com', 'smtp-relay.brevo.com', 'smtp-relay.sendinblue.com'],
    env: ['BREVO_', 'SENDINBLUE_'],
    labels: ['brevo', 'sendinblue'],
    includes: ['spf.brevo.com', 'spf.sendinblue.com'],
    selectors: ['brevo1', 'brevo2', 'brevo', 'mail'],
    aliasTargets: ['brevo.com', 'sendinblue.com'],
  }),
  provider('mailersend', 'MailerSend', {
    packages: ['mailersend'],
    python: ['mailersend'],
    libraries: ['mailersend-ruby', 'MailerSend\\', 'github.com/mailersend/mailersend-go'],
    hosts: ['api.mailersend.com', 'smtp.mailersend.net'],
    env: ['MAILERSEND_'],
    labels: ['mailersend'],
    includes: ['_spf.mailersend.net'],
    selectors: ['mlsend2', 'mlsend'],
    bounce: [{ label: 'mta', leadsTo: 'mailersend.net' }],
    aliasTargets: ['mailersend.net'],
  }),
  provider('mailjet', 'Mailjet', {
    packages: ['node-mailjet', 'nodemailer-mailjet-transport'],
    python: ['mailjet_rest'],
    libraries: ['mailjet', 'Mailjet\\', 'github.com/mailjet/mailjet-apiv3-go'],
    hosts: ['api.mailjet.com', 'in-v3.mailjet.com', 'in.mailjet.com'],
    env: ['MAILJET_', 'MJ_APIKEY_'],
    labels: ['mailjet', 'mailjet_api'],
    includes: ['spf.mailjet.com'],
    selectors: ['mailjet'],
    aliasTargets: ['mailjet.com'],
  }),
  provider('sparkpost', 'SparkPost', {
    packages: ['sparkpost', 'nodemailer-sparkpost-transport'],
    python: ['sparkpost'],
    libraries: ['sparkpost_rails', 'SparkPost\\', 'github.com/SparkPost/gosparkpost'],
    hosts: [
      'api.sparkpost.com',
      'api.eu.sparkpost.com',
      'smtp.sparkpostmail.com',
      'smtp.eu.sparkpostmail.com',
    ],
    env: ['SPARKPOST_'],
    labels: ['sparkpost'],
    includes: ['sparkpostmail.com', 'eu.sparkpostmail.com', '_spf.sparkpostmail.com'],
    bounce: [
      { label: 'bounces', leadsTo: 'sparkpostmail.com' },
      { label: 'bounce', leadsTo: 'sparkpostmail.com' },
    ],
  }),
  provider('mandrill', 'Mailchimp Transactional', {
    packages: ['@mailchimp/mailchimp_transactional', 'mandrill-api', 'nodemailer-mandrill-transport'],
    python: ['mailchimp_transactional', 'mandrill'],
    libraries: [
      'MailchimpTransactional',
      'MailchimpTransactional\\',
      'mandrill',
      'github.com/keighl/mandrill',
    ],
    hosts: ['mandrillapp.com', 'smtp.mandrillapp.com'],
    env: ['MANDRILL_', 'MAILCHIMP_TRANSACTIONAL_'],
    labels: ['mandrill'],
    includes: ['spf.mandrillapp.com'],
    selectors: ['mte1', 'mte2', 'mandrill'],
    aliasTargets: ['mandrillapp.com'],
  }),
  provider('loops', 'Loops', {
    packages: ['loops'],
    libraries: ['loops_sdk'],
    hosts: ['app.loops.so', 'smtp.loops.so'],
    env: ['LOOPS_API_KEY'],
    bounce: [{ label: 'envelope', leadsTo: SES }],
  }),
  provider('plunk', 'Plunk', {
    packages: ['@plunk/node'],
    hosts: ['api.useplunk.com', 'next-api.useplunk.com'],
    env: ['PLUNK_'],
    bounce: [{ label: 'plunk', leadsTo: SES }],
  }),
  provider('zeptomail', 'ZeptoMail', {
    packages: ['zeptomail'],
    libraries: ['zeptomail'],
    hosts: [
      'api.zeptomail.com',
      'api.zeptomail.eu',
      'api.zeptomail.in',
      'smtp.zeptomail.com',
      'smtp.zeptomail.eu',
      'smtp.zeptomail.in',
    ],
    env: ['ZEPTOMAIL_', 'ZEPTO_'],
    includes: ['zeptomail.net', 'zeptomail.eu'],
    bounce: ['bounce', 'bounce-zem', 'bounces'].map((label) => ({ label, leadsTo: 'zeptomail.com' })),
  }),
  provider('customerio', 'Customer.io', {
    packages: ['customerio-node'],
    python: ['customerio'],
    libraries: ['customerio', 'github.com/customerio/go-customerio'],
    hosts: ['api.customer.io', 'api-eu.customer.io', 'smtp.customer.io', 'smtp-eu.customer.io'],
    env: ['CUSTOMERIO_', 'CUSTOMER_IO_'],
  }),
  provider('courier', 'Courier', {
    kind: 'router',
    packages: ['@trycourier/courier'],
    python: ['trycourier', 'courier'],
    libraries: ['github.com/trycourier/courier-go'],
    hosts: ['api.courier.com'],
    env: ['COURIER_AUTH_TOKEN'],
  }),
  provider('mailtrap', 'Mailtrap', {
    packages: ['mailtrap'],
    python: ['mailtrap'],
    libraries: ['mailtrap', 'Mailtrap\\'],
    // sandbox.smtp.mailtrap.io catches test mail and sends nothing: not listed.
    hosts: ['live.smtp.mailtrap.io', 'bulk.smtp.mailtrap.io', 'send.api.mailtrap.io'],
    selectors: ['rwmt1', 'rwmt2'],
    aliasTargets: ['mailtrap.live'],
  }),
  provider('smtp2go', 'SMTP2GO', {
    packages: ['smtp2go-nodejs'],
    libraries: ['github.com/smtp2go-oss/smtp2go-go', 'smtp2go'],
    hosts: ['api.smtp2go.com', 'mail.smtp2go.com', 'mail-eu.smtp2go.com', 'mail-us.smtp2go.com'],
    env: ['SMTP2GO_'],
    includes: ['spf.smtp2go.com'],
  }),
  provider('elasticemail', 'Elastic Email', {
    packages: ['@elasticemail/elasticemail-client'],
    python: ['ElasticEmail'],
    hosts: ['api.elasticemail.com', 'smtp.elasticemail.com', 'smtp25.elasticemail.com'],
    env: ['ELASTICEMAIL_', 'ELASTIC_EMAIL_'],
    labels: ['elasticemail'],
    includes: ['_spf.elasticemail.com'],
    selectors: ['api'],
  }),
  provider('google', 'Google Workspace', {
    kind: 'mailbox',
    hosts: ['smtp.gmail.com', 'smtp-relay.gmail.com', 'smtp.googlemail.com'],
    labels: ['gmail'],
    includes: ['_spf.google.com', 'aspmx.googlemail.com', '_netblocks.google.com'],
    selectors: ['google'],
  }),
  provider('microsoft', 'Microsoft 365', {
    kind: 'mailbox',
    hosts: ['smtp.office365.com', '.mail.protection.outlook.com'],
    labels: ['outlook365', 'office365'],
    includes: ['spf.protection.outlook.com'],
    selectors: ['selector1', 'selector2'],
    aliasTargets: ['onmicrosoft.com', 'dkim.mail.microsoft'],
  }),
  provider('zoho', 'Zoho Mail', {
    kind: 'mailbox',
    hosts: [
      'smtp.zoho.com',
      'smtp.zoho.eu',
      'smtp.zoho.in',
      'smtppro.zoho.com',
      'smtppro.zoho.eu',
      'smtppro.zoho.in',
    ],
    labels: ['zoho'],
    includes: [
      'zoho.com',
      'zoho.eu',
      'zoho.in',
      'zohomail.com',
      'zohomail.eu',
      'zohomail.in',
      'one.zoho.com',
      'one.zoho.eu',
      'spf.zoho.eu',
      'zoho.com.au',
    ],
    selectors: ['zmail', 'zoho'],
  }),
  provider('fastmail', 'Fastmail', {
    kind: 'mailbox',
    hosts: ['smtp.fastmail.com', 'smtp.messagingengine.com'],
    labels: ['fastmail'],
    includes: ['spf.messagingengine.com'],
    selectors: ['fm1', 'fm2', 'fm3'],
    aliasTargets: ['dkim.fmhosted.com'],
  }),
];
