import { canAgree, majorsOf } from '../../formats/node-version.ts';
import type { FileLocation } from '../../model/location.ts';
import type { NodeVersion } from '../../observe/repository/node-versions.ts';

/** A version that can be compared, and where it stands. */
export interface Placed extends NodeVersion {
  path: string;
  semver: string;
}

/** Whom to believe first: what the package asks for, then what people use, then where it runs. */
const ORDER: NodeVersion['source'][] = ['engines', 'devEngines', 'pin', 'volta', 'host', 'image', 'workflow'];
export const RANGES = new Set<NodeVersion['source']>(['engines', 'devEngines']);

/**
 * Where the folder of a workflow says for itself what it needs, the version file of a project below is that project's own;
 * what runs below is still not what was tested.
 */
export function isForWorkflow(version: Placed, other: Placed, singles: Placed[]): boolean {
  if (version.source !== 'workflow' || other.source === 'workflow' || other.source === 'image') return true;
  const folder = folderOf(version.path);
  if (folderOf(other.path) === folder) return true;
  return !singles.some((one) => one.source !== 'workflow' && folderOf(one.path) === folder);
}

/** Pins agree on the major version; a range of the package must be met exactly. */
export function agree(a: Placed, b: Placed): boolean {
  if (RANGES.has(a.source) || RANGES.has(b.source)) return canAgree(a.semver, b.semver);
  const majors = new Set(majorsOf(a.semver));
  return majorsOf(b.semver).some((major) => majors.has(major));
}

/** A place speaks for its own folder and those below it. Workflows stand for the root. */
export function concerns(a: Placed, b: Placed): boolean {
  const one = folderOf(a.path);
  const other = folderOf(b.path);
  return isWithin(one, other) || isWithin(other, one);
}

function folderOf(path: string): string {
  const workflow = path.indexOf('.github/');
  return workflow >= 0 ? path.slice(0, workflow) : path.slice(0, path.lastIndexOf('/') + 1);
}

const isWithin = (inner: string, outer: string): boolean => inner.startsWith(outer);

export const byOrder = (a: Placed, b: Placed): number =>
  ORDER.indexOf(a.source) - ORDER.indexOf(b.source) ||
  a.path.length - b.path.length ||
  (a.path < b.path ? -1 : 1);

export const placeOf = (version: Placed): FileLocation => ({
  kind: 'file',
  path: version.path,
  range: version.range,
});
