import { AREAS } from '../../src/areas/index.ts';
import { runAudit } from '../../src/audit/audit.ts';
import { type EnvKnowledge, envKnowledge } from '../../src/audit/env-places.ts';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { lineIndexOf } from '../../src/formats/line-index.ts';
import type { Artifacts } from '../../src/model/artifacts.ts';
import type { Range } from '../../src/model/location.ts';
import { GATHERERS } from '../../src/observe/index.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';

/** What is known of a folder that is a map. */
export async function knowledgeOf(
  contents: Record<string, string>,
): Promise<{ knowledge: EnvKnowledge; mentions: Artifacts['EnvMentions'] }> {
  const files = createMemoryFileSystem(contents);
  const { session } = await runAudit({
    areas: AREAS,
    gatherers: GATHERERS,
    files,
    gather: gatherInProcess(files, GATHERERS),
    version: '0',
    now: () => 0,
    signal: new AbortController().signal,
    only: ['env'],
  });
  const gathered = session.artifacts();
  const knowledge = envKnowledge(gathered);
  if (!knowledge) throw new Error('nothing was gathered');
  return { knowledge, mentions: gathered.EnvMentions?.status === 'ready' ? gathered.EnvMentions.value : {} };
}

/** `path:line:column`, counted from 1, with the text that stands there. */
export function placed(
  contents: Record<string, string>,
  { path, range }: { path: string; range: Range },
): string {
  const text = contents[path] ?? '';
  const lines = lineIndexOf(text);
  const [from, to] = [range.start, range.end].map(({ line, character }) => lines.lineStart(line) + character);
  return `${path}:${range.start.line + 1}:${range.start.character + 1} ${text.slice(from, to)}`;
}

/** The folder after edits, which may not overlap. */
export function edited(
  contents: Record<string, string>,
  edits: readonly { path: string; range: Range; newText: string }[],
): Record<string, string> {
  const after = { ...contents };
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const text = contents[path] ?? '';
    const lines = lineIndexOf(text);
    const at = ({ line, character }: Range['start']) => lines.lineStart(line) + character;
    const own = edits
      .filter((edit) => edit.path === path)
      .map(({ range, newText }) => ({ from: at(range.start), to: at(range.end), newText }))
      .sort((a, b) => b.from - a.from);
    let changed = text;
    let last = text.length + 1;
    for (const { from, to, newText } of own) {
      if (to > last) throw new Error(`edits of ${path} overlap`);
      changed = changed.slice(0, from) + newText + changed.slice(to);
      last = from;
    }
    after[path] = changed;
  }
  return after;
}
