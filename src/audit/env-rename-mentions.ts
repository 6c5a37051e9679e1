import { languageOf } from '../formats/env-forms/scan.ts';
import { isJavaScript } from '../formats/javascript/source.ts';
import { ANY_WORD } from '../observe/repository/env-mentions.ts';
import type { RenameRequest } from './env-rename.ts';
import { literal, type TextEdit } from './env-rename-text.ts';

interface MentionedFile {
  path: string;
  text: string;
  edits: TextEdit[];
}

/**
 * Where the name is written in files whose reads and declarations are not understood: a build's list of names (certain),
 * Terraform (only a person can tell). Code is not among them: what reads the environment there is known.
 */
export async function mentionEdits(
  { mentions, name, newName, textOf }: RenameRequest,
  known: ReadonlySet<string>,
): Promise<MentionedFile[]> {
  const files: MentionedFile[] = [];
  const paths = Object.keys(mentions).filter((path) => {
    const words = mentions[path];
    return !known.has(path) && isOfInterest(path) && (words?.includes(name) || words?.[0] === ANY_WORD);
  });
  for (const path of paths.sort()) {
    const text = await textOf(path);
    const edits = text === undefined ? [] : editsIn(path, text, name, newName);
    if (text !== undefined && edits.length > 0) files.push({ path, text, edits });
  }
  return files;
}

const TYPES = /\.d\.[cm]?ts$/;
const NAME_LISTS = /(?:^|\/)turbo\.jsonc?$/;
/** Ours: what it names is a variable. */
const OWN = /(?:^|\/)launch-ready\.ya?ml$/;

/** Built and vendored files are nobody's to edit. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|vendor|third_party|dist|build|out|\.next|\.nuxt|\.svelte-kit|\.output|\.vercel|\.netlify|\.yarn|coverage|__generated__|target|site-packages)\//;

function isOfInterest(path: string): boolean {
  if (FOREIGN.test(path)) return false;
  return TYPES.test(path) || !(isJavaScript(path) || languageOf(path) !== undefined);
}

function editsIn(path: string, text: string, name: string, newName: string): TextEdit[] {
  const edit = (from: number, isMention: boolean) => {
    return { from, to: from + name.length, newText: newName, isMention };
  };
  if (TYPES.test(path)) {
    if (!/\binterface\s+(?:ProcessEnv|ImportMetaEnv)\b/.test(text)) return [];
    return found(text, `${literal(name)}(?=\\??\\s*:)`).map((from) => edit(from, false));
  }
  if (NAME_LISTS.test(path))
    return found(text, `(?<=")${literal(name)}(?=")`).map((from) => edit(from, false));
  if (OWN.test(path)) return found(text, `(?<!#.*)${literal(name)}`).map((from) => edit(from, false));
  // A secret at the host of the repository has a name of its own.
  return found(text, `(?<!(?:secrets|vars)\\s*\\.\\s*)${literal(name)}`).map((from) => edit(from, true));
}

const found = (text: string, pattern: string): number[] =>
  [...text.matchAll(new RegExp(`(?<![A-Za-z0-9_])${pattern}(?![A-Za-z0-9_])`, 'g'))].map(
    ({ index }) => index,
  );
