import { isJavaScript } from '../formats/javascript/source.ts';
import type { LineIndex } from '../formats/line-index.ts';
import { isSameRange, type Position, type Range } from '../model/location.ts';
import type { EnvKnowledge, EnvPlace } from './env-places.ts';

/** Offsets in one file's text. */
export interface TextEdit {
  from: number;
  to: number;
  newText: string;
  isMention: boolean;
}

interface FileToRename {
  knowledge: EnvKnowledge;
  path: string;
  text: string;
  lines: LineIndex;
  places: readonly EnvPlace[];
  name: string;
  newName: string;
}

type Found = { ok: true; edits: TextEdit[] } | { ok: false; range: Range };

/** The edits of one file; not ok with the first place at which the name itself does not stand. */
export function textEditsAt(file: FileToRename): Found {
  const { knowledge, path, text, places, name, newName } = file;
  const edits = new Map<number, TextEdit>();
  const add = (from: number, newText = newName) => {
    if (!edits.has(from)) edits.set(from, { from, to: from + name.length, newText, isMention: false });
  };
  for (const place of places) {
    const [from, to] = [offsetOf(file, place.range.start), offsetOf(file, place.range.end)];
    if (place.kind === 'read' && isStoredSecret(text, from)) continue;
    if (text.slice(from, to) === name) add(from, newTextAt(file, from, place.kind));
    else {
      const written = place.kind === 'declaration' ? assignmentsIn(text, from, to, name) : [];
      if (written.length === 0) return { ok: false, range: place.range };
      for (const at of written) add(at);
    }
  }
  for (const { value, valueRange } of knowledge.artifacts.EnvDeclarations[path] ?? []) {
    if (!value?.references?.includes(name)) continue;
    const [from, to] = [offsetOf(file, valueRange.start), offsetOf(file, valueRange.end)];
    for (const match of text.slice(from, to).matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
      if (match[1] === name) add(from + match.index + match[0].length - name.length);
    }
  }
  if (isJavaScript(path)) for (const at of schemaKeys(file)) add(at);
  return { ok: true, edits: [...edits.values()].sort((a, b) => a.from - b.from) };
}

/** `${{ secrets.NAME }}`: what the repository's host calls it is changed there, by hand. */
const isStoredSecret = (text: string, from: number): boolean =>
  /\b(?:secrets|vars)(?:\s*\.\s*|\s*\[\s*['"])$/.test(text.slice(Math.max(0, from - 40), from));

const offsetOf = ({ text, lines }: FileToRename, { line, character }: Position): number =>
  Math.min(text.length, lines.lineStart(line) + character);

/** Where the name also names a local variable, that one stays: `{ NEW: OLD }`, `{ NEW as OLD }`. */
function newTextAt(
  { path, text, name, newName }: FileToRename,
  from: number,
  kind: EnvPlace['kind'],
): string {
  if (kind !== 'read' || !isJavaScript(path)) return newName;
  const before = text.slice(0, from).trimEnd().at(-1) ?? '';
  const after = text.slice(from + name.length).trimStart();
  if (before !== '{' && before !== ',') return newName;
  if (/^as\b/.test(after)) return newName;
  // A pattern's name ends with a comma, its brace or a default; an import's only with the first two.
  if (!/^[,}=]/.test(after)) return newName;
  return isImported(text, from) ? `${newName} as ${name}` : `${newName}: ${name}`;
}

function isImported(text: string, from: number): boolean {
  const open = text.lastIndexOf('{', from);
  return /\bimport\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?$/.test(text.slice(Math.max(0, open - 80), open));
}

/** `NAME=` and `$NAME` in a script of which only the whole text is known; an empty range says where the script begins. */
function assignmentsIn(text: string, from: number, to: number, name: string): number[] {
  const until = to > from ? to : text.length;
  const word = literal(name);
  const pattern = new RegExp(`(?<![\\w$.{-])${word}(?==)|(?<=\\$\\{?)${word}(?!\\w)`, 'g');
  return [...text.slice(from, until).matchAll(pattern)].map(({ index }) => from + index);
}

/** Keys that hand the value to the schema of the same file: `runtimeEnv: { NAME: process.env.NAME }`. */
function schemaKeys(file: FileToRename): number[] {
  const { knowledge, path, text, lines, name } = file;
  const reads = knowledge.artifacts.EnvReads[path]?.reads.filter((read) => read.name === name) ?? [];
  if (!reads.some(({ form }) => form === 'schema')) return [];
  return reads.flatMap((read) => {
    const at = offsetOf(file, read.range.start);
    const key = new RegExp(
      `(?<![\\w$.])${literal(name)}(?=['"]?\\s*:\\s*(?:process\\.env|import\\.meta\\.env)[.[?'"]*$)`,
    ).exec(text.slice(0, at));
    return key &&
      !reads.some(({ range }) => isSameRange(range, lines.range(key.index, key.index + name.length)))
      ? [key.index]
      : [];
  });
}

/** A name of an env file may hold dots and dashes. */
export const literal = (name: string): string => name.replace(/[.-]/g, '\\$&');
