import type { ConfigProblem } from '../../config/model.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft, Remediation } from '../../model/finding.ts';
import { comparePosition } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import type {} from '../../observe/repository/configuration.ts';

const SEVERITY: Partial<Record<ConfigProblem['messageId'], Severity>> = {
  unknownKey: 'medium',
  duplicateKey: 'medium',
};

/** A mistake in launch-ready.yaml changes what is checked, silently: each is a finding on its place. */
export const invalidConfiguration = defineCheck({
  id: 'deploy/invalid-configuration',
  title: 'launch-ready.yaml can be read as written',
  failureTitle: 'launch-ready.yaml has a mistake',
  severity: 'high',
  requires: ['Configuration'],
  messages: {
    syntax: 'The configuration is broken here: {what}. What follows may not be read.',
    unknownKey: 'There is no key "{name}" here, so this line has no effect.',
    wrongType: '"{key}" should be {expected}, but this is {found}, so it is not used.',
    wrongRoot: 'The configuration should be keys with values, but this is {found}, so nothing of it is used.',
    invalidValue: 'This value of "{key}" is not used: {what}.',
    missingKey: 'This entry has no {name}, so it is not used.',
    duplicateKey: '"{name}" is set on line {line} already; only the last one counts.',
    tooLarge: 'The configuration is larger than {limit} KB, so none of it is used.',
    unreadable: 'The configuration was not read to its end: {what}.',
    tooManyProblems: 'The configuration has more than {limit} mistakes; the others are not listed.',
  },
  run({ artifacts: { Configuration: config } }) {
    if (!config.exists && config.problems.length === 0) return notApplicable(`there is no ${config.path}`);
    // What follows a line that could not be read is guessed at: mend that line first.
    const broken = config.problems.find(({ messageId }) => messageId === 'syntax');
    const told = config.problems.filter(
      (problem) =>
        !broken || problem === broken || comparePosition(problem.range.start, broken.range.start) < 0,
    );
    return judge(told.map((problem) => draftOf(problem, config.path)));
  },
});

function draftOf(problem: ConfigProblem, path: string): FindingDraft {
  const { suggestion, remedy: _, ...facts } = problem.data;
  const key = problem.key.split('.').findLast((step) => !/^\d+$/.test(step)) ?? '';
  const severity = SEVERITY[problem.messageId];
  const remediation = remediationOf(problem);
  return {
    messageId: problem.messageId === 'wrongType' && problem.key === '' ? 'wrongRoot' : problem.messageId,
    data: { key: problem.key.startsWith('checks.') ? 'checks' : key, ...facts },
    location: { kind: 'file', path, range: problem.range },
    ...(severity && { severity }),
    ...(remediation && { remediation }),
    ...(suggestion !== undefined && {
      fixes: [
        {
          title: `Replace with ${suggestion}`,
          safety: 'safe' as const,
          edits: [{ path, range: problem.range, newText: String(suggestion) }],
        },
      ],
    }),
    anchor: problem.key,
  };
}

function remediationOf({ messageId, data }: ConfigProblem): Remediation | undefined {
  const copy = data.suggestion === undefined ? {} : { copy: String(data.suggestion) };
  switch (messageId) {
    case 'syntax':
      return { text: `${data.remedy}.` };
    case 'invalidValue':
      return { text: `${data.remedy}.`, ...copy };
    case 'unknownKey':
      return data.suggestion === undefined
        ? {
            text: 'Remove it, or see the list of keys with: launch-ready explain deploy/invalid-configuration',
          }
        : { text: `Did you mean ${data.suggestion}?`, ...copy };
    case 'wrongType':
      return { text: `Write ${data.suggestion ?? data.expected} here.`, ...copy };
    case 'missingKey':
      return { text: `Add ${data.name} to the entry.` };
    case 'duplicateKey':
      return { text: 'Keep one of the two and remove the other.' };
    case 'tooLarge':
      return { text: 'Keep only what launch-ready.yaml needs; long lists belong into files of their own.' };
    case 'tooManyProblems':
      return { text: 'Mend the listed ones first.' };
    default:
      return { text: 'Check that the file is there, is plain text and may be read.' };
  }
}
