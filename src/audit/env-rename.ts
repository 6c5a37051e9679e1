import type { Variable } from '../areas/env/inventory.ts';
import { isSetByPlatform } from '../areas/env/inventory-entries.ts';
import { lineIndexOf } from '../formats/line-index.ts';
import type { Artifacts } from '../model/artifacts.ts';
import type { Range } from '../model/location.ts';
import { type EnvKnowledge, type EnvPlace, placesOf } from './env-places.ts';
import { mentionEdits } from './env-rename-mentions.ts';
import { type TextEdit, textEditsAt } from './env-rename-text.ts';

export interface RenameEdit {
  path: string;
  range: Range;
  newText: string;
  /** The name is written there, and only a person can tell whether it is this variable. */
  isMention: boolean;
}

export type RenamePlan = { ok: true; edits: RenameEdit[] } | { ok: false; reason: string };

export interface RenameRequest {
  knowledge: EnvKnowledge;
  /** Words by file; without them only what is understood is renamed. */
  mentions: Artifacts['EnvMentions'];
  name: string;
  newName: string;
  /** The text of a file as the editor has it; undefined where it cannot be read. */
  textOf(path: string): Promise<string | undefined>;
  /** The new name is one that exists: a slip is mended. */
  joins?: boolean;
}

/** Why the variable keeps its name, whatever the new one would be; undefined when it may have another. */
export function whyNotRenamed({ inventory }: EnvKnowledge, variable: Variable): string | undefined {
  const { name, declarations } = variable;
  if (declarations.length === 0 && isSetByPlatform(variable)) {
    return `${name} is set by the platform, which would not know of a new name.`;
  }
  if (declarations.some((d) => d.environment === 'binding')) {
    return `${name} is a binding of the worker: rename it in its configuration.`;
  }
  const dynamic = inventory.dynamic.find(
    ({ prefix, suffix }) =>
      prefix + suffix !== '' &&
      name.length >= prefix.length + suffix.length &&
      name.startsWith(prefix) &&
      name.endsWith(suffix),
  );
  if (!dynamic) return undefined;
  return `${dynamic.path} reads variables whose names are put together while it runs (${dynamic.prefix}…${dynamic.suffix}), and ${name} may be one of them. Rename it by hand.`;
}

/** Every edit that gives the variable another name, or a sentence that says why there are none. Values and comments stay. */
export async function planRename(request: RenameRequest): Promise<RenamePlan> {
  const { knowledge, name, newName } = request;
  const variable = knowledge.inventory.variables.get(name);
  if (!variable) return refuse(`${name} is no environment variable of this folder.`);
  if (newName === name) return { ok: true, edits: [] };
  const reason = whyNotRenamed(knowledge, variable) ?? whyNotCalled(knowledge, newName, request.joins);
  if (reason) return refuse(reason);

  const byPath = new Map<string, EnvPlace[]>();
  for (const place of placesOf(knowledge, name)) {
    byPath.set(place.path, [...(byPath.get(place.path) ?? []), place]);
  }
  // A value may fill the name in where nothing declares or reads it.
  for (const [path, list] of Object.entries(knowledge.artifacts.EnvDeclarations)) {
    if (list.some((d) => d.value?.references?.includes(name)) && !byPath.has(path)) byPath.set(path, []);
  }
  const edits: RenameEdit[] = [];
  for (const [path, places] of byPath) {
    const text = await request.textOf(path);
    if (text === undefined) return refuse(`${path} could not be read, so ${name} keeps its name.`);
    const lines = lineIndexOf(text);
    const found = textEditsAt({ knowledge, path, text, lines, places, name, newName });
    if (!found.ok) {
      const line = found.range.start.line + 1;
      return refuse(
        `${path}:${line} takes ${name} by a name that is not written out there. Rename it by hand.`,
      );
    }
    edits.push(...found.edits.map((edit) => placed(path, edit, text)));
  }
  const changed = new Set(byPath.keys());
  for (const { path, text, edits: mentioned } of await mentionEdits(request, changed)) {
    edits.push(...mentioned.map((edit) => placed(path, edit, text)));
  }
  return { ok: true, edits };
}

const refuse = (reason: string): RenamePlan => ({ ok: false, reason });

function placed(path: string, { from, to, newText, isMention }: TextEdit, text: string): RenameEdit {
  return { path, range: lineIndexOf(text).range(from, to), newText, isMention };
}

function whyNotCalled({ inventory }: EnvKnowledge, newName: string, joins = false): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) {
    return `"${newName}" is no name for a variable: it may have letters, digits and _, and begins with no digit.`;
  }
  if (joins) return undefined;
  const known = inventory.variables.get(newName);
  const place = known?.declarations.find(({ kind }) => kind !== 'comment') ?? known?.reads[0];
  if (!place) return undefined;
  return `${newName} exists already, in ${place.path}:${place.range.start.line + 1}.`;
}
