import type { Artifacts } from '../../model/artifacts.ts';
import { editedSince } from '../../model/by-file.ts';

type Files = Artifacts['EnvMentions'];

interface Counted {
  files: Files;
  counts: Map<string, number>;
}

/** The projects that are looked at now; one each for the folders of a window. */
const known: Counted[] = [];
const MOST = 4;

/**
 * Words that look like variable names and stand in some file that is neither an env file nor prose. Counted once: after
 * an edit only the words of that file are counted again.
 */
export function mentionedWords(files: Files): ReadonlyMap<string, number> {
  const same = known.find((one) => one.files === files);
  if (same) return same.counts;
  const edited = known.findIndex((one) => editedSince(one.files, files) !== undefined);
  const before = edited < 0 ? known.findIndex((one) => isLaterOf(one.files, files)) : edited;
  const counted: Counted =
    before < 0 ? { files: {}, counts: new Map() } : (known.splice(before, 1)[0] as Counted);
  update(counted, files);
  known.unshift(counted);
  known.length = Math.min(known.length, MOST);
  return counted.counts;
}

/** Most files of the one are those of the other, unchanged. */
function isLaterOf(before: Files, after: Files): boolean {
  let asked = 0;
  let kept = 0;
  for (const path in after) {
    if (after[path] === before[path]) kept++;
    if (++asked === 20) break;
  }
  return kept * 2 > asked;
}

function update(counted: Counted, files: Files): void {
  const { counts } = counted;
  const before = counted.files;
  const paths = editedSince(before, files) ?? new Set([...Object.keys(before), ...Object.keys(files)]);
  for (const path of paths) {
    const [old, now] = [wordsOf(before, path), wordsOf(files, path)];
    if (old === now) continue;
    for (const word of old) remove(counts, word);
    for (const word of now) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  counted.files = files;
}

const NO_WORDS: string[] = [];

const wordsOf = (files: Files, path: string): string[] =>
  (Object.hasOwn(files, path) ? files[path] : undefined) ?? NO_WORDS;

function remove(counts: Map<string, number>, word: string): void {
  const left = (counts.get(word) ?? 0) - 1;
  if (left > 0) counts.set(word, left);
  else counts.delete(word);
}
