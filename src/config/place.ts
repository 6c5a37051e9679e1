import { type FileLocation, START_OF_FILE } from '../model/location.ts';
import type { ParsedConfig } from './model.ts';

/** The best line of launch-ready.yaml to answer on: the first of these keys that is there, else the start of the file. */
export function placeOf(config: ParsedConfig, keys: readonly string[]): FileLocation {
  const key = keys.find((one) => config.ranges[one] !== undefined);
  // A group may be many lines: its name says enough.
  const range = key === undefined ? undefined : (config.keyRanges?.[key] ?? config.ranges[key]);
  return { kind: 'file', path: config.path, range: range ?? START_OF_FILE };
}
