import ignore from 'ignore';
import type { Finding } from '../model/finding.ts';
import { isSameRange } from '../model/location.ts';
import type { Suppression } from '../model/report.ts';
import type { SecretBaseline } from '../observe/repository/secret-baseline.ts';
import type { ArtifactStore } from './artifact-store.ts';

export type BaselineJudge = (finding: Finding) => Suppression | undefined;

/**
 * Tells which findings the baseline accepts; undefined where there is none. Only findings of the secrets area are looked
 * at. A finding holds nothing by which its secret could be told, so that is looked up where it was found.
 */
export function baselineJudge(store: ArtifactStore): BaselineJudge | undefined {
  const entry = store.get('SecretBaseline');
  const baseline = entry?.status === 'ready' ? entry.value : undefined;
  if (!baseline?.entries.length) return undefined;
  const globs = globsOf(baseline);
  return (finding) => {
    if (!finding.checkId.startsWith('secrets/')) return undefined;
    const path = pathOf(finding);
    if (path === undefined) return undefined;
    const byValue = valueEntriesOf(finding, baseline, store);
    const accepts = baseline.entries.some(
      (one, index) =>
        (one.byValue ? byValue.includes(index) : one.rule === '*' || one.rule === finding.data?.rule) &&
        globs[index]?.ignores(path),
    );
    return accepts
      ? { kind: 'baseline', ...(baseline.path && { reason: `it is in ${baseline.path}` }) }
      : undefined;
  };
}

/** Made once for each reading of the file: a report is made at every keystroke. */
const made = new WeakMap<SecretBaseline, ReturnType<typeof ignore>[]>();

function globsOf(baseline: SecretBaseline): ReturnType<typeof ignore>[] {
  const globs = made.get(baseline) ?? baseline.entries.map(({ path }) => ignore().add(path));
  made.set(baseline, globs);
  return globs;
}

/** A finding of the history is about the path of its commit, wherever it is shown. */
function pathOf({ data, location }: Finding): string | undefined {
  if (typeof data?.secret === 'string' && typeof data.path === 'string') return data.path;
  return location.kind === 'file' ? location.path : undefined;
}

function valueEntriesOf(
  finding: Finding,
  { matched }: SecretBaseline,
  store: ArtifactStore,
): readonly number[] {
  const { data, location } = finding;
  if (typeof data?.secret === 'string') {
    const history = store.get('SecretHistory');
    if (history?.status !== 'ready' || history.value.state !== 'read') return [];
    return history.value.secrets.find(({ id }) => id === data.secret)?.baseline ?? [];
  }
  const found = store.get('HardcodedSecrets');
  if (found?.status !== 'ready' || location.kind !== 'file' || !Object.hasOwn(found.value, location.path))
    return [];
  const fact = found.value[location.path]?.secrets.find(({ range }) => isSameRange(range, location.range));
  return fact && Object.hasOwn(matched, fact.identity) ? (matched[fact.identity] ?? []) : [];
}
