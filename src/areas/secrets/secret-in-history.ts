import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { oneLower } from '../../model/severity.ts';
import {
  dataOf,
  isProven,
  isRotated,
  limitsOf,
  NOT_ASKED,
  rotateFirst,
  standings,
} from './history-standing.ts';

/** Secrets that no file holds any more, but old commits do. */
export const secretInHistory = defineCheck({
  id: 'secrets/secret-in-history',
  title: 'No secret stands in old commits',
  failureTitle: 'A secret stands in old commits',
  severity: 'blocker',
  requires: ['SecretHistory', 'HardcodedSecrets', 'WorkspaceFiles', 'Configuration'],
  messages: {
    onlyInHistory:
      '{title} ({masked}) stands in the history: commit {commit} of {day} brought it into {place}. The files are clean now, but whoever has the repository or a copy of it can still {grants}.',
    unpublished:
      '{title} ({masked}) stands in commit {commit} of {day}, in {place}. The files are clean now, but a push takes that commit along: whoever gets it can {grants}.',
  },
  run({ artifacts, now }) {
    const { SecretHistory: history, Configuration } = artifacts;
    if (history.state !== 'read') return notApplicable(NOT_ASKED);
    const all = standings(history, artifacts);
    const { unmeasured, observations } = limitsOf(history);
    const drafts = all
      .filter((one) => one.now !== 'inCode' && !one.secret.inHead && !isRotated(one))
      .map(({ secret }): FindingDraft => {
        const { unpublished } = history;
        // The launch is stopped once: by secrets/rotation-pending, which is about the same key.
        const counted = !unpublished && isProven(secret);
        return {
          messageId: unpublished ? 'unpublished' : 'onlyInHistory',
          severity: counted ? oneLower(secret.severity) : secret.severity,
          location: { kind: 'file', path: secret.path, range: secret.range },
          data: dataOf(secret),
          anchor: secret.id,
          remediation: unpublished
            ? {
                text: `The remote does not have this commit yet, so take the secret out of it before you push: mark it with "edit", take the secret out, then git commit --amend and git rebase --continue. If anybody else has the commit already, make a new key${secret.rotate ? ` at ${secret.rotate}` : ''} and revoke this one.`,
                copy: `git rebase --interactive ${secret.commit}~1`,
              }
            : rotateFirst(secret, { now, value: Configuration.value }),
        };
      });
    const dead = all.filter((one) => one.now === 'gone' && isRotated(one)).length;
    if (dead > 0)
      observations.push({ text: `${dead} rotated: old commits keep them, but they open nothing any more` });
    return { ...judge(drafts, unmeasured), observations };
  },
});
