import { defineCheck, judge } from '../../model/check.ts';

/** Catalogue SEC104. */
export const exposedEnvironment = defineCheck({
  id: 'env/exposed-environment',
  title: 'The build puts only single variables into the pages',
  failureTitle: 'The build puts the whole environment into the pages',
  severity: 'blocker',
  requires: ['EnvReads'],
  messages: {
    whole:
      'This puts every variable of the machine that builds into the pages, passwords and keys included: each visitor can read them.',
    prefix:
      'An empty envPrefix makes every variable public: Vite then copies passwords and keys into the pages.',
  },
  run: ({ artifacts: { EnvReads } }) =>
    judge(
      Object.entries(EnvReads).flatMap(([path, { exposed = [] }]) =>
        exposed.map(({ kind, range }) => ({
          messageId: kind,
          data: { path },
          location: { kind: 'file' as const, path, range },
          remediation: {
            text: 'Name the variables that the pages need, each by itself, with the public prefix. Then make new keys: the old ones may be known.',
          },
          anchor: kind,
        })),
      ),
    ),
});
