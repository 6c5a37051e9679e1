/** A word that a POSIX shell takes as it is, quoted where it has to be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Takes a file out of git, but not off the disk. */
export function untrackCommand(path: string): string {
  return `git rm --cached -- ${shellWord(path)}`;
}

/** Begins with a line break: a last line of .gitignore without one would swallow the new rule. */
export function ignoreCommand(path: string): string {
  return `printf '\\n%s\\n' ${shellWord(`/${path}`)} >> .gitignore`;
}
