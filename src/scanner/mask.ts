/** What vendors write behind the first part of a prefix: whose key it is, for what, and in which version. */
const WORD =
  '(?:live|test|prod|dev|sandbox|pat|app|org|team|user|proj|admin|svcacct|ant|api|key|secret|sec|pub|oauth|or|v)[0-9]{0,2}';

const PREFIX = new RegExp(`^(?:[a-z]{1,8}|[A-Z]{1,8})[0-9]{0,2}[_\\-.](?:${WORD}[_\\-.]){0,2}`);

/**
 * What may be shown of a secret: its public prefix up to the last separator, never more than a quarter of it and never
 * more than 12 characters, then an ellipsis. A secret without such a prefix shows four dots. Behind the first part only
 * known words are shown: keys often begin with an id of their own, which was drawn.
 */
export function mask(secret: string): string {
  const limit = Math.min(12, Math.floor(secret.length / 4));
  const prefix = PREFIX.exec(secret.slice(0, limit))?.[0] ?? '';
  return prefix === '' ? '••••' : `${prefix}…`;
}
