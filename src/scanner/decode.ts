const MAX_CHARACTERS = 16_384;

/** The text behind base64 or base64url, or undefined when it is none, too long, or not UTF-8. */
export function decodeBase64(text: string): string | undefined {
  const plain = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  if (plain.length === 0 || plain.length > MAX_CHARACTERS || !/^[A-Za-z0-9+/]+$/.test(plain))
    return undefined;
  try {
    const bytes = Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether base64(url) text decodes to a JSON object whose text fits `pattern`. */
export function isBase64JsonWith(text: string, pattern: RegExp): boolean {
  const decoded = decodeBase64(text);
  return decoded?.startsWith('{') === true && pattern.test(decoded);
}

/** The JSON object behind base64(url) text, or undefined. */
export function decodeJson(text: string): Record<string, unknown> | undefined {
  const decoded = decodeBase64(text);
  if (!decoded?.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(decoded);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
