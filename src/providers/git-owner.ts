import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The person's address (else name) of a git configuration file, or undefined. Read as text: git is not started,
 * and `include` is not followed, because a repository's own file can name any path.
 * Syntax: git-config(1), "Configuration file".
 */
export function ownerIn(text: string): string | undefined {
  let section = '';
  const user: Record<string, string> = {};
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const header = /^\[\s*([\w.-]+)\s*(?:"[^"]*"\s*)?\]/.exec(line);
    if (header) section = (header[1] ?? '').toLowerCase();
    const entry = /^(email|name)\s*=\s*(.*)$/i.exec(header ? line.slice(header[0].length).trim() : line);
    if (section !== 'user' || !entry) continue;
    const value = (entry[2] ?? '')
      .replace(/\s+[#;].*$/, '')
      .replace(/^"(.*)"$/, '$1')
      .trim();
    if (value) user[(entry[1] ?? '').toLowerCase()] = value;
  }
  return user.email ?? user.name;
}

/** Who works here, as git knows: the repository's own configuration wins over the person's. */
export async function gitOwner(root: string): Promise<string | undefined> {
  const config = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  for (const path of [
    join(root, '.git', 'config'),
    join(homedir(), '.gitconfig'),
    join(config, 'git', 'config'),
  ]) {
    const owner = ownerIn(await readFile(path, 'utf8').catch(() => ''));
    if (owner) return owner;
  }
  return undefined;
}
