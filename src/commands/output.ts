import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AREAS } from '../areas/index.ts';
import { exitCodeOf } from '../audit/verdict.ts';
import type { Report } from '../model/report.ts';
import { isSeverity, SEVERITIES } from '../model/severity.ts';
import { formatGithub } from '../reporters/github.ts';
import { formatHtml } from '../reporters/html.ts';
import { formatJson } from '../reporters/json.ts';
import { formatJunit } from '../reporters/junit.ts';
import { formatMarkdown } from '../reporters/markdown.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { formatSarif } from '../reporters/sarif.ts';
import { formatText } from '../reporters/text.ts';
import { type Input, type OptionSpec, type Terminal, UsageError } from './command.ts';
import { docsPage } from './docs.ts';

const FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'junit', 'github'] as const;
const DEFAULT_WIDTH = 100;
/** Longer lines are hard to read, however wide the window. */
const MAX_WIDTH = 110;

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

/** Says the report as asked, and gives the exit code. */
export function presentReport(report: Report, input: Input, terminal: Terminal, pathPrefix: string): number {
  const file = input.value('output');
  const text = format(report, input, terminal, pathPrefix);
  if (file === undefined) terminal.out.write(text);
  else {
    writeWhole(path.resolve(terminal.cwd, file), text, file);
    terminal.err.write(`${plainLine(report.verdict.headline)}. The report is in ${plainLine(file)}.\n`);
  }
  const failOn = input.value('fail-on');
  return exitCodeOf(report, isSeverity(failOn) ? failOn : 'blocker');
}

function format(report: Report, input: Input, terminal: Terminal, pathPrefix: string): string {
  switch (input.value('format')) {
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, { areas: AREAS, pathPrefix, help: (id) => docsPage(terminal.home, id) });
    case 'markdown':
      return formatMarkdown(report, { areas: AREAS, pathPrefix });
    case 'html':
      return formatHtml(report, { areas: AREAS, pathPrefix });
    case 'junit':
      return formatJunit(report, { areas: AREAS, pathPrefix });
    case 'github':
      return formatGithub(report, { areas: AREAS, pathPrefix });
    default: {
      const toTerminal = terminal.out.isTerminal && input.value('output') === undefined;
      return formatText(report, {
        areas: AREAS,
        pathPrefix,
        colour: toTerminal && !terminal.plain && !input.has('no-color'),
        width: textWidth(toTerminal, terminal),
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
