/** How a file's language writes a comment on a line of its own. */
interface CommentStyle {
  open: string;
  close: string;
}

const SLASHES: CommentStyle = { open: '// ', close: '' };
const HASH: CommentStyle = { open: '# ', close: '' };
const MARKUP: CommentStyle = { open: '<!-- ', close: ' -->' };
const BLOCK: CommentStyle = { open: '/* ', close: ' */' };
const JSX: CommentStyle = { open: '{/* ', close: ' */}' };
const DASHES: CommentStyle = { open: '-- ', close: '' };
const SEMICOLON: CommentStyle = { open: '; ', close: '' };

const BY_EXTENSION: Record<string, CommentStyle> = {
  ...styles(
    SLASHES,
    'js cjs mjs jsx ts cts mts tsx java kt kts go rs swift c h cc cpp hpp cs scala dart php groovy gradle',
  ),
  ...styles(SLASHES, 'jsonc json5 proto prisma zig scss less'),
  ...styles(
    HASH,
    'yaml yml toml py rb sh bash zsh fish pl r ex exs tf tfvars hcl conf properties dockerfile graphql nix',
  ),
  ...styles(MARKUP, 'html htm xml svg vue svelte md mdx astro'),
  ...styles(BLOCK, 'css'),
  ...styles(DASHES, 'sql lua hs elm'),
  ...styles(SEMICOLON, 'ini'),
};

function styles(style: CommentStyle, extensions: string): Record<string, CommentStyle> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, style]));
}

const HASH_NAMES =
  /^(?:\.env(?:\..*)?|dockerfile(?:\..*)?|containerfile|makefile|procfile|\.npmrc|\.gitignore|\.dockerignore|_redirects|_headers|caddyfile|gemfile|rakefile)$/i;

/** Undefined where the file's language has no comments (JSON), or we do not know them. */
function commentStyle(path: string, line: string, above: string): CommentStyle | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (HASH_NAMES.test(name)) return HASH;
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (/^[jt]sx$/.test(extension) && isBetweenTags(line, above)) return JSX;
  if (/^(?:vue|svelte|astro|html?)$/.test(extension) && !/^\s*<|>\s*$/.test(line) && !/>\s*$/.test(above))
    return SLASHES;
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** Between JSX tags a `//` would be shown on the page. */
function isBetweenTags(line: string, above: string): boolean {
  return /^\s*[<{]/.test(line) && /[>}]\s*$/.test(above) && !/=>\s*$/.test(above);
}

/**
 * The line to put above `line` so that the named check says no more of it, indented alike and without a line
 * break; undefined where the language has no comments.
 */
export function ignoreComment(
  path: string,
  id: string,
  line: string,
  above: string,
  reason: string,
): string | undefined {
  const style = commentStyle(path, line, above);
  if (!style) return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return `${indent}${style.open}launch-ready-ignore-next-line ${id} -- ${reason}${style.close}`;
}
