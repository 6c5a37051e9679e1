import { DEFAULT_CONFIG_PATH, type LaunchConfig, type ParsedConfig } from '../config/model.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import { type Area, areaOf, type Check } from '../model/check.ts';
import type { Gatherer } from '../model/gatherer.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { type ArtifactStore, createArtifactStore } from './artifact-store.ts';
import type { GatherPort } from './gather.ts';
import { artifactsFor, type Plan, planAudit, type Selection } from './plan.ts';

export interface SessionOptions {
  areas: readonly Area[];
  /** The ids that launch-ready.yaml may name, where not all of `areas` come with their checks. */
  checkIds?: () => Promise<readonly string[]>;
  gatherers: readonly Gatherer[];
  files: FileSystem;
  gather: GatherPort;
  version: string;
  /** The one clock: milliseconds since the epoch. */
  now: () => number;
  configPath?: string;
  only?: readonly string[];
  skip?: readonly string[];
  /** Leave out files that git ignores. */
  ci?: boolean;
  /** Only findings that stand in, or refer to, these files count; what is judged is the whole project all the same. */
  changed?: { since: string; paths: ReadonlySet<string> };
  /** Reads the git history with the first scan; without it no git is started. */
  history?: HistoryRequest;
  /** The baseline of known secrets; wins over what launch-ready.yaml names. */
  baselinePath?: string;
}

export interface DomainRequest {
  /** Wins over launch-ready.yaml. */
  domain?: string;
  network: NetworkOptions;
}

/** What one session knows. Its parts (collecting, files, report) share it. */
export interface SessionState {
  readonly options: SessionOptions;
  readonly configPath: string;
  readonly store: ArtifactStore;
  /** Unsaved text by path. */
  readonly documents: Map<string, string>;
  /** The text that the facts about an open document were made from: saving it brings nothing new. */
  readonly looked: Map<string, string>;
  /** Milliseconds, by phase. */
  readonly durations: Record<string, number>;
  readonly networkNames: ReadonlySet<ArtifactName>;
  history: HistoryRequest | undefined;
  /** What is being gathered and not in yet. */
  readonly awaited: Set<ArtifactName>;
  /** Called when something that was awaited is in. */
  filled: () => void;
  /** Looks at the domain that are going on. */
  asking: number;
  /** The last look at the domain. */
  asked: { domain?: string; at: number } | undefined;
}

export function createSessionState(options: SessionOptions): SessionState {
  return {
    options,
    configPath: options.configPath ?? DEFAULT_CONFIG_PATH,
    store: createArtifactStore(),
    documents: new Map(),
    looked: new Map(),
    durations: {},
    networkNames: new Set(
      options.gatherers
        .filter(({ scope }) => scope === 'network')
        .map(({ produces }) => produces as ArtifactName),
    ),
    history: options.history,
    awaited: new Set(),
    filled: () => {},
    asking: 0,
    asked: undefined,
  };
}

/** launch-ready.yaml as last read. */
export function configurationOf({ store }: SessionState): ParsedConfig | undefined {
  const entry = store.get('Configuration');
  return entry?.status === 'ready' ? entry.value : undefined;
}

export function configOf(state: SessionState): LaunchConfig {
  return configurationOf(state)?.value ?? {};
}

export function planOf(state: SessionState, selection: Selection): Plan {
  const { areas, only, skip } = state.options;
  const limits = { ...(only && { only }), ...(skip && { skip }) };
  const planned = planAudit(areas, configOf(state), { ...limits, ...selection });
  return state.history || state.store.get('SecretHistory') ? planned : withoutHistory(planned);
}

/** What the checks of the repository need, and what judges their findings. */
export function repositoryNames(state: SessionState): ArtifactName[] {
  return [
    ...artifactsFor(planOf(state, { noNetwork: 'not asked' }).checks, state.options.gatherers),
    'SuppressionComments',
    ...(hasBaseline(state) ? ['SecretBaseline' as const] : []),
  ];
}

export function hasBaseline(state: SessionState): boolean {
  const { baselinePath, gatherers } = state.options;
  return (
    (baselinePath ?? configOf(state).baseline) !== undefined &&
    gatherers.some(({ produces }) => produces === 'SecretBaseline') &&
    planOf(state, {}).checks.some(({ id }) => id.startsWith('secrets/'))
  );
}

/** Old commits are read only where a person asks for it, and a check that did not run is never called not needed. */
function withoutHistory({ checks, notAsked }: Plan): Plan {
  const needsHistory = (check: Check) => check.requires.includes('SecretHistory');
  const left = checks.filter(needsHistory).map(({ id }) => ({
    area: areaOf(id),
    check: id,
    reason: 'old commits are searched with: launch-ready secrets --history',
  }));
  return { checks: checks.filter((check) => !needsHistory(check)), notAsked: [...notAsked, ...left] };
}
