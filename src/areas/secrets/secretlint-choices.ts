import ignore from 'ignore';
import type { SecretFact } from '../../observe/repository/hardcoded-secrets.ts';
import type { SecretlintSettings } from '../../observe/repository/secretlint-settings.ts';

/** Whether the project told secretlint that it does not want to hear of this one. */
export function isWaived(settings: SecretlintSettings): (path: string, fact: SecretFact) => boolean {
  const ignored = settings.ignore.length > 0 ? ignore().add(settings.ignore) : undefined;
  const quiet = [...settings.disabled, ...Object.keys(settings.allowed)];
  return (path, fact) => ignored?.ignores(path) === true || quiet.some((name) => covers(name, fact));
}

/** secretlint names its rules after providers, so our kinds of that provider are the same thing. */
function covers(name: string, { rule, provider }: SecretFact): boolean {
  if (name === 'privatekey') return rule.startsWith('private-key');
  if (name === 'basicauth') return rule === 'password-in-address' || rule === 'basic-auth-header';
  if (name === 'database-connection-string') return rule === 'database-address';
  return rule === name || rule.startsWith(`${name}-`) || squash(provider) === squash(name);
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
