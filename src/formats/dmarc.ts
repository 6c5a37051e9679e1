import { parseTagList, type Tag } from './tag-list.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

export type DmarcProblemCode =
  | 'notDmarc'
  | 'malformedTag'
  | 'duplicateTag'
  | 'badPolicy'
  | 'badValue'
  | 'badUri'
  | 'missingPolicy';

export type DmarcNoteCode = 'removedTag' | 'unknownTag' | 'sizeLimit' | 'policyNotFirst';

export interface DmarcRemark<C extends string> {
  code: C;
  /** The tag's name, or the malformed text. */
  tag: string;
  value: string;
  start: number;
  end: number;
}

export interface DmarcRecord {
  text: string;
  tags: Tag[];
  /** What makes receivers ignore the tag, or the record. */
  problems: DmarcRemark<DmarcProblemCode>[];
  /** What they put up with. */
  notes: DmarcRemark<DmarcNoteCode>[];
  p?: DmarcPolicy;
  sp?: DmarcPolicy;
  np?: DmarcPolicy;
  /** Relaxed (`r`) unless said. */
  adkim: 'r' | 's';
  aspf: 'r' | 's';
  psd: 'y' | 'n' | 'u';
  /** `t=y`: the domain owner is testing, so receivers apply one step less than the policy. */
  testing: boolean;
  /** Valid report addresses only. */
  rua: string[];
  ruf: string[];
}

/** What receivers act on. */
export interface DmarcEffect {
  p: DmarcPolicy;
  sp: DmarcPolicy;
  np: DmarcPolicy;
}

const POLICIES = ['none', 'quarantine', 'reject'];
const REMOVED = ['pct', 'rf', 'ri'];

/** True for a TXT string that receivers take for a DMARC record: `v` first, DMARC1 in upper case (RFC 9989 section 4.7). */
export function isDmarcRecord(text: string): boolean {
  return /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
}

/**
 * Parses a DMARC record (RFC 9989 section 4.7; RFC 7489's removed tags are noted). Never throws: what is wrong is in
 * `problems`, with its place, and reading goes on after it.
 */
export function parseDmarc(text: string): DmarcRecord {
  const { tags, malformed } = parseTagList(text);
  const record: DmarcRecord = {
    text,
    tags,
    problems: malformed.map(({ text: tag, start, end }) => ({
      code: 'malformedTag',
      tag,
      value: '',
      start,
      end,
    })),
    notes: [],
    adkim: 'r',
    aspf: 'r',
    psd: 'u',
    testing: false,
    rua: [],
    ruf: [],
  };
  if (!isDmarcRecord(text)) {
    record.problems.unshift({
      code: 'notDmarc',
      tag: 'v',
      value: tags[0]?.value ?? '',
      start: 0,
      end: text.length,
    });
  }
  const seen = new Set<string>();
  for (const [index, tag] of tags.entries()) {
    const name = tag.name.toLowerCase();
    if (seen.has(name)) {
      record.problems.push({ ...place(tag), code: 'duplicateTag' });
      continue;
    }
    seen.add(name);
    readTag(record, name, tag);
    // RFC 7489 receivers want p second; RFC 9989 takes any order.
    if (name === 'p' && index !== 1) record.notes.push({ ...place(tag), code: 'policyNotFirst' });
  }
  if (!seen.has('p'))
    record.problems.push({ code: 'missingPolicy', tag: 'p', value: '', start: 0, end: text.length });
  return record;
}

function readTag(record: DmarcRecord, name: string, tag: Tag): void {
  const value = tag.value.toLowerCase();
  const bad = (code: DmarcProblemCode): void => void record.problems.push({ ...place(tag), code });
  switch (name) {
    case 'v':
      return;
    case 'p':
    case 'sp':
    case 'np':
      if (POLICIES.includes(value)) record[name] = value as DmarcPolicy;
      else bad('badPolicy');
      return;
    case 'adkim':
    case 'aspf':
      if (value === 'r' || value === 's') record[name] = value;
      else bad('badValue');
      return;
    case 'psd':
      if (value === 'y' || value === 'n' || value === 'u') record.psd = value;
      else bad('badValue');
      return;
    case 't':
      if (value === 'y' || value === 'n') record.testing = value === 'y';
      else bad('badValue');
      return;
    case 'fo':
      if (!/^[01ds](?:[ \t]*:[ \t]*[01ds])*$/.test(value)) bad('badValue');
      return;
    case 'rua':
    case 'ruf':
      readUris(record, name, tag);
      return;
    default:
      record.notes.push({ ...place(tag), code: REMOVED.includes(name) ? 'removedTag' : 'unknownTag' });
  }
}

function readUris(record: DmarcRecord, name: 'rua' | 'ruf', tag: Tag): void {
  for (const piece of tag.value.split(',')) {
    const [uri = '', size] = piece.trim().split('!');
    if (size !== undefined) record.notes.push({ ...place(tag), code: 'sizeLimit' });
    if (isReportUri(uri) && (size === undefined || /^\d+[kmgt]?$/i.test(size))) record[name].push(uri);
    else record.problems.push({ ...place(tag), value: piece.trim(), code: 'badUri' });
  }
}

/** A mailto: address with a domain; other schemes are formally allowed, but no receiver uses them. */
function isReportUri(uri: string): boolean {
  return (
    /^mailto:[^\s@,!<>]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]+$/i.test(uri) ||
    /^https?:\/\/[^\s,!]+$/i.test(uri)
  );
}

function place(tag: Tag): { tag: string; value: string; start: number; end: number } {
  return { tag: tag.name, value: tag.value, start: tag.start, end: tag.end };
}

/**
 * The policies receivers use (RFC 9989 section 4.10.1): sp falls back to p, np to sp. With p missing or wrong, or sp or np
 * wrong, it is `none` when a report address is given, and otherwise as if there were no record: undefined.
 * `t=y` is not taken off here.
 */
export function dmarcEffect(record: DmarcRecord): DmarcEffect | undefined {
  const broken = record.problems.some(
    (problem) => problem.code === 'missingPolicy' || problem.code === 'badPolicy',
  );
  if (broken || !record.p) return record.rua.length > 0 ? { p: 'none', sp: 'none', np: 'none' } : undefined;
  const sp = record.sp ?? record.p;
  return { p: record.p, sp, np: record.np ?? sp };
}

/** One step less while testing (RFC 9989 section 4.7, tag `t`). */
export function applied(policy: DmarcPolicy, testing: boolean): DmarcPolicy {
  if (!testing) return policy;
  return policy === 'reject' ? 'quarantine' : 'none';
}
