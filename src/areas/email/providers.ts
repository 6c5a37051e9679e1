/** What a mail provider needs in the DNS of the domain it sends for. */
export interface ProviderNeeds {
  /**
   * Where an SPF include of the provider counts.
   * `domain`: its mail carries the domain as the bounce address, so the domain's own SPF record decides.
   * `never`: bounces go to the provider, or to a subdomain that has its own record; an include at the domain changes nothing.
   */
  spf: 'domain' | 'never';
  /** The include to add, where `spf` is `domain`. */
  include?: string;
  /** The names of its keys and subdomains are the same for everybody: when they are absent, it is not set up. */
  provable: boolean;
  /** Its signing key is what counts: an SPF pass alone does not carry the domain's name. */
  needsKey: boolean;
  /** What to do, in words. */
  steps(domain: string): string;
  /** Records that are the same for every customer, as zone lines; undefined where the provider makes them up. */
  records?(domain: string): string;
  /** The vendor's own page. */
  docs: string;
}

const inConsole = (where: string): ((domain: string) => string) => {
  return (domain) => `Open ${where}, add ${domain}, and publish the records it shows, exactly as shown.`;
};

/**
 * By provider id. Read from the vendors' pages (and from their templates for DNS hosts, domainconnect.org) in 2026.
 * Where a page and this table differ, the page wins: the texts send people there.
 */
export const PROVIDER_NEEDS: Readonly<Record<string, ProviderNeeds>> = {
  resend: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: (domain) =>
      `Open Resend > Domains, add ${domain}, and publish its records: the key at resend._domainkey.${domain}, and an MX and a TXT record at send.${domain}. The SPF record of ${domain} itself stays as it is.`,
    records: (domain) => `send.${domain}. TXT "v=spf1 include:amazonses.com ~all"`,
    docs: 'https://resend.com/docs/dashboard/domains/introduction',
  },
  sendgrid: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: inConsole('SendGrid > Settings > Sender Authentication'),
    docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication',
  },
  postmark: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: (domain) =>
      `Open Postmark > Sender Signatures > ${domain} > DNS settings and see that DKIM and Return-Path are verified. An SPF include is not needed.`,
    records: (domain) => `pm-bounces.${domain}. CNAME pm.mtasv.net.`,
    docs: 'https://postmarkapp.com/blog/introducing-full-dmarc-support-with-custom',
  },
  mailgun: {
    spf: 'domain',
    include: 'mailgun.org',
    provable: true,
    needsKey: false,
    steps: (domain) =>
      `Open Mailgun > Sending > Domains and publish the records it shows, for the domain you send from (Mailgun suggests a subdomain such as mg.${domain}).`,
    docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify',
  },
  ses: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: (domain) =>
      `Open Amazon SES > Identities > ${domain} and see that DKIM is successful. An SPF include at ${domain} is not needed; a custom MAIL FROM subdomain has its own SPF record.`,
    docs: 'https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html',
  },
  brevo: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: inConsole('Brevo > Senders, domains, IPs > Domains'),
    docs: 'https://help.brevo.com/hc/en-us/articles/17286219877778-FAQs-About-domain-authentication-Brevo-code-DKIM-DMARC',
  },
  mailersend: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: inConsole('MailerSend > Domains'),
    docs: 'https://www.mailersend.com/help/what-is-a-sending-domain',
  },
  mailjet: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: inConsole('Mailjet > Account settings > Sender domains & addresses'),
    docs: 'https://documentation.mailjet.com/hc/en-us/articles/360042412734-Authenticating-Domains-with-SPF-DKIM',
  },
  sparkpost: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('SparkPost > Configuration > Domains'),
    docs: 'https://developers.sparkpost.com/api/sending-domains/',
  },
  mandrill: {
    spf: 'never',
    provable: true,
    needsKey: true,
    steps: (domain) =>
      `Open Mailchimp Transactional > Settings > Domains, add ${domain}, and publish its two records. It also asks for a DMARC record.`,
    records: (domain) =>
      `mte1._domainkey.${domain}. CNAME dkim1.mandrillapp.com.\nmte2._domainkey.${domain}. CNAME dkim2.mandrillapp.com.`,
    docs: 'https://mailchimp.com/developer/transactional/docs/authentication-delivery/',
  },
  loops: {
    spf: 'never',
    provable: true,
    needsKey: false,
    steps: (domain) =>
      `Open Loops > Settings > Domain, add ${domain}, and publish the records it shows: keys, and an MX and a TXT record at envelope.${domain}.`,
    records: (domain) => `envelope.${domain}. TXT "v=spf1 include:amazonses.com ~all"`,
    docs: 'https://loops.so/docs/deliverability/dmarc-dkim-setup',
  },
  plunk: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('Plunk > Project settings > Domain'),
    docs: 'https://docs.useplunk.com/guides/verifying-domains',
  },
  zeptomail: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('ZeptoMail > Domains'),
    docs: 'https://www.zoho.com/zeptomail/help/domains.html',
  },
  customerio: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('Customer.io > Settings > Email > Sending domains'),
    docs: 'https://customer.io/docs/journeys/authentication/',
  },
  courier: {
    spf: 'never',
    provable: false,
    needsKey: false,
    steps: (domain) =>
      `Courier hands mail on to a provider that only its own settings name. Open Courier > Integrations, see which one, and name it in launch-ready.yaml (email.senders), so that ${domain} can be checked for it.`,
    docs: 'https://www.courier.com/docs',
  },
  mailtrap: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('Mailtrap > Sending domains'),
    docs: 'https://docs.mailtrap.io/email-api-smtp/setup/sending-domain',
  },
  smtp2go: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('SMTP2GO > Sending > Verified senders'),
    docs: 'https://support.smtp2go.com/',
  },
  elasticemail: {
    spf: 'never',
    provable: false,
    needsKey: true,
    steps: inConsole('Elastic Email > Settings > Domains'),
    docs: 'https://help.elasticemail.com/',
  },
  google: {
    spf: 'domain',
    include: '_spf.google.com',
    provable: true,
    needsKey: false,
    steps: (domain) =>
      `Mail sent through Google as ${domain} needs Google in the SPF record of ${domain}, and DKIM switched on in the Google Admin console (Apps > Google Workspace > Gmail > Authenticate email).`,
    docs: 'https://support.google.com/a/answer/33786',
  },
  microsoft: {
    spf: 'domain',
    include: 'spf.protection.outlook.com',
    provable: true,
    needsKey: false,
    steps: (domain) =>
      `Mail sent through Microsoft 365 as ${domain} needs Microsoft in the SPF record of ${domain}, and DKIM switched on in the Defender portal.`,
    docs: 'https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure',
  },
  zoho: {
    spf: 'domain',
    provable: true,
    needsKey: false,
    // Its include differs by data centre: only the console knows.
    steps: inConsole('Zoho Mail Admin Console > Domains > Email configuration'),
    docs: 'https://www.zoho.com/mail/help/adminconsole/spf-configuration.html',
  },
  fastmail: {
    spf: 'domain',
    include: 'spf.messagingengine.com',
    provable: true,
    needsKey: false,
    steps: (domain) =>
      `Mail sent through Fastmail as ${domain} needs Fastmail in the SPF record of ${domain}, and its three DKIM aliases (Fastmail > Settings > Domains shows them).`,
    docs: 'https://www.fastmail.help/hc/en-us/articles/360060591153',
  },
};
