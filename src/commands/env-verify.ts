import { type NeededName, neededNames } from '../areas/env/needed-names.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { linePlace } from '../reporters/env-words.ts';
import { count } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { readSource } from '../workspace/source-file.ts';
import { EXIT, type Input, type Terminal, UsageError } from './command.ts';
import { reportConfigProblems } from './config-problems.ts';
import { readEnvProject } from './env-project.ts';
import { namesFrom, namesOfText, type SetNames } from './env-source.ts';
import { pathPrefix, projectFolder } from './project.ts';

/** Names that most projects use; others are fine too. */
const USUAL = ['production', 'preview', 'staging', 'development', 'test'];

/** The deploy gate: names what the environment lacks. Says names and places, never a value. */
export async function verifyEnvironment(input: Input, terminal: Terminal): Promise<number> {
  const environment = input.value('environment');
  const from = input.value('from');
  if (environment === undefined)
    throw new UsageError('env verify needs --environment NAME', 'For example --environment production');
  if (from === undefined) {
    throw new UsageError(
      'env verify needs --from process|FILE',
      'process is the environment that this command runs in.',
    );
  }
  const folder = projectFolder(input.operands[1], terminal.cwd);
  const prefix = pathPrefix(folder, terminal.cwd);
  const given = namesFrom(from, terminal);
  const { files, inventory, config } = await readEnvProject(input, terminal, folder);
  const environments = config?.value.environments ?? {};
  const known = Object.keys(environments);
  if (!known.includes(environment) && !USUAL.includes(environment)) {
    const meant = didYouMean(environment, [...new Set([...known, ...USUAL])]);
    if (meant !== undefined)
      throw new UsageError(
        `--environment does not know "${plainLine(environment)}"`,
        `Did you mean ${meant}?`,
      );
  }
  if ([...inventory.variables.values()].every(({ reads }) => reads.length === 0)) {
    terminal.err.write(
      'launch-ready: could not look: no code here reads an environment variable. Name the folder that holds the code: launch-ready env verify DIR\n',
    );
    return EXIT.incomplete;
  }
  const settings = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  const provided = new Set(settings?.provided);
  const loaded = await namesOfFiles(files, settings?.files ?? []);
  const needed = neededNames(inventory);
  const lacking = needed.filter(({ name }) => !provided.has(name) && !isSet(name, [given, ...loaded]));
  const where = from === 'process' ? 'the process environment' : plainLine(from);
  const hasProblems = reportConfigProblems(config, terminal, prefix);
  if (lacking.length > 0) {
    terminal.out.write(
      `${lackingLines(lacking, (name) => given(name), { environment, where, prefix }).join('\n')}\n`,
    );
    return EXIT.findings;
  }
  terminal.out.write(
    `${plainLine(environment)}: ${needed.length === 0 ? 'the code needs no variable to be set' : `all ${count(needed.length, 'variable')} that the code needs are set in ${where}`}.\n`,
  );
  return hasProblems ? EXIT.usage : EXIT.ok;
}

/** The files that launch-ready.yaml names for the environment; one that git ignores may be missing here. */
async function namesOfFiles(files: FileSystem, paths: readonly string[]): Promise<SetNames[]> {
  const names: SetNames[] = [];
  for (const path of paths) {
    const source = await readSource(files, path);
    if (source.kind === 'text') names.push(namesOfText(source.text, path));
  }
  return names;
}

const isSet = (name: string, sources: readonly SetNames[]): boolean =>
  sources.some((source) => source(name) === true);

function lackingLines(
  lacking: readonly NeededName[],
  given: SetNames,
  { environment, where, prefix }: { environment: string; where: string; prefix: string },
): string[] {
  const width = Math.max(...lacking.map(({ name }) => plainLine(name).length));
  return [
    `${plainLine(environment)}: ${count(lacking.length, 'variable')} that the code needs ${lacking.length === 1 ? 'is' : 'are'} not set in ${where}.`,
    '',
    ...lacking.map(({ name, read }) => {
      const state = given(name) === false ? 'empty  ' : 'missing';
      return `  ${state}  ${plainLine(name).padEnd(width)}  read at ${linePlace(read, prefix)}`;
    }),
    '',
    `Set ${lacking.length === 1 ? 'it' : 'them'} where the app is deployed. What comes from elsewhere is said in launch-ready.yaml: names that`,
    `the host provides under environments.${plainLine(environment)}.provided, env files that the app loads under`,
    `environments.${plainLine(environment)}.files.`,
  ];
}
