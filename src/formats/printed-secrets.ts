/** A shell line that shows a secret to whoever reads the log. */
export interface PrintedSecret {
  kind: 'echo' | 'encoded' | 'all' | 'trace';
  /** The name that is shown; empty where everything is. */
  name: string;
  from: number;
  to: number;
}

const SECRET_NAME =
  /(?:^|_)(?:SECRETS?|SECRET_KEY|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|SERVICE_ROLE_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS|DATABASE_URL|PAT)$/;

/** True for names that only secrets have: not `TOKEN_URL`, not `API_KEY_ID`. */
export const isSecretWord = (name: string): boolean =>
  SECRET_NAME.test(name.toUpperCase()) && !/PUBLIC|PUBLISHABLE|ANON|SITE_KEY/i.test(name);

const PRINT =
  /(?:^\s*|[;&|{(]\s*|\b(?:then|else|do|run:\s*[|>]?-?|RUN)\s+|^\s*-\s*run:\s*)(?:echo|printf)\s+(.*)$/;
const WORD = /\\\$|\$\{\{\s*secrets\.(\w+)\s*\}\}|\$\{(\w+)\}|\$(\w+)/g;

/** `echo` of a secret by its name; the workflow's own masks hide the exact text, not what was made of it. */
export function printedIn(line: string): { kind: 'echo' | 'encoded'; name: string; at: number }[] {
  const match = PRINT.exec(line);
  if (!match?.[1] || /add-mask|add_mask/.test(line)) return [];
  const start = match.index + match[0].length - match[1].length;
  // The answer of a command goes to a variable, not to the log.
  if (/\$\([^)]*$|`[^`]*$/.test(line.slice(0, start))) return [];
  const { shown, rest } = commandOf(match[1]);
  const pipe = /^\|\s*(?:base64(?!\s+(?:-d|-D|--decode))|rev|xxd|sed\s+['"]s\/\.\/)[^|>]*$/.test(rest);
  if (rest !== '' && !pipe && !/^(?:;|&&|\|\|)/.test(rest)) return [];
  const found: { kind: 'echo' | 'encoded'; name: string; at: number }[] = [];
  const plain = withoutSingleQuoted(shown);
  for (const word of plain.matchAll(WORD)) {
    const name = word[1] ?? word[2] ?? word[3];
    // A small name is the script's own, and often holds the name of a secret, not the secret.
    if (!name || !isSecretWord(name) || (!word[1] && !/^[A-Z][A-Z0-9_]*$/.test(name))) continue;
    if (/(?:^|\s)[\w-]*(?:\$\()[^)]*$/.test(plain.slice(0, word.index))) continue;
    found.push({ kind: pipe ? 'encoded' : 'echo', name, at: start + word.index + word[0].indexOf(name) });
  }
  return found;
}

/** The arguments up to where the shell goes on: a pipe, a file, the next command. */
function commandOf(text: string): { shown: string; rest: string } {
  let quote = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\') i++;
    else if (text.startsWith('${{', i)) i = Math.max(i, text.indexOf('}}', i));
    else if (quote) {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (depth <= 0 && /[|>;&<]/.test(c)) return { shown: text.slice(0, i), rest: text.slice(i).trim() };
    if (depth < 0) return { shown: text.slice(0, i), rest: '>' };
  }
  return { shown: text, rest: '' };
}

/** Single quotes keep a `$` as it is; `${{ }}` is filled in before the shell looks. */
const withoutSingleQuoted = (text: string): string =>
  text.replace(/'[^']*'/g, (quoted) =>
    quoted.includes('${{') ? quoted.replace(/\$(?!\{\{)/g, ' ') : ' '.repeat(quoted.length),
  );

/** The shell lines of a workflow: those of here-documents and of groups that go to a file are left out. */
export function shellLinesOf(text: string): { text: string; from: number }[] {
  const lines: { text: string; from: number; indent: number }[] = [];
  let at = 0;
  for (const whole of text.split('\n')) {
    lines.push({ text: whole.replace(/\r$/, ''), from: at, indent: whole.length - whole.trimStart().length });
    at += whole.length + 1;
  }
  const kept: { text: string; from: number }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as (typeof lines)[number];
    const here = /<<-?\s*\\?['"]?(\w+)['"]?/.exec(line.text);
    if (here && !/<<</.test(line.text)) {
      const end = lines.findIndex((other, j) => j > i && other.text.trim() === here[1]);
      if (end > 0) i = end;
      continue;
    }
    if (/^\s*[{(]\s*$/.test(line.text)) {
      const end = lines.findIndex((other, j) => j > i && /^\s*[})]/.test(other.text));
      if (end > 0 && />|\|/.test((lines[end] as (typeof lines)[number]).text)) {
        i = end;
        continue;
      }
    }
    if (!/^\s*(?:#|\/\/)/.test(line.text)) kept.push({ text: line.text, from: line.from });
  }
  return kept;
}
