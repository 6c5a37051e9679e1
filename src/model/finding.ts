import type { FileLocation, Location, Range, RelatedLocation } from './location.ts';
import type { Severity } from './severity.ts';

export type FindingData = Record<string, string | number | boolean>;

/** One replacement in one file. A missing file is created; `range` is then the start of the file. */
export interface TextEdit {
  path: string;
  range: Range;
  newText: string;
}

/** `safe` fixes may be applied without asking (fix all); `unsafe` ones only when a person picks them. */
export interface Fix {
  title: string;
  safety: 'safe' | 'unsafe';
  edits: TextEdit[];
}

/** What to do now; `copy` is the exact text to paste: a DNS record, a command. */
export interface Remediation {
  text: string;
  copy?: string;
}

/** What a check says of one problem; the audit turns it into a `Finding`. */
export interface FindingDraft {
  messageId: string;
  /** Fills `{name}` in the message, and goes into the report. Never a secret's or a variable's value. */
  data?: FindingData;
  location: Location;
  /** Overrides the check's default. */
  severity?: Severity;
  related?: RelatedLocation[];
  fixes?: Fix[];
  remediation?: Remediation;
  /** Names the surroundings for the fingerprint: stable over line moves, never derived from a value. */
  anchor?: string;
}

export interface Finding {
  checkId: string;
  messageId: string;
  message: string;
  severity: Severity;
  location: Location;
  related?: RelatedLocation[];
  fixes?: Fix[];
  remediation?: Remediation;
  data?: FindingData;
  fingerprint: string;
}

/** The file line that shows the finding: its own, or where launch-ready.yaml names the host. */
export function fileLocationOf(location: Location): FileLocation | undefined {
  return location.kind === 'file' ? location : location.declaredAt;
}
