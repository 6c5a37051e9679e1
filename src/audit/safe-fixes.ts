import { lineIndexOf } from '../formats/line-index.ts';
import type { TextEdit } from '../model/finding.ts';
import type { Range } from '../model/location.ts';
import type { Report } from '../model/report.ts';

export interface ChosenFix {
  title: string;
  checkId: string;
  edits: readonly TextEdit[];
}

/** The safe fixes of all that fails, each once. One that touches the same text as an earlier one waits for the next look. */
export function safeFixesOf(report: Report): ChosenFix[] {
  const chosen: ChosenFix[] = [];
  const seen = new Set<string>();
  for (const { outcome, findings } of report.results) {
    if (outcome !== 'fail') continue;
    for (const { checkId, fixes = [] } of findings) {
      const fix = fixes.find(({ safety }) => safety === 'safe');
      const key = JSON.stringify(fix?.edits);
      if (!fix || fix.edits.length === 0 || seen.has(key)) continue;
      seen.add(key);
      const others = chosen.flatMap(({ edits }) => edits);
      const isFree = fix.edits.every((edit) => others.every((other) => !isSameText(edit, other)));
      if (isFree) chosen.push({ title: fix.title, checkId, edits: fix.edits });
    }
  }
  return chosen;
}

/** Two insertions at one place are no conflict: they follow one another. */
function isSameText(a: TextEdit, b: TextEdit): boolean {
  if (a.path !== b.path || (isEmpty(a.range) && isEmpty(b.range))) return false;
  return isBefore(a.range.start, b.range.end) && isBefore(b.range.start, a.range.end);
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** `text` with the edits of one file, which do not overlap. New lines end as those of the file do. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = lineIndexOf(text);
  const offset = ({ line, character }: Range['start']) =>
    Math.min(lines.lineStart(line) + character, lines.lineStart(line + 1), text.length);
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const pieces = edits
    .map(({ range, newText }) => ({
      from: offset(range.start),
      to: offset(range.end),
      newText: newText.replace(/\r?\n/g, eol),
    }))
    .sort((a, b) => a.from - b.from);
  let result = '';
  let at = 0;
  for (const { from, to, newText } of pieces) {
    // What follows another line that was appended needs no line break in front of its own.
    const isDoubled = from === at && from === text.length && result.endsWith('\n') && newText.startsWith(eol);
    result += text.slice(at, from) + (isDoubled ? newText.slice(eol.length) : newText);
    at = Math.max(at, to);
  }
  return result + text.slice(at);
}
