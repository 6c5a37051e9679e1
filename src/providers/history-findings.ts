import type { Finding } from '../model/finding.ts';
import { fileLocationOf } from '../model/finding.ts';
import { type FileLocation, START_OF_FILE } from '../model/location.ts';
import type { WorkspaceFiles } from '../observe/repository/workspace-files.ts';
import type { FolderSession } from './folder-session.ts';

/** The checks that are about old commits. */
export const HISTORY_CHECKS: readonly string[] = ['secrets/rotation-pending', 'secrets/secret-in-history'];

export function isOfHistory({ checkId }: Pick<Finding, 'checkId'>): boolean {
  return HISTORY_CHECKS.includes(checkId);
}

/** Its day can be written down, or corrected. Of a key that is said to be rotated and still in use, that says nothing new. */
export function isRotatable(finding: Finding): boolean {
  return isOfHistory(finding) && finding.messageId !== 'stillInUse' && finding.messageId !== 'unpublished';
}

const paths = new WeakMap<WorkspaceFiles, Set<string>>();

/**
 * Where a finding stands in the files as they are now. One of an old commit stands where its key is kept, or where
 * launch-ready.yaml speaks of it; else at the start of the file that held it. Undefined where that file is gone.
 */
export function placeNow(session: FolderSession, finding: Finding): FileLocation | undefined {
  const location = fileLocationOf(finding.location);
  if (!location || !isOfHistory(finding) || finding.data?.keptAt !== undefined) return location;
  const said = finding.related?.[0]?.location;
  if (said) return said;
  const listed = session.artifacts().WorkspaceFiles;
  if (listed?.status !== 'ready') return undefined;
  const known = paths.get(listed.value) ?? new Set(listed.value.files.map(({ path }) => path));
  paths.set(listed.value, known);
  return known.has(location.path) ? { ...location, range: START_OF_FILE } : undefined;
}
