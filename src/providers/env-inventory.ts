import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type EnvInventory, envEntries } from '../areas/env/inventory-entries.ts';
import { readEnvComments } from '../audit/env-comments.ts';
import { ENV_ARTIFACTS, envKnowledge } from '../audit/env-places.ts';
import { formatEnvCsv } from '../reporters/env-csv.ts';
import { formatEnvHtml } from '../reporters/env-html.ts';
import { formatEnvJson } from '../reporters/env-json.ts';
import { formatEnvMarkdown } from '../reporters/env-markdown.ts';
import type { FolderSession } from './folder-session.ts';
import { showLocation } from './locations.ts';
import type { Sessions } from './sessions.ts';

const TYPE = 'launchReady.environment';
const TITLE = 'Environment Variables';

interface Shown {
  panel: vscode.WebviewPanel;
  session: FolderSession;
  inventory: EnvInventory;
  drawn: string;
}

let shown: Shown | undefined;

/** What the page asks for. */
interface Asked {
  act?: unknown;
  of?: unknown;
}

/** The inventory of a folder, in one panel that is kept in step with what is typed. */
export async function showInventory(
  extensionUri: vscode.Uri,
  sessions: Sessions,
  session: FolderSession,
): Promise<void> {
  const inventory = await inventoryFor(session);
  if (shown) {
    Object.assign(shown, { session, inventory });
    draw(shown);
    shown.panel.reveal();
    return;
  }
  const panel = vscode.window.createWebviewPanel(TYPE, TITLE, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: [],
  });
  const made: Shown = { panel, session, inventory, drawn: '' };
  shown = made;
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  const listening = [
    panel.webview.onDidReceiveMessage((asked: Asked) => answer(made, asked)),
    panel.onDidChangeViewState(() => void redraw(made)),
    sessions.onDidChange((changed) => {
      if (changed === made.session && panel.visible && changed.activity() === 'idle') void redraw(made);
    }),
  ];
  panel.onDidDispose(() => {
    shown = undefined;
    vscode.Disposable.from(...listening).dispose();
  });
  draw(made);
}

async function inventoryFor(session: FolderSession): Promise<EnvInventory> {
  const knowledge = envKnowledge(await session.complete(ENV_ARTIFACTS));
  if (!knowledge) throw new Error('The folder could not be read.');
  const comments = await readEnvComments(await session.files(), knowledge.artifacts.EnvFiles);
  const environments = knowledge.artifacts.Configuration.value.environments ?? {};
  return envEntries(knowledge.inventory, { comments, environments, all: false });
}

async function redraw(made: Shown): Promise<void> {
  if (shown !== made || !made.panel.visible) return;
  made.inventory = await inventoryFor(made.session);
  if (shown === made) draw(made);
}

/** A page that says nothing new is left alone, and so is where somebody reads in it. */
function draw(made: Shown): void {
  const { panel, session, inventory } = made;
  const { name, uri } = session.folder;
  const content = JSON.stringify([uri.toString(), inventory]);
  if (content === made.drawn) return;
  made.drawn = content;
  const editor = { nonce: randomBytes(16).toString('hex'), folder: uri.toString() };
  panel.webview.html = formatEnvHtml(inventory, { name, editor });
}

async function answer(made: Shown, { act, of }: Asked): Promise<void> {
  const { session, inventory } = made;
  if (act === 'refresh') {
    await session.scan();
    await redraw(made);
  } else if (act === 'copy' && typeof of === 'string') {
    await vscode.env.clipboard.writeText(written(inventory, of));
  } else if (act === 'open' && typeof of === 'string') {
    const [entry, kind, place] = of.split(' ');
    const known = inventory.entries[Number(entry)];
    const at = (kind === 'read' ? known?.reads.places : known?.declarations)?.[Number(place)];
    if (at) await showLocation(session.folder, { kind: 'file', path: at.path, range: at.range });
  }
}

/** What a copy holds: names and places, never a value. */
function written(inventory: EnvInventory, format: string): string {
  const version = vscode.extensions.getExtension('launch-ready.launch-ready')?.packageJSON.version;
  if (format === 'json') return formatEnvJson(inventory, String(version));
  return format === 'csv' ? formatEnvCsv(inventory, '') : formatEnvMarkdown(inventory, '');
}
