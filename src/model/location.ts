/** Lines and characters are 0-based UTF-16 code units, as in LSP. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** A place in a file; `path` is relative to the audited root, with `/`. */
export interface FileLocation {
  kind: 'file';
  path: string;
  range: Range;
}

/** A place on the network. `declaredAt` is the line of launch-ready.yaml that names the host. */
export interface HostLocation {
  kind: 'host';
  host: string;
  record?: string;
  declaredAt?: FileLocation;
}

/** Where a finding about a host stands. `record`: the type of the DNS record that it is about. */
export function atHost(
  { host, declaredAt }: { host: string; declaredAt?: FileLocation | undefined },
  record?: string,
): HostLocation {
  return {
    kind: 'host',
    host,
    ...(record !== undefined && { record }),
    ...(declaredAt && { declaredAt }),
  };
}

export type Location = FileLocation | HostLocation;

export interface RelatedLocation {
  location: FileLocation;
  message: string;
}

export const START_OF_FILE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function isSameRange(a: Range, b: Range): boolean {
  return comparePosition(a.start, b.start) === 0 && comparePosition(a.end, b.end) === 0;
}

export function comparePosition(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
