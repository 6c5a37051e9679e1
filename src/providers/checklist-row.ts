import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import {
  type Counts,
  countsInShort,
  countsInWords,
  STANDINGS,
  type Standing,
  sumCounts,
  summary,
  worstOf,
} from './checklist-words.ts';

export type Parent = Pick<Row, 'id' | 'folder'>;

export interface Row {
  /** Stable over runs, so that what a person opened stays open. */
  id: string;
  /** The URI of the workspace folder it speaks of. */
  folder: string;
  kind: 'folder' | 'stage' | 'live' | 'area' | 'rest' | 'check' | 'history' | 'finding' | 'more';
  label: string;
  /** The whole of it, where the label is short: for a screen reader. */
  spoken?: string;
  description: string;
  tooltip: string;
  standing: Standing;
  /** Failing findings in and below it. */
  counts: Counts;
  /** Of the worst of them, or of the finding. */
  severity?: Severity;
  /** It waits for something that is being looked at. */
  running?: boolean;
  /** The answers are older than they should be relied on. */
  stale?: boolean;
  /** Words that menus look for: `runnable`, `network`, `needsDomain`, `copyable`. */
  words: string[];
  children: Row[];
  checkId?: string;
  area?: string;
  finding?: Finding;
}

/** A row over others: it stands as the worst of them stands. */
export function group(row: Pick<Row, 'id' | 'folder' | 'kind' | 'label' | 'children'>): Row {
  const standing =
    STANDINGS.find((candidate) => row.children.some((child) => child.standing === candidate)) ??
    'notApplicable';
  const counts = sumCounts(row.children.map((child) => child.counts));
  const severity = worstOf(counts);
  return {
    ...row,
    description: standing === 'fail' ? countsInShort(counts) : summary(row.children.flatMap(checksBelow)),
    tooltip: standing === 'fail' ? `${row.label}: ${countsInWords(counts)}` : row.label,
    standing,
    counts,
    words: [row.kind],
    ...(severity && { severity }),
  };
}

/** Checks, and areas that were not asked about. */
function checksBelow(row: Row): Row[] {
  return row.kind === 'check' || row.children.length === 0 ? [row] : row.children.flatMap(checksBelow);
}
