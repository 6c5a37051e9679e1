import * as vscode from 'vscode';
import type { LookAnswer } from './domain-look.ts';
import type { DomainWork } from './domain-question.ts';
import type { FolderSession } from './folder-session.ts';
import { type GivenNetwork, givenNetwork } from './given-network.ts';

/** Kept with the person, never with the project: a cloned repository can name any domain. */
const CONFIRMED = 'launchReady.confirmedDomains';
/** Pages of what a look at a domain sends: nothing to save, nothing on disk. */
const LIST_SCHEME = 'launch-ready-list';

export interface DomainCommands {
  /**
   * Looks at the folder's domain, once the person agreed; `only`: the checks or areas that are meant. False when it
   * was not looked at.
   */
  check(session: FolderSession, only?: readonly string[]): Promise<boolean>;
  /** Asks for the domain and writes it to launch-ready.yaml. Undefined when the person changed their mind. */
  set(session: FolderSession): Promise<string | undefined>;
  /** Asks the network something else, once the person agreed. Undefined when they did not, or stopped it. */
  look<T>(look: DomainLook<T>): Promise<T | undefined>;
  /** These are not asked about in this window. For the tests of the extension, where nobody can answer a question. */
  agree(domains: readonly string[]): void;
  /** Every domain will be asked about again. */
  forget(): Promise<void>;
}

export interface DomainLook<T> {
  host: string;
  /** Of the progress. */
  title: string;
  /** Not asked where the host belongs to a domain that is confirmed. A yes is for this once. */
  question: string;
  yes: string;
  work(answer: LookAnswer): Promise<T>;
}

export function createDomainCommands({
  globalState,
  subscriptions,
}: vscode.ExtensionContext): DomainCommands {
  const lists = new Map<string, string>();
  subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(LIST_SCHEME, {
      provideTextDocumentContent: (uri) => lists.get(uri.toString()) ?? '',
    }),
  );
  const given = () => givenNetwork(process.env.LAUNCH_READY_NETWORK);
  let agreed: readonly string[] = [];
  /** The domain that is agreed to is the host, or above it. */
  const isConfirmed = (host: string, { entry }: GivenNetwork, orAbove = false) => {
    const remembered = globalState.get<string[]>(CONFIRMED, []);
    const labels = host.split('.');
    const names = orAbove ? labels.map((_, index) => labels.slice(index).join('.')) : [host];
    return names.some((name) => agreed.includes(name) || remembered.includes(entry(name)));
  };

  async function isAgreed(domain: string, session: FolderSession): Promise<boolean> {
    // A file that names one domain more is asked about again.
    const all = [...new Set([domain, ...session.domains()])];
    const network = given();
    if (all.every((name) => isConfirmed(name, network))) return true;
    const [{ domainQuestion }, work] = await Promise.all([
      import('./domain-question.ts'),
      session.domainWork(domain),
    ]);
    const answer = await vscode.window.showInformationMessage(
      domainQuestion(work, network.note),
      { modal: true },
      'Check',
      'Show List',
    );
    if (answer !== 'Check' && !(answer === 'Show List' && (await isAgreedByList(work)))) return false;
    const known = globalState.get<string[]>(CONFIRMED, []);
    await globalState.update(CONFIRMED, [
      ...new Set([...known, ...[...all, ...work.sites].map(network.entry)]),
    ]);
    return true;
  }

  /** Shows what would be sent, and asks again beside it. */
  async function isAgreedByList(work: DomainWork): Promise<boolean> {
    const [{ domainWorkList }, { askLasting }, { shownName }] = await Promise.all([
      import('./domain-question.ts'),
      import('./lasting-question.ts'),
      import('../formats/international-name.ts'),
    ]);
    const name = shownName(work.domain);
    const uri = vscode.Uri.from({ scheme: LIST_SCHEME, path: `/What a check of ${work.domain} sends.md` });
    lists.set(uri.toString(), domainWorkList(work));
    await vscode.commands.executeCommand('markdown.showPreview', uri);
    return askLasting({ title: 'Check Domain', question: `Check ${name} now?`, yes: `Check ${name}` });
  }

  async function check(session: FolderSession, only?: readonly string[]): Promise<boolean> {
    const obstacle = whyNot();
    if (obstacle) {
      void vscode.window.showWarningMessage(obstacle);
      return false;
    }
    const domain = session.domain() ?? (await set(session));
    if (!domain || !(await isAgreed(domain, session))) return false;
    const { shownName } = await import('../formats/international-name.ts');
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Checking ${shownName(domain)}`,
        cancellable: true,
      },
      (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        // Who looks again after a fix wants to know what is saved, not what resolvers still remember.
        const asked = { ...given().network, ...(only && { ownServersFor: domain }) };
        const request = { domain, network: asked, ...(only && { only }) };
        return session.checkDomain(request, controller.signal, ({ text }) =>
          progress.report({ message: text }),
        );
      },
    );
  }

  async function look<T>({ host, title, question, yes, work }: DomainLook<T>): Promise<T | undefined> {
    const obstacle = whyNot();
    if (obstacle) {
      void vscode.window.showWarningMessage(obstacle);
      return undefined;
    }
    const options = given();
    const asked = options.note === undefined ? question : `${question} ${options.note}`;
    const answer =
      isConfirmed(host, options, true) ||
      (await vscode.window.showInformationMessage(asked, { modal: true }, yes));
    if (!answer) return undefined;
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const onProgress = ({ text }: { text: string }) => progress.report({ message: text });
        try {
          return await work({ network: options.network, signal: controller.signal, onProgress });
        } catch (error) {
          if (controller.signal.aborted) return undefined;
          throw error;
        }
      },
    );
  }

  async function set(session: FolderSession): Promise<string | undefined> {
    const [{ readDomainName }, { writeDomain }] = await Promise.all([
      import('../config/domain-name.ts'),
      import('./launch-file.ts'),
    ]);
    const understood = (text: string) => {
      const reading = readDomainName(text);
      return reading.ok ? reading.value : reading.suggestion;
    };
    const typed = await vscode.window.showInputBox({
      title: 'Set Domain',
      prompt:
        'The domain your customers use, without https:// and www. It is written to launch-ready.yaml; nothing is sent.',
      placeHolder: 'acme.com',
      value: session.domain() ?? '',
      ignoreFocusOut: true,
      validateInput(text) {
        const reading = readDomainName(text);
        if (reading.ok) return undefined;
        const severity = reading.suggestion
          ? vscode.InputBoxValidationSeverity.Info
          : vscode.InputBoxValidationSeverity.Error;
        return {
          message: reading.suggestion
            ? `${reading.suggestion} will be used`
            : `${reading.what}. ${reading.remedy}.`,
          severity,
        };
      },
    });
    const domain = typed === undefined ? undefined : understood(typed);
    if (!domain) return undefined;
    await writeDomain(session.folder, domain);
    if (session.domain() !== domain) session.forgetDomain();
    return domain;
  }

  return {
    check,
    look,
    set,
    agree: (domains) => {
      agreed = domains;
    },
    forget: async () => globalState.update(CONFIRMED, []),
  };
}

/** In words for the person, or undefined when the network may be asked. */
function whyNot(): string | undefined {
  if (!vscode.workspace.isTrusted)
    return 'This workspace is not trusted, so no domain is looked at. Trust it first.';
  const allowed = vscode.workspace
    .getConfiguration('launchReady')
    .get<'ask' | 'never'>('domainChecks', 'ask');
  return allowed === 'never'
    ? 'Looking at domains is switched off in the settings (launchReady.domainChecks).'
    : undefined;
}
