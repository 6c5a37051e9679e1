import { statSync } from 'node:fs';
import path from 'node:path';
import { readDomainName } from '../config/domain-name.ts';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { FileError } from '../workspace/file-system.ts';
import { type Input, type OptionSpec, UsageError } from './command.ts';

export const PROJECT_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'config',
    value: 'FILE',
    help: `the configuration, instead of ${DEFAULT_CONFIG_PATH} in the audited folder`,
  },
  {
    name: 'baseline',
    value: 'FILE',
    help: 'the secrets that are accepted, instead of the file that the configuration names',
  },
  { name: 'ci', help: 'leave out files that git ignores, as in a clean checkout' },
];

/** The folder to audit, as an absolute path. */
export function projectFolder(written: string | undefined, cwd: string): string {
  const folder = path.resolve(cwd, written ?? '.');
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`there is no folder ${written}`);
  if (!stats.isDirectory()) throw new UsageError(`${written} is a file; name the folder of the project`);
  return folder;
}

/** The configuration's path relative to the audited folder, with `/`. */
export function configPath(input: Input, folder: string, cwd: string): string {
  const written = input.value('config');
  if (written === undefined) return DEFAULT_CONFIG_PATH;
  const absolute = path.resolve(cwd, written);
  const relative = path.relative(folder, absolute);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--config: there is no file ${written}`);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new UsageError(`--config: ${written} is outside the audited folder`);
  }
  return relative.split(path.sep).join('/');
}

/** The baseline's path relative to the audited folder, with `/`; undefined where none was given. */
export function baselinePath(input: Input, folder: string, cwd: string): string | undefined {
  const written = input.value('baseline');
  if (written === undefined) return undefined;
  const relative = path.relative(folder, path.resolve(cwd, written));
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new UsageError(`--baseline: ${written} is outside the audited folder`);
  }
  return relative.split(path.sep).join('/');
}

/** A domain name as people write it, made ready to ask for. */
export function domainName(written: string): string {
  const reading = readDomainName(written);
  if (!reading.ok) throw new UsageError(reading.what, reading.remedy);
  return reading.value;
}

/** Leads from `cwd` to the audited folder, with `/`; '' when they are the same or one is not within the other. */
export function pathPrefix(folder: string, cwd: string): string {
  const relative = path.relative(cwd, folder);
  return relative.startsWith('..') || path.isAbsolute(relative) ? '' : relative.split(path.sep).join('/');
}

/** A folder with nothing in it, for what needs no repository. */
export function emptyFolder(root: string): FileSystem {
  return {
    root,
    readFile: (name) => {
      throw new FileError('notFound', name, `There is no file ${name}.`);
    },
    readDirectory: () => [],
    stat: (name) => (name === '' ? { kind: 'directory', size: 0 } : undefined),
  };
}
