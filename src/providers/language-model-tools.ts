import * as vscode from 'vscode';
import { OUTCOME_LABELS, type Outcome } from '../model/outcome.ts';
import { isAtLeast, type Severity } from '../model/severity.ts';
import { promptFor } from './copy-commands.ts';
import type { DomainCommands } from './domain-commands.ts';
import { findingsTold, placeTold } from './findings-told.ts';
import type { FolderSession } from './folder-session.ts';
import type { Sessions } from './sessions.ts';

interface RunInput {
  /** Look at the live domain as well. */
  includeDomain?: boolean;
  minimumSeverity?: Severity;
}

interface ExplainInput {
  checkId: string;
}

/** Findings of one check that are explained with all that is known. */
const MOST_EXPLAINED = 5;

/** What assistants in the editor may ask. They get what the report holds: places and masks, never a value. */
export function registerLanguageModelTools(
  { extensionUri }: vscode.ExtensionContext,
  sessions: Sessions,
  domain: DomainCommands,
): vscode.Disposable {
  // Editors that are built on VS Code may be without it.
  if (typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => {});

  const runAudit: vscode.LanguageModelTool<RunInput> = {
    prepareInvocation({ input }) {
      const names = sessions.all().flatMap((session) => session.domain() ?? []);
      if (input.includeDomain !== true) return { invocationMessage: 'Checking the code for launch problems' };
      const target = names.join(', ') || 'the domain of this project';
      return {
        invocationMessage: `Checking the code and ${target}`,
        confirmationMessages: {
          title: `Look at ${target} over the network?`,
          message: `Launch Ready reads the code and sends DNS queries, web requests and TLS handshakes to ${target} from this computer. Nothing is changed, and nothing is sent anywhere else. Check only domains you own or may test.`,
        },
      };
    },
    async invoke({ input }, token) {
      const parts: string[] = [];
      for (const session of sessions.all()) {
        if (token.isCancellationRequested) break;
        await session.scan();
        // With the question that every first look has, and only in a trusted workspace.
        const looked = input.includeDomain === true && (await domain.check(session));
        parts.push(summary(session, input.minimumSeverity ?? 'low', input.includeDomain === true && !looked));
      }
      if (parts.length === 0) throw new Error('No folder is open. Ask the person to open the project.');
      return textResult(parts.join('\n\n'));
    },
  };

  const explainFinding: vscode.LanguageModelTool<ExplainInput> = {
    prepareInvocation: ({ input }) => ({ invocationMessage: `Reading about ${input.checkId}` }),
    async invoke({ input: { checkId } }) {
      const results = sessions.all().flatMap((session) => session.report()?.results ?? []);
      const own = results.filter((one) => one.checkId === checkId);
      const [first] = own;
      if (!first) {
        const known = results.filter(({ outcome }) => outcome === 'fail').map((one) => one.checkId);
        throw new Error(
          known.length > 0
            ? `No check ${checkId} has run. Failing checks: ${[...new Set(known)].join(', ')}`
            : 'Nothing was checked yet: run launch-ready_run_audit first.',
        );
      }
      const findings = own.flatMap((result) => result.findings);
      if (findings.length === 0)
        return textResult(
          `${checkId}: ${OUTCOME_LABELS[first.outcome]}${first.reason ? ` (${first.reason})` : ''}. Nothing is to be fixed.`,
        );
      const told = await promptFor(extensionUri, findings.slice(0, MOST_EXPLAINED));
      const more = findings.slice(MOST_EXPLAINED).map((finding) => `- ${placeTold(finding)}`);
      return textResult(more.length > 0 ? `${told}\nThe same at:\n${more.join('\n')}\n` : told);
    },
  };

  return vscode.Disposable.from(
    vscode.lm.registerTool('launch-ready_run_audit', runAudit),
    vscode.lm.registerTool('launch-ready_explain_finding', explainFinding),
  );
}

function summary(session: FolderSession, floor: Severity, notLooked: boolean): string {
  const report = session.report();
  if (!report) return `${session.folder.name}: nothing was checked`;
  const findings = report.results
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap((result) => result.findings)
    .filter(({ severity }) => isAtLeast(severity, floor));
  const named = (outcome: Outcome) =>
    report.results.filter((result) => result.outcome === outcome).map(({ checkId }) => checkId);
  const [byHand, unmeasured] = [named('review'), named('notMeasured')];
  return [
    `${session.folder.name}: ${report.verdict.headline}`,
    ...(report.verdict.scope ? [`Not everything was asked for: ${report.verdict.scope}`] : []),
    ...(notLooked ? ['The domain was not looked at: the person said no, or it is not allowed here.'] : []),
    ...findingsTold(findings),
    ...(byHand.length > 0 ? [`Only a person can tell: ${byHand.join(', ')}`] : []),
    ...(unmeasured.length > 0 ? [`Could not be checked, which is no pass: ${unmeasured.join(', ')}`] : []),
  ].join('\n');
}

function textResult(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
