import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { writeWhole } from './output.ts';
import { projectFolder } from './project.ts';

export const initCommand: Command = {
  arity: [0, 1],
  options: [],
  example: 'launch-ready init',
  notes: 'It overwrites nothing.',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const file = path.join(folder, DEFAULT_CONFIG_PATH);
    if (existsSync(file)) {
      throw new UsageError(`there is a ${DEFAULT_CONFIG_PATH} already`, 'Edit it, or move it away first.');
    }
    const text = '';
    writeWhole(file, text, DEFAULT_CONFIG_PATH);
    terminal.out.write(`${text}\n`);
    return EXIT.ok;
  },
};
