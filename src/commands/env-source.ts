import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { parseDotenv } from '../formats/dotenv.ts';
import { lineIndexOf } from '../formats/line-index.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { decodeSource } from '../workspace/source-file.ts';
import { type Terminal, UsageError } from './command.ts';

/** What is set: true, or false where it is set to nothing. Undefined for a name that is not there. No values. */
export type SetNames = (name: string) => boolean | undefined;

const MOST_BYTES = 4 * 1024 * 1024;

/** The names of the process environment, or of an env file. Throws `UsageError` with the line of what is wrong. */
export function namesFrom(source: string, terminal: Terminal): SetNames {
  if (source === 'process') {
    const environment = terminal.environment ?? {};
    return (name) => isFilled(environment[name]);
  }
  return namesOfFile(path.resolve(terminal.cwd, source), source);
}

const isFilled = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : value.trim() !== '';

const namesOfFile = (file: string, written: string): SetNames =>
  namesOfText(readText(file, written), written);

/** `written` is how the person calls the file. Throws `UsageError` with the line of what is wrong. */
export function namesOfText(text: string, written: string): SetNames {
  const mistake = firstMistake(text);
  if (mistake) {
    throw new UsageError(`${plainLine(written)}:${mistake.line}: ${mistake.what}`, mistake.remedy);
  }
  const names = new Map<string, boolean>();
  for (const { name, value, commented } of parseDotenv(text))
    if (!commented) names.set(name, value.trim() !== '');
  return (name) => names.get(name);
}

/** A pipe is read too: `--from <(vercel env pull /dev/stdout)`. */
function readText(file: string, written: string): string {
  const name = plainLine(written);
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    if (fstatSync(handle).isDirectory())
      throw new UsageError(`--from: ${name} is a folder`, 'Name an env file, or process.');
    const chunks: Buffer[] = [];
    for (let size = 0; ; ) {
      const chunk = Buffer.alloc(64 * 1024);
      const read = readSync(handle, chunk);
      if (read === 0) break;
      size += read;
      if (size > MOST_BYTES) throw new UsageError(`--from: ${name} is larger than an env file can be`);
      chunks.push(chunk.subarray(0, read));
    }
    const decoded = decodeSource(Buffer.concat(chunks));
    if (decoded.kind === 'text') return decoded.text;
    throw new UsageError(`--from: ${name} is no text`, 'Name an env file with lines NAME=value.');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    if (code === 'ENOENT')
      throw new UsageError(
        `--from: there is no file ${name}`,
        'Name an env file, or process for what is set here.',
      );
    throw new UsageError(`--from: cannot read ${name} (${code})`);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

interface Mistake {
  /** From 1. */
  line: number;
  what: string;
  remedy: string;
}

/** The first line that would not be read as it was meant. Never says what the line holds. */
function firstMistake(text: string): Mistake | undefined {
  const lines = lineIndexOf(text);
  const entries = parseDotenv(text).filter(({ commented }) => !commented);
  const covered = new Set<number>();
  const mistakes: Mistake[] = [];
  for (const entry of entries) {
    const line = lines.position(entry.nameFrom).line;
    const lastLine = lines.position(entry.valueTo).line;
    for (let at = line; at <= lastLine; at++) covered.add(at);
    const first = text[entry.valueFrom] ?? '';
    if (entry.quote === '' && entry.valueTo > entry.valueFrom && '"\'`'.includes(first)) {
      mistakes.push({
        line: line + 1,
        what: `the value opens with ${first} and does not close with it`,
        remedy: `Close the quote, or leave both out, and run it again.`,
      });
    }
    if (!/^[A-Za-z_][\w.-]*$/.test(entry.name)) {
      mistakes.push({
        line: line + 1,
        what: 'what stands before the = is no name of a variable',
        remedy:
          'A name has letters, digits and _ and does not begin with a digit. Put a value of many lines in quotes.',
      });
    }
  }
  for (let line = 0; line < lines.lineCount; line++) {
    const written = text.slice(lines.lineStart(line), lines.lineStart(line + 1)).trim();
    if (covered.has(line) || written === '' || written.startsWith('#')) continue;
    const isJson = mistakes.length === 0 && covered.size === 0 && /^[{[]/.test(written);
    mistakes.push({
      line: line + 1,
      what: isJson ? 'this is JSON, not an env file' : 'this line is neither NAME=value nor a comment',
      remedy: isJson
        ? 'Write lines NAME=value.'
        : 'Write NAME=value, begin the line with #, or put a value of many lines in quotes.',
    });
    break;
  }
  return mistakes.sort((a, b) => a.line - b.line)[0];
}
