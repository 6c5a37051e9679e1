import { placeOf } from '../../config/place.ts';
import { type CheckResult, defineCheck, passed } from '../../model/check.ts';
import type {} from '../../observe/repository/configuration.ts';
import type {} from '../../observe/repository/workspace-files.ts';

/** No answer is for a person to give; a file that is named and not there is a fact. */
export const missingRollbackPath = defineCheck({
  id: 'handover/missing-rollback-path',
  title: 'The way back to the last good version is written down',
  failureTitle: 'The way back to the last good version is not written down',
  severity: 'high',
  requires: ['Configuration', 'WorkspaceFiles'],
  messages: {
    notDeclared:
      'No way back is declared: if a release breaks the site, you will look for it while customers wait.',
    fileMissing:
      'The way back is said to be in {rollback}, but the repository has no such file: in an emergency nobody will find it.',
  },
  run({ artifacts: { Configuration: config, WorkspaceFiles: listed } }): CheckResult {
    const rollback = config.value.handover?.rollback;
    if (rollback === undefined) {
      const line = '  rollback: docs/rollback.md';
      return {
        outcome: 'review',
        reason: 'no way back declared',
        findings: [
          {
            messageId: 'notDeclared',
            location: placeOf(config, ['handover.rollback', 'handover']),
            remediation: {
              text: `Write down how to return to the last good version (the exact command, and what to do about the database), then name the file in ${config.path}.`,
              copy: config.ranges.handover === undefined ? `handover:\n${line}` : line,
            },
          },
        ],
      };
    }
    if (/^https?:/i.test(rollback))
      return passed([{ text: 'The way back is described on a page of its own.' }]);
    const path = rollback.replace(/#.*$/, '');
    if (listed.files.some((file) => isAt(file.path, path))) return passed();
    const near = listed.files.find((file) => file.path.toLowerCase() === path.toLowerCase())?.path;
    return {
      outcome: 'fail',
      findings: [
        {
          messageId: 'fileMissing',
          data: { rollback: path },
          location: { kind: 'file', path: config.path, range: config.ranges['handover.rollback']! },
          remediation:
            near === undefined
              ? { text: `Write ${path} and commit it, or name the file that has the steps.` }
              : { text: `The file is called ${near}; upper and lower case count on a server.`, copy: near },
        },
      ],
    };
  },
});

function isAt(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}
