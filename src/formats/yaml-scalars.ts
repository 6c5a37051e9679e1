/** Thrown where a text needs the whole of YAML, or is broken. */
export const BEYOND = new Error('beyond the subset');

const NOTHING = /^(?:~|null|Null|NULL)$/;
const TRUTH = /^(?:true|True|TRUE|false|False|FALSE)$/;

/** Lines of a `>` text: one paragraph is one line, and lines that are set in stay as they are (YAML 1.2, 8.1.3). */
export function folded(lines: readonly string[]): string {
  let text = '';
  let between = '';
  let wasSetIn = false;
  let hasBegun = false;
  for (const line of lines) {
    if (!hasBegun && line === '') {
      text += '\n';
    } else if (line.startsWith(' ')) {
      if (between === ' ') between = '\n';
      else if (!wasSetIn && between === '\n') between = '\n\n';
      text += between + line;
      between = '\n';
      wasSetIn = true;
      hasBegun = true;
    } else if (line === '') {
      if (between === '\n') text += '\n';
      else between = '\n';
    } else {
      text += between + line;
      between = ' ';
      wasSetIn = false;
      hasBegun = true;
    }
  }
  return text;
}

/** A text without quotes: nothing, true, false, or itself; numbers stay as they are written. */
export function plainValue(text: string): string | boolean | null {
  if (NOTHING.test(text)) return null;
  return TRUTH.test(text) ? text.toLowerCase() === 'true' : text;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };

/** What stands between quotes, read. Throws BEYOND at an escape that is rarely used. */
export function unquoted(text: string, quote: string): string {
  if (quote === "'") return text.replaceAll("''", "'");
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.?)/gs, (_, letter: string) => {
    const meant = ESCAPES[letter];
    if (meant === undefined) throw BEYOND;
    return meant;
  });
}
