import { envFileNameOf } from '../../formats/env-file-name.ts';
import type { Package } from '../../formats/javascript-package.ts';
import { directoryOf, joinPath } from '../../workspace/paths.ts';
import { foldersUp, type Language, type ProjectView } from './project.ts';
import { expandsDollars, isWorker } from './runtime.ts';

/** The env file that a program reads, and the template beside it. */
export interface Place {
  envFile: string;
  template: string;
  /** The framework replaces `$NAME` in its values. */
  expands: boolean;
  /** What has to be done so that the program reads the file, where nothing here does that; a sentence. */
  hint?: string;
}

/** Frameworks that read `.env.local` themselves. */
const LOCAL_FIRST = [
  'next',
  'vite',
  '@sveltejs/kit',
  'astro',
  '@remix-run/dev',
  '@react-router/dev',
  '@tanstack/react-start',
  '@solidjs/start',
];
/** Frameworks and packages that read `.env` themselves. */
const LOADERS: Record<Exclude<Language, 'javascript'>, RegExp> = {
  python:
    /^(?:python-dotenv|dotenv|django-environ|environs|pydantic-settings|python-decouple|flask|Flask|uvicorn|dynaconf|pipenv)$/i,
  go: /godotenv|viper|envconfig/i,
  ruby: /^dotenv/,
  php: /^(?:vlucas\/phpdotenv|symfony\/dotenv|symfony\/runtime|laravel\/framework)$/,
};
const HINTS: Record<Language, string> = {
  javascript: 'Start the program with "node --env-file=.env", or it will not see the file.',
  python: 'The program has to read the file: install python-dotenv and call load_dotenv() before this line.',
  go: 'The program has to read the file: github.com/joho/godotenv does that, or export it in the shell before.',
  ruby: 'The program has to read the file: the gem dotenv does that.',
  php: 'The program has to read the file: vlucas/phpdotenv does that, or set the variable in the web server.',
};
const SCRIPT_LOADERS = [
  'dotenv',
  'dotenv-cli',
  'dotenv-flow',
  'dotenv-expand',
  '@dotenvx/dotenvx',
  'bun',
  'bun-types',
  '@types/bun',
  'nuxt',
  'gatsby',
  'react-scripts',
  'expo',
  '@nestjs/config',
  'env-cmd',
  'serverless-dotenv-plugin',
  '@adonisjs/core',
  'wrangler',
];

export async function placeFor(
  path: string,
  language: Language,
  own: Package,
  text: string,
  { files, read }: ProjectView,
): Promise<Place> {
  const folder = own.folder;
  const supabase = /^((?:.*\/)?supabase\/functions)\//.exec(path)?.[1];
  if (supabase) return withTemplate(joinPath(supabase, '.env'), false, files);
  if (language !== 'javascript') {
    const hint = [...own.dependencies].some((name) => LOADERS[language].test(name))
      ? {}
      : { hint: HINTS[language] };
    return { ...withTemplate(nearestEnvFile(path, folder, files), false, files), ...hint };
  }
  const expands = expandsDollars(own);
  const has = (names: string[]) => names.some((name) => own.dependencies.has(name));
  if (own.dependencies.has('next')) return withTemplate(joinPath(folder, '.env.local'), expands, files);
  if (isWorker(own)) return withTemplate(joinPath(folder, '.dev.vars'), false, files);
  // A server beside a Vite app is no business of Vite's: dotenv reads .env.
  const ownLoader = /['"]dotenv(?:\/config)?['"]/.test(text);
  if (has(LOCAL_FIRST) && !ownLoader) return withTemplate(joinPath(folder, '.env.local'), expands, files);
  const scripts = (await read(joinPath(folder, 'package.json'))) ?? '';
  const isRead =
    ownLoader || has(SCRIPT_LOADERS) || /--env-file/.test(scripts) || /\bDeno\.|\bBun\./.test(text);
  const envFile = nearestEnvFile(path, folder, files);
  const hint = isRead ? {} : { hint: HINTS.javascript };
  return { ...withTemplate(envFile, expands && !ownLoader, files), ...hint };
}

/** The `.env` that is there already, from the file's folder up; else the package's own. */
function nearestEnvFile(path: string, folder: string, files: ProjectView['files']): string {
  const known = new Set(files.map((file) => file.path));
  const found = foldersUp(path)
    .filter(
      (one) =>
        one === folder ||
        folder === '' ||
        one.startsWith(`${folder}/`) ||
        folder.startsWith(`${one}/`) ||
        one === '',
    )
    .map((one) => joinPath(one, '.env'))
    .find((one) => known.has(one));
  return found ?? joinPath(folder, '.env');
}

/** The template nearest to the env file, up the folders; else `.env.example` beside it. */
function withTemplate(envFile: string, expands: boolean, files: ProjectView['files']): Place {
  const templates = files.filter((file) => {
    const name = envFileNameOf(file.path);
    return name?.kind === 'template' && name.environment === undefined;
  });
  for (const folder of foldersUp(envFile)) {
    const here = templates
      .map(({ path }) => path)
      .filter((path) => directoryOf(path) === folder)
      .sort();
    const best = here.find((path) => path.endsWith('.env.example')) ?? here[0];
    if (best) return { envFile, template: best, expands };
  }
  return { envFile, template: joinPath(directoryOf(envFile), '.env.example'), expands };
}

/** Env files beside `envFile` whose values a program may read as well. */
export function siblingsOf(envFile: string, files: ProjectView['files']): string[] {
  const folder = directoryOf(envFile);
  return files
    .map(({ path }) => path)
    .filter(
      (path) => directoryOf(path) === folder && path !== envFile && envFileNameOf(path)?.kind === 'values',
    )
    .filter((path) => !/\.(?:prod|production|staging|preview|test)\b/.test(path));
}
