import ignore from 'ignore';
import { parseDotenv } from '../../formats/dotenv.ts';
import { type EnvFileName, envFileNameOf } from '../../formats/env-file-name.ts';
import { type LineIndex, lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Position, Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    EnvFiles: ByFile<EnvFile>;
    GitIgnoreRules: ByFile<GitIgnoreRules>;
  }
}

/** An env file as a file: what its name says, and where a line can be added. */
export interface EnvFile extends EnvFileName {
  end: Position;
  endsWithNewline: boolean;
  problems: EnvFileProblem[];
}

/** A line that is not read as it was meant. `name` only where it is a name and not a value. */
export interface EnvFileProblem {
  kind: 'noSign' | 'openQuote' | 'badName';
  name?: string;
  range: Range;
}

export const envFilesGatherer: FileGatherer<'EnvFiles'> = {
  produces: 'EnvFiles',
  scope: 'file',
  appliesTo: (path) => !isVendored(path) && envFileNameOf(path) !== undefined,
  gatherFile({ path, text }) {
    const name = envFileNameOf(path);
    if (!name) return undefined;
    const lines = lineIndexOf(text);
    const place = { end: lines.position(text.length), endsWithNewline: endsWithNewline(text) };
    return { ...name, ...place, problems: problemsIn(text, lines) };
  },
};

const MOST_PROBLEMS = 20;

function problemsIn(text: string, lines: LineIndex): EnvFileProblem[] {
  const entries = parseDotenv(text);
  const problems: EnvFileProblem[] = [];
  for (const entry of entries) {
    if (entry.commented) continue;
    const first = text[entry.valueFrom];
    const isOpen = entry.quote === '' && (first === '"' || first === "'" || first === '`');
    if (isOpen && !text.slice(entry.valueFrom + 1, entry.valueTo).includes(first)) {
      problems.push({
        kind: 'openQuote',
        name: entry.name,
        range: lines.range(entry.valueFrom, entry.valueTo),
      });
    }
    if (!/^[A-Za-z_]\w*$/.test(entry.name)) {
      problems.push({ kind: 'badName', name: entry.name, range: lines.range(entry.nameFrom, entry.nameTo) });
    }
  }
  const spans = entries.map((entry) => [
    lines.position(entry.nameFrom).line,
    lines.position(entry.valueTo).line,
  ]);
  let span = 0;
  let last = -2;
  for (let line = 0; line < lines.lineCount && problems.length < MOST_PROBLEMS; line++) {
    while (span < spans.length && (spans[span]?.[1] ?? 0) < line) span++;
    if (span < spans.length && (spans[span]?.[0] ?? 0) <= line) continue;
    const from = lines.lineStart(line);
    const written = text.slice(from, lines.lineStart(line + 1)).trimEnd();
    if (/^\s*(?:#|$)/.test(written) || !/^\s*[\w.]/.test(written) || written.includes('=')) continue;
    // Of a key pasted over many lines the first one is enough.
    if (line !== last + 1) problems.push({ kind: 'noSign', range: lines.range(from, from + written.length) });
    last = line;
  }
  return problems.slice(0, MOST_PROBLEMS);
}

/** Whether a .gitignore keeps the usual env files of its own folder out of git, if they come to be. */
export interface GitIgnoreRules {
  ignoresEnv: boolean;
  ignoresEnvLocal: boolean;
  /** `.env*` and `.env.*` hide the template that is to be handed on as well. */
  ignoresTemplate: boolean;
  end: Position;
  endsWithNewline: boolean;
}

export const gitIgnoreRulesGatherer: FileGatherer<'GitIgnoreRules'> = {
  produces: 'GitIgnoreRules',
  scope: 'file',
  appliesTo: (path) => path === '.gitignore' || (path.endsWith('/.gitignore') && !isVendored(path)),
  gatherFile({ text }) {
    const rules = ignore().add(text);
    return {
      ignoresEnv: rules.ignores('.env'),
      ignoresEnvLocal: rules.ignores('.env.local'),
      ignoresTemplate: rules.ignores('.env.example'),
      end: lineIndexOf(text).position(text.length),
      endsWithNewline: endsWithNewline(text),
    };
  },
};

const endsWithNewline = (text: string) => text === '' || text.endsWith('\n');
