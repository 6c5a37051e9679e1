/** What is wrong with a record. A certificate authority reads `unknownCritical` and `issuer` as "nobody may issue". */
export type CaaProblem = 'flags' | 'tag' | 'unknownCritical' | 'issuer' | 'parameter' | 'contact';

/** One CAA record (RFC 8659, section 4). */
export interface CaaRecord {
  flags: number;
  /** An authority that does not know the tag must not issue. */
  critical: boolean;
  /** Lower case. */
  tag: string;
  value: string;
  /** Of issue, issuewild, issuemail and issuevmc: who may issue, in lower case; '' for nobody. */
  issuer?: string;
  parameters?: Record<string, string>;
  problem?: CaaProblem;
}

const CRITICAL = 128;
const ISSUER_TAGS: ReadonlySet<string> = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc']);

/** RFC 8659, section 4.2. Labels may not begin or end with a hyphen. */
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ISSUER = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'u');
const PARAMETER = /^([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)[ \t]*=[ \t]*([\x21-\x3a\x3c-\x7e]*)$/u;
/** Names that the ACME registry holds (IANA "ACME Validation Methods"); others begin with `ca-` (RFC 8657, section 4). */
const VALIDATION_METHODS: ReadonlySet<string> = new Set([
  ...['http-01', 'dns-01', 'tls-sni-01', 'tls-sni-02', 'tls-alpn-01', 'email-reply-00', 'tkauth-01'],
  ...['onion-csr-01', 'dns-account-01', 'dns-persist-01', 'bp-nodeid-00'],
]);
const MAIL = /^[^\s@<>]+@[^\s@.<>]+(?:\.[^\s@.<>]+)+$/u;
/** E.164 with the separators that people write (CA/Browser Forum Baseline Requirements, appendix A.1.2). */
const PHONE = /^\+?[0-9][0-9 ().-]{4,30}$/u;

/** `0 issue "letsencrypt.org"`; undefined when it is not of that form. */
export function readCaa(text: string): CaaRecord | undefined {
  const match = /^(\d{1,3}) (\S*) "([\s\S]*)"$/u.exec(text);
  return match ? parseCaa(Number(match[1]), match[2] as string, match[3] as string) : undefined;
}

/** Judges one record by RFC 8659, RFC 8657 (parameters of ACME), RFC 9495 (issuemail) and the Baseline Requirements (contacts). */
export function parseCaa(flags: number, writtenTag: string, value: string): CaaRecord {
  const tag = writtenTag.toLowerCase();
  const record: CaaRecord = { flags, critical: (flags & CRITICAL) !== 0, tag, value };
  const withProblem = (problem: CaaProblem | undefined): CaaRecord =>
    problem ? { ...record, problem } : (flags & ~CRITICAL) !== 0 ? { ...record, problem: 'flags' } : record;
  if (!/^[a-z0-9]+$/u.test(tag)) return withProblem('tag');
  if (ISSUER_TAGS.has(tag)) return { ...withProblem(undefined), ...readIssuer(value) };
  if (tag === 'iodef') return withProblem(isReportUrl(value) ? undefined : 'contact');
  if (tag === 'contactemail') return withProblem(MAIL.test(value) ? undefined : 'contact');
  if (tag === 'contactphone') return withProblem(PHONE.test(value) ? undefined : 'contact');
  return withProblem(record.critical ? 'unknownCritical' : undefined);
}

function readIssuer(value: string): Pick<CaaRecord, 'issuer' | 'parameters' | 'problem'> {
  const [name = '', ...rest] = value.split(';').map((part) => part.replace(/^[ \t]+|[ \t]+$/gu, ''));
  // What does not fit the grammar counts as an empty issuer (RFC 8659, section 4.2).
  if (name !== '' && !ISSUER.test(name)) return { issuer: '', problem: 'issuer' };
  const parameters: Record<string, string> = {};
  for (const part of rest) {
    if (part === '') continue;
    const [, key, text = ''] = PARAMETER.exec(part) ?? [];
    if (key === undefined) return { issuer: '', problem: 'parameter' };
    parameters[key.toLowerCase()] = text;
  }
  const methods = parameters.validationmethods?.split(',') ?? [];
  const known = methods.every((method) => VALIDATION_METHODS.has(method) || /^ca-[a-z0-9-]+$/u.test(method));
  return { issuer: name.toLowerCase(), parameters, ...(!known && { problem: 'parameter' as const }) };
}

/** RFC 8659, section 4.4: mailto, http and https. */
function isReportUrl(value: string): boolean {
  if (/^mailto:/iu.test(value)) return MAIL.test(value.slice('mailto:'.length).split('?')[0] ?? '');
  return /^https?:\/\/[^\s/?#]+/iu.test(value);
}

/** Whom a name's CAA records let issue. */
export interface CaaRule {
  /** Undefined: anybody may. Empty: nobody may. */
  issuers: string[] | undefined;
  /** A tag that nobody knows and that is marked critical: no authority issues. */
  blockedBy?: string;
}

/** RFC 8659, sections 4.2 and 4.3: `issuewild` alone counts for a wildcard where there is one, else `issue` does. */
export function caaRule(records: readonly CaaRecord[], wildcard: boolean): CaaRule {
  const blocking = records.find(({ problem }) => problem === 'unknownCritical');
  if (blocking) return { issuers: [], blockedBy: blocking.tag };
  const ofTag = (tag: string) => records.filter((record) => record.tag === tag);
  const wild = wildcard ? ofTag('issuewild') : [];
  const relevant = wild.length > 0 ? wild : ofTag('issue');
  if (relevant.length === 0) return { issuers: undefined };
  return { issuers: [...new Set(relevant.flatMap(({ issuer }) => (issuer ? [issuer] : [])))] };
}

/** Where CAA is looked for: the name, then its parents, not the root (RFC 8659, section 3). `*.` does not count. */
export function caaClimb(name: string): string[] {
  const labels = name.replace(/^\*\./u, '').split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
