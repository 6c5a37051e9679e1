import * as vscode from 'vscode';
import { seenDnsMap } from '../audit/dns-look.ts';
import { formatZone } from '../exporters/dns-zone-text.ts';
import { type DnsDifference, diffDnsMaps } from '../formats/dns-changes.ts';
import { edgeOf } from '../formats/dns-edge.ts';
import { type DnsMap, readDnsMap } from '../formats/dns-map.ts';
import { shownName } from '../formats/international-name.ts';
import { formatDnsChanges } from '../reporters/dns-changes-text.ts';
import { escapeInvisible, plainLine } from '../reporters/plain-text.ts';
import { gatherBeside, type LookParts } from './domain-look.ts';
import type { FolderSession } from './folder-session.ts';

const FILTERS = { 'DNS snapshot': ['json'] };
/** Columns: beside two zone files there is little room. */
const WIDTH = 60;

/** Asks for every record of the domain that can be seen, and writes them down. Undefined when that was not wanted. */
export async function saveDnsSnapshot(
  session: FolderSession,
  parts: LookParts,
  to?: vscode.Uri,
): Promise<DnsMap | undefined> {
  const domain = session.domain() ?? (await parts.domain.set(session));
  const map = domain && (await lookAtDns(session, parts, domain));
  if (!map) return undefined;
  const name = `dns-${map.domain}-${map.takenAt.slice(0, 10)}.json`;
  const place =
    to ??
    (await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(session.folder.uri, name),
      filters: FILTERS,
    }));
  if (!place) return undefined;
  const text = `${escapeInvisible(JSON.stringify(map, null, 2))}\n`;
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
  const gaps = map.unanswered.length;
  void vscode.window.showInformationMessage(
    `${map.records.length} records of ${shownName(map.domain)} are saved.` +
      (gaps > 0 ? ` ${gaps} questions had no answer: what is missing there may exist.` : ''),
  );
  return map;
}

/** Compares a snapshot with the DNS as it is: both as zone files side by side, and what each change breaks. */
export async function compareDns(
  session: FolderSession,
  parts: LookParts,
  from?: vscode.Uri,
): Promise<DnsDifference | undefined> {
  const place = from ?? (await chooseSnapshot(session));
  if (!place) return undefined;
  const before = await readSnapshot(place);
  const after = await lookAtDns(session, parts, before.domain);
  if (!after) return undefined;
  const difference = diffDnsMaps(before, after, edgeOf);
  const compared = { domain: after.domain, from: before.takenAt, to: after.takenAt };
  // What is left of a lifetime in a resolver differs at every look.
  const lifetimes = before.fromZone && after.fromZone;
  const day = before.takenAt.slice(0, 10);
  const [old, now] = [
    parts.pages.page(`${before.domain}, ${day}.zone`, zoneText(before, lifetimes)),
    parts.pages.page(`${after.domain}, now.zone`, zoneText(after, lifetimes)),
  ];
  await vscode.commands.executeCommand('vscode.diff', old, now, `DNS of ${after.domain}: ${day} ↔ now`, {
    preview: false,
  });
  const changes = formatDnsChanges(difference, compared, { colour: false, width: WIDTH });
  await parts.pages.show(`DNS changes of ${after.domain}`, changes, true);
  return difference;
}

async function lookAtDns(
  session: FolderSession,
  { engine, domain }: LookParts,
  name: string,
): Promise<DnsMap | undefined> {
  const gathered = await domain.look({
    host: name,
    title: `Reading the DNS of ${shownName(name)}`,
    question:
      `Read the DNS of ${shownName(name)} from this computer? Some 200 questions for known and usual names go to its name ` +
      'servers and to the resolver of this computer. Nothing is sent to us. Read only domains you own or may test.',
    yes: 'Read',
    work: (answer) => gatherBeside(engine, session, { names: ['DnsMap'], domain: name }, answer),
  });
  return gathered && seenDnsMap(gathered);
}

/** Records alone, without the words of when and who. */
function zoneText(map: DnsMap, lifetimes: boolean): string {
  const lines = formatZone(map)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';'));
  const shown = lifetimes ? lines : lines.map((line) => line.replace(/^(\S+ +)\d+ IN /, '$1IN '));
  return `${shown.join('\n')}\n`;
}

/** Those of this folder by their usual name, or any file. */
async function chooseSnapshot({ folder }: FolderSession): Promise<vscode.Uri | undefined> {
  const pattern = new vscode.RelativePattern(folder, '**/dns-*.json');
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', 20);
  const other = { label: 'Choose another file…', uri: undefined };
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked =
    items.length === 0
      ? other
      : await vscode.window.showQuickPick(
          [...items.toSorted((a, b) => (a.label < b.label ? 1 : -1)), other],
          {
            placeHolder: 'Compare with which snapshot?',
          },
        );
  if (picked !== other) return picked?.uri;
  const opened = await vscode.window.showOpenDialog({ defaultUri: folder.uri, filters: FILTERS });
  return opened?.[0];
}

async function readSnapshot(place: vscode.Uri): Promise<DnsMap> {
  const name = plainLine(vscode.workspace.asRelativePath(place));
  const bytes = await vscode.workspace.fs.readFile(place).then(undefined, () => {
    throw new Error(`${name} cannot be read`);
  });
  try {
    return readDnsMap(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error(`${name} cannot be used: ${(error as Error).message}`);
  }
}
