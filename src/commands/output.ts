import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodeOf } from '../audit/verdict.ts';
import type { Area } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import { isSeverity, SEVERITIES } from '../model/severity.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { type Input, type OptionSpec, type Terminal, UsageError } from './command.ts';
import { docsPage } from './docs.ts';

const FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'junit', 'github'] as const;
const DEFAULT_WIDTH = 100;
/** Longer lines are hard to read, however wide the window. */
const MAX_WIDTH = 110;
/** Of one check and one severity, on a terminal. */
const MOST_FINDINGS = 50;

export const OUTPUT_OPTIONS: readonly OptionSpec[] = [
  { name: 'format', value: 'FORMAT', choices: FORMATS, help: 'how to say it' },
  { name: 'output', value: 'FILE', short: 'o', help: 'write it to a file instead of the terminal' },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: SEVERITIES,
    help: 'exit with 1 when something this severe is found (blocker unless said)',
  },
  { name: 'no-color', help: 'no colours; NO_COLOR in the environment says the same' },
];

/** Says the report as asked, and gives the exit code. Of areas whose checks did not run, the head is enough. */
export async function presentReport(
  report: Report,
  areas: readonly Area[],
  input: Input,
  terminal: Terminal,
  pathPrefix: string,
): Promise<number> {
  const file = input.value('output');
  const text = await format(report, { areas, pathPrefix }, input, terminal);
  if (file === undefined) terminal.out.write(text);
  else {
    writeWhole(path.resolve(terminal.cwd, file), text, file);
    terminal.err.write(`${plainLine(report.verdict.headline)}. The report is in ${plainLine(file)}.\n`);
  }
  const failOn = input.value('fail-on');
  return exitCodeOf(report, isSeverity(failOn) ? failOn : 'blocker');
}

/** Only the one way that was asked for is loaded. */
async function format(
  report: Report,
  options: { areas: readonly Area[]; pathPrefix: string },
  input: Input,
  terminal: Terminal,
): Promise<string> {
  switch (input.value('format')) {
    case 'json':
      return (await import('../reporters/json.ts')).formatJson(report);
    case 'sarif':
      return (await import('../reporters/sarif.ts')).formatSarif(report, {
        ...options,
        help: (id) => docsPage(terminal.home, id),
      });
    case 'markdown':
      return (await import('../reporters/markdown.ts')).formatMarkdown(report, options);
    case 'html':
      return (await import('../reporters/html.ts')).formatHtml(report, options);
    case 'junit':
      return (await import('../reporters/junit.ts')).formatJunit(report, options);
    case 'github':
      return (await import('../reporters/github.ts')).formatGithub(report, options);
    default: {
      const toTerminal = terminal.out.isTerminal && input.value('output') === undefined;
      return (await import('../reporters/text.ts')).formatText(report, {
        ...options,
        colour: toTerminal && !terminal.plain && !input.has('no-color'),
        width: textWidth(toTerminal, terminal),
        ...(toTerminal && { mostFindings: MOST_FINDINGS }),
      });
    }
  }
}

/** Columns: those of the window where it is one. */
export function textWidth(toTerminal: boolean, { out }: Terminal): number {
  return toTerminal ? Math.min(out.columns ?? DEFAULT_WIDTH, MAX_WIDTH) : DEFAULT_WIDTH;
}

/** Writes a file whole or not at all; what is no plain file (a pipe, a link) is written to. Throws `UsageError`. */
export function writeWhole(file: string, text: string, written: string): void {
  const part = `${file}.${process.pid}.part`;
  try {
    const there = lstatSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile()) writeFileSync(file, text);
    else {
      writeFileSync(part, text, { flag: 'wx' });
      renameSync(part, file);
    }
  } catch (error) {
    rmSync(part, { force: true });
    throw new UsageError(`cannot write ${written}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'that is not allowed';
  if (code === 'EISDIR') return 'it is a folder';
  return code ?? String(error);
}
