import { DOCKERFILE, readDockerfile } from '../../formats/dockerfile.ts';
import { type LineIndex, lineIndexOf } from '../../formats/line-index.ts';
import { isSecretWord, printedIn, shellLinesOf } from '../../formats/printed-secrets.ts';
import { WORKFLOW_FILE } from '../../formats/workflow.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    PrintedSecrets: ByFile<PrintedSecretFacts[]>;
  }
}

export interface PrintedSecretFacts {
  /** `echo` and `encoded` (no mask hides it): one secret. `all`: every variable. `trace`: the shell repeats its commands. */
  kind: 'echo' | 'encoded' | 'all' | 'trace';
  name: string;
  range: Range;
  place: 'workflow' | 'image';
}

/** Commands of workflows and image builds that show a secret in the log. */
export const printedSecretsGatherer: FileGatherer<'PrintedSecrets'> = {
  produces: 'PrintedSecrets',
  scope: 'file',
  appliesTo: (path) => (WORKFLOW_FILE.test(path) || DOCKERFILE.test(path)) && !isVendored(path),
  gatherFile({ path, text }) {
    const lines = lineIndexOf(text);
    const found = WORKFLOW_FILE.test(path) ? ofWorkflow(text, lines) : ofImage(text, lines);
    return found.length > 0 ? found : undefined;
  },
};

function ofWorkflow(text: string, lines: LineIndex): PrintedSecretFacts[] {
  return shellLinesOf(text).flatMap(({ text: line, from }) =>
    printedIn(line).map(({ kind, name, at }) => ({
      kind,
      name,
      range: lines.range(from + at, from + at + name.length),
      place: 'workflow' as const,
    })),
  );
}

/** A build's log masks nothing, and a secret that is an argument of the build is in it. */
function ofImage(text: string, lines: LineIndex): PrintedSecretFacts[] {
  const { environment, arguments: given } = readDockerfile(text);
  const secrets = new Set([...environment, ...given].map(({ name }) => name).filter(isSecretWord));
  if (secrets.size === 0) return [];
  const found: PrintedSecretFacts[] = [];
  for (const { text: line, from } of shellLinesOf(text)) {
    for (const { kind, name, at } of printedIn(line)) {
      if (secrets.has(name))
        found.push({ kind, name, range: lines.range(from + at, from + at + name.length), place: 'image' });
    }
    const all = /^\s*RUN\s+(?:.*(?:&&|;)\s*)?(printenv|env)\s*(?:\||&&|;|$)/.exec(line);
    const trace = /^\s*RUN\s+(?:.*(?:&&|;)\s*)?(set\s+-[a-z]*x[a-z]*)\b/.exec(line);
    const one = all ?? trace;
    if (!one) continue;
    // Tracing shows what the traced commands are given: here, a secret.
    const body = text.slice(from).split(/(?<!\\)\n/)[0] ?? '';
    const shown = [...secrets].find((name) => new RegExp(`\\$\\{?${name}\\b`).test(body));
    if (trace && !shown) continue;
    const at = from + line.indexOf(one[1] as string);
    found.push({
      kind: all ? 'all' : 'trace',
      name: shown ?? ([...secrets][0] as string),
      range: lines.range(at, at + (one[1] as string).length),
      place: 'image',
    });
  }
  return found;
}
