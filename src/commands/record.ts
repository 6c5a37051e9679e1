import path from 'node:path';
import { record } from '../audit/audit.ts';
import { escapeInvisible } from '../reporters/plain-text.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { auditFolder } from './audit.ts';
import { type Command, EXIT } from './command.ts';
import { NETWORK_OPTIONS } from './network-arguments.ts';
import { writeWhole } from './output.ts';
import { configPath, PROJECT_OPTIONS, projectFolder } from './project.ts';
import { SELECTION_OPTIONS, selection } from './selection.ts';

export const recordCommand: Command = {
  arity: [0, 1],
  options: [
    { name: 'output', value: 'FILE', short: 'o', help: 'the file to write; the terminal unless said' },
    ...SELECTION_OPTIONS,
    ...PROJECT_OPTIONS,
    ...NETWORK_OPTIONS,
  ],
  example: 'launch-ready record --domain acme.com -o acme.artifacts.json',
  notes:
    'A recording holds names, paths, places and what the domain answered. It holds no value of a secret or of an environment variable.',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const { session } = await auditFolder(input, terminal, createNodeFileSystem(folder), {
      configPath: configPath(input, folder, terminal.cwd),
      only: selection(input, 'only'),
      skip: selection(input, 'skip'),
    });
    const text = `${escapeInvisible(JSON.stringify(record(session, terminal.version), null, 1))}\n`;
    const file = input.value('output');
    if (file === undefined) terminal.out.write(text);
    else {
      writeWhole(path.resolve(terminal.cwd, file), text, file);
      terminal.err.write(`Recorded. See the report with: launch-ready replay ${file}\n`);
    }
    return EXIT.ok;
  },
};
