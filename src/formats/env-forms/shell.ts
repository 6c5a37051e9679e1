import type { JavaScriptRead } from '../javascript/environment-facts.ts';

export const SHELL_FILE =
  /\.(?:sh|bash|zsh|ksh|bats)$|(?:^|\/)(?:docker-)?entrypoint[\w-]*$|(?:^|\/)(?:Procfile[\w.-]*|Makefile|GNUmakefile|justfile|\.envrc)$|\.mk$/;
/** The form of what a start script demands with `${X:?…}`. */
export const START_SCRIPT = 'start script';
const START = /(?:^|\/)(?:[\w-]*entrypoint[\w-]*|start|boot|run)(?:\.sh)?$/;
const READ = /(?<![\\$])\$(?:\{([A-Z][A-Z0-9_]*)(:?[-?+=])?|\(?([A-Z][A-Z0-9_]*)\b)/g;
const SET =
  /(?:^|[;&|({\s])(?:export\s+|local\s+|declare\s+(?:-\w+\s+)?|readonly\s+|typeset\s+)?([A-Z][A-Z0-9_]*)\s*[:?+]?=|\bread\s+(?:-\w+\s+)*([A-Z][A-Z0-9_]*)|\bfor\s+([A-Z][A-Z0-9_]*)\s+in\b/gm;
/** What the shell itself sets. */
const OWN =
  /^(?:BASH\w*|OPTARG|OPTIND|IFS|PPID|UID|EUID|RANDOM|SECONDS|LINENO|PIPESTATUS|REPLY|FUNCNAME|DIRSTACK|MAKE\w*|CURDIR|PS\d)$/;

/** `$X` and `${X}` of shell scripts and Makefiles, but for names that the file sets itself. */
export function shellReads(path: string, text: string): JavaScriptRead[] {
  const code = text
    .replace(
      /(^|[\s;])#[^\n]*/g,
      (comment, before: string) => before + ' '.repeat(comment.length - before.length),
    )
    .replace(/'[^'\n]*'/g, (quoted) => ' '.repeat(quoted.length));
  const set = new Set([...code.matchAll(SET)].map((match) => match[1] ?? match[2] ?? match[3]));
  const reads: JavaScriptRead[] = [];
  const isStart = START.test(path);
  for (const match of code.matchAll(READ)) {
    const name = (match[1] ?? match[3]) as string;
    const operator = match[2] ?? '';
    const isDemanded = operator.endsWith('?');
    if (OWN.test(name) || name.length < 2 || (set.has(name) && !isDemanded)) continue;
    const from = match.index + match[0].indexOf(name);
    const requirement = isDemanded && isStart ? 'required' : 'optional';
    reads.push({
      name,
      from,
      to: from + name.length,
      form: isDemanded && isStart ? START_SCRIPT : 'shell',
      requirement,
    });
  }
  return reads;
}

/** `$X` and `${X}` of a Dockerfile. */
export function dockerfileReads(text: string): JavaScriptRead[] {
  const code = text.replace(/^[ \t]*#[^\n]*/gm, (comment) => ' '.repeat(comment.length));
  return [...code.matchAll(READ)].map((match) => {
    const name = (match[1] ?? match[3]) as string;
    const from = match.index + match[0].indexOf(name);
    return { name, from, to: from + name.length, form: 'Dockerfile', requirement: 'optional' as const };
  });
}

/** `${{ secrets.X }}`, `${{ vars.X }}` and `${{ env.X }}` of a workflow. */
export function workflowReads(text: string): JavaScriptRead[] {
  const reads: JavaScriptRead[] = [];
  for (const expression of text.matchAll(/\$\{\{([^}\n]*)\}\}|^\s*if:\s*([^\n]+)/gm)) {
    const inside = expression[1] ?? expression[2] ?? '';
    const start = expression.index + expression[0].indexOf(inside);
    for (const match of inside.matchAll(
      /\b(secrets|vars|env)(?:\.([A-Za-z_]\w*)|\[\s*'([A-Za-z_]\w*)'\s*\])/g,
    )) {
      const name = (match[2] ?? match[3]) as string;
      const from = start + match.index + match[0].lastIndexOf(name);
      const requirement = /^\s*(?:\|\||&&|==|!=)/.test(inside.slice(match.index + match[0].length))
        ? 'optional'
        : 'required';
      reads.push({ name, from, to: from + name.length, form: `${match[1]}.X`, requirement });
    }
  }
  return reads;
}

/** `env(X)` of supabase/config.toml, but for sections that are switched off. */
export function supabaseReads(text: string): JavaScriptRead[] {
  const reads: JavaScriptRead[] = [];
  let section: JavaScriptRead[] = [];
  let isOff = false;
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    if (/^\s*\[/.test(line)) {
      if (!isOff) reads.push(...section);
      section = [];
      isOff = false;
    }
    if (/^\s*enabled\s*=\s*false\b/.test(line)) isOff = true;
    const match = /^[^#\n]*["']env\(([A-Za-z_]\w*)\)["']/.exec(line);
    if (match) {
      const name = match[1] as string;
      const from = at + match[0].lastIndexOf(name);
      section.push({ name, from, to: from + name.length, form: 'config.toml', requirement: 'required' });
    }
    at += line.length;
  }
  return isOff ? reads : [...reads, ...section];
}
