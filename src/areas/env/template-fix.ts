import type { Artifacts } from '../../model/artifacts.ts';
import type { Fix } from '../../model/finding.ts';
import { START_OF_FILE } from '../../model/location.ts';

/** The template nearest to `path`, up the folders; undefined when the project has none on the way. */
export function nearestTemplate(path: string, files: Artifacts['EnvFiles']): string | undefined {
  const templates = Object.keys(files).filter(
    (file) => files[file]?.kind === 'template' && !files[file]?.environment,
  );
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const here = templates.filter((file) => folderOf(file) === folder).sort();
    if (here[0]) return here.find((file) => file.endsWith('.env.example')) ?? here[0];
    if (folder === '') return undefined;
  }
}

/** Adds `NAME=` at the end of the template, which is created where there is none. Never a value. */
export function addToTemplate(name: string, readAt: string, files: Artifacts['EnvFiles']): Fix {
  const path = nearestTemplate(readAt, files) ?? '.env.example';
  return { title: `Add ${name} to ${path}`, safety: 'safe', edits: [addLine(name, path, files)] };
}

/** `NAME=` on a line of its own at the end of an env file. */
export function addLine(name: string, path: string, files: Artifacts['EnvFiles']): Fix['edits'][number] {
  const file = files[path];
  const range = file ? { start: file.end, end: file.end } : START_OF_FILE;
  return { path, range, newText: `${file && !file.endsWithNewline ? '\n' : ''}${name}=\n` };
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
