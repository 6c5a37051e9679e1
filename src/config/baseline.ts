import { randomBytes, scrypt } from 'node:crypto';

/** Where the baseline is written unless launch-ready.yaml or the command line says otherwise. */
export const DEFAULT_BASELINE_PATH = '.launch-ready/baseline.json';

/** Bytes. A baseline of fifty thousand lines has about 5 MB. */
export const MAX_BASELINE_BYTES = 8 * 1024 * 1024;

/** One line: what is accepted. */
export interface BaselineEntry {
  /** The slow salted hash of one secret, or `*` for any. */
  hash: string;
  /** The kind: what a person reads of an entry by value; what is accepted of one with `*`. */
  rule: string;
  /** Which files, as a .gitignore pattern: `**` for all, so that an accepted secret may be moved. */
  path: string;
}

export interface Baseline {
  /** base64url; each baseline has its own, so that hashes of two projects cannot be compared. */
  salt: string;
  entries: BaselineEntry[];
}

const SCHEMA = 'launch-ready/baseline@1';
/** RFC 7914, section 2: 16 MB and some 40 ms a guess. */
const COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 24;
const HASH = /^[A-Za-z0-9_-]{32}$/;
const SALT = /^[A-Za-z0-9_-]{22,86}$/;

export function newBaseline(): Baseline {
  return { salt: randomBytes(16).toString('base64url'), entries: [] };
}

/** The one value-derived text that is ever written: about 40 ms of work for each guess at a secret. */
export function baselineHash(secret: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) =>
    scrypt(secret, Buffer.from(salt, 'base64url'), HASH_BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key.toString('base64url')),
    ),
  );
}

/**
 * Reads a baseline; says in plain words why it cannot be used. The order of the lines and repeated ones don't matter, so
 * that a merge which keeps the lines of both sides is always right.
 */
export function parseBaseline(text: string): { ok: true; value: Baseline } | { ok: false; reason: string } {
  if (/^(?:<{7}|>{7}|={7})/m.test(text)) {
    return { ok: false, reason: 'it holds a merge conflict; keep the lines of both sides' };
  }
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, reason: 'it is not valid JSON' };
  }
  const file = (read ?? {}) as { schema?: unknown; salt?: unknown; secrets?: unknown };
  if (file.schema !== SCHEMA) return { ok: false, reason: `it is not a ${SCHEMA} file` };
  if (typeof file.salt !== 'string' || !SALT.test(file.salt))
    return { ok: false, reason: 'its salt is damaged' };
  if (!Array.isArray(file.secrets)) return { ok: false, reason: 'it has no list of secrets' };
  const entries: BaselineEntry[] = [];
  for (const [i, row] of file.secrets.entries()) {
    if (!Array.isArray(row)) return { ok: false, reason: `entry ${i + 1} is not a list` };
    if (row.length === 0) continue;
    const [hash, rule, path] = row as unknown[];
    if (
      row.length !== 3 ||
      typeof hash !== 'string' ||
      typeof rule !== 'string' ||
      typeof path !== 'string'
    ) {
      return { ok: false, reason: `entry ${i + 1} is not ["hash", "kind", "path"]` };
    }
    const problem = problemOf({ hash, rule, path });
    if (problem) return { ok: false, reason: `entry ${i + 1} ${problem}` };
    entries.push({ hash, rule, path });
  }
  return { ok: true, value: { salt: file.salt, entries } };
}

/** Why an entry cannot stand, to follow "entry 3". */
export function problemOf({ hash, rule, path }: BaselineEntry): string | undefined {
  if (hash !== '*' && !HASH.test(hash)) return 'has a hash that is damaged';
  if (!/^(?:\*|[a-z0-9][a-z0-9-]{0,99})$/.test(rule)) return 'has a kind that makes no sense';
  if (path.length === 0 || path.length > 512 || /[\u0000-\u001f\u007f]/.test(path)) {
    return 'has a path that makes no sense';
  }
  if (hash === '*' && rule === '*' && /^[*/]*$/.test(path)) return 'would accept every secret there is';
  return undefined;
}

/**
 * The text of a baseline: JSON, one sorted line a secret, the last line empty so that no other line changes when one is
 * added. No line numbers and no dates: moving code and merging branches leave it alone.
 */
export function formatBaseline({ salt, entries }: Baseline): string {
  const rows = entries.map(({ hash, rule, path }) => `${JSON.stringify([hash, rule, path])},`);
  const sorted = [...new Set(rows)].sort();
  return [
    '{',
    `"schema": "${SCHEMA}",`,
    `"salt": "${salt}",`,
    '"secrets": [',
    ...sorted,
    '[]',
    ']',
    '}',
    '',
  ].join('\n');
}
