import { type DeclaredVariable, variablesOfMap } from './declared-variable.ts';
import { at, type DocumentNode, entriesOf, itemsOf, textAt } from './document.ts';

export const WORKFLOW_FILE = /^(?:.*\/)?\.github\/(?:workflows\/[^/]+|actions\/(?:.*\/)?action)\.ya?ml$/;

/** `env` of the workflow, its jobs and steps, and of a composite action's steps. */
export function workflowVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  const found = variablesOfMap(at(document, 'env'));
  for (const job of entriesOf(at(document, 'jobs'))) {
    found.push(...variablesOfMap(at(job.value, 'env'), job.key));
    for (const service of entriesOf(at(job.value, 'services')))
      found.push(...variablesOfMap(at(service.value, 'env'), job.key));
    found.push(...variablesOfMap(at(job.value, 'container', 'env'), job.key));
  }
  for (const { step, job } of workflowSteps(document)) found.push(...variablesOfMap(at(step, 'env'), job));
  return found;
}

export interface WorkflowStep {
  job?: string;
  jobNode?: DocumentNode;
  step: DocumentNode;
}

export function workflowSteps(document: DocumentNode | undefined): WorkflowStep[] {
  const ofAction = itemsOf(at(document, 'runs', 'steps')).map((step) => ({ step }));
  const ofJobs = entriesOf(at(document, 'jobs')).flatMap((job) =>
    itemsOf(at(job.value, 'steps')).map((step) => ({ job: job.key, jobNode: job.value, step })),
  );
  return [...ofAction, ...ofJobs];
}

/** Names written to `$GITHUB_ENV` or into an env file by `echo "NAME=…" >> …` and here-documents. */
export function namesWrittenByScript(script: string): string[] {
  if (!/GITHUB_ENV|\.env\b|\.dev\.vars/.test(script)) return [];
  return [...script.matchAll(/(?:^|echo\s+|["'\s])([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] as string);
}

/** The text of a step's `run`, with its offset. */
export function runOf(step: DocumentNode): { text: string; from: number } | undefined {
  const text = textAt(step, 'run');
  const node = at(step, 'run');
  return text !== undefined && node ? { text, from: node.from } : undefined;
}
