import { AREAS } from '../areas/index.ts';
import { runAudit } from '../audit/audit.ts';
import { gatherInProcess } from '../audit/gather.ts';
import type { Session } from '../audit/session.ts';
import type { Report } from '../model/report.ts';
import { GATHERERS } from '../observe/index.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Command, EXIT, type Input, type Terminal } from './command.ts';
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
  SELECTION_OPTIONS,
  selection,
} from './project.ts';

export const auditCommand: Command = {
  arity: [0, 1],
  options: [...SELECTION_OPTIONS, ...PROJECT_OPTIONS, ...NETWORK_OPTIONS, ...OUTPUT_OPTIONS],
  example: 'launch-ready audit --domain acme.com --fail-on high',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const prefix = pathPrefix(folder, terminal.cwd);
    const { report, session } = await auditFolder(input, terminal, createNodeFileSystem(folder), {
      configPath: configPath(input, folder, terminal.cwd),
      only: selection(input, 'only'),
      skip: selection(input, 'skip'),
    });
    const code = presentReport(report, input, terminal, prefix);
    return reportConfigProblems(session.configuration(), terminal, prefix) ? EXIT.usage : code;
  },
};

export interface AuditRequest {
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
