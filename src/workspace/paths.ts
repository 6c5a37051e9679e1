/**
 * Paths as data: nothing here touches a disk, so that Windows and macOS paths are handled and tested anywhere.
 * Inside the project a path is relative to the root and uses `/`; a backslash separates only on Windows.
 */
export type PathStyle = 'posix' | 'windows';

/** Windows when `root` starts with a drive (`C:\`, `C:/`) or is a share or device (`\\server\share`, `\\?\C:\`). */
export function pathStyleOf(root: string): PathStyle {
  return /^(?:[A-Za-z]:(?:[\\/]|$)|[\\/]{2})/.test(root) ? 'windows' : 'posix';
}

export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** `a/b/c` -> `a/b`; `a` -> ``. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A share or a device, which opening would ask another computer for (and send it the user's log-in on Windows). */
export function isNetworkPath(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}

/** Absolute in the given style. `\Users` and `C:Users` are half-absolute on Windows and count as absolute. */
export function isAbsolutePath(path: string, style: PathStyle): boolean {
  return style === 'windows' ? /^(?:[\\/]|[A-Za-z]:)/.test(path) : path.startsWith('/');
}

/**
 * An absolute path without `.` and `..`, with `/`; `path` may be relative to `base`, which is absolute.
 * `..` stops at the drive, the share or `/`.
 */
export function resolvePath(base: string, path: string): string {
  const style = pathStyleOf(base);
  const slashed = toSlashes(path, style);
  const whole = toSlashes(base, style);
  if (style === 'posix') {
    return normalize('/', slashed.startsWith('/') ? slashed : `${whole}/${slashed}`);
  }
  const own = splitVolume(slashed);
  if (own.volume) return normalize(own.volume, own.rest);
  const { volume, rest } = splitVolume(whole);
  return normalize(volume, slashed.startsWith('/') ? slashed : `${rest}/${slashed}`);
}

/** The directory above an absolute path, or undefined at the top (`/`, `C:/`, `//server/share`). */
export function parentOf(absolutePath: string): string | undefined {
  const whole = resolvePath(absolutePath, '');
  const parent = resolvePath(whole, '..');
  return parent === whole ? undefined : parent;
}

/**
 * `absolutePath` as the project writes it: relative to `root`, with `/`; `''` for the root itself, undefined when it
 * lies outside. With `ignoreCase` (Windows, most macOS volumes) the root's own spelling does not matter; nor does, ever,
 * whether macOS composed its accents.
 */
export function relativePath(root: string, absolutePath: string, ignoreCase = false): string | undefined {
  const base = resolvePath(root, '');
  const path = resolvePath(root, absolutePath);
  const top = base.endsWith('/') ? base : `${base}/`;
  const depth = top.split('/').length - 1;
  const parts = path.split('/');
  const head = parts.slice(0, depth).join('/');
  const fold = (text: string) => (ignoreCase ? text.normalize('NFC').toLowerCase() : text.normalize('NFC'));
  if (fold(`${head}/`) !== fold(top)) return undefined;
  return parts.slice(depth).join('/');
}

/** True for a relative path that stays where it says: no `..`, no drive, nothing empty, no NUL. */
export function isContainedPath(path: string, style: PathStyle): boolean {
  if (path === '') return true;
  if (path.includes('\0') || (style === 'windows' && /[\\:]/.test(path))) return false;
  // Asked for every file: few have a part that begins with a dot.
  const code = path.charCodeAt(0);
  if (code !== 0x2e && code !== 0x2f && !path.includes('/.') && !path.includes('//') && !path.endsWith('/')) {
    return true;
  }
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * The form in which git compares names: the UTF-8 bytes, one character each. Lower-case ASCII letters where the
 * repository says `core.ignoreCase`; composed accents where it says `core.precomposeUnicode` (macOS).
 */
export function byteKey(path: string, options: { ignoreCase?: boolean; compose?: boolean } = {}): string {
  const ascii = !NOT_ASCII.test(path);
  const bytes = ascii
    ? path
    : Buffer.from(options.compose ? path.normalize('NFC') : path, 'utf8').toString('latin1');
  return options.ignoreCase ? lowerAscii(bytes) : bytes;
}

/** Git folds only A to Z. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const NOT_ASCII = /[^\x00-\x7f]/;

function toSlashes(path: string, style: PathStyle): string {
  if (style === 'posix') return path;
  // `\\?\C:\x` and `\\?\UNC\server\share` are long spellings of `C:\x` and `\\server\share`.
  return path
    .replace(/^[\\/]{2}\?[\\/]UNC[\\/]/i, '//')
    .replace(/^[\\/]{2}\?[\\/](?=[A-Za-z]:)/, '')
    .replaceAll('\\', '/');
}

function splitVolume(path: string): { volume: string; rest: string } {
  const match = /^(?:[A-Za-z]:|\/\/[^/]+\/[^/]+)/.exec(path);
  if (!match) return { volume: '', rest: path };
  const drive = match[0].length === 2 ? match[0].toUpperCase() : match[0];
  return { volume: `${drive}/`, rest: path.slice(match[0].length) };
}

function normalize(volume: string, rest: string): string {
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return volume + parts.join('/');
}
