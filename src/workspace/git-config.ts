/** The few settings of a repository's config that say how its files are to be read. All others are left alone. */
export interface GitConfig {
  /** Bytes of an object name: 20, or 32 with `extensions.objectFormat = sha256`. */
  hashBytes: 20 | 32;
  /** `core.ignoreCase`: `README` and `readme` are one file (Windows, most macOS volumes). */
  ignoreCase: boolean;
  /** `core.precomposeUnicode`: names on disk are decomposed, git's are composed (macOS). */
  compose: boolean;
  /** `core.excludesFile` as written. */
  excludesFile: string | undefined;
}

/**
 * Reads a repository's config as plain text (git-config(1), "Syntax"). Nothing in it is run or followed: no include, no
 * alias, no fsmonitor, no worktree; a line that makes no sense is passed over.
 */
export function parseGitConfig(text: string): GitConfig {
  const config: GitConfig = { hashBytes: 20, ignoreCase: false, compose: false, excludesFile: undefined };
  let section = '';
  for (const line of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const header = /^\s*\[\s*([A-Za-z0-9.-]+)\s*("(?:[^"\\]|\\.)*"\s*)?\](.*)$/.exec(line);
    if (header) section = header[2] ? '' : header[1]!.toLowerCase();
    const setting = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$/.exec(header ? header[3]! : line);
    if (!setting) continue;
    const value = setting[2] === undefined ? undefined : plainValue(setting[2]);
    switch (`${section}.${setting[1]!.toLowerCase()}`) {
      case 'core.ignorecase':
        config.ignoreCase = isTrue(value);
        break;
      case 'core.precomposeunicode':
        config.compose = isTrue(value);
        break;
      case 'core.excludesfile':
        config.excludesFile = value || undefined;
        break;
      case 'extensions.objectformat':
        config.hashBytes = value?.toLowerCase() === 'sha256' ? 32 : 20;
    }
  }
  return config;
}

/** Without a value a setting is on. */
function isTrue(value: string | undefined): boolean {
  return value === undefined || /^(?:true|yes|on|[1-9][0-9]*)$/i.test(value);
}

/** Quotes, escapes and comments resolved. */
function plainValue(raw: string): string {
  let value = '';
  let kept = 0;
  let quoted = false;
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i]!;
    if (char === '\\') {
      const next = raw[++i] ?? '';
      value += { n: '\n', t: '\t', b: '\b' }[next] ?? next;
      kept = value.length;
    } else if (char === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if ((char === '#' || char === ';') && !quoted) {
      break;
    } else {
      value += char;
      if (quoted || !/\s/.test(char)) kept = value.length;
    }
  }
  return value.slice(0, kept).trimStart();
}
