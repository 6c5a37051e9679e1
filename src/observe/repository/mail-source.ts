/** Which kind of comments and imports a file has. */
export type SourceKind = 'script' | 'markup' | 'python' | 'ruby' | 'php' | 'go' | 'other-c' | 'hash';

const KINDS: Record<string, SourceKind> = {
  js: 'script',
  jsx: 'script',
  mjs: 'script',
  cjs: 'script',
  ts: 'script',
  tsx: 'script',
  mts: 'script',
  cts: 'script',
  vue: 'markup',
  svelte: 'markup',
  astro: 'markup',
  py: 'python',
  rb: 'ruby',
  rake: 'ruby',
  php: 'php',
  go: 'go',
  java: 'other-c',
  kt: 'other-c',
  cs: 'other-c',
  rs: 'other-c',
  properties: 'hash',
  ex: 'hash',
  exs: 'hash',
  yml: 'hash',
  yaml: 'hash',
  toml: 'hash',
  env: 'hash',
};

/** Undefined for files that are not looked at for mail. */
export function sourceKindOf(path: string): SourceKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.env' || name.startsWith('.env.')) return 'hash';
  return KINDS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
}

/** Tests, examples, documentation and generated files do not send mail. */
export function isBesidesTheProduct(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress|playwright|fixtures?|__fixtures__|mocks?|__mocks__|examples?|samples?|docs?|stories|storybook|benchmarks?|node_modules|vendor|dist|build|out|coverage|\.next|\.github)\//i.test(
      path,
    ) ||
    /(?:[._-](?:test|tests|spec|stories|story|mock|fixture|min|d)\.[a-z]+|(?:^|\/)(?:test|conftest)[^/]*\.py|pnpm-lock\.yaml)$/i.test(
      path,
    )
  );
}

/** The text with every comment blanked out, position for position. Strings stay. */
export function withoutComments(text: string, kind: SourceKind): string {
  const out: string[] = [];
  let copied = 0;
  const blank = (from: number, to: number): void => {
    out.push(text.slice(copied, from), text.slice(from, to).replace(/[^\r\n]/g, ' '));
    copied = to;
  };
  const slashes = kind !== 'hash' && kind !== 'python' && kind !== 'ruby';
  const hashes = kind === 'hash' || kind === 'python' || kind === 'ruby' || kind === 'php';
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (kind === 'python' && (text.startsWith('"""', i) || text.startsWith("'''", i))) {
      const end = endOf(text, text.slice(i, i + 3), i + 3);
      blank(i, end);
      i = end;
    } else if (char === '"' || char === "'" || (char === '`' && slashes)) {
      i = endOfString(text, i);
    } else if (slashes && text.startsWith('/*', i)) {
      const end = endOf(text, '*/', i + 2);
      blank(i, end);
      i = end;
      // A URL in markup or a template is no comment.
    } else if (slashes && text.startsWith('//', i) && text[i - 1] !== ':') {
      const end = lineEnd(text, i);
      blank(i, end);
      i = end;
    } else if (hashes && char === '#' && (i === 0 || /\s/.test(text[i - 1] ?? ''))) {
      const end = lineEnd(text, i);
      blank(i, end);
      i = end;
    } else if (kind === 'markup' && text.startsWith('<!--', i)) {
      const end = endOf(text, '-->', i + 4);
      blank(i, end);
      i = end;
    } else i++;
  }
  out.push(text.slice(copied));
  return out.join('');
}

function endOf(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + closing.length;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** Quotes end with the line at the latest, so that an apostrophe in prose costs one line. */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
    else if (text[i] === '\n' && quote !== '`') return i;
  }
  return text.length;
}
