import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AREAS } from '../areas/index.ts';
import { type Recording, replay } from '../audit/audit.ts';
import { GATHERERS } from '../observe/index.ts';
import { type Command, UsageError } from './command.ts';
import { OUTPUT_OPTIONS, presentReport } from './output.ts';
import { emptyFolder } from './project.ts';
import { SELECTION_OPTIONS, selection } from './selection.ts';

export const replayCommand: Command = {
  arity: [1, 1],
  options: [...SELECTION_OPTIONS, ...OUTPUT_OPTIONS],
  example: 'launch-ready replay acme.artifacts.json --format json',
  async run(input, terminal) {
    const written = input.operands[0] as string;
    const recording = readRecording(path.resolve(terminal.cwd, written), written);
    let report: ReturnType<typeof replay>;
    try {
      report = replay(recording, {
        areas: AREAS,
        gatherers: GATHERERS,
        files: emptyFolder(written),
        version: terminal.version,
        only: selection(input, 'only'),
        skip: selection(input, 'skip'),
      });
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
    return await presentReport(report, AREAS, input, terminal, '');
  },
};

function readRecording(file: string, written: string): Recording {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`cannot read ${written}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${written} is not JSON`, 'Make a recording with: launch-ready record -o FILE');
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    !isRecord((value as Recording).artifacts)
  ) {
    throw new UsageError(`${written} is not a recording`, 'Make one with: launch-ready record -o FILE');
  }
  return value as Recording;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
