import { mayBeBrowserCode, placeInBrowser } from '../../formats/browser-code.ts';
import { packagesOf } from '../../formats/javascript-package.ts';
import { variableNamesFor } from '../../formats/secret-variable-name.ts';
import { ignoreCommand, untrackCommand } from '../../formats/shell.ts';
import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isAtLeast, type Severity } from '../../model/severity.ts';
import type { SecretFact } from '../../observe/repository/hardcoded-secrets.ts';
import type {} from '../../observe/repository/javascript-packages.ts';
import type { WorkspaceFile, WorkspaceFiles } from '../../observe/repository/workspace-files.ts';
import { isEnvFile } from './env-file.ts';
import { browserAdvice, replacementIn } from './secret-advice.ts';
import { isWaived } from './secretlint-choices.ts';
import { type Place, sharedPlaces } from './shared-places.ts';

/** Secrets that stand in files which others get: the repository, an image, a bundle. */
export const hardcodedSecret = defineCheck({
  id: 'secrets/hardcoded-secret',
  title: 'No secret stands in the code',
  failureTitle: 'A secret stands in the code',
  severity: 'blocker',
  minimumBar: true,
  requires: ['HardcodedSecrets', 'WorkspaceFiles', 'SecretlintSettings', 'JavaScriptPackages'],
  perFile: true,
  messages: {
    inCode:
      '{title} in the code ({masked}). Whoever reads this repository, a copy of it or an old commit can {grants}.',
    inTrackedEnvFile:
      '{title} in {path} ({masked}), and git has this file: everybody with the repository can {grants}.',
    inUnignoredEnvFile:
      '{title} in {path} ({masked}), and nothing keeps git from adding this file: after the next commit others can {grants}.',
    possible:
      'This looks like a real secret: {title} ({masked}). If it is one, whoever reads this repository can {grants}.',
    wrongChecksum:
      'This has the form of a {title} ({masked}), but its checksum does not fit: it was made up, or a part is missing. If a part is missing, whoever reads this repository has most of the key.',
    madeUp:
      'This has the form of a {title} ({masked}), but it counts up or repeats, so it is most likely made up. If your app needs a real one here, this will fail on launch day.',
  },
  run({ artifacts }) {
    const files = new Map(artifacts.WorkspaceFiles.files.map((file) => [file.path, file]));
    const waived = isWaived(artifacts.SecretlintSettings);
    const all: Place[] = Object.keys(artifacts.HardcodedSecrets)
      .sort()
      .flatMap((path) => (artifacts.HardcodedSecrets[path]?.secrets ?? []).map((fact) => ({ path, fact })))
      .filter(({ path }) => !isSafelyKept(path, files.get(path), artifacts.WorkspaceFiles));
    const places = all.filter(({ path, fact }) => !waived(path, fact));
    const shared = sharedPlaces(places);
    const packageOf = packagesOf(artifacts.WorkspaceFiles.files, artifacts.JavaScriptPackages);
    const browserOf = ({ path, fact: { signs = [] } }: Place) =>
      mayBeBrowserCode(path) ? placeInBrowser(path, signs, packageOf(path)) : undefined;
    const result = judge(
      places.map(({ path, fact }) => ({
        ...findingFor(path, fact, files.get(path), browserOf({ path, fact })),
        ...shared.relatedOf(path, fact),
      })),
    );
    const left = all.length - places.length;
    if (left === 0) return result;
    const text = `${left} ${left === 1 ? 'finding is' : 'findings are'} left out, because .secretlintrc.json or .secretlintignore says so.`;
    return { ...result, observations: [{ text }] };
  },
});

/** An env file that git ignores, or in a folder without git, is where secrets belong. */
function isSafelyKept(path: string, file: WorkspaceFile | undefined, all: WorkspaceFiles): boolean {
  return isEnvFile(path) && !file?.tracked && (file?.ignored === true || all.repository !== 'git');
}

/** `browser`: how the place reaches browsers, where it does. */
function findingFor(
  path: string,
  fact: SecretFact,
  file: WorkspaceFile | undefined,
  browser: string | undefined,
): FindingDraft {
  const { rule, provider, title, masked, name, grants, range, rotate } = fact;
  const envFile = isEnvFile(path);
  const messageId = messageFor(fact, envFile, file);
  return {
    messageId,
    severity: severityOf(fact, envFile, file),
    location: { kind: 'file', path, range },
    data: { rule, provider, title, masked, name, grants, path, rotate, ...(browser && { inBrowser: true }) },
    anchor: `${rule}:${name}`,
    remediation: remediationFor(path, fact, messageId, browser),
  };
}

function messageFor(
  { doubt, confidence }: SecretFact,
  envFile: boolean,
  file: WorkspaceFile | undefined,
): string {
  if (doubt === 'counted') return 'madeUp';
  if (doubt === 'checksum') return 'wrongChecksum';
  if (envFile) return file?.tracked ? 'inTrackedEnvFile' : 'inUnignoredEnvFile';
  return confidence === 'high' ? 'inCode' : 'possible';
}

/** An env file that is not yet in git is a warning in time; one that is in git has given its secrets away. */
function severityOf(fact: SecretFact, envFile: boolean, file: WorkspaceFile | undefined): Severity {
  if (!envFile || file?.tracked || !isAtLeast(fact.severity, 'blocker')) return fact.severity;
  return 'high';
}

function remediationFor(
  path: string,
  fact: SecretFact,
  messageId: string,
  browser: string | undefined,
): FindingDraft['remediation'] {
  const variable = variableFor(fact);
  const rotate = fact.rotate ? ` at ${fact.rotate}` : '';
  if (fact.doubt === 'counted' && browser)
    return {
      text: `If it is an example, nothing is lost: say so in a comment above it, or write a placeholder such as your-key-here. If it is real, it is no secret any more. ${browserAdvice(browser, rotate, fact.rule)}`,
    };
  if (fact.doubt === 'counted') {
    return {
      text: `If it is an example, nothing is lost: say so in a comment above it, or write a placeholder such as your-key-here. If it is real, make a new one and keep it in an environment variable, for example ${variable}.`,
      copy: `${variable}=`,
    };
  }
  if (messageId === 'inTrackedEnvFile') {
    return {
      text: `Make a new key${rotate} and revoke this one: deleting it here is not enough, old commits keep it. Then take the file out of git and ignore it.`,
      copy: `${untrackCommand(path)} && ${ignoreCommand(path)}`,
    };
  }
  if (messageId === 'inUnignoredEnvFile') {
    return {
      text: 'Add the file to .gitignore before the next commit.',
      copy: ignoreCommand(path),
    };
  }
  if (browser) return { text: browserAdvice(browser, rotate, fact.rule) };
  const { text, copy } = replacementIn(path, variable, fact.rule);
  return {
    text: `Make a new key${rotate} and revoke this one: deleting it here is not enough, old commits keep it. ${text}`,
    copy,
  };
}

/** A name that is one already stays: it is what the rest of the file speaks of. */
function variableFor(fact: SecretFact): string {
  const [best = 'APP_SECRET', ...others] = variableNamesFor(fact);
  return others.find((name) => name === fact.name && !/PUBLI[CS]|ANON/.test(name)) ?? best;
}
