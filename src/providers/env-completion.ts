import * as vscode from 'vscode';
import type { Variable } from '../areas/env/inventory.ts';
import { completionNames } from '../audit/env-completion.ts';
import { completionPlace } from '../audit/env-completion-place.ts';
import { envKnowledge } from '../audit/env-places.ts';
import { describe, type EnvLookup, type EnvServices } from './env-lookup.ts';
import { relativePath } from './sessions.ts';

const described = new WeakMap<vscode.CompletionItem, { found: EnvLookup; variable: Variable }>();

/** From what was gathered before the last key: nothing is waited for. */
export function envCompletion(
  { sessions }: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] | undefined {
  const session = sessions.of(document.uri);
  const path = session && relativePath(session.folder, document.uri);
  const gathered = session?.artifacts();
  const knowledge = gathered && envKnowledge(gathered);
  if (!session || !path || !knowledge) return undefined;
  const place = completionPlace(knowledge, path, document.getText(), document.offsetAt(position));
  if (!place) return undefined;
  const mentions = gathered.EnvMentions?.status === 'ready' ? gathered.EnvMentions.value : {};
  const [from, to] = [document.positionAt(place.from), document.positionAt(place.to)];
  return completionNames(knowledge, mentions, place, path).map(({ variable, newText, detail }, i) => {
    const item = new vscode.CompletionItem(variable.name, vscode.CompletionItemKind.Constant);
    item.insertText = newText;
    item.detail = detail;
    item.range = { inserting: new vscode.Range(from, position), replacing: new vscode.Range(from, to) };
    item.sortText = String(i).padStart(4, '0');
    described.set(item, { found: { session, path, knowledge }, variable });
    return item;
  });
}

export async function describeCompletion(
  services: EnvServices,
  item: vscode.CompletionItem,
): Promise<vscode.CompletionItem> {
  const known = described.get(item);
  if (known) item.documentation = await describe(services, known.found, known.variable);
  return item;
}
