import { type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/javascript';

const PLAIN = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const MARKUP = /\.(?:vue|svelte|astro)$/;

/** True for files that hold JavaScript or TypeScript: whole, or in script blocks. */
export function isJavaScript(path: string): boolean {
  return PLAIN.test(path) || MARKUP.test(path);
}

/** A JavaScript text ready to be walked. Offsets are those of the file, also for script blocks. */
export interface JavaScriptSource {
  text: string;
  tree: Tree;
  /** Parts of a component file outside its script and style blocks, same length, the rest blanked. */
  markup?: string;
}

const plain = parser.configure({ dialect: 'jsx' });
const typescript = parser.configure({ dialect: 'ts' });
const typescriptJsx = parser.configure({ dialect: 'ts jsx' });

/** Several gatherers look at one file, one after the other; and a file that is edited is looked at again and again. */
let last: { path: string; text: string; source: JavaScriptSource } | undefined;

/** Never throws: Lezer keeps what it understood of a broken file. */
export function parseJavaScript(path: string, text: string): JavaScriptSource {
  if (last?.path !== path || last.text !== text) {
    const before = last?.path === path ? last.source : undefined;
    last = { path, text, source: parsedSource(path, text, before) };
  }
  return last.source;
}

function parsedSource(path: string, text: string, before: JavaScriptSource | undefined): JavaScriptSource {
  if (MARKUP.test(path)) {
    const { script, markup } = splitComponent(path, text);
    return { text: script, tree: parsed(typescript, script, before), markup };
  }
  if (/\.[cm]?ts$/.test(path)) return { text, tree: parsed(typescript, text, before) };
  if (path.endsWith('.tsx')) return { text, tree: parsed(typescriptJsx, text, before) };
  return { text, tree: parsed(plain, text, before) };
}

/** Steps in which the parser guesses how to go on after a mistake: a file in the middle of an edit needs some hundreds. */
const MOST_GUESSES = 2000;

/** The tree up to where the text stops making sense at all. Of the tree `before` an edit only what it touched is new. */
function parsed(language: typeof parser, text: string, before: JavaScriptSource | undefined): Tree {
  const parse = language.startParse(text, before && unchangedIn(before, text));
  let guesses = 0;
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    if ((parse as unknown as { recovering?: number }).recovering && ++guesses === MOST_GUESSES) {
      parse.stopAt(parse.parsedPos);
    }
  }
}

/** What is the same in the text before an edit: from both ends up to it. */
function unchangedIn({ tree, text: before }: JavaScriptSource, text: string): readonly TreeFragment[] {
  // A tree that was given up on knows nothing of the rest.
  if (tree.length !== before.length) return [];
  const most = Math.min(before.length, text.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  )
    tail++;
  const edit = { fromA: head, toA: before.length - tail, fromB: head, toB: text.length - tail };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [edit]);
}

const BLOCK = /<(script|style)\b[^>]*>([\s\S]*?)(?:<\/\1\s*>|$(?![\s\S]))/gi;
const FRONT_MATTER = /^\s*---\r?\n([\s\S]*?)(?:\r?\n---|$(?![\s\S]))/;

/** Blanks what is not script (and the other way round), so that every offset stays. */
function splitComponent(path: string, text: string): { script: string; markup: string } {
  const scripts: [number, number][] = [];
  const hidden: [number, number][] = [];
  const front = path.endsWith('.astro') ? FRONT_MATTER.exec(text) : null;
  if (front) {
    const from = front[0].indexOf('---') + 3;
    scripts.push([from, from + (front[1] as string).length + 1]);
    hidden.push([0, front[0].length]);
  }
  BLOCK.lastIndex = front ? front[0].length : 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const body = match[2] as string;
    const from = match.index + match[0].indexOf('>') + 1;
    if (match[1]?.toLowerCase() === 'script') scripts.push([from, from + body.length]);
    hidden.push([match.index, match.index + match[0].length]);
    if (match[0].length === 0) break;
  }
  for (const match of text.matchAll(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g)) {
    hidden.push([match.index, match.index + match[0].length]);
  }
  return { script: keep(text, scripts), markup: blank(text, hidden) };
}

function keep(text: string, spans: [number, number][]): string {
  let at = 0;
  let out = '';
  for (const [from, to] of spans) {
    if (from < at) continue;
    out += whitened(text.slice(at, from)) + text.slice(from, to);
    at = to;
  }
  return out + whitened(text.slice(at));
}

function blank(text: string, spans: [number, number][]): string {
  let out = text;
  for (const [from, to] of spans) out = out.slice(0, from) + whitened(out.slice(from, to)) + out.slice(to);
  return out;
}

const whitened = (text: string) => text.replace(/[^\r\n]/g, ' ');
