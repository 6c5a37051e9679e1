import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/env-declarations.ts';
import type {} from '../../observe/repository/prose-mentions.ts';
import type { WorkflowFacts } from '../../observe/repository/workflow-jobs.ts';

/** Made by GitHub itself. */
const BUILT_IN = /^(?:GITHUB_TOKEN|ACTIONS_\w+)$/i;

/** Catalogue CI101. One finding for all: whoever takes over has to make them together. */
export const undocumentedWorkflowSecret = defineCheck({
  id: 'deploy/undocumented-workflow-secret',
  title: 'Somebody has written down which secrets the workflows need',
  failureTitle: 'Workflows need secrets that nothing explains',
  severity: 'low',
  requires: ['WorkflowJobs', 'ProseMentions', 'EnvDeclarations'],
  messages: {
    undocumented:
      'The workflows ask for {names} in the settings of the repository, and no README, template or comment says what belongs there: whoever takes over cannot deploy.',
  },
  run: ({ artifacts: { WorkflowJobs, ProseMentions, EnvDeclarations } }) => {
    const files = Object.entries(WorkflowJobs).filter(([, { asks }]) => asks.length > 0);
    if (files.length === 0) return notApplicable('No workflow asks for a secret.');
    const known = new Set([
      ...Object.values(ProseMentions).flat(),
      ...Object.values(EnvDeclarations).flatMap((list) =>
        list.filter(({ kind }) => kind === 'template' || kind === 'comment').map(({ name }) => name),
      ),
      ...Object.values(WorkflowJobs).flatMap(({ explained }) => explained),
    ]);
    const unknown = files
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, { asks }]) => asks.map((ask) => ({ ...ask, path })))
      .filter(({ name }) => !BUILT_IN.test(name) && !known.has(name));
    return judge(findingOf(unknown));
  },
});

type Ask = WorkflowFacts['asks'][number] & { path: string };

function findingOf(unknown: Ask[]): FindingDraft[] {
  const byName = new Map([...unknown].reverse().map((ask) => [ask.name, ask]));
  const names = [...byName.keys()].sort();
  const [first] = unknown;
  if (!first) return [];
  const shown =
    names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [
    {
      messageId: 'undocumented',
      data: { names: shown, count: names.length },
      location: { kind: 'file', path: first.path, range: first.range },
      related: [...byName.values()]
        .filter((ask) => ask !== first)
        .slice(0, 10)
        .map(({ name, path, range }) => ({
          location: { kind: 'file' as const, path, range },
          message: `${name} is asked for here`,
        })),
      remediation: {
        text: 'List them at the top of the workflow or in the README: what each is for, and where it comes from.',
        copy: names.map((name) => `# ${name}: `).join('\n'),
      },
      anchor: 'workflow secrets',
    },
  ];
}
