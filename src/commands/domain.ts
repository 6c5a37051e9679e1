import { existsSync } from 'node:fs';
import path from 'node:path';
import { AREAS } from '../areas/index.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { auditFolder } from './audit.ts';
import { type Command, UsageError } from './command.ts';
import { NETWORK_OPTIONS } from './network-arguments.ts';
import { OUTPUT_OPTIONS, presentReport } from './output.ts';
import { configPath, emptyFolder, PROJECT_OPTIONS } from './project.ts';

/** Files that say that the working folder is a project, whose code and configuration then count too. */
const PROJECT_FILES = ['launch-ready.yaml', 'package.json', '.git'];

export const domainCommand: Command = {
  arity: [1, 1],
  options: [
    ...PROJECT_OPTIONS.filter(({ name }) => name === 'config'),
    ...NETWORK_OPTIONS.filter(({ name }) => name !== 'domain' && name !== 'offline'),
    ...OUTPUT_OPTIONS,
  ],
  example: 'launch-ready domain acme.com',
  notes: 'Check only domains that you own or may test.',
  async run(input, terminal) {
    const isProject = PROJECT_FILES.some((name) => existsSync(path.join(terminal.cwd, name)));
    const files = isProject ? createNodeFileSystem(terminal.cwd) : emptyFolder(terminal.cwd);
    const only = AREAS.filter((area) => area.network).map(({ id }) => id);
    if (only.length === 0) throw new UsageError('this version has no checks of a domain');
    const { report } = await auditFolder(input, terminal, files, {
      configPath: configPath(input, terminal.cwd, terminal.cwd),
      only,
      domain: input.operands[0] as string,
    });
    return await presentReport(report, AREAS, input, terminal, '');
  },
};
