import type { ConfigProblem, ConfigProblemKind, ParsedConfig } from '../config/model.ts';
import { pathFrom } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import type { Terminal } from './command.ts';

const SENTENCES: Record<ConfigProblemKind, string> = {
  syntax: '{what}. {remedy}',
  unknownKey: 'there is no setting {name}',
  wrongType: '{expected} is needed here, not {found}',
  invalidValue: '{what}. {remedy}',
  missingKey: '{name} is missing from {of}',
  duplicateKey: '{name} stands here a second time; the first is on line {line}',
  tooLarge: 'it is larger than {limit} KB and was not read',
  unreadable: 'it could not be read: {what}',
  tooManyProblems: 'there are more mistakes than the first {limit}',
};

/** Tells the mistakes in launch-ready.yaml. True when there were any: the verdict then stands on less than was meant. */
export function reportConfigProblems(
  config: ParsedConfig | undefined,
  terminal: Terminal,
  pathPrefix: string,
): boolean {
  const problems = config?.problems ?? [];
  if (!config || problems.length === 0) return false;
  const lines = problems.map((problem) => {
    const { line, character } = problem.range.start;
    return `${pathFrom(pathPrefix, config.path)}:${line + 1}:${character + 1} ${sentence(problem)}`;
  });
  terminal.err.write(`\nMistakes in ${plainLine(config.path)}, which may change the verdict:\n`);
  for (const line of lines) terminal.err.write(`  ${plainLine(line)}\n`);
  return true;
}

function sentence({ messageId, data }: ConfigProblem): string {
  const text = SENTENCES[messageId]
    .replace(/\{(\w+)\}/gu, (_, name: string) => String(data[name] ?? ''))
    .trim();
  const meant = data.suggestion === undefined ? '' : ` Did you mean ${data.suggestion}?`;
  return `${text.replace(/\.*$/u, '.')}${meant}`;
}
