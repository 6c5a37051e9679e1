import path from 'node:path';
import { type EnvInventory, envEntries } from '../areas/env/inventory-entries.ts';
import { readEnvComments } from '../audit/env-comments.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { formatEnvCsv } from '../reporters/env-csv.ts';
import { formatEnvJson } from '../reporters/env-json.ts';
import { formatEnvMarkdown } from '../reporters/env-markdown.ts';
import { formatEnvText } from '../reporters/env-text.ts';
import { count } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { type Command, EXIT, type Input, isUsageError, type Terminal, UsageError } from './command.ts';
import { reportConfigProblems } from './config-problems.ts';
import { CouldNotLook, readEnvProject } from './env-project.ts';
import { verifyEnvironment } from './env-verify.ts';
import { textWidth, writeWhole } from './output.ts';
import { PROJECT_OPTIONS, pathPrefix, projectFolder } from './project.ts';

const INVENTORY_OPTIONS = ['all', 'format', 'output', 'no-color'];
const VERIFY_OPTIONS = ['environment', 'from'];

export const envCommand: Command = {
  arity: [0, 2],
  options: [
    { name: 'all', help: 'also what the platform sets, and what only tests, scripts and pipelines use' },
    { name: 'format', value: 'FORMAT', choices: ['text', 'json', 'markdown', 'csv'], help: 'how to say it' },
    { name: 'output', value: 'FILE', short: 'o', help: 'write it to a file instead of the terminal' },
    { name: 'no-color', help: 'no colours; NO_COLOR in the environment says the same' },
    { name: 'environment', value: 'NAME', help: 'verify: the environment to deploy to, such as production' },
    {
      name: 'from',
      value: 'process|FILE',
      help: 'verify: what is set, in this process or in an env file',
    },
    ...PROJECT_OPTIONS.filter(({ name }) => name !== 'baseline'),
  ],
  example: 'launch-ready env verify --environment production --from process',
  notes:
    'env lists every variable: what it is for, where it is read and declared, and which environments set it.\nenv verify is the gate before a deploy: it ends with 1 and names what the code needs and nothing sets.\nNeither shows a value.',
  async run(input, terminal) {
    const isVerify = input.operands[0] === 'verify';
    if (!isVerify && input.operands.length > 1) {
      throw new UsageError(
        `env does not know what to do with "${plainLine(input.operands[1] ?? '')}"`,
        hint(input.operands[0] ?? ''),
      );
    }
    const foreign = (isVerify ? INVENTORY_OPTIONS : VERIFY_OPTIONS).find((name) => input.has(name));
    if (foreign !== undefined && foreign !== 'no-color') {
      throw new UsageError(
        isVerify ? `--${foreign} does not go with env verify` : `--${foreign} goes with env verify only`,
        isVerify ? undefined : 'launch-ready env verify --environment NAME --from process|FILE',
      );
    }
    try {
      return await (isVerify ? verifyEnvironment(input, terminal) : showInventory(input, terminal));
    } catch (error) {
      if (!(error instanceof CouldNotLook)) throw error;
      terminal.err.write(`launch-ready: could not look: ${plainLine(error.message)}\n`);
      return EXIT.incomplete;
    }
  },
};

const hint = (word: string): string | undefined =>
  word !== 'verify' && didYouMean(word, ['verify']) ? 'Did you mean verify?' : undefined;

async function showInventory(input: Input, terminal: Terminal): Promise<number> {
  const folder = folderOf(input.operands[0], terminal.cwd);
  const prefix = pathPrefix(folder, terminal.cwd);
  const { files, inventory, envFiles, config } = await readEnvProject(input, terminal, folder);
  const shown = envEntries(inventory, {
    comments: await readEnvComments(files, envFiles),
    environments: config?.value.environments ?? {},
    all: input.has('all'),
  });
  const text = format(shown, input, terminal, prefix);
  const file = input.value('output');
  if (file === undefined) terminal.out.write(text);
  else {
    writeWhole(path.resolve(terminal.cwd, file), text, file);
    terminal.err.write(
      `${count(shown.entries.length, 'variable')}. The inventory is in ${plainLine(file)}.\n`,
    );
  }
  return reportConfigProblems(config, terminal, prefix) ? EXIT.usage : EXIT.ok;
}

/** A misspelt `verify` looks like a folder that is not there. */
function folderOf(written: string | undefined, cwd: string): string {
  try {
    return projectFolder(written, cwd);
  } catch (error) {
    const meant = hint(written ?? '');
    if (!isUsageError(error) || meant === undefined) throw error;
    throw new UsageError(error.message, meant);
  }
}

function format(shown: EnvInventory, input: Input, terminal: Terminal, pathPrefix: string): string {
  switch (input.value('format')) {
    case 'json':
      return formatEnvJson(shown, terminal.version);
    case 'markdown':
      return formatEnvMarkdown(shown, pathPrefix);
    case 'csv':
      return formatEnvCsv(shown, pathPrefix);
    default: {
      const toTerminal = terminal.out.isTerminal && input.value('output') === undefined;
      const colour = toTerminal && !terminal.plain && !input.has('no-color');
      return formatEnvText(shown, { pathPrefix, colour, width: textWidth(toTerminal, terminal) });
    }
  }
}
