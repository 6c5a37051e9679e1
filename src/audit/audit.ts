import type { Report } from '../model/report.ts';
import type { NetworkOptions } from '../net/network-options.ts';
import type { GatheredArtifacts } from './artifact-store.ts';
import type { Progress } from './gather.ts';
import { createSession, type Session } from './session.ts';
import type { SessionOptions } from './session-state.ts';

export interface AuditOptions extends SessionOptions {
  /** Wins over launch-ready.yaml. */
  domain?: string;
  /** Undefined: offline. */
  network?: NetworkOptions;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** The one runner: the whole audit of one folder and, where a domain is known, of its domain. */
export async function runAudit(options: AuditOptions): Promise<{ report: Report; session: Session }> {
  const { signal, onProgress, domain, network } = options;
  const session = createSession(options);
  await session.scanWorkspace(signal, onProgress);
  const config = session.configuration()?.value;
  const hasDomain = domain ?? config?.domain ?? Object.keys(config?.domains ?? {})[0];
  const asksNetwork = options.areas.some((area) => area.network && isAskedFor(area.id, options));
  if (network && hasDomain !== undefined && asksNetwork) {
    await session.checkDomain({ network, ...(domain !== undefined && { domain }) }, signal, onProgress);
  }
  return { report: session.report(), session };
}

function isAskedFor(area: string, { only, skip }: SessionOptions): boolean {
  if (skip?.includes(area)) return false;
  return !only?.length || only.some((name) => name === area || name.startsWith(`${area}/`));
}

const RECORDING_SCHEMA = 'launch-ready/artifacts@1';

/** What was gathered, as JSON that holds no value and is safe to send. */
export interface Recording {
  schema: typeof RECORDING_SCHEMA;
  version: string;
  recordedAt: string;
  domain: string | null;
  artifacts: GatheredArtifacts;
}

export function record(session: Session, version: string): Recording {
  const report = session.report();
  return {
    schema: RECORDING_SCHEMA,
    version,
    recordedAt: report.checkedAt,
    domain: report.domain,
    artifacts: session.artifacts(),
  };
}

/** The report of a recording, judged at the time it was made. Throws an Error with a sentence for a person. */
export function replay(recording: Recording, options: Omit<SessionOptions, 'now' | 'gather'>): Report {
  if (recording.schema !== RECORDING_SCHEMA) {
    throw new Error('This file is not a Launch Ready recording. Make one with: launch-ready record');
  }
  const recordedAt = Date.parse(recording.recordedAt);
  if (Number.isNaN(recordedAt)) throw new Error('The recording does not say when it was made.');
  const session = createSession({
    ...options,
    now: () => recordedAt,
    gather: () => Promise.reject(new Error('a recording is not gathered again')),
  });
  session.restore(recording.artifacts, recording.domain ?? undefined);
  return session.report();
}
