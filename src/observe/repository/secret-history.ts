import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import type {} from '../gather-context.ts';
import { loadBaseline, matchBaseline } from './secret-baseline.ts';
import { readHistory } from './secret-history-read.ts';
import type { HistorySkips, SecretFacts } from './secret-history-scan.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SecretHistory: SecretHistory;
  }
}

/** What of the history is to be read, as plain data. */
export type HistoryRequest =
  /** Every branch, tag and remote branch; what the last run read is not read again. */
  | { kind: 'all' }
  /** The commits that `include` leads to and `exclude` does not; full ids. */
  | { kind: 'range'; include: string[]; exclude: string[]; notOnRemote?: string; unpublished: boolean };

/** A secret that a commit brought in, without its value. */
export interface HistorySecret extends SecretFacts {
  /** The name for launch-ready.yaml (`rotated`), after kind, path and date; never after the value. */
  id: string;
  /** The same after every other path at which it stood. */
  ids: string[];
  /** Equal for equal secrets within one run; random otherwise. */
  identity: string;
  /** The commit that brought it in: a short id. */
  commit: string;
  /** ISO 8601, UTC: when the commit was written. */
  date: string;
  path: string;
  /** Where it stood in that commit. */
  range: Range;
  /** All paths at which it ever stood, that one first. */
  paths: string[];
  /** Further paths that are only counted. */
  morePaths: number;
  /** It still stands in the newest commit (of a range: in one that the range leads to). */
  inHead: boolean;
  /** The entries of the baseline that hold its hash. */
  baseline?: number[];
}

export type SecretHistory =
  | { state: 'notAsked' }
  | {
      state: 'read';
      scope: 'all' | 'range';
      /** The commits are on this computer only, as far as is known: nobody else has them yet. */
      unpublished: boolean;
      /** All that were read, and how many of them in this run. */
      commits: number;
      newCommits: number;
      /** Only the newest commits are here; what came before is not known. */
      shallow: boolean;
      skipped: HistorySkips;
      /** Why a part was not read, in plain words. */
      endedEarly?: string;
      /** Why the next run will have to read all again. */
      notKept?: string;
      secrets: HistorySecret[];
    };

/** Reads the history only where that was asked for: an audit, a keystroke and an untrusted folder start no git. */
export const secretHistoryGatherer: ProjectGatherer<'SecretHistory'> = {
  produces: 'SecretHistory',
  scope: 'project',
  dependsOn: ['Configuration'],
  async gather(context) {
    const { history, files, signal, progress } = context;
    if (!history) return { state: 'notAsked' };
    const baselinePath = context.baselinePath ?? context.artifact('Configuration').value.baseline;
    const baseline = baselinePath === undefined ? undefined : await loadBaseline(files, baselinePath);
    const values = new Map<string, string>();
    const read = await readHistory(files.root, history, {
      signal,
      onProgress: (commits, of) => progress?.(`Reading the history (${commits} of ${of} commits)`),
      ...(baseline?.ok && { onValue: (identity, value) => values.set(identity, value) }),
    });
    if (!baseline?.ok) return read;
    const told = new Set(read.secrets.map(({ identity }) => identity));
    const wanted = new Map([...values].filter(([identity]) => told.has(identity)));
    const { matched } = await matchBaseline(baseline.value, wanted, signal);
    const secrets = read.secrets.map((secret) => {
      const entries = matched.get(secret.identity);
      return entries ? { ...secret, baseline: entries } : secret;
    });
    return { ...read, secrets };
  },
};
