import type { RotatedSecret } from '../../config/model.ts';
import type { Artifacts } from '../../model/artifacts.ts';
import type { Observation } from '../../model/check.ts';
import type { FindingData, Remediation } from '../../model/finding.ts';
import type { FileLocation } from '../../model/location.ts';
import { isAtLeast } from '../../model/severity.ts';
import type { HistorySecret, SecretHistory } from '../../observe/repository/secret-history.ts';
import { isEnvFile } from './env-file.ts';

export type ReadHistory = Extract<SecretHistory, { state: 'read' }>;

export const NOT_ASKED = 'the history was not read; launch-ready secrets --history reads it';

/** A secret of the history, and what became of it. */
export interface Standing {
  secret: HistorySecret;
  /**
   * `inCode`: it still stands where others get it. `kept`: only where secrets belong, so it was moved and is still in use.
   * `gone`: in no file of the folder.
   */
  now: 'inCode' | 'kept' | 'gone';
  /** Where it is kept now. */
  keptAt?: FileLocation;
  /** What launch-ready.yaml says of it. */
  rotated?: RotatedSecret & { index: number };
}

/** Joins the history with the files as they are now. */
export function standings(
  history: ReadHistory,
  artifacts: Pick<Artifacts, 'HardcodedSecrets' | 'WorkspaceFiles' | 'Configuration'>,
): Standing[] {
  const { HardcodedSecrets, WorkspaceFiles, Configuration } = artifacts;
  const files = new Map(WorkspaceFiles.files.map((file) => [file.path, file]));
  const inCode = new Set<string>();
  const kept = new Map<string, FileLocation>();
  for (const path of Object.keys(HardcodedSecrets).sort()) {
    const file = files.get(path);
    const isKept = isEnvFile(path) && !file?.tracked;
    for (const { identity, range } of HardcodedSecrets[path]?.secrets ?? []) {
      if (!isKept) inCode.add(identity);
      else if (!kept.has(identity)) kept.set(identity, { kind: 'file', path, range });
    }
  }
  const entries = (Configuration.value.rotated ?? []).map((one, index) => ({ ...one, index }));
  return history.secrets.map((secret) => {
    const keptAt = kept.get(secret.identity);
    const rotated = entries.find((one) => secret.ids.includes(one.secret));
    const now = inCode.has(secret.identity) ? 'inCode' : keptAt ? 'kept' : 'gone';
    return { secret, now, ...(keptAt && { keptAt }), ...(rotated && { rotated }) };
  });
}

/** The day named in launch-ready.yaml is not before the day on which it was committed. */
export function isRotated({ secret, rotated }: Standing): boolean {
  return rotated !== undefined && rotated.date >= secret.date.slice(0, 10);
}

/** Its own form proves it and it is grave: `secrets/rotation-pending` speaks of it. A guess is left to the history check. */
export function isProven({ severity, confidence }: HistorySecret): boolean {
  return confidence === 'high' && isAtLeast(severity, 'high');
}

export function dataOf({
  rule,
  provider,
  title,
  masked,
  name,
  grants,
  rotate,
  ...secret
}: HistorySecret): FindingData {
  const { id, commit, date, path, range, paths, morePaths, inHead } = secret;
  return {
    rule,
    provider,
    title,
    masked,
    name,
    grants,
    rotate,
    secret: id,
    commit,
    date,
    day: date.slice(0, 10),
    path,
    line: range.start.line,
    place: `${path}:${range.start.line + 1}`,
    paths: paths.length + morePaths,
    inHead,
  };
}

/** Rotate first: whatever is done to the history, somebody may have a copy. */
export function rotateFirst(
  secret: HistorySecret,
  { now, value, entry: said }: { now: number; value: { rotated?: unknown[] }; entry?: unknown },
): Remediation {
  const where = secret.rotate ? ` at ${secret.rotate}` : '';
  const advice = `Make a new key${where}, put it into use and revoke the old one. Deleting it from the files or rewriting the history does not help: copies of the repository keep it.`;
  if (said !== undefined) return { text: `${advice} Then correct its day in launch-ready.yaml.` };
  const day = new Date(now).toISOString().slice(0, 10);
  const entry = `  - secret: ${JSON.stringify(secret.id)}\n    date: ${day}`;
  return {
    text: `${advice} Then say so in launch-ready.yaml${value.rotated?.length ? ', under rotated' : ''}.`,
    copy: value.rotated?.length ? entry : `rotated:\n${entry}`,
  };
}

/** Why a part of the history is not known, and what is told besides. */
export function limitsOf(history: ReadHistory): { unmeasured: string[]; observations: Observation[] } {
  const { commits, newCommits, shallow, scope, skipped, endedEarly, notKept } = history;
  const unmeasured = [
    ...(shallow && scope === 'all'
      ? ['this is a shallow clone, so older commits are not here; git fetch --unshallow gets them']
      : []),
    ...(endedEarly ? [`the history was read in part only: ${endedEarly}`] : []),
  ];
  const observations: Observation[] = [
    {
      text: `${commits === 1 ? '1 commit was' : `${commits} commits were`} read${newCommits < commits ? `, ${newCommits} of them now and the others earlier` : ''}`,
      data: { commits, newCommits },
    },
    ...(skipped.binary + skipped.oversized > 0
      ? [
          {
            text: `Not read: ${skipped.binary} binary and ${skipped.oversized} very large file versions`,
            data: { ...skipped },
          },
        ]
      : []),
    ...(notKept ? [{ text: `The next run reads all again: ${notKept}` }] : []),
  ];
  return { unmeasured, observations };
}
