import type { Area } from '../model/check.ts';
import type { Cause } from './causes.ts';
import type { Style } from './style.ts';

export interface TextOptions {
  areas: readonly Area[];
  /** Columns of the terminal. */
  width: number;
  colour: boolean;
  /** Leads from where the reader stands to the audited root; '' when they are the same. */
  pathPrefix?: string;
  /** Of one check and one severity; a terminal forgets more than a few thousand lines. All, unless said. */
  mostFindings?: number;
}

/** What every part of the text needs. */
export interface Page extends Required<TextOptions> {
  style: Style;
  causes: readonly Cause[];
  /** Checks with a finding that was accepted as a risk. */
  accepted: ReadonlySet<string>;
}
