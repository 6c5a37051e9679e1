import { MAIL_PROVIDERS, type MailProvider } from './mail-provider-table.ts';

const BY_ID = new Map(MAIL_PROVIDERS.map((entry) => [entry.id, entry]));

export function mailProvider(id: string): MailProvider | undefined {
  return BY_ID.get(id);
}

/** The provider a person means by a word in launch-ready.yaml: its id, its name, or what frameworks call it. */
export function namedMailProvider(word: string): MailProvider | undefined {
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, '');
  const same = (text: string): boolean => text.toLowerCase().replace(/[^a-z0-9]/g, '') === plain;
  const aliases: Record<string, string> = {
    amazonses: 'ses',
    awsses: 'ses',
    aws: 'ses',
    gmail: 'google',
    gsuite: 'google',
    googleworkspace: 'google',
    office365: 'microsoft',
    outlook: 'microsoft',
    m365: 'microsoft',
    mailchimp: 'mandrill',
    sendinblue: 'brevo',
    twilio: 'sendgrid',
    twiliosendgrid: 'sendgrid',
  };
  return (
    mailProvider(aliases[plain] ?? '') ??
    MAIL_PROVIDERS.find((entry) => same(entry.id) || same(entry.name) || entry.labels.some(same))
  );
}

/** The provider a host name belongs to. */
export function providerOfHost(host: string): MailProvider | undefined {
  const name = host.toLowerCase();
  return MAIL_PROVIDERS.find((entry) => entry.hosts.some((pattern) => matchesHost(name, pattern)));
}

function matchesHost(host: string, pattern: string): boolean {
  if (pattern.startsWith('.')) return host.endsWith(pattern);
  if (!pattern.includes('*')) return host === pattern;
  const labels = host.split('.');
  const wanted = pattern.split('.');
  return labels.length === wanted.length && wanted.every((label, i) => label === '*' || label === labels[i]);
}

/** The provider an SPF record includes by this domain. `amazonses.com` also stands for those that send through it. */
export function providerOfInclude(domain: string): MailProvider | undefined {
  const name = domain.toLowerCase().replace(/\.$/, '');
  return MAIL_PROVIDERS.find((entry) => entry.includes.includes(name));
}

/** True when `name` is `parent` or lies below it. */
export function isUnder(name: string, parent: string): boolean {
  const a = name.toLowerCase().replace(/\.$/, '');
  const b = parent.toLowerCase().replace(/\.$/, '');
  return a === b || a.endsWith(`.${b}`);
}
