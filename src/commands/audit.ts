import { AREAS } from '../areas/index.ts';
import { runAudit } from '../audit/audit.ts';
import { gatherInProcess } from '../audit/gather.ts';
import type { Session } from '../audit/session.ts';
import type { SessionOptions } from '../audit/session-state.ts';
import type { Report } from '../model/report.ts';
import { GATHERERS } from '../observe/index.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Command, EXIT, type Input, type Terminal, UsageError } from './command.ts';
import { reportConfigProblems } from './config-problems.ts';
import { NETWORK_OPTIONS, networkOptions } from './network-arguments.ts';
import { OUTPUT_OPTIONS, presentReport } from './output.ts';
import { progressLine } from './progress.ts';
import {
  baselinePath,
  configPath,
  domainName,
  PROJECT_OPTIONS,
  pathPrefix,
  projectFolder,
} from './project.ts';
import { SELECTION_OPTIONS, selection } from './selection.ts';

export const auditCommand: Command = {
  arity: [0, 1],
  options: [
    {
      name: 'since',
      value: 'REV',
      help: 'count only what is in, or refers to, files that differ from this commit or branch',
    },
    { name: 'fix', help: 'make the safe fixes, say each, and report what is left' },
    { name: 'dry-run', help: 'with --fix: say what would be changed, and change nothing' },
    ...SELECTION_OPTIONS,
    ...PROJECT_OPTIONS,
    ...NETWORK_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  example: 'launch-ready audit --domain acme.com --fail-on high',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const prefix = pathPrefix(folder, terminal.cwd);
    const dryRun = input.has('dry-run');
    if (dryRun && !input.has('fix')) throw new UsageError('--dry-run goes with --fix');
    const request = await requestOf(input, folder, terminal);
    const audit = () => auditFolder(input, terminal, createNodeFileSystem(folder), request);
    let { report, session } = await audit();
    if (input.has('fix')) {
      const { applySafeFixes } = await import('./audit-fix.ts');
      const run = { folder, prefix, dryRun, made: new Set<string>() };
      // What two fixes want of the same line takes another look.
      for (let round = 0; round < MOST_ROUNDS && applySafeFixes(report, run, terminal); round++)
        ({ report, session } = await audit());
    }
    const code = await presentReport(report, AREAS, input, terminal, prefix);
    return reportConfigProblems(session.configuration(), terminal, prefix) ? EXIT.usage : code;
  },
};

/** What the options ask for. */
export async function requestOf(input: Input, folder: string, terminal: Terminal): Promise<AuditRequest> {
  return {
    configPath: configPath(input, folder, terminal.cwd),
    only: selection(input, 'only'),
    skip: selection(input, 'skip'),
    ...(await changedSince(input, folder, terminal)),
  };
}

/** Fixes that wait for one another end after so many looks. */
const MOST_ROUNDS = 5;

async function changedSince(
  input: Input,
  folder: string,
  { signal }: Terminal,
): Promise<Pick<AuditRequest, 'changed'>> {
  const since = input.value('since');
  if (since === undefined) return {};
  const [{ changedPaths }, { GitError }] = await Promise.all([
    import('../workspace/git-changed.ts'),
    import('../workspace/git-process.ts'),
  ]);
  const paths = await changedPaths(folder, since, { signal }).catch((error) => {
    if (error instanceof GitError) {
      const { message } = error;
      throw new UsageError(`--since: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
    }
    throw error;
  });
  if (paths) return { changed: { since, paths } };
  throw new UsageError(
    `--since: there is no commit ${since} here`,
    'In a shallow clone older commits are missing: git fetch --unshallow gets them.',
  );
}

export interface AuditRequest {
  changed?: NonNullable<SessionOptions['changed']>;
  configPath: string;
  only: readonly string[];
  skip?: readonly string[];
  domain?: string;
}

/** Runs the audit as the options say, with progress on the terminal. */
export async function auditFolder(
  input: Input,
  terminal: Terminal,
  files: FileSystem,
  request: AuditRequest,
): Promise<{ report: Report; session: Session }> {
  const { signal, version, now } = terminal;
  const network = networkOptions(input, terminal.cwd);
  const named = request.domain ?? input.value('domain');
  const domain = named === undefined ? undefined : domainName(named);
  const baseline = baselinePath(input, files.root, terminal.cwd);
  const progress = progressLine(terminal.err);
  try {
    return await runAudit({
      areas: AREAS,
      gatherers: GATHERERS,
      files,
      gather: gatherInProcess(files, GATHERERS),
      version,
      now,
      signal,
      onProgress: progress.show,
      ...request,
      ...(input.has('ci') && { ci: true }),
      ...(domain !== undefined && { domain }),
      ...(network && { network }),
      ...(baseline !== undefined && { baselinePath: baseline }),
    });
  } finally {
    progress.end();
  }
}
