import { at, type DocumentNode, entriesOf, itemsOf, textAt } from '../../formats/document.ts';
import { parseYamlDocument } from '../../formats/document-yaml.ts';
import { type LineIndex, lineIndexOf } from '../../formats/line-index.ts';
import { runOf, WORKFLOW_FILE } from '../../formats/workflow.ts';
import {
  bringsEnvFile,
  envFileWritten,
  isDeployAction,
  isUploadAction,
  runFactsOf,
} from '../../formats/workflow-run.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    WorkflowJobs: ByFile<WorkflowFacts>;
  }
}

export interface WorkflowFacts {
  /** `secrets.X` and `vars.X`: somebody has to make them in the settings of the repository. */
  asks: { name: string; kind: 'secrets' | 'vars'; range: Range }[];
  /** Names that comments of the file explain, and those of `workflow_call`, which the caller gives. */
  explained: string[];
  jobs: WorkflowJob[];
}

export interface WorkflowJob {
  name: string;
  range: Range;
  /** Names the job, its steps and the workflow set. */
  names: WorkflowName[];
  builds: boolean;
  testsWhole: boolean;
  deploys: boolean;
  /** Serves the files that it has built. */
  uploads: boolean;
  fillsEnvironment: boolean;
  /** Folders that its steps work in; empty: the root. */
  folder: string;
  /** Env files that a step puts together. */
  written: { path: string; names: string[]; range: Range }[];
}

export interface WorkflowName {
  name: string;
  range: Range;
  /** It comes from `secrets` or `vars`. */
  isAsked: boolean;
  /** Its name stands elsewhere in the file: a command, an expression. */
  isUsedHere: boolean;
  /** Only commands of the project itself get it. */
  isForOwn: boolean;
}

/** What the jobs of workflows are given and do. */
export const workflowJobsGatherer: FileGatherer<'WorkflowJobs'> = {
  produces: 'WorkflowJobs',
  scope: 'file',
  appliesTo: (path) => WORKFLOW_FILE.test(path),
  gatherFile({ text }) {
    const document = parseYamlDocument(text);
    if (document?.kind !== 'map') return undefined;
    const lines = lineIndexOf(text);
    const used = namesUsedIn(text);
    const callers = ['inputs', 'secrets'].flatMap((key) =>
      entriesOf(at(document, 'on', 'workflow_call', key)).map((entry) => entry.key),
    );
    return {
      asks: asksOf(text, lines),
      explained: [...callers, ...wordsOfComments(text)],
      jobs: entriesOf(at(document, 'jobs')).map((entry) => jobOf(entry, document, used, lines)),
    };
  },
};

function asksOf(text: string, lines: LineIndex): WorkflowFacts['asks'] {
  const code = text.replace(/(?:^|\s)#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const found: WorkflowFacts['asks'] = [];
  for (const expression of code.matchAll(/\$\{\{[^}]*\}\}/g)) {
    for (const match of expression[0].matchAll(/\b(secrets|vars)\.([A-Za-z_]\w*)/g)) {
      const from = expression.index + match.index + (match[1] as string).length + 1;
      const name = match[2] as string;
      found.push({
        name,
        kind: match[1] as 'secrets' | 'vars',
        range: lines.range(from, from + name.length),
      });
    }
  }
  return found;
}

/** Of the shape of a name, and nothing as long as a key. */
const WORD = /(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,16})(?![A-Za-z0-9_])/g;

const wordsOfComments = (text: string): string[] =>
  [...text.matchAll(/(?:^|\s)#([^\n]*)/g)]
    .flatMap((match) => (match[1] as string).match(WORD) ?? [])
    .filter((word) => word.length <= 64);

type Entry = ReturnType<typeof entriesOf>[number];

function jobOf(
  entry: Entry,
  document: DocumentNode,
  used: ReadonlySet<string>,
  lines: LineIndex,
): WorkflowJob {
  const steps = itemsOf(at(entry.value, 'steps'));
  const runs = steps.map((step) => ({ step, run: runOf(step), uses: textAt(step, 'uses') ?? '' }));
  const facts = runs.flatMap(({ run }) => (run ? [runFactsOf(run.text)] : []));
  const isOwn = facts.every((one) => one.isOwn) && runs.every(({ uses }) => isPlainAction(uses));
  const folders = new Set(
    [
      textAt(entry.value, 'defaults', 'run', 'working-directory') ??
        textAt(document, 'defaults', 'run', 'working-directory'),
      ...steps.map((step) => textAt(step, 'working-directory')),
    ].filter((folder) => folder !== undefined && !folder.includes('${{')),
  );
  return {
    name: entry.key,
    range: lines.range(entry.from, entry.to),
    names: [
      ...namesOf(at(document, 'env'), isOwn && facts.length > 0, used, lines),
      ...namesOf(at(entry.value, 'env'), isOwn && facts.length > 0, used, lines),
      ...runs.flatMap(({ step, run }) =>
        namesOf(at(step, 'env'), run !== undefined && runFactsOf(run.text).isOwn, used, lines),
      ),
    ],
    builds: facts.some((one) => one.builds),
    testsWhole: facts.some((one) => one.testsWhole),
    deploys: facts.some((one) => one.deploys) || runs.some(({ uses }) => isDeployAction(uses)),
    uploads: facts.some((one) => one.uploads) || runs.some(({ uses }) => isUploadAction(uses)),
    fillsEnvironment:
      facts.some((one) => one.fillsEnvironment) ||
      /dotenv|doppler|infisical|secrets-action/i.test(runs.map(({ uses }) => uses).join(' ')),
    folder: folders.size === 1 ? ([...folders][0] as string).replace(/^\.\/|\/$/g, '') : '',
    written: runs.flatMap(({ run }) => {
      if (runs.some((other) => other.run && bringsEnvFile(other.run.text))) return [];
      const written = run && envFileWritten(run.text);
      return run && written ? [{ ...written, range: lines.range(run.from, run.from) }] : [];
    }),
  };
}

/** Actions that fetch code and tools; they read no variable of the app. */
const isPlainAction = (uses: string): boolean =>
  uses === '' ||
  /^actions\/(?:checkout|setup-\w+|cache|upload-artifact|download-artifact)@|^pnpm\/action-setup@|^oven-sh\/setup-bun@/.test(
    uses,
  );

/** `$NAME`, `${NAME`, `env.NAME`, `$env:NAME`: the names that the workflow itself looks up, all of them in one go. */
function namesUsedIn(text: string): ReadonlySet<string> {
  const forms = [/(?<![\w.])\$\{?(\w+)/g, /\benv\.(\w+)/g, /\$env:(\w+)/g];
  return new Set(forms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] as string)));
}

function namesOf(
  node: DocumentNode | undefined,
  isForOwn: boolean,
  used: ReadonlySet<string>,
  lines: LineIndex,
): WorkflowName[] {
  return entriesOf(node).map(({ key, from, to, value }) => {
    const written = value.kind === 'scalar' ? String(value.value ?? '') : '';
    return {
      name: key,
      range: lines.range(from, to),
      isAsked: /\$\{\{[^}]*\b(?:secrets|vars)\./.test(written),
      isUsedHere: used.has(key),
      isForOwn,
    };
  });
}
