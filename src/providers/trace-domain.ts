import * as vscode from 'vscode';
import { readWebAddress } from '../config/web-address.ts';
import { shownName } from '../formats/international-name.ts';
import type { Trace } from '../formats/trace.ts';
import { formatTrace } from '../reporters/trace-text.ts';
import { gatherBeside, type LookParts } from './domain-look.ts';
import type { FolderSession } from './folder-session.ts';

/** Columns: of an editor beside the checklist. */
const WIDTH = 100;

/** Follows one address, which the person types or a caller gives, and shows its way. Undefined when that was not wanted. */
export async function traceDomain(
  session: FolderSession,
  parts: LookParts,
  given?: string,
): Promise<Trace | undefined> {
  const written = given ?? (await askForAddress(session.domain()));
  if (written === undefined) return undefined;
  const address = readWebAddress(written);
  if (!address.ok) throw new Error(`${address.what}. ${address.remedy}.`);
  const host = new URL(address.value).hostname;
  const gathered = await parts.domain.look({
    host,
    title: `Tracing ${shownName(host)}`,
    question:
      `Trace ${shownName(host)} from this computer? Its name is looked up, and a plain GET goes to it and to where it ` +
      'redirects within the domain. Nothing is sent to us. Trace only domains you own or may test.',
    yes: 'Trace',
    work: (answer) => gatherBeside(parts.engine, session, { names: ['Trace'], trace: address.value }, answer),
  });
  if (!gathered) return undefined;
  if (gathered.Trace?.status !== 'ready') throw new Error(gathered.Trace?.reason ?? 'nothing was looked at');
  const trace = gathered.Trace.value;
  await parts.pages.show(`Trace of ${host}`, formatTrace(trace, { colour: false, width: WIDTH }));
  return trace;
}

function askForAddress(domain: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Trace Domain',
    prompt: 'The address whose way is to be followed: name, redirects, certificates, page.',
    placeHolder: 'acme.com/spring-sale',
    value: domain ?? '',
    ignoreFocusOut: true,
    validateInput(text) {
      const reading = readWebAddress(text);
      return reading.ok ? undefined : `${reading.what}. ${reading.remedy}.`;
    },
  });
}
