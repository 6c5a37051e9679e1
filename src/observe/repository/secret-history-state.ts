import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash64 } from '../../model/fingerprint.ts';
import { isSeverity } from '../../model/severity.ts';
import { CONTEXT_PROVIDERS } from '../../scanner/context/provider-table.ts';
import { DETECTORS } from '../../scanner/detectors/index.ts';
import type { HistoryGroup, HistoryPlace } from './secret-history-groups.ts';
import type { HistorySkips } from './secret-history-scan.ts';

const SCHEMA = 'launch-ready/history@1';
const FOLDER = 'launch-ready';
const FILE = 'history.json';
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * What the last run came to, kept in the git directory, where no commit and no push takes it along. It holds commit ids,
 * paths, places and masked facts: no value, and nothing derived from one. The next run learns anew which secrets are
 * equal by looking at the places again.
 */
export interface HistoryState {
  /** All commits that can be reached from these were read. */
  tips: string[];
  commits: number;
  skipped: HistorySkips;
  secrets: HistoryGroup[];
}

/** Undefined when there is none, when it is damaged, or when other detectors wrote it. Never throws. */
export function readHistoryState(commonDirectory: string): HistoryState | undefined {
  try {
    const file = join(commonDirectory, FOLDER, FILE);
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > MAX_BYTES) return undefined;
    const state = JSON.parse(readFileSync(file, 'utf8')) as HistoryState & { schema: string; engine: string };
    if (state.schema !== SCHEMA || state.engine !== engineName()) return undefined;
    return isState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Says in plain words why it could not be written; undefined when it was. */
export function writeHistoryState(commonDirectory: string, state: HistoryState): string | undefined {
  const folder = join(commonDirectory, FOLDER);
  const part = join(folder, `${FILE}.${process.pid}.part`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A link could lead the file anywhere.
    if (!lstatSync(folder).isDirectory()) return 'its place in the git directory is not a folder';
    const { tips, commits, skipped, secrets } = state;
    const text = JSON.stringify({ schema: SCHEMA, engine: engineName(), tips, commits, skipped, secrets });
    rmSync(part, { force: true });
    writeFileSync(part, `${text}\n`, { flag: 'wx', mode: 0o600 });
    chmodSync(part, 0o600);
    renameSync(part, join(folder, FILE));
    return undefined;
  } catch (error) {
    rmSync(part, { force: true });
    return `the git directory cannot be written to (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
  }
}

let engine: string | undefined;

/** Changes with the detectors: what other ones read has to be read again. */
function engineName(): string {
  engine ??= hash64(
    JSON.stringify([DETECTORS, CONTEXT_PROVIDERS], (_, value: unknown) =>
      value instanceof RegExp || typeof value === 'function' ? String(value) : value,
    ),
  );
  return engine;
}

function isState(state: HistoryState): boolean {
  const { tips, commits, skipped, secrets } = state;
  return (
    Array.isArray(tips) &&
    tips.every(isCommit) &&
    Number.isSafeInteger(commits) &&
    [skipped.binary, skipped.oversized, skipped.unverified].every(Number.isSafeInteger) &&
    Array.isArray(secrets) &&
    secrets.every(isGroup)
  );
}

function isGroup({ facts, places, more, silenced }: HistoryGroup): boolean {
  return (
    isSeverity(facts.severity) &&
    ['high', 'medium', 'low'].includes(facts.confidence) &&
    [facts.rule, facts.provider, facts.title, facts.masked, facts.name].every(isText) &&
    [facts.grants, facts.rotate, facts.docs].every(isText) &&
    Array.isArray(places) &&
    places.length > 0 &&
    places.every(isPlace) &&
    Number.isSafeInteger(more) &&
    typeof silenced === 'boolean'
  );
}

function isPlace({ commit, committedAt, authoredAt, rawPath, range, rule }: HistoryPlace): boolean {
  const { start, end } = range;
  return (
    isCommit(commit) &&
    Number.isSafeInteger(committedAt) &&
    [authoredAt, rawPath, rule].every(isText) &&
    [start.line, start.character, end.line, end.character].every(
      (number) => Number.isSafeInteger(number) && number >= 0,
    )
  );
}

function isCommit(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length < 10_000;
}
