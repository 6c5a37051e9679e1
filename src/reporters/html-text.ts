import { plainLine } from './plain-text.ts';

/** One line of text, with what cannot be seen spelled out, fit for an element or an attribute. */
export function escapeHtml(text: string): string {
  return escapeText(plainLine(text));
}

/** The same for text that was cut into lines already. */
export function escapeText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
