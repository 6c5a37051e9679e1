export const HOOK_NAMES = ['pre-push', 'pre-commit'] as const;

export type HookName = (typeof HOOK_NAMES)[number];

/** Stands in every hook of ours, and in nobody else's. */
export const MARK = '# launch-ready hook';

/** Ends the name under which a hook that was there before is kept. */
export const KEPT = '.before-launch-ready';

const NOTE = '(written by "launch-ready hook install", taken away by "launch-ready hook uninstall")';

/**
 * A hook of its own, for sh. It first runs the hook that was there before, with the same arguments and input. Launch Ready is
 * looked for in node_modules, on the PATH and where it was installed from; a push is stopped only by a finding.
 */
export function hookScript(name: HookName, program: string): string {
  const previous =
    name === 'pre-push'
      ? `  printf '%s\\n' "$launch_ready_input" | "$launch_ready_before" "$@" || exit $?`
      : `  "$launch_ready_before" "$@" || exit $?`;
  return `#!/bin/sh
${MARK} ${NOTE}
${name === 'pre-push' ? 'launch_ready_input=$(cat)\n' : ''}launch_ready_before="$(dirname -- "$0")/${name}${KEPT}"
if [ -x "$launch_ready_before" ]; then
${previous}
fi
${body(name, program)}exit 0
`;
}

/** Lines for a file that something else runs with sh: they read the input and give it back to what follows. */
export function hookLines(name: HookName, program: string): string {
  if (name !== 'pre-push') return body(name, program);
  return `launch_ready_input=$(cat)
${body(name, program)}exec <<LAUNCH_READY_INPUT
$launch_ready_input
LAUNCH_READY_INPUT
`;
}

/** An entry of lefthook's configuration (lefthook.dev, "use_stdin", "run"). */
export function lefthookLines(name: HookName, program: string): string {
  const script = (name === 'pre-push' ? 'launch_ready_input=$(cat)\n' : '') + body(name, program, '{1}');
  const run = script
    .trimEnd()
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
  return `${name}:
  commands:
    launch-ready:
${name === 'pre-push' ? '      use_stdin: true\n' : ''}      run: |
${run}
`;
}

function body(name: HookName, program: string, remote = '"$1"'): string {
  const scope = name === 'pre-push' ? `--pre-push ${remote}` : '--staged';
  const deed = name === 'pre-push' ? 'push' : 'commit';
  const feed = name === 'pre-push' ? `printf '%s\\n' "$launch_ready_input" | ` : '';
  const recorded = quoted(program);
  return `launch_ready() {
  if [ -x node_modules/.bin/launch-ready ]; then node_modules/.bin/launch-ready "$@"
  elif command -v launch-ready >/dev/null 2>&1; then launch-ready "$@"
  elif [ -f ${recorded} ] && command -v node >/dev/null 2>&1; then node ${recorded} "$@"
  else echo 'Launch Ready was not found, so nobody looked for secrets; the ${deed} goes on. To have it: npm install --save-dev launch-ready' >&2
  fi
}
if ${feed}launch_ready secrets ${scope} --quiet >&2; then launch_ready_code=0; else launch_ready_code=$?; fi
if [ "$launch_ready_code" -eq 1 ]; then
  echo 'Launch Ready stopped this ${deed}. If that is wrong, mark the line as the report says; git ${deed} --no-verify goes on all the same.' >&2
  exit 1
elif [ "$launch_ready_code" -ne 0 ]; then
  echo 'Launch Ready could not look for secrets; the ${deed} goes on.' >&2
fi
`;
}

/** In single quotes for sh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const BEGIN = `${MARK}: begin`;
const END = `${MARK}: end`;

/**
 * Puts lines into a text, between marks, so that taking them out gives the text back byte by byte. `at` is an offset after
 * a line break or 0; `text` is undefined where there is no file.
 */
export function insertLines(text: string | undefined, lines: string, at: number): string {
  const before = text?.slice(0, at) ?? '';
  const broken = before !== '' && !before.endsWith('\n');
  const kind = text === undefined ? ' new file' : broken ? ' new line' : '';
  return `${before}${broken ? '\n' : ''}${BEGIN}${kind} ${NOTE}\n${lines}${END}\n${text?.slice(at) ?? ''}`;
}

/** The text as it was; undefined where the file was not there; `unchanged` where there is nothing of ours in it. */
export function removeLines(text: string): string | undefined | 'unchanged' {
  const start = text.indexOf(`${BEGIN}`);
  const end = text.indexOf(`${END}\n`, start);
  if (start < 0 || end < 0 || (start > 0 && text[start - 1] !== '\n')) return 'unchanged';
  const kind = text.slice(start + BEGIN.length, text.indexOf('\n', start));
  const before = text.slice(0, kind.startsWith(' new line') ? start - 1 : start);
  const rest = before + text.slice(end + END.length + 1);
  return rest === '' && kind.startsWith(' new file') ? undefined : rest;
}

/** Behind the shebang, and behind the line by which older huskies start the file a second time. */
export function startOfScript(text: string): number {
  const husky = /^[ \t]*(?:\.|source)[ \t].*husky\.sh.*(?:\n|$)/m.exec(text);
  if (husky) return husky.index + husky[0].length;
  return /^#!.*(?:\n|$)/.exec(text)?.[0].length ?? 0;
}
