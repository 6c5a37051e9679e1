import * as vscode from 'vscode';
import { OUTCOME_LABELS } from '../model/outcome.ts';
import { rowsToOpen } from './checklist-expansion.ts';
import { group, type Row } from './checklist-row.ts';
import { checklistRows } from './checklist-rows.ts';
import { type ChecklistView, ORDER_LABELS, SHOW_LABELS, viewOf, WHOLE } from './checklist-view.ts';
import type { Standing } from './checklist-words.ts';
import type { Engine } from './engine.ts';
import type { FolderSession } from './folder-session.ts';
import type { Sessions } from './sessions.ts';
import { badgeOf } from './status-text.ts';

export const VIEW_ID = 'launchReady.checklist';

export interface Checklist extends vscode.Disposable {
  rows(): readonly Row[];
  /** Asks what to show and in which order, unless it is given. */
  choose(given?: Partial<ChecklistView>): Promise<void>;
}

/** Of one project, on one computer: what somebody hid to work is no setting. */
const VIEW = 'launchReady.checklistView';

const ICONS: Record<Standing, [id: string, color?: string]> = {
  fail: ['error', 'list.errorForeground'],
  review: ['checklist'],
  notMeasured: ['question', 'list.warningForeground'],
  pass: ['pass', 'testing.iconPassed'],
  notApplicable: ['circle-slash', 'disabledForeground'],
  notAsked: ['circle-outline', 'disabledForeground'],
};

/** The one view: stage, area, check, finding; the verdict above them. */
export function createChecklist(
  sessions: Sessions,
  engine: Engine,
  { workspaceState }: vscode.ExtensionContext,
): Checklist {
  const changed = new vscode.EventEmitter<undefined>();
  let rows: Row[] = [];
  /** Undefined until the first look is through. */
  let open: Set<string> | undefined;
  let chosen: ChecklistView = { ...WHOLE, ...workspaceState.get<Partial<ChecklistView>>(VIEW) };

  const view = vscode.window.createTreeView<Row>(VIEW_ID, {
    // A tick speaks of its own row, not of those above it.
    manageCheckboxStateManually: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row ? row.children : rows),
      getTreeItem: (row) => {
        const item = itemOf(row, open?.has(row.id) === true);
        // VS Code remembers by id what is open: what fills in at first must not decide that for what is there in the end.
        if (!open) item.id = `${row.id}~`;
        return item;
      },
    },
  });

  function rebuild(): void {
    const folders = sessions.all().map((session) => ({ session, children: rowsOf(session, engine) }));
    rows =
      folders.length > 1
        ? folders.map(({ session, children }) => {
            const folder = session.folder.uri.toString();
            return group({ id: folder, folder, kind: 'folder', label: session.folder.name, children });
          })
        : folders.flatMap(({ children }) => children);
    rows = viewOf(rows, chosen);
    // Opened by us once; from then on by the person.
    const isFilling = sessions.all().some((session) => (session.soFar()?.waiting.length ?? 0) > 0);
    if (!isFilling && rows.length > 0) open ??= rowsToOpen(rows);
    changed.fire(undefined);
    announce();
  }

  function announce(): void {
    const reports = sessions.all().flatMap((session) => session.report() ?? []);
    view.badge = badgeOf(reports);
    const verdicts = sessions.all().flatMap((session) => {
      const verdict = session.report()?.verdict;
      const name = sessions.all().length > 1 ? `${session.folder.name}: ` : '';
      const scope =
        verdict?.scope && !verdict.headline.includes(verdict.scope) ? `. ${sentence(verdict.scope)}` : '';
      return verdict ? [`${name}${verdict.headline}${scope}`] : [];
    });
    const narrowed = chosen.show === 'all' ? [] : [`Shown: ${SHOW_LABELS[chosen.show].toLowerCase()}`];
    const lines = [...verdicts, ...sessions.all().flatMap(progressOf), ...narrowed];
    view.message = lines.length > 0 ? lines.join('\n') : undefined;
    const scanning = sessions.all().some((session) => session.activity() === 'scanning');
    void vscode.commands.executeCommand('setContext', 'launchReady.state', scanning ? 'scanning' : 'idle');
    const hasDomain = sessions.all().some((session) => session.domain() !== undefined);
    void vscode.commands.executeCommand('setContext', 'launchReady.hasDomain', hasDomain);
  }

  async function choose(given?: Partial<ChecklistView>): Promise<void> {
    const picked = given ?? (await pickView(chosen));
    if (!picked) return;
    chosen = { ...chosen, ...picked };
    await workspaceState.update(VIEW, chosen);
    rebuild();
  }

  const subscriptions = [
    changed,
    view,
    sessions.onDidChange(rebuild),
    // The age of the answers is told when somebody looks, not by a timer.
    view.onDidChangeVisibility(({ visible }) => visible && rebuild()),
    vscode.workspace.onDidGrantWorkspaceTrust(rebuild),
    view.onDidChangeCheckboxState(({ items }) => {
      for (const [row, state] of items) {
        const isDone = state === vscode.TreeItemCheckboxState.Checked;
        // Written or not, what is shown is what the file says.
        void vscode.commands.executeCommand('launchReady.markReviewed', row, isDone).then(rebuild);
      }
    }),
  ];
  announce();
  return { rows: () => rows, choose, dispose: () => vscode.Disposable.from(...subscriptions).dispose() };
}

async function pickView(current: ChecklistView): Promise<Partial<ChecklistView> | undefined> {
  const mark = (isOn: boolean) => (isOn ? '$(check) ' : '');
  const shows = Object.entries(SHOW_LABELS).map(([show, label]) => ({
    label: `${mark(show === current.show)}${label}`,
    view: { show: show as ChecklistView['show'] },
  }));
  const orders = Object.entries(ORDER_LABELS).map(([order, label]) => ({
    label: `${mark(order === current.order)}${label}`,
    view: { order: order as ChecklistView['order'] },
  }));
  const line = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, view: {} });
  const items = [line('Show'), ...shows, line('Order'), ...orders];
  return (await vscode.window.showQuickPick(items, { placeHolder: 'What the checklist shows' }))?.view;
}

/** How far a look is that goes on: said with numbers, since the rows fill in as it does. */
function progressOf(session: FolderSession): string[] {
  const part = session.soFar();
  if (!part || part.waiting.length === 0) return [];
  const answered = part.report.results.filter(({ checkId }) => !part.waiting.includes(checkId)).length;
  const what = session.activity() === 'asking' ? 'the domain' : 'the code';
  return [`Checking ${what}: ${answered} of ${answered + part.waiting.length} checks are done`];
}

function rowsOf(session: FolderSession, engine: Engine): Row[] {
  const part = session.soFar();
  const waiting = part?.waiting ?? [];
  // A single document that is looked at again is no reason to show half a report.
  const report = part && waiting.length > 0 ? part.report : session.report();
  if (!report) return [];
  const at = session.domainCheckedAt();
  return checklistRows({
    folder: session.folder.uri.toString(),
    report,
    areas: engine.areas(),
    trusted: vscode.workspace.isTrusted,
    reviewed: session.reviewed(),
    waiting,
    ...(at !== undefined && { domainAgeMs: Date.now() - at }),
  });
}

function itemOf(row: Row, isOpen: boolean): vscode.TreeItem {
  const { TreeItemCollapsibleState: state } = vscode;
  const item = new vscode.TreeItem(
    row.label,
    row.children.length === 0 ? state.None : isOpen ? state.Expanded : state.Collapsed,
  );
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.words.join(' ');
  item.iconPath = iconOf(row);
  if (row.words.includes('byHand')) item.checkboxState = checkboxOf(row);
  item.accessibilityInformation = {
    label: `${row.spoken ?? row.label}, ${row.running ? 'checking' : standingInWords(row)}${row.description ? `, ${row.description}` : ''}`,
  };
  if (row.kind === 'finding' && row.words.includes('located')) {
    item.command = {
      title: 'Open',
      command: 'launchReady.openFinding',
      arguments: [row.folder, row.finding],
    };
  } else if (row.kind === 'finding') {
    item.command = { title: 'Explain', command: 'launchReady.explainFinding', arguments: [row.checkId] };
  } else if (row.words.includes('searchable')) {
    item.command = { title: 'Search Git History', command: 'launchReady.searchHistory', arguments: [row] };
  } else if (row.kind === 'live') {
    item.command = liveCommand(row);
  } else if (row.kind === 'more') {
    item.command = { title: 'Open Report', command: 'launchReady.openReport', arguments: [row.folder] };
  }
  return item;
}

/** What a click on the domain does that nobody looked at yet. */
function liveCommand({ words, folder }: Row): vscode.Command {
  if (words.includes('needsDomain'))
    return { title: 'Set Domain', command: 'launchReady.setDomain', arguments: [{ folder }] };
  return words.includes('checkable')
    ? { title: 'Check Domain', command: 'launchReady.checkDomain', arguments: [{ folder }] }
    : { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' };
}

/** A tick is written to launch-ready.yaml with who and when. */
function checkboxOf(row: Row): vscode.TreeItem['checkboxState'] {
  const isDone = row.words.includes('done');
  return {
    state: isDone ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: isDone
      ? 'Somebody looked at this. Clear it to have it asked again'
      : 'I looked at this, and it is fine',
    accessibilityInformation: { label: `${row.label}, looked at by a person`, role: 'checkbox' },
  };
}

/** Milder failures have another shape, not only another colour. */
function iconOf(row: Row): vscode.ThemeIcon {
  if (row.kind === 'more') return new vscode.ThemeIcon('ellipsis');
  if (row.running) return new vscode.ThemeIcon('loading~spin');
  if (row.stale) return new vscode.ThemeIcon('history');
  if (row.words.includes('accepted')) return new vscode.ThemeIcon('shield');
  if (row.standing === 'fail' && row.severity === 'high')
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  if (row.standing === 'fail' && row.severity !== 'blocker') return new vscode.ThemeIcon('info');
  const [id, color] = ICONS[row.standing];
  return new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);
}

function standingInWords({ standing, severity, words }: Row): string {
  if (words.includes('accepted')) return 'Accepted';
  if (standing === 'notAsked') return 'Not checked';
  return standing === 'fail' && severity ? `${OUTCOME_LABELS.fail}, ${severity}` : OUTCOME_LABELS[standing];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
