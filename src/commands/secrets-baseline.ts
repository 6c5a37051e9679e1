import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Session } from '../audit/session.ts';
import {
  type Baseline,
  type BaselineEntry,
  DEFAULT_BASELINE_PATH,
  formatBaseline,
  newBaseline,
  parseBaseline,
  problemOf,
} from '../config/baseline.ts';
import type { Finding } from '../model/finding.ts';
import { isSameRange } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { hashOf, valuesOf } from '../observe/repository/secret-baseline.ts';
import { readHistory } from '../observe/repository/secret-history-read.ts';
import { count } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { EXIT, type Input, type Terminal, UsageError } from './command.ts';
import { writeWhole } from './output.ts';

/** Writes to the baseline what the options ask for, and names it in launch-ready.yaml where that names none. */
export async function updateBaseline(
  input: Input,
  terminal: Terminal,
  folder: string,
  files: FileSystem,
  { report, session }: { report: Report; session: Session },
  given: string | undefined,
): Promise<number> {
  const config = session.configuration();
  const named = given ?? config?.value.baseline;
  const file = named ?? DEFAULT_BASELINE_PATH;
  const baseline = readBaseline(path.join(folder, file), file);
  const before = new Set(baseline.entries.map(keyOf));
  baseline.entries.push(
    ...entriesByName(input),
    ...(await entriesByValue(input, terminal, folder, files, report, session, baseline)),
  );
  const added = new Set(baseline.entries.map(keyOf)).size - before.size;
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeWhole(path.join(folder, file), formatBaseline(baseline), file);
  terminal.err.write(
    `${count(added, 'line')} added to ${plainLine(file)}; it holds ${new Set(baseline.entries.map(keyOf)).size}.\n`,
  );
  if (named === undefined && config) {
    const target = path.join(folder, config.path);
    // The YAML reader is loaded only where there is something to edit.
    const { setBaseline } = await import('../config/edit.ts');
    const edit = setBaseline(
      existsSync(target) ? readFileSync(target, 'utf8') : undefined,
      file,
      config.path,
    );
    if (!edit.ok)
      throw new UsageError(`${edit.reason}`, `Add this line to ${config.path} by hand: baseline: ${file}`);
    if (edit.edit) {
      writeWhole(target, edit.text, config.path);
      terminal.err.write(`${plainLine(config.path)} names it now. Commit both.\n`);
    }
  }
  return EXIT.ok;
}

function readBaseline(absolute: string, file: string): Baseline {
  if (!existsSync(absolute)) return newBaseline();
  const read = parseBaseline(readFileSync(absolute, 'utf8'));
  if (!read.ok)
    throw new UsageError(`${file} cannot be used: ${read.reason}`, 'Mend it first; it was left alone.');
  return read.value;
}

function entriesByName(input: Input): BaselineEntry[] {
  const entries = [
    ...input
      .values('accept-rule')
      .map((rule) => ({ hash: '*', rule: rule.replace(/^secrets\//, ''), path: '**' })),
    ...input.values('accept-path').map((glob) => ({ hash: '*', rule: '*', path: glob })),
  ];
  for (const entry of entries) {
    const problem = problemOf(entry);
    if (problem) throw new UsageError(`${entry.rule === '*' ? entry.path : entry.rule} ${problem}`);
  }
  return entries;
}

async function entriesByValue(
  input: Input,
  { signal }: Terminal,
  folder: string,
  files: FileSystem,
  report: Report,
  session: Session,
  { salt }: Baseline,
): Promise<BaselineEntry[]> {
  const all = report.results
    .flatMap(({ findings }) => findings)
    .filter(({ checkId }) => checkId.startsWith('secrets/'));
  const named = input.values('accept');
  for (const one of named) {
    if (!all.some(({ fingerprint }) => fingerprint === one))
      throw new UsageError(`--accept: no finding has the fingerprint ${one}`);
  }
  const wanted = input.has('update-baseline')
    ? all
    : all.filter(({ fingerprint }) => named.includes(fingerprint));
  if (wanted.length === 0) return [];
  const { HardcodedSecrets, SecretHistory } = session.artifacts();
  const found = HardcodedSecrets?.status === 'ready' ? HardcodedSecrets.value : {};
  const old =
    SecretHistory?.status === 'ready' && SecretHistory.value.state === 'read'
      ? SecretHistory.value.secrets
      : [];
  const values = await valuesOf(files, found, signal);
  if (old.length > 0) {
    await readHistory(
      folder,
      { kind: 'all' },
      { signal, onValue: (identity, value) => values.set(identity, value) },
    );
  }
  const identityOfFinding = ({ data, location }: Finding): string | undefined => {
    if (typeof data?.secret === 'string') return old.find(({ id }) => id === data.secret)?.identity;
    if (location.kind !== 'file' || !Object.hasOwn(found, location.path)) return undefined;
    return found[location.path]?.secrets.find(({ range }) => isSameRange(range, location.range))?.identity;
  };
  const entries: BaselineEntry[] = [];
  for (const finding of wanted) {
    const identity = identityOfFinding(finding);
    const value = identity === undefined ? undefined : values.get(identity);
    if (identity === undefined || value === undefined) continue;
    signal.throwIfAborted();
    entries.push({
      hash: await hashOf(identity, value, salt),
      rule: String(finding.data?.rule ?? '*'),
      path: '**',
    });
  }
  return entries;
}

function keyOf({ hash, rule, path: glob }: BaselineEntry): string {
  return `${hash} ${rule} ${glob}`;
}
