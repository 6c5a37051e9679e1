import type { DocumentEntry, DocumentNode } from './document.ts';
import { BEYOND, folded, plainValue, unquoted } from './yaml-scalars.ts';

const MOST_NODES = 20_000;
const DEEPEST = 60;

const SPACE = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** Keys that YAML takes for something else than their text. */
const OTHER_KEY = /^(?:[-+]?\.?\d|[-+]?\.(?:inf|nan)$|(?:~|null|true|false)$)/i;
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const ANCHOR = /^[A-Za-z0-9_-]+(?= |$)/;
/** What a plain text cannot begin with, or what stands for something else there. */
const INDICATOR = /[-?:,[\]{}#&*!|>'"%@`]/;
const BLOCK_HEADER = /^([|>])(-?)[ ]*(?:[ ]#.*)?$/;

/**
 * The documents of a YAML file that is written as nearly all are: block maps and lists, texts on one line, `|` and `>` texts, brackets,
 * anchors and merges. Undefined where the file has anything else (tags, other texts over several lines, mistakes): the whole reader
 * then has to look. What it gives is what that would give, positions included, in a tenth of the time.
 */
export function readYamlSubset(text: string): DocumentNode[] | undefined {
  if (text.includes('\t') || text.includes('\r') || text.includes('\u2028') || text.includes('\ufeff'))
    return undefined;
  try {
    return new Reader(text).documents();
  } catch (error) {
    if (error === BEYOND) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  /** Offsets of lines, with one past the end. */
  readonly #starts: number[] = [];
  /** Column of the first character; -1 for a blank line or a comment. */
  readonly #indents: number[] = [];
  #line = 0;
  #last = 0;
  #nodes = 0;
  #depth = 0;
  readonly #anchors = new Map<string, { node: DocumentNode; nodes: number }>();
  /** Where the node that was read last ends, its quotes included. */
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    for (let at = 0; at <= text.length; ) {
      this.#starts.push(at);
      const next = text.indexOf('\n', at);
      const end = next < 0 ? text.length : next;
      let first = at;
      while (first < end && text.charCodeAt(first) === SPACE) first++;
      this.#indents.push(first === end || text.charCodeAt(first) === HASH ? -1 : first - at);
      at = end + 1;
    }
    this.#starts.push(text.length + 1);
  }

  documents(): DocumentNode[] {
    const found: DocumentNode[] = [];
    const lines = this.#indents.length;
    let from = 0;
    for (let line = 0; line <= lines; line++) {
      const start = this.#starts[line] as number;
      if (line < lines && !this.#isMarker(start)) continue;
      if (line < lines && !/^---[ ]*$/.test(this.#text.slice(start, this.#endOf(line)))) throw BEYOND;
      this.#line = from;
      this.#last = line;
      this.#anchors.clear();
      this.#skipBlank();
      if (this.#line < line) {
        const at = this.#indents[this.#line] as number;
        found.push(this.#block(at, (this.#starts[this.#line] as number) + at));
        this.#skipBlank();
        if (this.#line < line) throw BEYOND;
      } else if (from > 0) throw BEYOND;
      from = line + 1;
    }
    return found;
  }

  #isMarker(start: number): boolean {
    const text = this.#text;
    return text.startsWith('---', start) || text.startsWith('...', start) || text[start] === '%';
  }

  #endOf(line: number): number {
    return (this.#starts[line + 1] as number) - 1;
  }

  #skipBlank(): void {
    while (this.#line < this.#last && this.#indents[this.#line] === -1) this.#line++;
  }

  /** A map or a list in lines, whose first entry is at `at` in the current line. */
  #block(column: number, at: number): DocumentNode {
    if (++this.#depth > DEEPEST || ++this.#nodes > MOST_NODES) throw BEYOND;
    const node = this.#isItem(at) ? this.#list(column, at) : this.#map(column, at);
    this.#depth--;
    return node;
  }

  #isItem(at: number): boolean {
    if (this.#text.charCodeAt(at) !== DASH) return false;
    const next = this.#text[at + 1];
    return next === ' ' || next === '\n' || next === undefined;
  }

  /** Goes to the next entry of a block at `column`; undefined where the block ends. */
  #nextEntry(column: number): number | undefined {
    this.#skipBlank();
    if (this.#line >= this.#last) return undefined;
    const indent = this.#indents[this.#line] as number;
    if (indent > column) throw BEYOND;
    return indent < column ? undefined : (this.#starts[this.#line] as number) + indent;
  }

  #list(column: number, from: number): DocumentNode {
    const items: DocumentNode[] = [];
    let at: number | undefined = from;
    while (at !== undefined && this.#isItem(at)) {
      const content = this.#afterBlanks(at + 1);
      const isBare = this.#isLineOver(content);
      if (!isBare && (this.#isItem(content) || this.#keyEnd(content) !== undefined)) {
        items.push(this.#block(content - (this.#starts[this.#line] as number), content));
      } else items.push(this.#value(content, column, false));
      at = this.#nextEntry(column);
    }
    // Beside a list only the entries of the map that it is a value in may stand.
    return { kind: 'list', from, to: this.#end, items };
  }

  #map(column: number, from: number): DocumentNode {
    const entries: DocumentEntry[] = [];
    let at: number | undefined = from;
    while (at !== undefined) {
      const end = this.#keyEnd(at);
      if (end === undefined || this.#isItem(at)) throw BEYOND;
      const entry = this.#entry(at, end, column);
      if (entry.key === '<<') {
        const merged = entry.value.kind === 'list' ? entry.value.items : [entry.value];
        for (const map of merged) if (map.kind === 'map') entries.unshift(...map.entries);
      } else entries.push(entry);
      at = this.#nextEntry(column);
    }
    return { kind: 'map', from, to: this.#end, entries };
  }

  #entry(at: number, end: number, column: number): DocumentEntry {
    const quote = this.#text[at];
    const isQuoted = quote === '"' || quote === "'";
    const colon = this.#afterBlanks(end);
    const key = isQuoted ? unquoted(this.#text.slice(at + 1, end - 1), quote) : this.#text.slice(at, end);
    if (!isQuoted && OTHER_KEY.test(key) && !PLAIN_NUMBER.test(key)) throw BEYOND;
    if (isQuoted && key === '<<') throw BEYOND;
    const value = this.#value(this.#afterBlanks(colon + 1), column, true);
    return { key, from: isQuoted ? at + 1 : at, to: isQuoted ? end - 1 : end, value };
  }

  /** The end of a key that begins at `at`: before its colon and the blanks before that. Undefined where there is none. */
  #keyEnd(at: number): number | undefined {
    const text = this.#text;
    const lineEnd = this.#endOf(this.#line);
    const first = text[at] as string;
    if (first === '"' || first === "'") {
      const close = this.#closingQuote(at, lineEnd);
      if (close === undefined) throw BEYOND;
      const after = this.#afterBlanks(close + 1);
      return text.charCodeAt(after) === COLON && this.#endsKey(after + 1, lineEnd) ? close + 1 : undefined;
    }
    if (first === '[' || first === '{') return undefined;
    if (first !== '-' && INDICATOR.test(first)) return undefined;
    for (let i = at; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === HASH && text.charCodeAt(i - 1) === SPACE) return undefined;
      if (code !== COLON || !this.#endsKey(i + 1, lineEnd)) continue;
      if (i - at > 1000) throw BEYOND;
      let end = i;
      while (end > at && text.charCodeAt(end - 1) === SPACE) end--;
      return end;
    }
    return undefined;
  }

  #endsKey(at: number, lineEnd: number): boolean {
    return at >= lineEnd || this.#text.charCodeAt(at) === SPACE;
  }

  #closingQuote(at: number, lineEnd: number): number | undefined {
    const text = this.#text;
    const quote = text.charCodeAt(at);
    for (let i = at + 1; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === 92 && quote === 34) i++;
      else if (code === quote) {
        if (quote !== 39 || text.charCodeAt(i + 1) !== 39) return i;
        i++;
      }
    }
    return undefined;
  }

  #afterBlanks(at: number): number {
    let after = at;
    while (this.#text.charCodeAt(after) === SPACE) after++;
    return after;
  }

  #isLineOver(at: number): boolean {
    return at >= this.#endOf(this.#line) || this.#text.charCodeAt(at) === HASH;
  }

  /** What stands after a colon or a dash of a block at `column`, at `at` or in the lines below. Goes on to the next line. */
  #value(at: number, column: number, isOfMap: boolean): DocumentNode {
    if (++this.#nodes > MOST_NODES) throw BEYOND;
    if (this.#isLineOver(at)) return this.#below(at, column, isOfMap);
    const first = this.#text[at] as string;
    if (first === '|' || first === '>') return this.#blockText(at, column);
    if (first === '&') return this.#anchored(at, column, isOfMap);
    let node: DocumentNode;
    let end: number;
    if (first === '"' || first === "'") {
      const close = this.#closingQuote(at, this.#endOf(this.#line));
      if (close === undefined) throw BEYOND;
      end = close + 1;
      node = {
        kind: 'scalar',
        from: at + 1,
        to: close,
        value: unquoted(this.#text.slice(at + 1, close), first),
      };
    } else if (first === '[' || first === '{') {
      node = this.#flow(at, column);
      end = node.to;
    } else if (first === '*') {
      [end, node] = this.#alias(at);
    } else {
      node = this.#plain(at);
      end = node.to;
    }
    const rest = this.#afterBlanks(end);
    if (!this.#isLineOver(rest) || (rest === end && this.#text.charCodeAt(rest) === HASH)) throw BEYOND;
    this.#end = end;
    this.#line++;
    // A text that goes on in the next line.
    this.#skipBlank();
    if (this.#line < this.#last && (this.#indents[this.#line] as number) > column) throw BEYOND;
    return node;
  }

  #below(at: number, column: number, isOfMap: boolean): DocumentNode {
    this.#line++;
    this.#skipBlank();
    if (this.#line < this.#last) {
      const indent = this.#indents[this.#line] as number;
      const start = (this.#starts[this.#line] as number) + indent;
      const isInside = indent > column || (isOfMap && indent === column && this.#isItem(start));
      if (isInside) {
        if (this.#isItem(start) || this.#keyEnd(start) !== undefined) return this.#block(indent, start);
        if (indent > column && /[[{]/.test(this.#text[start] as string))
          return this.#value(start, column, false);
        throw BEYOND;
      }
    }
    this.#end = at;
    return { kind: 'scalar', from: at, to: at, value: null };
  }

  /** `&name` before a value. */
  #anchored(at: number, column: number, isOfMap: boolean): DocumentNode {
    const name = ANCHOR.exec(this.#text.slice(at + 1, this.#endOf(this.#line)))?.[0];
    if (name === undefined) throw BEYOND;
    const before = this.#nodes;
    const next = this.#afterBlanks(at + 1 + name.length);
    if (/[&*|>]/.test(this.#text[next] ?? '')) throw BEYOND;
    const node = this.#value(next, column, isOfMap);
    // What is named and nothing is placed in a way of its own.
    if (node.kind === 'scalar' && node.value === null) throw BEYOND;
    this.#anchors.set(name, { node, nodes: this.#nodes - before });
    return node;
  }

  /** `*name`: the value of that name over again. What that comes to is counted, or a few lines could stand for millions. */
  #alias(at: number): [end: number, node: DocumentNode] {
    const name = ANCHOR.exec(this.#text.slice(at + 1, this.#endOf(this.#line)))?.[0];
    const known = name === undefined ? undefined : this.#anchors.get(name);
    if (!known || name === undefined) throw BEYOND;
    this.#nodes += known.nodes;
    if (this.#nodes > MOST_NODES || this.#depth + heightOf(known.node) > DEEPEST) throw BEYOND;
    return [at + 1 + name.length, known.node];
  }

  #plain(at: number): DocumentNode {
    const text = this.#text;
    const lineEnd = this.#endOf(this.#line);
    const first = text[at] as string;
    const isSign = first === '-' || first === '?' || first === ':';
    if (isSign ? /^[\s,[\]{}]?$/.test(text[at + 1] ?? '') : INDICATOR.test(first)) throw BEYOND;
    let end = at;
    for (let i = at; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === SPACE) continue;
      if (code === HASH && text.charCodeAt(i - 1) === SPACE) break;
      if (code === COLON && this.#endsKey(i + 1, lineEnd)) throw BEYOND;
      end = i + 1;
    }
    return { kind: 'scalar', from: at, to: end, value: plainValue(text.slice(at, end)) };
  }

  /** `|` or `>` with the lines below. */
  #blockText(at: number, column: number): DocumentNode {
    const header = BLOCK_HEADER.exec(this.#text.slice(at, this.#endOf(this.#line)));
    if (!header) throw BEYOND;
    const first = ++this.#line;
    let indent = -1;
    let last = first;
    for (; this.#line < this.#last; this.#line++) {
      const start = this.#starts[this.#line] as number;
      const content = this.#afterBlanks(start);
      const blanks = content - start;
      if (content >= this.#endOf(this.#line)) {
        // Blanks beyond the text's own column are part of it.
        if (blanks > Math.max(indent, 0)) throw BEYOND;
        continue;
      }
      if (blanks < indent || indent < 0) {
        if (blanks <= column) break;
        if (indent >= 0) throw BEYOND;
        indent = blanks;
      }
      last = this.#line + 1;
    }
    if (indent < 0) throw BEYOND;
    const lines: string[] = [];
    for (let line = first; line < last; line++) {
      const end = this.#endOf(line);
      lines.push(this.#text.slice(Math.min((this.#starts[line] as number) + indent, end), end));
    }
    this.#end = Math.min(this.#starts[last] as number, this.#text.length);
    const written = header[1] === '|' ? lines.join('\n') : folded(lines);
    return { kind: 'scalar', from: at, to: this.#end, value: header[2] ? written : `${written}\n` };
  }

  /** `[a, 'b']` and `{ a: b }`, in the block at `column`. */
  #flow(at: number, column: number): DocumentNode {
    if (++this.#depth > DEEPEST) throw BEYOND;
    const isList = this.#text[at] === '[';
    const close = isList ? ']' : '}';
    const items: DocumentNode[] = [];
    const entries: DocumentEntry[] = [];
    let i = this.#inFlow(at + 1, column);
    while (this.#text[i] !== close) {
      if (isList) {
        const item = this.#flowValue(i, column);
        items.push(item.node);
        i = this.#inFlow(item.end, column);
      } else {
        const key = this.#flowValue(i, column);
        const colon = this.#afterBlanks(key.end);
        if (key.node.kind !== 'scalar' || typeof key.node.value !== 'string') throw BEYOND;
        if (this.#text[colon] !== ':' || this.#text[colon + 1] !== ' ') throw BEYOND;
        if (key.node.value === '<<' || OTHER_KEY.test(key.node.value)) throw BEYOND;
        const value = this.#flowValue(this.#afterBlanks(colon + 1), column);
        entries.push({ key: key.node.value, from: key.node.from, to: key.node.to, value: value.node });
        i = this.#inFlow(value.end, column);
      }
      if (this.#text[i] === ',') i = this.#inFlow(i + 1, column);
      else if (this.#text[i] !== close) throw BEYOND;
    }
    this.#depth--;
    return isList
      ? { kind: 'list', from: at, to: i + 1, items }
      : { kind: 'map', from: at, to: i + 1, entries };
  }

  /** The next character that is no blank, in this line or a later one. */
  #inFlow(at: number, column: number): number {
    let next = this.#afterBlanks(at);
    while (next >= this.#endOf(this.#line)) {
      this.#line++;
      if (this.#line >= this.#last) throw BEYOND;
      const indent = this.#indents[this.#line] as number;
      if (indent <= column) throw BEYOND;
      next = (this.#starts[this.#line] as number) + indent;
    }
    return next;
  }

  #flowValue(at: number, column: number): { node: DocumentNode; end: number } {
    if (++this.#nodes > MOST_NODES) throw BEYOND;
    const text = this.#text;
    const lineEnd = this.#endOf(this.#line);
    const first = text[at] as string;
    if (at >= lineEnd) throw BEYOND;
    if (first === '[' || first === '{') {
      const node = this.#flow(at, column);
      return { node, end: node.to };
    }
    if (first === '"' || first === "'") {
      const close = this.#closingQuote(at, lineEnd);
      if (close === undefined) throw BEYOND;
      const value = unquoted(text.slice(at + 1, close), first);
      return { node: { kind: 'scalar', from: at + 1, to: close, value }, end: close + 1 };
    }
    if (first === '-' ? text[at + 1] === ' ' : INDICATOR.test(first)) throw BEYOND;
    let end = at;
    for (let i = at; ; i++) {
      if (i >= lineEnd) break;
      const letter = text[i] as string;
      if (letter === ' ') continue;
      if (/[,[\]{}]/.test(letter)) break;
      if (letter === ':' && /[\s,[\]{}]/.test(text[i + 1] ?? ' ')) break;
      if (/[#"'&*!|>%@`?]/.test(letter)) throw BEYOND;
      end = i + 1;
    }
    if (end === at || (first === '-' && end === at + 1)) throw BEYOND;
    return { node: { kind: 'scalar', from: at, to: end, value: plainValue(text.slice(at, end)) }, end };
  }
}

function heightOf(node: DocumentNode): number {
  if (node.kind === 'scalar') return 1;
  const inner = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  return 1 + inner.reduce((most, one) => Math.max(most, heightOf(one)), 0);
}
