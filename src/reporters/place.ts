import { shownName } from '../formats/international-name.ts';
import type { FileLocation, Location } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { plainLine } from './plain-text.ts';

/**
 * The path as seen from where the reader stands: `prefix` leads from there to the audited root ('' when they are
 * the same, `packages/web` when a sub-folder was audited).
 */
export function pathFrom(prefix: string, path: string): string {
  return prefix ? `${prefix.replace(/\/+$/u, '')}/${path}` : path;
}

/** `src/a.ts:12:5`, counted from 1 as editors and terminals do. */
export function filePlace(location: FileLocation, prefix = ''): string {
  const { line, character } = location.range.start;
  return `${plainLine(pathFrom(prefix, location.path))}:${line + 1}:${character + 1}`;
}

/** A file's place, or the host with its record and where it is named: `acme.com TXT (launch-ready.yaml:1:9)`. */
export function place(location: Location, prefix = ''): string {
  if (location.kind === 'file') return filePlace(location, prefix);
  const host = plainLine(
    location.record ? `${shownName(location.host)} ${location.record}` : shownName(location.host),
  );
  return location.declaredAt ? `${host} (${filePlace(location.declaredAt, prefix)})` : host;
}

/** Counts with their noun: `1 blocker`, `2 blockers`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The domain that a report is of, as people write it and as the DNS does. */
export function domainWords({ domain }: Pick<Report, 'domain'>): string {
  return domain === null ? 'no domain' : shownName(domain);
}
