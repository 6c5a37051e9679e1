import { ownDomains } from '../config/own-domains.ts';
import { type Area, areaOf, type Check } from '../model/check.ts';
import { type NotAsked, REPORT_SCHEMA, type Report, type Result } from '../model/report.ts';
import { baselineJudge } from './baseline.ts';
import { isRunnable, runCheck } from './run.ts';
import { configOf, hasBaseline, planOf, type SessionState } from './session-state.ts';
import { applySuppressions } from './suppressions.ts';
import { judgeLaunch } from './verdict.ts';

/** Of an area that needs the network, where nobody asked for it. */
const NOT_LOOKED_AT = 'the domain was not looked at';

/** Judges what a session holds. A check runs again only when an artifact that it needs has changed, or the day. */
export interface Judge {
  /** `soFar`: with what has come in of a look that is still going on. */
  report(soFar?: boolean): Report;
  /** The ids of the checks that wait for something which is being gathered. */
  waiting(): string[];
  dispose(): void;
}

export function createJudge(state: SessionState): Judge {
  const { options, store, durations } = state;
  const cache = new Map<string, { key: string; result: Result }>();

  function report(soFar = false): Report {
    const startedAt = performance.now();
    const now = options.now();
    const config = configOf(state);
    const { checks, notAsked: leftOut } = planOf(state, soFar && state.asking > 0 ? {} : whyNoNetwork(state));
    // Without the list of known secrets a known one would show for a moment.
    const noBaseline = soFar && hasBaseline(state) && !store.get('SecretBaseline');
    const runnable = checks.filter(
      (check) => isRunnable(check, store) && !(noBaseline && check.id.startsWith('secrets/')),
    );
    // Who asked about one area of the domain has not asked about the others.
    const notAsked = [...leftOut, ...options.areas.filter(isUntouched(checks, runnable)).map(notAskedYet)];
    const comments = store.get('SuppressionComments');
    const { results, suppressed } = applySuppressions(
      runnable.map((check) => onlyChanged(cachedResult(check, now), options.changed?.paths)),
      {
        config,
        comments: comments?.status === 'ready' ? comments.value : {},
        baseline: baselineJudge(store),
        now,
      },
    );
    const read = store.get('ReadFiles');
    const list = store.get('WorkspaceFiles');
    const counts =
      read?.status === 'ready' ? read.value : { files: 0, binary: 0, oversized: 0, unreadable: 0 };
    durations.checks = Math.round(performance.now() - startedAt);
    return {
      schema: REPORT_SCHEMA,
      version: options.version,
      root: options.files.root,
      domain: state.asked?.domain ?? ownDomains(config)[0] ?? null,
      checkedAt: new Date(now).toISOString(),
      verdict: judgeLaunch(runnable, results, suppressed, notAsked, options.areas, limitOf(state)),
      results,
      suppressed,
      notAsked,
      switchedOff: Object.entries(config.checks ?? {})
        .filter(([, setting]) => setting === 'off')
        .map(([id]) => id)
        .sort(),
      skipped: {
        binary: counts.binary,
        oversized: counts.oversized,
        unreadable: counts.unreadable + (list?.status === 'ready' ? list.value.skipped.unreadable : 0),
      },
      files: counts.files,
      durations: { ...durations },
    };
  }

  function cachedResult(check: Check, now: number): Result {
    const day = Math.floor(now / 86_400_000);
    const key = `${day}|${check.requires.map((name) => store.version(name)).join(',')}`;
    const hit = cache.get(check.id);
    if (hit?.key === key) return hit.result;
    const result = runCheck(check, store, now);
    cache.set(check.id, { key, result });
    return result;
  }

  function waiting(): string[] {
    if (state.awaited.size === 0) return [];
    const { checks } = planOf(state, state.asking > 0 ? {} : { noNetwork: 'not asked' });
    const isNetwork = (check: Check) => check.requires.some((name) => state.networkNames.has(name));
    return checks
      .filter((check) =>
        check.requires.some(
          (name) => state.awaited.has(name) && (!isNetwork(check) || state.networkNames.has(name)),
        ),
      )
      .map(({ id }) => id);
  }

  return { report, waiting, dispose: () => cache.clear() };
}

function limitOf({ options: { changed } }: SessionState): string {
  return changed ? `only files changed since ${changed.since}` : '';
}

/** What stands in other files and speaks of no changed one is left out. */
function onlyChanged(result: Result, paths: ReadonlySet<string> | undefined): Result {
  if (!paths || result.findings.length === 0) return result;
  const findings = result.findings.filter(
    ({ location, related = [] }) =>
      location.kind === 'host' ||
      paths.has(location.path) ||
      related.some(({ location: other }) => paths.has(other.path)),
  );
  if (findings.length === result.findings.length) return result;
  const isEmpty = findings.length === 0 && (result.outcome === 'fail' || result.outcome === 'review');
  return { ...result, findings, ...(isEmpty && { outcome: 'pass' as const, reason: null }) };
}

function whyNoNetwork(state: SessionState): { noNetwork?: string } {
  if (state.asked) return {};
  const { domain, domains } = configOf(state);
  return { noNetwork: (domain ?? domains) ? NOT_LOOKED_AT : 'no domain is set' };
}

function isUntouched(planned: readonly Check[], runnable: readonly Check[]) {
  return (area: Area): boolean => {
    const isOfArea = ({ id }: Check) => areaOf(id) === area.id;
    return area.network && planned.some(isOfArea) && !runnable.some(isOfArea);
  };
}

function notAskedYet({ id }: Area): NotAsked {
  return { area: id, reason: NOT_LOOKED_AT };
}
