import { defineCheck, judge } from '../../model/check.ts';

/** Catalogue ENV022, and ENV021 for the line that node itself reads in another way. */
export const unreadableLine = defineCheck({
  id: 'env/unreadable-line',
  title: 'Every line of the env files is understood',
  failureTitle: 'A line of an env file is not read as it was meant',
  severity: 'medium',
  requires: ['EnvFiles'],
  messages: {
    noSign:
      'This line sets nothing: there is no = in it. Programs skip it, and "node --env-file" even swallows the next line.',
    openQuote:
      'The quote is never closed: the value starts with the quote mark, and what was meant to follow is lost.',
    badName: '{name} is no name that a shell or Docker accepts: there the variable does not arrive.',
  },
  run: ({ artifacts: { EnvFiles } }) =>
    judge(
      Object.entries(EnvFiles).flatMap(([path, { problems }]) =>
        problems.map(({ kind, name, range }) => ({
          messageId: kind,
          data: { path, ...(name !== undefined && { name }) },
          location: { kind: 'file' as const, path, range },
          ...(kind === 'badName' && { severity: 'low' as const }),
          remediation: { text: REMEDIES[kind] },
          anchor: `${kind} ${name ?? ''}`,
        })),
      ),
    ),
});

const REMEDIES = {
  noSign: 'Write NAME=value, put a # in front of it, or delete the line.',
  openQuote: 'Close the quote at the end of the value.',
  badName: 'Use letters, digits and underscores, and begin with a letter.',
};
