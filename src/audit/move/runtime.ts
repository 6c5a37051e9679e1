import {
  BROWSER_ADVICE,
  CONFIG_PLACE,
  placeInBrowser,
  SERVER_FRAMEWORKS,
  signsAt,
  signsOfFile,
} from '../../formats/browser-code.ts';
import type { Package } from '../../formats/javascript-package.ts';
import type { JavaScriptRead } from './javascript.ts';

/**
 * Why the file's text reaches people's browsers or phones, as a sentence for a person that says what to do instead;
 * undefined when it stays on a server. When in doubt it stays: what the edit writes is a variable's name.
 */
export function browserReason(path: string, text: string, offset: number, own: Package): string | undefined {
  const where = placeInBrowser(path, [...signsOfFile(path, text), ...signsAt(path, text, offset)], own);
  return (
    where &&
    `${where}, and what it holds can be read by everybody who has it: no browser or phone app can keep a secret. ${BROWSER_ADVICE}`
  );
}

/** How a JavaScript file of this package reads a variable on the server. */
export function javaScriptRead(path: string, text: string, own: Package): JavaScriptRead {
  const has = (...names: string[]) => names.some((name) => own.dependencies.has(name));
  if (isDeno(path, text, own)) return 'deno';
  if (path.endsWith('.astro') || (has('astro') && /(?:^|\/)src\//.test(path))) return 'import-meta';
  if (has('@sveltejs/kit') && /(?:^|\/)src\//.test(path)) return 'sveltekit';
  return isWorker(own) && !has(...SERVER_FRAMEWORKS) && !CONFIG_PLACE.test(path) ? 'worker' : 'process';
}

export function isWorker({ names }: Package): boolean {
  return [...names].some((name) => /^wrangler\.(?:toml|jsonc?)$/.test(name));
}

function isDeno(path: string, text: string, { names }: Package): boolean {
  if (/(?:^|\/)supabase\/functions\//.test(path) || /\bDeno\.(?:env|serve|readTextFile|args)\b/.test(text))
    return true;
  if (/\bfrom\s+['"](?:https:\/\/(?:deno\.land|esm\.sh)\/|jsr:|npm:)/.test(text)) return true;
  return !names.has('package.json') && (names.has('deno.json') || names.has('deno.jsonc'));
}

/** Frameworks that replace `$NAME` in an env file's values, in quotes or not. */
export function expandsDollars(own: Package): boolean {
  return [
    'next',
    'vite',
    'nuxt',
    'astro',
    'react-scripts',
    '@sveltejs/kit',
    'dotenv-expand',
    'expo',
    '@nestjs/config',
    'bun',
  ].some((name) => own.dependencies.has(name));
}
