import { lineIndexOf } from '../formats/line-index.ts';
import type { TextEdit } from '../model/finding.ts';
import type { Range } from '../model/location.ts';
import type { Report } from '../model/report.ts';

export interface ChosenFix {
  title: string;
  checkId: string;
  edits: readonly TextEdit[];
}

/** The safe fixes of all that fails, each once. */
export function safeFixesOf(report: Report): ChosenFix[] {
  const findings = report.results.flatMap((result) => (result.outcome === 'fail' ? result.findings : []));
  return withoutConflict(
    findings.flatMap(({ checkId, fixes = [] }) => {
      const fix = fixes.find(({ safety }) => safety === 'safe');
      return fix ? [{ title: fix.title, checkId, edits: fix.edits }] : [];
    }),
  );
}

/** Each fix once. One that touches the same text as an earlier one, or adds the same line, waits for the next look. */
export function withoutConflict(fixes: readonly ChosenFix[]): ChosenFix[] {
  const chosen: ChosenFix[] = [];
  const seen = new Set<string>();
  for (const fix of fixes) {
    const key = JSON.stringify(fix.edits);
    if (fix.edits.length === 0 || seen.has(key)) continue;
    seen.add(key);
    const others = chosen.flatMap(({ edits }) => edits);
    if (fix.edits.every((edit) => others.every((other) => !isConflict(edit, other)))) chosen.push(fix);
  }
  return chosen;
}

/** Insertions at one place follow one another; the very same one is made once. */
function isConflict(a: TextEdit, b: TextEdit): boolean {
  if (a.path !== b.path || isSameEdit(a, b)) return false;
  if (!isEmpty(a.range) || !isEmpty(b.range)) {
    return isBefore(a.range.start, b.range.end) && isBefore(b.range.start, a.range.end);
  }
  if (isBefore(a.range.start, b.range.start) || isBefore(b.range.start, a.range.start)) return false;
  const lines = new Set(linesOf(a));
  return linesOf(b).some((line) => lines.has(line));
}

const linesOf = ({ newText }: TextEdit): string[] => newText.split(/\r?\n/).filter((line) => line !== '');

const isSameEdit = (a: TextEdit, b: TextEdit): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Edits of several fixes; what several of them insert alike is inserted once. */
export function withoutRepeats(edits: readonly TextEdit[]): TextEdit[] {
  return edits.filter(
    (edit, i) => !isEmpty(edit.range) || edits.findIndex((other) => isSameEdit(edit, other)) === i,
  );
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
  const pieces = withoutRepeats(edits)
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
