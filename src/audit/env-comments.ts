import { type EnvComment, envComments, tellingValues } from '../formats/env-comments.ts';
import type { Artifacts } from '../model/artifacts.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import { readSource } from '../workspace/source-file.ts';

/**
 * What the templates say of each variable, by name. All env files are read, so that no comment can bring a value of
 * one back; a file that cannot be read has nothing to say.
 */
export async function readEnvComments(
  files: FileSystem,
  envFiles: Artifacts['EnvFiles'],
): Promise<Map<string, EnvComment>> {
  const texts = new Map<string, string>();
  for (const path of Object.keys(envFiles).sort()) {
    const source = await readSource(files, path);
    if (source.kind === 'text') texts.set(path, source.text);
  }
  const values = new Set([...texts.values()].flatMap(tellingValues));
  const found = new Map<string, EnvComment>();
  for (const [path, text] of texts) {
    if (envFiles[path]?.kind !== 'template') continue;
    for (const [name, comment] of envComments(text, values)) if (!found.has(name)) found.set(name, comment);
  }
  return found;
}
