import { lineIndexOf } from '../../formats/line-index.ts';
import { MAIL_PROVIDERS, type MailProvider } from '../../formats/mail-provider-table.ts';
import { namedMailProvider, providerOfHost } from '../../formats/mail-providers.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isBesidesTheProduct, type SourceKind, sourceKindOf, withoutComments } from './mail-source.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    MailSenders: Record<string, FileMailSenders>;
  }
}

/** A place that shows which provider sends the product's mail. */
export interface MailSenderUse {
  /** Id of a provider in `formats/mail-providers.ts`. */
  provider: string;
  /** `library`: imported; `host`: its server is named; `setting`: a framework's own word for it; `variable`: only a name. */
  evidence: 'library' | 'host' | 'setting' | 'variable';
  /** `weak`: a variable's name, an example, or a list of many providers: not enough to say that it sends. */
  strength: 'strong' | 'weak';
  range: Range;
  /** The package, host, word or variable name; never a value. */
  name: string;
}

/** The domain of a literal From address. The part before the `@` only where it is a role, not a person. */
export interface FromAddress {
  domain: string;
  role?: string;
  range: Range;
}

export interface FileMailSenders {
  uses: MailSenderUse[];
  from: FromAddress[];
  /** Mail is sent over SMTP here, through a server that only a setting names. */
  unnamedServer?: Range;
}

/** Finds what sends the product's mail: libraries, servers, framework settings, variable names, From addresses. */
export const mailSendersGatherer: FileGatherer<'MailSenders'> = {
  produces: 'MailSenders',
  scope: 'file',
  appliesTo: (path) => sourceKindOf(path) !== undefined && !isBesidesTheProduct(path),
  gatherFile({ path, text }) {
    const kind = sourceKindOf(path);
    if (!kind || !WORTH_A_LOOK.test(text)) return undefined;
    const code = withoutComments(text, kind);
    const lines = lineIndexOf(text);
    const found = [
      ...libraries(code, kind),
      ...settings(code, kind, path),
      ...hosts(code, path),
      ...variables(code),
    ];
    const isExample = /(?:^|[./_-])(?:example|sample|template|dist)(?:$|[./_-])/i.test(path);
    const isCatalogue =
      new Set(found.filter((use) => use.evidence === 'host').map((use) => use.provider)).size >= 3;
    const uses = strongestOf(found).map(
      ({ start, end, ...use }): MailSenderUse => ({
        ...use,
        strength: use.evidence === 'variable' || isExample || isCatalogue ? 'weak' : 'strong',
        range: lines.range(start, end),
      }),
    );
    const sends =
      uses.some((use) => use.strength === 'strong') ||
      /\b(?:nodemailer|sendMail|sendEmail|send_mail)\b/.test(code);
    const from = isExample
      ? []
      : [...fromAddresses(code, sends, path)].map(({ start, end, ...address }) => ({
          ...address,
          range: lines.range(start, end),
        }));
    const transport = uses.some((use) => use.strength === 'strong') ? undefined : transportOf(code);
    const unnamedServer = transport && lines.range(transport.start, transport.end);
    return uses.length > 0 || from.length > 0 || unnamedServer
      ? { uses, from, ...(unnamedServer && { unnamedServer }) }
      : undefined;
  },
};

/** Where nodemailer is given a server. Test transports (streams, JSON) send nothing. */
function transportOf(code: string): { start: number; end: number } | undefined {
  const match = /\bcreateTransport(?=\s*\()/.exec(code);
  if (!match || !/['"]nodemailer['"]/.test(code) || /\b(?:jsonTransport|streamTransport)\s*:/.test(code))
    return undefined;
  return { start: match.index, end: match.index + match[0].length };
}

interface Found {
  provider: string;
  evidence: MailSenderUse['evidence'];
  name: string;
  start: number;
  end: number;
}

/** One quick pass decides for the many files that have nothing to do with mail. */
const WORTH_A_LOOK =
  /resend|sendgrid|postmark|mailgun|\bses|SES_|amazonaws|brevo|sendinblue|\bsib|mailersend|mailjet|sparkpost|mandrill|mailchimp_transactional|loops|plunk|zepto|customer\.?_?io|courier|mailtrap|smtp|elastic_?email|mail_|email|nodemailer|delivery_method/i;

/** In order of how much it proves. */
const EVIDENCE = ['library', 'host', 'setting', 'variable'] as const;

/** The first place of the best evidence, once a provider. */
function strongestOf(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>();
  for (const use of found) {
    const known = best.get(use.provider);
    const rank = (entry: Found): number => EVIDENCE.indexOf(entry.evidence);
    if (!known || rank(use) < rank(known) || (rank(use) === rank(known) && use.start < known.start)) {
      best.set(use.provider, use);
    }
  }
  return [...best.values()].sort((a, b) => a.start - b.start);
}

const IMPORTS: Partial<Record<SourceKind, RegExp[]>> = {
  script: [
    /(?:^|[^\w.$])(?:import|export)\s+(?!type\b)(?:[^'"`;()]{0,1000}?\sfrom\s*)?['"]([^'"\n]+)['"]/g,
    /\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]\s*\)/g,
  ],
  python: [/^[ \t]*(?:import|from)[ \t]+([\w.]+)/gm, /['"](django_ses|sendgrid_backend)\.\w+['"]/g],
  ruby: [/^[ \t]*require[ \t]+['"]([\w./-]+)['"]/gm],
  php: [/^[ \t]*use[ \t]+([\w\\]+)/gm, /\b(Resend::)client\b/g],
  go: [/"(github\.com\/[^"\n]+)"/g],
};

function* libraries(code: string, kind: SourceKind): Generator<Found> {
  for (const pattern of IMPORTS[kind === 'markup' ? 'script' : kind] ?? []) {
    for (const match of code.matchAll(pattern)) {
      const name = match[1] ?? '';
      const provider = MAIL_PROVIDERS.find((entry) => isLibraryOf(entry, name, kind));
      if (provider) yield at(match, name, provider, 'library');
    }
  }
  const clients =
    kind === 'python'
      ? /\b(?:client|resource)\(\s*(?:service_name\s*=\s*)?['"](sesv?2?)['"]/g
      : kind === 'script' || kind === 'markup'
        ? /\bnew\s+(AWS\.SES(?:V2)?)\b/g
        : kind === 'ruby'
          ? /\b(Aws::SES(?:V2)?)\b/g
          : undefined;
  const ses = MAIL_PROVIDERS.find((entry) => entry.id === 'ses');
  if (!clients || !ses) return;
  for (const match of code.matchAll(clients)) yield at(match, match[1] ?? '', ses, 'library');
}

function isLibraryOf(provider: MailProvider, name: string, kind: SourceKind): boolean {
  const starts = (library: string, separator: string): boolean =>
    name === library || name.startsWith(library + separator);
  if (kind === 'script' || kind === 'markup') {
    // Deno writes npm:resend@4 and https://esm.sh/resend@4.
    const bare = name
      .replace(/^(?:npm:|https:\/\/(?:esm\.sh|cdn\.skypack\.dev)\/)/, '')
      .replace(/(?<=.)@[\d^~][^/]*/, '');
    return provider.packages.some((entry) => bare === entry || bare.startsWith(`${entry}/`));
  }
  if (kind === 'python') return provider.python.some((entry) => starts(entry, '.'));
  return provider.libraries.some((entry) =>
    entry.endsWith('\\') || entry.endsWith('::')
      ? `${name}\\`.startsWith(entry) || name === entry
      : starts(entry, '/') || starts(entry, '-'),
  );
}

const SETTINGS: { pattern: RegExp; kinds?: SourceKind[] }[] = [
  { pattern: /\bdelivery_method\s*[=(]?\s*:(\w+)/g, kinds: ['ruby'] },
  { pattern: /\banymail\.backends\.(\w+)/g, kinds: ['python'] },
  { pattern: /\benv\(\s*['"]MAIL_MAILER['"]\s*,\s*['"]([\w-]+)['"]/g, kinds: ['php'] },
  { pattern: /^[ \t]*(?:export[ \t]+)?MAIL_MAILER[ \t]*=[ \t]*['"]?([\w-]+)/gm, kinds: ['hash'] },
];

function* settings(code: string, kind: SourceKind, path: string): Generator<Found> {
  const patterns = SETTINGS.filter(({ kinds }) => !kinds || kinds.includes(kind)).map(
    ({ pattern }) => pattern,
  );
  if (/\bnodemailer\b/.test(code)) patterns.push(/\bservice\s*:\s*['"]([\w-]+)['"]/g);
  // A .toml of Supabase names no provider but by its SMTP host.
  if (path.endsWith('.toml')) return;
  for (const pattern of patterns) {
    for (const match of code.matchAll(pattern)) {
      const provider = namedMailProvider(match[1] ?? '');
      if (provider) yield at(match, match[1] ?? '', provider, 'setting');
    }
  }
}

function* hosts(code: string, path: string): Generator<Found> {
  const switchedOff = /(?:^|\/)supabase\/config\.toml$/.test(path)
    ? /\[auth\.email\.smtp\][^[]*?\benabled\s*=\s*false[^[]*/.exec(code)
    : null;
  for (const match of code.matchAll(/(?<![\w@.-])([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){1,5})(?![\w-])/gi)) {
    const provider = providerOfHost(match[0]);
    if (!provider) continue;
    if (
      switchedOff &&
      match.index >= switchedOff.index &&
      match.index < switchedOff.index + switchedOff[0].length
    )
      continue;
    // What a form shows as an example is nobody's server.
    if (/placeholder\s*[=:]\s*[{'"`]*$/i.test(code.slice(Math.max(0, match.index - 40), match.index)))
      continue;
    yield at(match, match[0], provider, 'host');
  }
}

function* variables(code: string): Generator<Found> {
  for (const match of code.matchAll(/(?<![\w$])([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/g)) {
    const name = match[1] ?? '';
    const provider = MAIL_PROVIDERS.find((entry) =>
      entry.env.some((known) => (known.endsWith('_') ? name.startsWith(known) : name === known)),
    );
    if (provider) yield at(match, name, provider, 'variable');
  }
}

function at(
  match: RegExpMatchArray,
  name: string,
  provider: MailProvider,
  evidence: Found['evidence'],
): Found {
  const start = (match.index ?? 0) + match[0].lastIndexOf(name);
  return { provider: provider.id, evidence, name, start, end: start + name.length };
}

const ROLES =
  /^(?:hello|hi|hey|no-?reply|do-?not-?reply|support|help|team|info|contact|sales|billing|accounts?|invoices?|receipts?|orders?|notifications?|notify|alerts?|updates?|mail|mailer|news|newsletter|onboarding|welcome|admin|security|system|auth|login|verify)$/i;

/** A key that says outright that it is the sender's address. */
const SENDER_KEY =
  '(?:MAIL_FROM_ADDRESS|MAIL_FROM|EMAIL_FROM|FROM_EMAIL|FROM_ADDRESS|SMTP_FROM|SENDER_EMAIL|DEFAULT_FROM_EMAIL|SERVER_EMAIL|RESEND_FROM\\w*|SENDGRID_FROM\\w*|POSTMARK_FROM\\w*|EMAIL_SENDER|fromEmail|fromAddress|from_email|senderEmail|sender_email|defaultFrom)';
const ADDRESS = '([\\w.+-]+)@((?:[a-z0-9-]+\\.)+[a-z]{2,})';

function* fromAddresses(
  code: string,
  sends: boolean,
  path: string,
): Generator<Omit<FromAddress, 'range'> & { start: number; end: number }> {
  const keys = path.endsWith('supabase/config.toml')
    ? 'admin_email'
    : sends
      ? `(?:${SENDER_KEY}|from|Source|FromEmailAddress|default\\s+from)`
      : SENDER_KEY;
  const pattern = new RegExp(
    `(?<![\\w$.])${keys}['"]?\\s*(?:=>|[:=(])\\s*(?:\\{\\s*(?:email|address|name\\s*:\\s*['"\`][^'"\`\\n]{0,80}['"\`]\\s*,\\s*(?:email|address))\\s*:\\s*)?[^@\\n;,]{0,120}?${ADDRESS}`,
    'gi',
  );
  const seen = new Set<string>();
  for (const match of code.matchAll(pattern)) {
    const [whole, local = '', domain = ''] = match;
    const key = domain.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    const end = match.index + whole.length;
    yield {
      domain: key,
      ...(ROLES.test(local) && { role: local.toLowerCase() }),
      start: end - domain.length,
      end,
    };
  }
}
