import { majorsOf } from '../../formats/node-version.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/node-versions.ts';
import { agree, byOrder, concerns, isForWorkflow, type Placed, placeOf, RANGES } from './node-places.ts';
import { proposeNodeMajor } from './node-proposal.ts';

/** Catalogue RT101. */
export const nodeVersionMismatch = defineCheck({
  id: 'deploy/node-version-mismatch',
  title: 'Every place names the same Node version',
  failureTitle: 'Places disagree on the Node version',
  severity: 'high',
  requires: ['NodeVersions'],
  messages: {
    mismatch:
      '{label} says Node {version}, but {otherPath} says {other}: what was tested is not what runs, and a build or a start can fail on launch day.',
    matrix: 'CI tries Node {version}, but {otherPath} says {other}: the version that runs is never tested.',
  },
  run: ({ artifacts: { NodeVersions } }) => {
    const versions = Object.entries(NodeVersions)
      .flatMap(([path, list]) => list.map((version) => ({ ...version, path })))
      .filter((version): version is Placed => version.semver !== undefined);
    if (versions.length < 2) return notApplicable('At most one place names a Node version.');
    return judge([...singleFindings(versions), ...matrixFindings(versions)]);
  },
});

function singleFindings(versions: Placed[]): FindingDraft[] {
  const singles = versions.filter((version) => !version.isMatrix).sort(byOrder);
  const groups = new Map<string, { first: Placed; against: Placed[]; others: Placed[] }>();
  for (const [index, version] of singles.entries()) {
    const isTwin = (other: Placed) => other.path === version.path && other.text === version.text;
    const before = singles.slice(0, index);
    if (before.some(isTwin)) continue;
    const against = before.filter(
      (other) => concerns(version, other) && isForWorkflow(version, other, singles) && !agree(version, other),
    );
    const [against0] = against;
    if (!against0) continue;
    // Ten workflows that say the same are one thing to decide.
    const key =
      version.source === 'workflow' ? `${version.text} ${against0.path}` : `${version.path} ${version.text}`;
    const known = groups.get(key);
    if (known) known.others.push(version);
    else groups.set(key, { first: version, against, others: [] });
  }
  return [...groups.values()].map(({ first, against, others }) =>
    finding('mismatch', first, first.text, against, singles, others),
  );
}

/** A matrix is at fault only when none of its versions will do. */
function matrixFindings(versions: Placed[]): FindingDraft[] {
  const singles = versions
    .filter((version) => !version.isMatrix && version.source !== 'workflow')
    .sort(byOrder);
  const matrices = new Map<string, Placed[]>();
  for (const version of versions.filter((one) => one.isMatrix)) {
    matrices.set(version.path, [...(matrices.get(version.path) ?? []), version]);
  }
  return [...matrices.values()].flatMap((tried) => {
    const first = tried[0] as Placed;
    const against = singles.filter(
      (other) => concerns(first, other) && tried.every((one) => !agree(one, other)),
    );
    return against.length > 0
      ? [finding('matrix', first, tried.map((one) => one.text).join(', '), against, singles)]
      : [];
  });
}

function finding(
  messageId: string,
  version: Placed,
  text: string,
  against: Placed[],
  singles: Placed[],
  others: Placed[] = [],
): FindingDraft {
  const [first] = against as [Placed];
  const wishes = singles.filter((other) => concerns(version, other));
  const target = proposeNodeMajor(
    wishes.map(({ semver, source }) => ({ semver, isDemand: RANGES.has(source) })),
  );
  const places = new Set([version, ...others].map(({ path }) => path));
  const twins = singles.filter((other) => places.has(other.path) && other.text === version.text);
  const fix = {
    title: others.length > 0 ? `Use Node ${target} in ${others.length + 1} files` : `Use Node ${target} here`,
    safety: 'unsafe' as const,
    edits: twins.map(({ path, range }) => ({ path, range, newText: target ?? '' })),
  };
  // Where this place has the better version, the others are to change.
  const fits = ({ semver }: Placed) => majorsOf(semver).some((major) => String(major) === target);
  const isRight = fits(version);
  const wrong = against.filter((other) => !RANGES.has(other.source) && !fits(other));
  const fixOthers = {
    title: `Use Node ${target} in ${wrong.length === 1 ? wrong[0]?.path : `${wrong.length} other places`}`,
    safety: 'unsafe' as const,
    edits: wrong.map(({ path, range }) => ({ path, range, newText: target ?? '' })),
  };
  const canChange = target !== undefined && messageId === 'mismatch';
  const fixes = isRight ? (wrong.length > 0 ? [fixOthers] : []) : RANGES.has(version.source) ? [] : [fix];
  return {
    messageId,
    data: {
      version: text,
      other: first.text,
      otherPath: `${first.path}${first.source === 'engines' ? ' (engines.node)' : ''}`,
      label: version.label,
      source: version.source,
    },
    location: placeOf(version),
    // A workflow may only lint or report; what is built and what runs is worse.
    ...(version.source === 'workflow' && { severity: 'medium' as const }),
    related: [...against, ...others].map((other) => ({
      location: placeOf(other),
      message: `${other.label} says Node ${other.text}`,
    })),
    ...(canChange && fixes.length > 0 && { fixes }),
    remediation: {
      text: target
        ? `Write one Node version in every place. Node ${target} fits best with what the places say.`
        : 'Decide on one Node version and write it in every place: what the packages ask for excludes each other.',
      ...(target !== undefined && { copy: target }),
    },
    anchor: `${version.label} ${version.path}`,
  };
}
