/** Where a cursor stands in launch-ready.yaml, also while a line is half written. */
export interface CursorPlace {
  /** Keys from the top; list positions are 0, since every entry has the same shape. */
  path: (string | number)[];
  /** What would be written here: a key of what is at `path`, or the value at `path`. */
  writes: 'key' | 'value';
  /** What is already written of it before the cursor, on this line. */
  typed: string;
}

interface Token {
  kind: 'key' | 'dash';
  column: number;
  name: string;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},:&*!|>%@`-][^#:]*?))\s*:(?=\s|$)/;

/**
 * Reads lines and indentation, not YAML: what is being typed is seldom whole. Undefined inside a comment. `line` and
 * `character` are 0-based UTF-16.
 */
export function cursorPlace(text: string, line: number, character: number): CursorPlace | undefined {
  const lines = text.split(/\r?\n/);
  const before = (lines[line] ?? '').slice(0, character);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const { tokens, rest, column } = tokensOf(before);
  const last = tokens.at(-1);
  const own = last?.kind === 'key' ? [last.name] : [];
  const path = [...ancestors(lines, line, tokens, last?.kind === 'key' ? last.column : column), ...own];
  if (last?.kind !== 'key') return { path, writes: 'key', typed: rest };
  return flowPlace(path, rest);
}

/** The key that the cursor stands on, with the keys above it; undefined elsewhere. */
export function keyAt(
  text: string,
  line: number,
  character: number,
): { path: (string | number)[]; from: number; to: number } | undefined {
  const lines = text.split(/\r?\n/);
  const whole = lines[line] ?? '';
  const { tokens } = tokensOf(whole);
  const key = tokens.find(({ kind }) => kind === 'key');
  if (!key || character < key.column || character > key.column + key.name.length) return undefined;
  const outer = tokens.filter(({ column }) => column < key.column);
  const path = [...ancestors(lines, line, outer, key.column), key.name];
  return { path, from: key.column, to: key.column + key.name.length };
}

/** Dashes and the key at the start of a line, what comes behind them, and where that begins. */
function tokensOf(line: string): { tokens: Token[]; rest: string; column: number } {
  const tokens: Token[] = [];
  let column = line.length - line.trimStart().length;
  for (let dash = /^-\s+/.exec(line.slice(column)); dash; dash = /^-\s+/.exec(line.slice(column))) {
    tokens.push({ kind: 'dash', column, name: '' });
    column += dash[0].length;
  }
  const key = KEY.exec(line.slice(column));
  if (!key) return { tokens, rest: line.slice(column), column };
  tokens.push({ kind: 'key', column, name: key[1] ?? key[2] ?? key[3] ?? '' });
  return { tokens, rest: line.slice(column + key[0].length), column };
}

/** What stands further left, line by line upwards. A list may stand in the column of its key. */
function ancestors(
  lines: readonly string[],
  line: number,
  own: readonly Token[],
  column: number,
): (string | number)[] {
  const path: (string | number)[] = [];
  let at = { column, isDash: false };
  for (let i = line; i >= 0 && (at.column > 0 || at.isDash); i--) {
    const text = lines[i] ?? '';
    if (i < line && /^\s*(?:#.*)?$/.test(text)) continue;
    const tokens = i === line ? own : tokensOf(text).tokens;
    for (const token of [...tokens].reverse()) {
      const isAbove =
        token.column < at.column || (at.isDash && token.kind === 'key' && token.column === at.column);
      if (!isAbove) continue;
      path.unshift(token.kind === 'dash' ? 0 : token.name);
      at = { column: token.column, isDash: token.kind === 'dash' };
    }
  }
  return path;
}

/** Behind a key there may be braces and brackets on the same line. */
function flowPlace(path: (string | number)[], rest: string): CursorPlace {
  const open: { kind: '{' | '['; length: number }[] = [];
  const here = [...path];
  let typed = '';
  for (const character of rest) {
    const inner = open.at(-1);
    if (character === '{' || character === '[') {
      open.push({ kind: character, length: here.length });
      if (character === '[') here.push(0);
      typed = '';
    } else if ((character === '}' || character === ']') && inner) {
      open.pop();
      here.length = inner.length;
      typed = '';
    } else if (character === ',' && inner) {
      here.length = inner.length + (inner.kind === '[' ? 1 : 0);
      typed = '';
    } else if (character === ':' && inner?.kind === '{' && here.length === inner.length) {
      here.push(typed.trim());
      typed = '';
    } else typed += character;
  }
  const inner = open.at(-1);
  const isKey = inner?.kind === '{' && here.length === inner.length;
  return { path: here, writes: isKey ? 'key' : 'value', typed: typed.trimStart() };
}
