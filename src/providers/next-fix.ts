import * as vscode from 'vscode';
import type { Area } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { compareSeverity } from '../model/severity.ts';
import { groupFindings, outline } from '../reporters/outline.ts';
import { VIEW_ID } from './checklist-tree.ts';
import type { Engine } from './engine.ts';
import type { FindingCommands } from './finding-commands.ts';
import type { FolderSession } from './folder-session.ts';
import { placeNow } from './history-findings.ts';
import { showLocation } from './locations.ts';
import type { Sessions } from './sessions.ts';

interface Open {
  session: FolderSession;
  finding: Finding;
}

/** What was shown last, so that the next click goes on behind it. */
let last: string | undefined;

/** Shows the most important open finding where it stands, with what it says; asked again, the one after it. */
export async function showNextFix(
  sessions: Sessions,
  engine: Engine,
  { explain }: FindingCommands,
): Promise<Finding | undefined> {
  const open = openFindings(sessions.all(), engine.areas());
  const next = open[(open.findIndex(({ finding }) => finding.fingerprint === last) + 1) % open.length];
  if (!next) {
    // Nothing to mend among what was checked: the checklist says what was not.
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    return undefined;
  }
  last = next.finding.fingerprint;
  const place = placeNow(next.session, next.finding);
  if (place) {
    await showLocation(next.session.folder, place);
    // The words beside the squiggle; from there the quick fixes are one key away.
    await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
  } else await explain(next.finding.checkId);
  return next.finding;
}

/** All that fails, what stops the launch first; within a severity in the order of the launch. */
function openFindings(all: readonly FolderSession[], areas: readonly Area[]): Open[] {
  return all
    .flatMap((session) => {
      const report = session.report();
      if (!report) return [];
      const results = outline(report, areas).flatMap((stage) => stage.areas.flatMap((area) => area.results));
      return groupFindings(results).map((group) => ({ session, group }));
    })
    .sort((a, b) => compareSeverity(a.group.severity, b.group.severity))
    .flatMap(({ session, group }) => group.findings.map((finding) => ({ session, finding })));
}
