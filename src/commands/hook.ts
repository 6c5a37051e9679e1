import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { plainLine } from '../reporters/plain-text.ts';
import { findHookPlace, type HookPlace } from '../workspace/git-hook-place.ts';
import { GitError } from '../workspace/git-process.ts';
import { notAChoice } from './arguments.ts';
import { type Command, EXIT, type Terminal, UsageError } from './command.ts';
import {
  HOOK_NAMES,
  type HookName,
  hookLines,
  hookScript,
  insertLines,
  KEPT,
  lefthookLines,
  MARK,
  removeLines,
  startOfScript,
} from './hook-script.ts';
import { projectFolder } from './project.ts';

const ACTIONS = ['install', 'uninstall'] as const;

export const hookCommand: Command = {
  arity: [1, 2],
  options: [
    {
      name: 'pre-commit',
      help: 'before each commit too, not only before each push (uninstall: that one alone)',
    },
  ],
  example: 'launch-ready hook install',
  notes:
    'The hook stops a push that would give a secret away, and nothing else: when Launch Ready is not to be found or cannot\nlook, it says so and lets the push go on. A hook that is there already is kept and runs first; husky, lefthook and\ncore.hooksPath are honoured.',
  async run(input, terminal) {
    const [action = '', written] = input.operands;
    if (!(ACTIONS as readonly string[]).includes(action)) throw notAChoice('hook', action, ACTIONS);
    const folder = projectFolder(written, terminal.cwd);
    try {
      const place = await findHookPlace(folder, (directory) => readdirSync(directory), {
        signal: terminal.signal,
      });
      if (action === 'install') install(place, input.has('pre-commit') ? HOOK_NAMES : ['pre-push'], terminal);
      else uninstall(place, input.has('pre-commit') ? ['pre-commit'] : HOOK_NAMES, terminal);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof GitError) throw new UsageError(error.message);
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
        throw new UsageError('the hooks of this repository cannot be written: that is not allowed');
      }
      throw error;
    }
  },
};

function install(place: HookPlace, names: readonly HookName[], terminal: Terminal): void {
  const home = path.join(terminal.home, 'dist', 'cli.mjs').split(path.sep).join('/');
  // As bytes, one a character, like the files that it is put into.
  const program = Buffer.from(home, 'utf8').toString('latin1');
  for (const name of names) {
    const written =
      place.kind === 'folder'
        ? installFile(path.join(place.directory, name), hookScript(name, program))
        : place.kind === 'husky'
          ? installInHusky(path.join(place.directory, name), hookLines(name, program))
          : installInLefthook(place.top, name, lefthookLines(name, program));
    terminal.out.write(`${name}: ${plainLine(path.relative(place.top, written) || written)}\n`);
  }
  if (place.kind === 'lefthook') terminal.out.write('Now let lefthook read it: npx lefthook install\n');
  if (place.kind === 'husky') terminal.out.write('husky runs it; commit it for the others.\n');
}

/** A hook of its own; the one that was there is kept beside it under another name, byte by byte, and runs first. */
function installFile(file: string, script: string): string {
  const kept = file + KEPT;
  mkdirSync(path.dirname(file), { recursive: true });
  if (isThere(file) && !isOurs(file)) {
    if (isThere(kept)) {
      throw new UsageError(
        `${file} is not ours, and ${path.basename(kept)} is there already`,
        'Look at both, move one away, then try again.',
      );
    }
    renameSync(file, kept);
  }
  try {
    write(file, script, 0o755);
  } catch (error) {
    if (isThere(kept) && !isThere(file)) renameSync(kept, file);
    throw error;
  }
  return file;
}

function installInHusky(file: string, lines: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const text = withoutOurs(file);
  write(file, insertLines(text, lines, startOfScript(text ?? '')), modeOf(file) ?? 0o755);
  return file;
}

/** Appended where the hook has no entry yet; else into the file that lefthook lays over its configuration. */
function installInLefthook(top: string, name: HookName, lines: string): string {
  const local = path.join(top, 'lefthook-local.yml');
  const own = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'].map((one) =>
    path.join(top, one),
  );
  for (const file of [...own.filter(isThere), local]) {
    const text = withoutOurs(file, name);
    if (text !== undefined && new RegExp(`^["']?${name}["']?[ \\t]*:`, 'm').test(text)) continue;
    write(file, insertLines(text, lines, text?.length ?? 0), modeOf(file) ?? 0o644);
    return file;
  }
  throw new UsageError(
    `lefthook.yml and lefthook-local.yml both have a ${name} of their own`,
    `Add a command to it by hand: launch-ready secrets ${name === 'pre-push' ? '--pre-push {1}, with use_stdin: true' : '--staged'}`,
  );
}

function uninstall(place: HookPlace, names: readonly HookName[], terminal: Terminal): void {
  let any = false;
  const tell = (file: string, what: string) => {
    any = true;
    terminal.out.write(`${plainLine(path.relative(place.top, file) || file)}: ${what}\n`);
  };
  for (const name of names) {
    for (const directory of new Set([place.directory, ...place.others])) {
      const file = path.join(directory, name);
      if (!isThere(file)) continue;
      const isBlock = takeOut(file);
      if (isBlock !== undefined) tell(file, isBlock);
      else if (isOurs(file)) {
        if (isThere(file + KEPT)) {
          renameSync(file + KEPT, file);
          tell(file, 'as it was before');
        } else {
          rmSync(file);
          tell(file, 'taken away');
        }
      }
    }
    for (const one of lefthookFiles(place.top)) {
      const done = takeOut(one, name);
      if (done !== undefined) tell(one, done);
    }
  }
  if (!any) terminal.out.write('There is no hook of Launch Ready here.\n');
}

function lefthookFiles(top: string): string[] {
  return readdirSync(top)
    .filter((name) => /^\.?lefthook(?:-local)?\.ya?ml$/.test(name))
    .map((name) => path.join(top, name));
}

/** What became of the file; undefined where it holds no lines of ours. */
function takeOut(file: string, name?: HookName): string | undefined {
  const text = readText(file);
  const rest = text === undefined ? 'unchanged' : removeFor(text, name);
  if (rest === 'unchanged') return undefined;
  if (rest === undefined) {
    rmSync(file);
    return 'taken away';
  }
  write(file, rest, modeOf(file) ?? 0o755);
  return 'as it was before';
}

function withoutOurs(file: string, name?: HookName): string | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const rest = removeFor(text, name);
  return rest === 'unchanged' ? text : rest;
}

/** One file of lefthook's may hold several of our blocks; each begins with its hook's name. */
function removeFor(text: string, name: HookName | undefined): string | undefined | 'unchanged' {
  if (name === undefined) return removeLines(text);
  let from = 0;
  for (let at = text.indexOf(`${MARK}: begin`); at >= 0; at = text.indexOf(`${MARK}: begin`, from)) {
    const lineEnd = text.indexOf('\n', at);
    // A line break that was added for it belongs to it.
    const start = text.slice(at, lineEnd).includes(': begin new line') ? at - 1 : at;
    if (text.startsWith(`${name}:`, lineEnd + 1)) {
      const rest = removeLines(text.slice(start));
      if (rest === 'unchanged') return 'unchanged';
      return start === 0 ? rest : text.slice(0, start) + (rest ?? '');
    }
    from = at + 1;
  }
  return 'unchanged';
}

function isOurs(file: string): boolean {
  return lstatSync(file).isFile() && (readText(file)?.split('\n')[1] ?? '').startsWith(MARK);
}

/** A link that leads nowhere is there, too. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** latin1, so that bytes which are no UTF-8 come back as they were. */
function readText(file: string): string | undefined {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'latin1') : undefined;
}

function modeOf(file: string): number | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && stats.mode & 0o777;
}

/** Whole or not at all. */
function write(file: string, text: string, mode: number): void {
  const part = `${file}.${process.pid}.part`;
  try {
    writeFileSync(part, text, { flag: 'wx', mode, encoding: 'latin1' });
    chmodSync(part, mode);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
