import type { ParsedConfig } from '../config/model.ts';
import { count, pathFrom } from '../reporters/place.ts';
import { plainLine } from '../reporters/plain-text.ts';
import type { Terminal } from './command.ts';

/**
 * Says that launch-ready.yaml has mistakes (each is a finding of deploy/invalid-configuration). True when there are
 * any: the verdict then stands on less than was meant.
 */
export function reportConfigProblems(
  config: ParsedConfig | undefined,
  terminal: Terminal,
  pathPrefix: string,
): boolean {
  const [first] = config?.problems ?? [];
  if (!config || !first) return false;
  const { line, character } = first.range.start;
  const place = plainLine(`${pathFrom(pathPrefix, config.path)}:${line + 1}:${character + 1}`);
  terminal.err.write(
    `${place}: ${count(config.problems.length, 'mistake')} in the configuration, so the verdict stands on less than was meant. The exit code is 2.\n`,
  );
  return true;
}
