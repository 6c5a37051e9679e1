import * as vscode from 'vscode';
import type { Range } from '../model/location.ts';
import type { SuppressedFinding } from '../model/report.ts';
import type { FileSecrets, SecretFact } from '../observe/repository/hardcoded-secrets.ts';
import type { FolderSession } from './folder-session.ts';
import { rangeOf, uriOf } from './locations.ts';
import { escaped } from './markdown-text.ts';
import { revokePage, SECRET_CHECK } from './secret-actions.ts';
import { relativePath, type Sessions } from './sessions.ts';

const MAX_PLACES = 10;

/** What is known of the secret, or of the public key, under the pointer. From what was gathered: nothing is read or loaded. */
export function registerSecretHover(sessions: Sessions): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      provideHover(document, position) {
        const session = sessions.of(document.uri);
        const path = session && relativePath(session.folder, document.uri);
        if (!session || !path || !session.isCurrent(document)) return undefined;
        const all = secretsOf(session);
        const here = Object.hasOwn(all, path) ? all[path] : undefined;
        const isHere = ({ range }: { range: Range }) => rangeOf(range).contains(position);
        const secret = here?.secrets.find(isHere);
        if (secret) return new vscode.Hover(secretText(session, path, secret, all), rangeOf(secret.range));
        const open = here?.publicByDesign.find(isHere);
        if (!open) return undefined;
        const text = new vscode.MarkdownString(`**${escaped(open.title)}**\n\n${escaped(open.sentence)}`);
        return new vscode.Hover(text, rangeOf(open.range));
      },
    },
  );
}

function secretsOf(session: FolderSession): Record<string, FileSecrets> {
  const found = session.artifacts().HardcodedSecrets;
  return found?.status === 'ready' ? found.value : {};
}

function secretText(
  session: FolderSession,
  path: string,
  fact: SecretFact,
  all: Record<string, FileSecrets>,
): vscode.MarkdownString {
  const whose = /^(?:your |an? )/.test(fact.provider) ? '' : ` · ${escaped(fact.provider)}`;
  const paragraphs = [`**${escaped(fact.title)}** \`${fact.masked.replaceAll('`', '')}\`${whose}`];
  paragraphs.push(standing(session, path, fact));
  const places = otherPlaces(session, path, fact, all);
  if (places.length > 0) paragraphs.push(`The same secret stands in ${places.join(', ')}.`);
  const page = revokePage(fact.rotate);
  const docs = revokePage(fact.docs);
  const links = [
    ...(page ? [`[Make a new key and revoke this one](${page.toString()})`] : []),
    ...(docs ? [`[About this kind of key](${docs.toString()})`] : []),
  ];
  if (links.length > 0) paragraphs.push(links.join(' · '));
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}

/** Why it matters, or why no problem is shown for it. */
function standing(session: FolderSession, path: string, fact: SecretFact): string {
  const isIt = ({ checkId, location }: SuppressedFinding['finding']) =>
    checkId === SECRET_CHECK &&
    location.kind === 'file' &&
    location.path === path &&
    rangeOf(location.range).isEqual(rangeOf(fact.range));
  const report = session.report();
  const shown = report?.results.some(({ findings }) => findings.some(isIt));
  if (shown)
    return `Whoever reads it can ${escaped(fact.grants)}. Deleting it is not enough: old commits keep it.`;
  const suppression = report?.suppressed.find(({ finding }) => isIt(finding))?.suppression;
  if (suppression?.kind === 'accept')
    return `Accepted as a risk until ${suppression.until}: ${escaped(suppression.reason ?? '')}`;
  if (suppression?.kind === 'baseline') return 'Accepted in the baseline.';
  if (suppression) return 'Called no secret, so no problem is shown.';
  return 'No problem is shown for it: git ignores this file, which is where secrets belong.';
}

function otherPlaces(
  { folder }: FolderSession,
  path: string,
  fact: SecretFact,
  all: Record<string, FileSecrets>,
): string[] {
  const places = Object.entries(all).flatMap(([file, { secrets }]) =>
    secrets
      .filter((other) => other.identity === fact.identity && !(file === path && other.range === fact.range))
      .map(({ range }) => ({ file, line: range.start.line + 1 })),
  );
  const links = places.slice(0, MAX_PLACES).map(({ file, line }) => {
    const uri = uriOf(folder, file).with({ fragment: `L${line}` });
    return `[${escaped(`${file}:${line}`)}](${uri.toString().replaceAll('(', '%28').replaceAll(')', '%29')})`;
  });
  const rest = places.length - links.length;
  return rest > 0 ? [...links, `${rest} more places`] : links;
}
