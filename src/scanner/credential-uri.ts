import { isPlaceholder } from './placeholder.ts';

const LOCAL_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|(?:example|test|invalid|localhost)$)|(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|local|localhost|internal)$/i;
const COMMON_PASSWORDS =
  /^(?:pass|passwd|password|passw0rd|p@ssw0rd|pwd|pw|secret|root|admin|user|username|test|testing|guest|postgres|postgresql|mysql|mongo|mongodb|redis|rabbitmq|prisma|docker|dev|development|local|changeme|change_?me|example|my-?password|mypass|my-?secret|db-?pass(?:word)?|hunter2|123|1234|12345|123456|1234567|12345678|123456789|abc|abc123|foo|bar|baz|foobar|qwerty|letmein|default|null|undefined|none|empty|(?:token|key|api_?(?:key|secret))(?:_\d{1,6})?|your_?\w*|hostname|host|x+|\*+|\.+|_+)$/i;

/** A name of this computer, of a container next to it, or one that only stands in documentation. */
export function isLocalHost(host: string): boolean {
  return LOCAL_HOST.test(host) || (!host.includes('.') && !host.includes(':'));
}

/** `scheme://user:password@host…` with a password that is none of the usual stand-ins. */
export function hasRealCredentials(uri: string): boolean {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^\s:/@]{0,256}):([^\s@/]{1,256})@([^\s/:?#'"`]{1,256})/i.exec(uri);
  if (!match) return false;
  const [, user = '', password = '', host = ''] = match;
  return isRealPassword(password, user) && !isLocalHost(host) && !/[<>{}$%]/.test(host);
}

/** A password that somebody could have chosen for a real account. */
export function isRealPassword(password: string, user = ''): boolean {
  if (password.length < 4 || password.toLowerCase() === user.toLowerCase()) return false;
  if (COMMON_PASSWORDS.test(password) || /^[$<{[%]|[}>\]]$|\$\{|\{\{/.test(password)) return false;
  return !isPlaceholder(password, 1.5);
}
