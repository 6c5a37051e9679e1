import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SuppressionComments: ByFile<SuppressionComment[]>;
  }
}

/** `launch-ready-ignore-next-line ID[, ID…] -- reason`, or `-line` for the line it stands on. */
export interface SuppressionComment {
  /** 0-based line that it silences. */
  line: number;
  /** Check ids, or rule ids such as `secrets/stripe-secret-key`. */
  ids: string[];
  reason?: string;
}

const MARKER = 'launch-ready-ignore-';
// One syntax in every comment style: the marker must follow a comment opener on its line.
const COMMENT =
  /(?:\/\/|#|\/\*|<!--|--|;|%|\*|'|"|\bREM\b|\{\/\*)\s*launch-ready-ignore-(next-line|line)[ \t]+([\w./-]+(?:[ \t]*,[ \t]*[\w./-]+)*)(?:[ \t]+--[ \t]*(.*))?/;
const MAX_LINE = 2_000;

/** The suppressions of one text, in line order. */
export function findSuppressionComments(text: string): SuppressionComment[] {
  const found: SuppressionComment[] = [];
  let from = 0;
  let line = 0;
  let lineStart = 0;
  for (let at = text.indexOf(MARKER, from); at !== -1; at = text.indexOf(MARKER, from)) {
    for (
      let eol = nextLineBreak(text, lineStart);
      eol !== -1 && eol < at;
      eol = nextLineBreak(text, lineStart)
    ) {
      lineStart = eol + (text[eol] === '\r' && text[eol + 1] === '\n' ? 2 : 1);
      line++;
    }
    const eol = nextLineBreak(text, at);
    const lineEnd = eol === -1 ? text.length : eol;
    const match = COMMENT.exec(text.slice(Math.max(lineStart, at - 40), Math.min(lineEnd, at + MAX_LINE)));
    if (match) {
      const [, where, ids = '', rest] = match;
      const reason = rest?.replace(/\s*(?:\*\/\}?|-->)\s*$/, '').trim();
      found.push({
        line: where === 'line' ? line : line + 1,
        ids: ids.split(',').map((id) => id.trim()),
        ...(reason && { reason }),
      });
    }
    from = lineEnd;
  }
  return found;
}

function nextLineBreak(text: string, from: number): number {
  const n = text.indexOf('\n', from);
  const r = text.indexOf('\r', from);
  if (n === -1) return r;
  return r === -1 ? n : Math.min(n, r);
}

const MARKER_BYTES = Buffer.from(MARKER);

/** Whether the marker stands in the bytes, so that nearly all files are not decoded for it. */
function mayHold(bytes: Uint8Array): boolean {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.indexOf(MARKER_BYTES) >= 0;
}

export const suppressionCommentsGatherer: FileGatherer<'SuppressionComments'> = {
  produces: 'SuppressionComments',
  scope: 'file',
  appliesTo: () => true,
  gatherFile(file) {
    if (file.bytes && !mayHold(file.bytes)) return undefined;
    const comments = findSuppressionComments(file.text);
    return comments.length > 0 ? comments : undefined;
  },
};
