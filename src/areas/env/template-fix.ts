import type { Artifacts } from '../../model/artifacts.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import { START_OF_FILE } from '../../model/location.ts';
import type {} from '../../observe/repository/env-files.ts';
import type {} from '../../observe/repository/workspace-files.ts';

/** What has to be known to add to a template so that git takes it. */
export const TEMPLATE_ARTIFACTS = ['EnvFiles', 'GitIgnoreRules', 'WorkspaceFiles'] as const;
export type TemplateArtifacts = Pick<Artifacts, (typeof TEMPLATE_ARTIFACTS)[number]>;

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

/** The template that lists what is read at `path`, there or to be made. */
export const templateFor = (path: string, files: Artifacts['EnvFiles']): string =>
  nearestTemplate(path, files) ?? '.env.example';

/** Adds `NAME=` at the end of the template, which is created where there is none. Never a value. */
export function addToTemplate(name: string, readAt: string, artifacts: TemplateArtifacts): Fix {
  const path = templateFor(readAt, artifacts.EnvFiles);
  const taken = unhidden(path, artifacts);
  const title = `Add ${name} to ${path}${taken.length > 0 ? ', and let git take that file' : ''}`;
  return { title, safety: 'safe', edits: [...taken, addLine(name, path, artifacts.EnvFiles)] };
}

/** `NAME=` on a line of its own at the end of an env file. */
export function addLine(name: string, path: string, files: Artifacts['EnvFiles']): TextEdit {
  return appended(path, `${name}=\n`, files[path]);
}

type End = { end: TextEdit['range']['end']; endsWithNewline: boolean };

/** Lines at the end of a file, which is created where it is not there. */
export function appended(path: string, lines: string, file: End | undefined): TextEdit {
  const range = file ? { start: file.end, end: file.end } : START_OF_FILE;
  return { path, range, newText: `${file && !file.endsWithNewline ? '\n' : ''}${lines}` };
}

/** What `.gitignore` has to say besides, so that git takes the template at `path`: nothing where it does. */
export function unhidden(path: string, artifacts: TemplateArtifacts): TextEdit[] {
  if (!isHidden(path, artifacts)) return [];
  const rules = artifacts.GitIgnoreRules;
  let folder = folderOf(path);
  const fileIn = (one: string) => (one === '' ? '.gitignore' : `${one}/.gitignore`);
  while (folder !== '' && !rules[fileIn(folder)]) folder = folderOf(folder);
  // The file nearest to the template has the last word.
  return [appended(fileIn(folder), `!${path.slice(path.lastIndexOf('/') + 1)}\n`, rules[fileIn(folder)])];
}

/** A template that is not there yet stands in the uppermost folder. */
function isHidden(path: string, { EnvFiles, GitIgnoreRules, WorkspaceFiles }: TemplateArtifacts): boolean {
  if (!EnvFiles[path]) return GitIgnoreRules['.gitignore']?.ignoresTemplate ?? false;
  // Outside of a repository nothing is known to be in git.
  if (WorkspaceFiles.repository !== 'git') return false;
  return WorkspaceFiles.files.some((file) => file.path === path && isIgnored(file));
}

/** On this computer alone; what is in git stays there, whatever .gitignore says. */
export const isIgnored = (file: { ignored: boolean; tracked: boolean }): boolean =>
  file.ignored && !file.tracked;

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
