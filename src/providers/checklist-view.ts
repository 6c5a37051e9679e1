import { isAtLeast, SEVERITIES } from '../model/severity.ts';
import type { Row } from './checklist-row.ts';

/** What of the checklist is shown, and in which order. */
export interface ChecklistView {
  show: 'all' | 'failing' | 'serious';
  order: 'launch' | 'impact';
}

export const WHOLE: ChecklistView = { show: 'all', order: 'launch' };

export const SHOW_LABELS: Record<ChecklistView['show'], string> = {
  all: 'All checks',
  failing: 'Only what failed, could not be checked or needs a look by hand',
  serious: 'Only blockers and high risks',
};

export const ORDER_LABELS: Record<ChecklistView['order'], string> = {
  launch: 'In launch order: code, domain, email, deployment',
  impact: 'By impact: what stops the launch first',
};

/** The rows that the person wants to see, in their order. Folders stay, so that one sees that they are clear. */
export function viewOf(rows: readonly Row[], view: ChecklistView): Row[] {
  const kept = rows.flatMap((row) => {
    const children = viewOf(row.children, view);
    const isKept = row.kind === 'folder' || children.length > 0 || (isLeaf(row) && isWanted(row, view));
    return isKept ? [{ ...row, children }] : [];
  });
  return view.order === 'impact' ? kept.sort((a, b) => rank(a) - rank(b)) : kept;
}

function isLeaf(row: Row): boolean {
  return row.children.length === 0;
}

function isWanted({ standing, severity, kind }: Row, { show }: ChecklistView): boolean {
  if (show === 'all') return true;
  if (show === 'serious')
    return (
      standing === 'fail' && (kind === 'more' || (severity !== undefined && isAtLeast(severity, 'high')))
    );
  return standing === 'fail' || standing === 'notMeasured' || standing === 'review';
}

/** What failed by severity, then what nobody could look at, then what a person has to look at. */
function rank({ standing, severity }: Row): number {
  if (standing === 'fail') return severity ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
  const rest = ['notMeasured', 'review', 'notAsked', 'pass', 'notApplicable'].indexOf(standing);
  return SEVERITIES.length + 1 + rest;
}
