import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import {
  dataOf,
  isProven,
  isRotated,
  limitsOf,
  NOT_ASKED,
  rotateFirst,
  type Standing,
  standings,
} from './history-standing.ts';

/** Keys that were committed and then deleted or moved: they open the same doors as before. */
export const rotationPending = defineCheck({
  id: 'secrets/rotation-pending',
  title: 'Every key that was ever committed has been replaced',
  failureTitle: 'A key that was committed has not been replaced',
  severity: 'blocker',
  requires: ['SecretHistory', 'HardcodedSecrets', 'WorkspaceFiles', 'Configuration'],
  messages: {
    removed:
      '{title} ({masked}) was committed on {day} ({commit}, {place}) and then deleted. Old commits keep it: until it is replaced and revoked, whoever has the repository can {grants}.',
    moved:
      '{title} ({masked}) was committed on {day} ({commit}, {place}) and moved to {keptAt}, where the same key is still in use. Old commits keep it: until it is replaced and revoked, whoever has the repository can {grants}.',
    stillInUse:
      'launch-ready.yaml says that {title} ({masked}) was rotated on {rotatedOn}, but the same key still stands in {keptAt}. Old commits keep it too, so whoever has the repository can {grants}.',
    rotatedTooEarly:
      'launch-ready.yaml says that {title} ({masked}) was rotated on {rotatedOn}, but it was committed only on {day} ({commit}, {place}). Until it is replaced after that day, whoever has the repository can {grants}.',
  },
  run({ artifacts, now }) {
    const { SecretHistory: history, Configuration } = artifacts;
    if (history.state !== 'read') return notApplicable(NOT_ASKED);
    if (history.unpublished) return notApplicable('nobody else has these commits yet');
    const drafts = standings(history, artifacts)
      .filter((one) => one.now !== 'inCode' && isProven(one.secret))
      .filter((one) => one.now === 'kept' || !isRotated(one))
      .map((one): FindingDraft => {
        const { secret, keptAt, rotated } = one;
        const place = rotated && Configuration.ranges[`rotated.${rotated.index}.date`];
        return {
          messageId: messageOf(one),
          severity: secret.severity,
          location: keptAt ?? { kind: 'file', path: secret.path, range: secret.range },
          data: {
            ...dataOf(secret),
            ...(keptAt && { keptAt: keptAt.path }),
            ...(rotated && { rotatedOn: rotated.date }),
          },
          anchor: secret.id,
          ...(place && {
            related: [
              {
                location: { kind: 'file' as const, path: Configuration.path, range: place },
                message: 'Said to be rotated here',
              },
            ],
          }),
          remediation: rotateFirst(secret, { now, value: Configuration.value, entry: rotated }),
        };
      });
    return judge(drafts, limitsOf(history).unmeasured);
  },
});

function messageOf(one: Standing): string {
  if (one.keptAt && one.now === 'kept') return one.rotated ? 'stillInUse' : 'moved';
  return one.rotated ? 'rotatedTooEarly' : 'removed';
}
