import { parseIpv4, parseIpv6 } from './ip-address.ts';
import { parseSpfMacros, type SpfMacroPart } from './spf-macro.ts';

export type SpfMechanismName = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
export type SpfQualifier = '+' | '-' | '~' | '?';

/** A place in the record's text, in UTF-16 code units. */
export interface SpfSpan {
  start: number;
  end: number;
}

export interface SpfDomainSpec extends SpfSpan {
  text: string;
  parts: SpfMacroPart[];
}

export interface SpfMechanism extends SpfSpan {
  kind: 'mechanism';
  name: SpfMechanismName;
  qualifier: SpfQualifier;
  text: string;
  /** Undefined where the record's own domain is meant. */
  domain?: SpfDomainSpec;
  /** ip4 and ip6: the network as written, without its prefix length. */
  address?: string;
  /** Bits of the IPv4 network; 32 unless said. */
  prefix4?: number;
  /** Bits of the IPv6 network; 128 unless said. */
  prefix6?: number;
}

export interface SpfModifier extends SpfSpan {
  kind: 'modifier';
  /** Lower case; `redirect`, `exp`, or one that is not known and therefore ignored. */
  name: string;
  text: string;
  domain?: SpfDomainSpec;
}

export type SpfTerm = SpfMechanism | SpfModifier | ({ kind: 'invalid'; text: string } & SpfSpan);

export type SpfProblemCode =
  | 'notSpf'
  | 'badCharacter'
  | 'unknownMechanism'
  | 'missingArgument'
  | 'unexpectedArgument'
  | 'badDomain'
  | 'badMacro'
  | 'expOnlyMacro'
  | 'badAddress'
  | 'badPrefixLength'
  | 'duplicateModifier';

/** What a receiver's SPF check stops at: any one makes the whole record a permanent error (RFC 7208 section 4.6). */
export interface SpfProblem extends SpfSpan {
  code: SpfProblemCode;
  /** The offending term. */
  term: string;
  /** What was probably meant, where that is plain. */
  hint?: string;
}

export interface SpfRecord {
  text: string;
  terms: SpfTerm[];
  problems: SpfProblem[];
}

/** True for a TXT string that receivers take for an SPF record: the version, then a space or the end (section 4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/**
 * Parses a whole SPF record to the ABNF of RFC 7208 (sections 4.6.1, 5, 6, 7.1 and 12), all terms, also after an error
 * and after `all`. Never throws: what is wrong is in `problems`, with its place.
 */
export function parseSpf(text: string): SpfRecord {
  const record: SpfRecord = { text, terms: [], problems: [] };
  if (!isSpfRecord(text)) {
    record.problems.push({
      code: 'notSpf',
      term: text.slice(0, 40),
      start: 0,
      end: Math.min(text.length, 40),
    });
    return record;
  }
  const words = /[^ ]+/g;
  words.lastIndex = 'v=spf1'.length;
  const seen = new Set<string>();
  for (let word = words.exec(text); word; word = words.exec(text)) {
    const term = parseTerm(word[0], word.index, record.problems);
    record.terms.push(term);
    if (term.kind !== 'modifier' || (term.name !== 'redirect' && term.name !== 'exp')) continue;
    if (seen.has(term.name)) {
      record.problems.push({ code: 'duplicateModifier', term: term.text, start: term.start, end: term.end });
    }
    seen.add(term.name);
  }
  return record;
}

function parseTerm(text: string, start: number, problems: SpfProblem[]): SpfTerm {
  const end = start + text.length;
  const invalid = (code: SpfProblemCode, hint?: string): SpfTerm => {
    problems.push({ code, term: text, start, end, ...(hint && { hint }) });
    return { kind: 'invalid', text, start, end };
  };

  const modifier = /^([a-z][a-z0-9\-_.]*)=/i.exec(text);
  if (modifier) {
    const name = (modifier[1] ?? '').toLowerCase();
    const valueStart = start + modifier[0].length;
    const value = text.slice(modifier[0].length);
    if (name === 'redirect' || name === 'exp') {
      if (!value) return invalid('missingArgument');
      const before = problems.length;
      const domain = parseDomainSpec(value, valueStart, text, problems);
      if (problems.length > before) return { kind: 'invalid', text, start, end };
      return { kind: 'modifier', name, text, start, end, domain };
    }
    const before = problems.length;
    collectMacroProblems(value, valueStart, text, problems);
    // `include=` and `ip4=` are what people write for `include:` and `ip4:`; formally they are unknown modifiers.
    if (problems.length > before) return { kind: 'invalid', text, start, end };
    return { kind: 'modifier', name, text, start, end };
  }

  const mechanism = /^([+\-?~]?)([a-z][a-z0-9]*)(?=[:/]|$)(.*)$/is.exec(text);
  const name = (mechanism?.[2] ?? '').toLowerCase();
  if (!mechanism || !isMechanismName(name))
    return invalid(hasBadCharacter(text) ? 'badCharacter' : 'unknownMechanism', hintFor(text));
  const qualifier = (mechanism[1] || '+') as SpfQualifier;
  const rest = mechanism[3] ?? '';
  const restStart = end - rest.length;
  const node: SpfMechanism = { kind: 'mechanism', name, qualifier, text, start, end };
  const before = problems.length;
  const fault = readArgument(node, rest, restStart, problems);
  if (fault) problems.push({ ...fault, term: text, start, end });
  return problems.length > before ? { kind: 'invalid', text, start, end } : node;
}

type Fault = { code: SpfProblemCode; hint?: string } | undefined;

/** Fills in what follows the mechanism's name; says what is wrong with it as a whole. */
function readArgument(node: SpfMechanism, rest: string, restStart: number, problems: SpfProblem[]): Fault {
  const fail = (code: SpfProblemCode, hint?: string): Fault => ({ code, ...(hint && { hint }) });
  switch (node.name) {
    case 'all':
      return rest ? fail('unexpectedArgument') : undefined;
    case 'include':
    case 'exists':
    case 'ptr':
      if (rest === '' && node.name === 'ptr') return undefined;
      if (!rest.startsWith(':')) return fail(rest ? 'unexpectedArgument' : 'missingArgument');
      if (rest === ':') return fail('missingArgument');
      node.domain = parseDomainSpec(rest.slice(1), restStart + 1, node.text, problems);
      return undefined;
    case 'ip4':
    case 'ip6': {
      if (!rest.startsWith(':') || rest === ':') return fail('missingArgument');
      const [address = '', bits, more] = rest.slice(1).split('/');
      const six = node.name === 'ip6';
      const parsed = six ? parseIpv6(address) : parseIpv4(address);
      if (!parsed) {
        const other = six ? parseIpv4(address) : parseIpv6(address);
        return fail('badAddress', other ? `${six ? 'ip4' : 'ip6'}:${rest.slice(1)}` : undefined);
      }
      const prefix = bits === undefined ? (six ? 128 : 32) : prefixLength(bits, six ? 128 : 32);
      if (prefix === undefined || more !== undefined) return fail('badPrefixLength');
      node.address = address;
      if (six) node.prefix6 = prefix;
      else node.prefix4 = prefix;
      return undefined;
    }
    case 'a':
    case 'mx': {
      const lengths = /(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest);
      const target = rest.slice(0, rest.length - (lengths?.[0].length ?? 0));
      const four = lengths?.[1] === undefined ? 32 : prefixLength(lengths[1], 32);
      const six = lengths?.[2] === undefined ? 128 : prefixLength(lengths[2], 128);
      if (four === undefined || six === undefined) return fail('badPrefixLength');
      node.prefix4 = four;
      node.prefix6 = six;
      if (target === '') return undefined;
      if (target.startsWith('/')) return fail('badPrefixLength');
      if (target === ':') return fail('missingArgument');
      const address = parseIpv4(target.slice(1));
      if (address) return fail('badDomain', `ip4:${rest.slice(1)}`);
      node.domain = parseDomainSpec(target.slice(1), restStart + 1, node.text, problems);
      return undefined;
    }
  }
}

/** domain-spec = macro-string, ending in a macro or in "." and a top label that is not all digits (section 7.1). */
function parseDomainSpec(text: string, start: number, term: string, problems: SpfProblem[]): SpfDomainSpec {
  const macros = collectMacroProblems(text, start, term, problems);
  if (macros.clean && !macros.endsInMacro) {
    const trimmed = text.endsWith('.') ? text.slice(0, -1) : text;
    const dot = trimmed.lastIndexOf('.');
    if (dot < 0 || !isTopLabel(trimmed.slice(dot + 1))) {
      problems.push({ code: 'badDomain', term, start, end: start + text.length });
    }
  }
  return { text, start, end: start + text.length, parts: macros.parts };
}

function collectMacroProblems(text: string, start: number, term: string, problems: SpfProblem[]) {
  const parsed = parseSpfMacros(text);
  for (const problem of parsed.problems) {
    problems.push({ code: problem.code, term, start: start + problem.start, end: start + problem.end });
  }
  return { ...parsed, clean: parsed.problems.length === 0 };
}

function isTopLabel(label: string): boolean {
  return /^[a-z0-9-]+$/i.test(label) && !/^-|-$/.test(label) && /[a-z-]/i.test(label);
}

/** "0", or digits without a leading zero, up to `max`. */
function prefixLength(digits: string, max: number): number | undefined {
  if (!/^(?:0|[1-9]\d{0,2})$/.test(digits)) return undefined;
  const value = Number(digits);
  return value <= max ? value : undefined;
}

function isMechanismName(name: string): name is SpfMechanismName {
  return ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'].includes(name);
}

function hasBadCharacter(text: string): boolean {
  return /[^\x21-\x7e]/.test(text);
}

function hintFor(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (/^[+\-?~]?all[.,;]$/.test(lower)) return lower.slice(0, -1);
  if (/^redirect:/.test(lower)) return `redirect=${text.slice(9)}`;
  if (/^includes?:/.test(lower)) return `include:${text.slice(text.indexOf(':') + 1)}`;
  if (/^ip:/.test(lower))
    return `${parseIpv6(text.slice(3).split('/')[0] ?? '') ? 'ip6' : 'ip4'}:${text.slice(3)}`;
  if (/^ipv[46]:/.test(lower)) return `ip${lower[3]}:${text.slice(5)}`;
  const bare = text.split('/')[0] ?? '';
  if (parseIpv4(bare)) return `ip4:${text}`;
  if (parseIpv6(bare)) return `ip6:${text}`;
  return undefined;
}
