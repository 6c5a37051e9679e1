/**
 * What may be shown of a secret: its public prefix up to the last separator, never more than a quarter of it and never
 * more than 12 characters, then an ellipsis. A secret without such a prefix shows four dots.
 */
export function mask(secret: string): string {
  const limit = Math.min(12, Math.floor(secret.length / 4));
  const head = secret.slice(0, limit);
  // A part in both cases was drawn: keys often begin with an id of their own.
  const prefix = /^(?:(?:[a-z]{1,8}|[A-Z]{1,8})[0-9]{0,2}[_\-.]){1,3}/.exec(head)?.[0] ?? '';
  return prefix === '' ? '••••' : `${prefix}…`;
}
