import type { FindingDraft } from '../../model/finding.ts';
import type { WorkflowJob } from '../../observe/repository/workflow-jobs.ts';
import { locationOf, type PlacedRead, type Variable } from './inventory.ts';
import { listOf } from './packages.ts';
import { publicPrefixOf } from './public-names.ts';

export interface Missing {
  variable: Variable;
  read: PlacedRead;
}

/** One for the job: its list is mended as a whole. */
export function workflowFinding(
  messageId: 'build' | 'written' | 'test',
  path: string,
  job: WorkflowJob,
  found: Missing[],
  data: Record<string, string>,
): FindingDraft[] {
  if (found.length === 0) return [];
  const names = found.map(({ variable }) => variable.name).sort();
  const isWritten = messageId === 'written';
  return [
    {
      messageId,
      data: { names: listOf(names), count: names.length, job: job.name, ...data },
      location: { kind: 'file', path, range: job.range },
      severity: messageId === 'build' || (isWritten && job.deploys) ? 'medium' : 'low',
      related: found
        .slice(0, 5)
        .flatMap(({ variable, read }) => [
          { location: locationOf(read), message: `${variable.name} is read here` },
          ...variable.declarations
            .slice(0, 1)
            .map((d) => ({ location: locationOf(d), message: `${variable.name} is declared here` })),
        ]),
      remediation: {
        text: isWritten
          ? 'Write these lines into the file too.'
          : 'Add them to env of the step or the job, and make them in the settings of the repository.',
        copy: names
          .map((name) =>
            isWritten
              ? `${name}=\${{ secrets.${name} }}`
              : `${name}: \${{ ${publicPrefixOf(name) ? 'vars' : 'secrets'}.${name} }}`,
          )
          .join('\n'),
      },
      anchor: `${job.name} ${messageId} ${data.file ?? ''}`,
    },
  ];
}
