import { SEVERITIES } from '../model/severity.ts';
import type { Row } from './checklist-row.ts';

/** Rows that a person sees before opening any: a screenful. */
export const FIRST_ROWS = 30;

/**
 * The ids of the rows to open at first: the worst ones, from the top, as long as no more than `limit` rows show.
 * Findings stay closed below their check: the check's sentence comes first.
 */
export function rowsToOpen(rows: readonly Row[], limit = FIRST_ROWS): Set<string> {
  const open = new Set<string>();
  let visible = rows.length;
  let level = rows.filter(isWorthOpening).sort(worstFirst);
  while (level.length > 0) {
    const next: Row[] = [];
    for (const row of level) {
      if (visible + row.children.length > limit) continue;
      visible += row.children.length;
      open.add(row.id);
      next.push(...row.children.filter(isWorthOpening));
    }
    level = next.sort(worstFirst);
  }
  return open;
}

function isWorthOpening(row: Row): boolean {
  return (
    row.children.length > 0 && row.kind !== 'check' && (row.standing === 'fail' || row.kind === 'folder')
  );
}

function worstFirst(a: Row, b: Row): number {
  return rank(a) - rank(b);
}

function rank({ severity }: Row): number {
  return severity ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
}
