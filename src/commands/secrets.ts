import { secretsArea } from '../areas/secrets/index.ts';
import { runAudit } from '../audit/audit.ts';
import { gatherInProcess } from '../audit/gather.ts';
import { AREA_HEADS } from '../model/area-heads.ts';
import type { Area } from '../model/check.ts';
import type { HistoryRequest } from '../observe/repository/secret-history.ts';
import { SECRET_GATHERERS } from '../observe/secret-gatherers.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { BASELINE_OPTIONS, changesBaseline } from './baseline-options.ts';
import { type Command, EXIT, type Input, type Terminal, UsageError } from './command.ts';
import { reportConfigProblems } from './config-problems.ts';
import { OUTPUT_OPTIONS, presentReport } from './output.ts';
import { progressLine } from './progress.ts';
import { baselinePath, configPath, PROJECT_OPTIONS, pathPrefix, projectFolder } from './project.ts';
import type { ScannedTree } from './secrets-scope.ts';
import { optimiseLater } from './short-run.ts';

/** The other areas by name only: their checks are no small part of what there is to load. */
const AREAS: readonly Area[] = AREA_HEADS.map((head) =>
  head.id === secretsArea.id ? secretsArea : { ...head, checks: [] },
);
const checkIds = async () => {
  const { AREAS: all } = await import('../areas/index.ts');
  return all.flatMap(({ checks }) => checks.map(({ id }) => id));
};

const SCOPES = ['staged', 'since', 'history', 'pre-push'] as const;

export const secretsCommand: Command = {
  arity: [0, 1],
  options: [
    {
      name: 'staged',
      help: 'only what the next commit would bring in: the index, not the files as they are now',
    },
    { name: 'since', value: 'REV', help: 'only what commits since REV brought in; FROM..TO names both ends' },
    {
      name: 'history',
      help: 'old commits of all branches and tags too; the next time only newer ones are read',
    },
    {
      name: 'pre-push',
      value: 'REMOTE',
      help: 'only what a push brings to REMOTE; reads on standard input what git tells a pre-push hook',
    },
    { name: 'quiet', help: 'no report when nothing at or above --fail-on is found' },
    ...PROJECT_OPTIONS,
    ...BASELINE_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  example: 'launch-ready secrets --history',
  notes:
    'git is run only for --staged, --since, --history and --pre-push, with everything switched off that a repository\ncould execute by it.',
  async run(input, terminal) {
    const given = SCOPES.filter((name) => input.has(name));
    if (given.length > 1) throw new UsageError(`--${given[0]} and --${given[1]} do not go together`);
    if (changesBaseline(input) && given.length > 0 && given[0] !== 'history') {
      throw new UsageError(
        `--${given[0]} does not go with the baseline options`,
        'Leave it out: the baseline is about the whole folder.',
      );
    }
    const folder = projectFolder(input.operands[0], terminal.cwd);
    try {
      return await scan(input, terminal, folder);
    } catch (error) {
      const { GitError } = await import('../workspace/git-process.ts');
      if (!(error instanceof GitError)) throw error;
      if (error.code === 'notRepository') throw new UsageError(`--${given[0]}: ${error.message}`);
      terminal.err.write(`launch-ready: could not look: ${plainLine(error.message)}\n`);
      return EXIT.incomplete;
    }
  },
};

async function scan(input: Input, terminal: Terminal, folder: string): Promise<number> {
  const { signal, version, now, cwd } = terminal;
  if (!input.has('history')) optimiseLater();
  const prefix = pathPrefix(folder, cwd);
  const base = createNodeFileSystem(folder);
  const baseline = baselinePath(input, folder, cwd);
  const request = {
    configPath: configPath(input, folder, cwd),
    ...(baseline !== undefined && { baselinePath: baseline }),
  };
  const progress = progressLine(terminal.err);
  let tree: ScannedTree = { files: base, gatherers: SECRET_GATHERERS };
  try {
    if (input.has('staged')) {
      const { stagedTree } = await import('./secrets-scope.ts');
      tree = await stagedTree(base, signal);
    }
    const range = await rangeOf(input, terminal, folder);
    if (range === 'nothing') return EXIT.ok;
    if (range) {
      const { rangeTree } = await import('./secrets-scope.ts');
      tree = await rangeTree(base, range, request, terminal, progress.show);
    }
    const audit = await runAudit({
      areas: AREAS,
      checkIds,
      gatherers: tree.gatherers,
      files: tree.files,
      gather: gatherInProcess(tree.files, tree.gatherers),
      version,
      now,
      signal,
      onProgress: progress.show,
      only: ['secrets'],
      ...request,
      ...(input.has('ci') && { ci: true }),
      ...(input.has('history') && { history: { kind: 'all' as const } }),
      ...(range && { history: range }),
    });
    progress.end();
    sayBaselineProblem(audit.session.artifacts().SecretBaseline, terminal);
    if (changesBaseline(input)) {
      const { updateBaseline } = await import('./secrets-baseline.ts');
      return await updateBaseline(input, terminal, folder, base, audit, baseline);
    }
    const shown = input.has('quiet') ? quietly(terminal) : terminal;
    const code = await presentReport(audit.report, AREAS, input, shown, prefix);
    if (input.has('quiet') && code !== EXIT.ok) {
      await presentReport(audit.report, AREAS, input, terminal, prefix);
    }
    const hasProblems = reportConfigProblems(audit.session.configuration(), terminal, prefix);
    // A hook asks whether to stop: a mistake in launch-ready.yaml must not hide that there is something.
    return hasProblems && code !== EXIT.findings ? EXIT.usage : code;
  } finally {
    progress.end();
  }
}

async function rangeOf(
  input: Input,
  { signal, readInput }: Terminal,
  folder: string,
): Promise<Extract<HistoryRequest, { kind: 'range' }> | 'nothing' | undefined> {
  const since = input.value('since');
  const remote = input.value('pre-push');
  if (since === undefined && remote === undefined) return undefined;
  const { rangeOfPush, rangeSince } = await import('./secrets-scope.ts');
  if (since !== undefined) return await rangeSince(folder, since, signal);
  if (remote === undefined) return undefined;
  return (await rangeOfPush(folder, remote, (await readInput?.()) ?? '', signal)) ?? 'nothing';
}

function quietly(terminal: Terminal): Terminal {
  return { ...terminal, out: { ...terminal.out, write: () => {} } };
}

function sayBaselineProblem(
  entry: { status: string; value?: { problem?: string; path?: string } } | undefined,
  { err }: Terminal,
): void {
  const problem = entry?.value?.problem;
  if (problem) err.write(`The baseline accepts nothing: ${plainLine(problem)}.\n`);
}
