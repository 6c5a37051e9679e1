import { sideOfPath } from '../../formats/env-side.ts';
import type { JavaScriptRead } from './javascript.ts';
import type { Package } from './project.ts';

/** Frameworks whose programs run on a server, beside or instead of Vite's own. */
const SERVER_FRAMEWORKS = [
  'next',
  'nuxt',
  '@sveltejs/kit',
  'astro',
  '@remix-run/node',
  '@remix-run/react',
  '@remix-run/dev',
  '@react-router/dev',
  '@tanstack/react-start',
  '@tanstack/start',
  '@solidjs/start',
  '@builder.io/qwik-city',
  'vike',
  'waku',
  '@analogjs/platform',
];
const BROWSER_TOOLS = [
  'vite',
  'react-scripts',
  '@vue/cli-service',
  '@angular/core',
  'parcel',
  'gatsby',
  'preact-cli',
  'snowpack',
];
const APP_TOOLS = ['expo', 'react-native', '@capacitor/core', '@ionic/react', 'electron', '@tauri-apps/api'];
const EXTENSION_TOOLS = ['wxt', 'plasmo', '@crxjs/vite-plugin', 'webextension-polyfill', 'web-ext'];

const ADVICE =
  'Move the call that needs the key to a server function (an API route, an edge function), keep the key there, and let the app ask that function.';

/** Places that only a server has: `src/api/` of an app in the browser is none. */
const SERVER_PLACE =
  /^(?:api|functions|workers?|scripts?|bin|backend|lambda|edge-functions|prisma|drizzle|db|database|migrations|seeds?)\/|(?:^|\/)(?:server|backend|pages\/api|netlify\/functions|supabase\/functions|netlify\/edge-functions)\/|\.server\.[a-z]+$|(?:^|\/)server\.[cm]?[jt]s$|\+api\.[jt]sx?$/;
const CONFIG_PLACE = /(?:^|\/)[\w.-]+\.config\.[cm]?[jt]s$/;
const BROWSER_CALLS =
  /\bdocument\.(?:getElementById|querySelector(?:All)?|createElement|addEventListener|body|cookie)\b|\bwindow\.(?:location|addEventListener|localStorage|onload)\b|\blocalStorage\.(?:get|set)Item\b/;
const NODE_IMPORTS =
  /\bfrom\s+['"](?:node:|fs|path|http|https|os|crypto|child_process|express|fastify|koa|puppeteer|playwright|jsdom|cheerio)|\brequire\(\s*['"]/;
const CLIENT_HOOKS =
  /import\s*(?:React\s*,\s*)?\{[^}]{0,300}\buse(?:State|Effect|Ref|Reducer|LayoutEffect|Context|Transition|Optimistic)\b[^}]{0,300}\}\s*from\s*['"](?:react|preact\/hooks)['"]|\bReact\.use(?:State|Effect|Ref|Reducer)\(/;

/**
 * Why the file's text reaches people's browsers or phones, as a sentence for a person that says what to do instead;
 * undefined when it stays on a server. When in doubt it stays: what the edit writes is a variable's name.
 */
export function browserReason(path: string, text: string, offset: number, own: Package): string | undefined {
  const where = placeInBrowser(path, text, offset, own);
  return (
    where &&
    `${where}, and what it holds can be read by everybody who has it: no browser or phone app can keep a secret. ${ADVICE}`
  );
}

function placeInBrowser(path: string, text: string, offset: number, own: Package): string | undefined {
  const below = own.folder === '' ? path : path.slice(own.folder.length + 1);
  const has = (...names: string[]) => names.some((name) => own.dependencies.has(name));
  if (/\.html?$/.test(path)) return 'This page is sent to every visitor';
  if (/(?:^|\/)(?:public|static|www|wwwroot)\/.*\.[cm]?[jt]sx?$/.test(below) && !SERVER_PLACE.test(below)) {
    return 'Files of this folder are sent to the browser as they are';
  }
  if (
    has(...EXTENSION_TOOLS) ||
    (own.names.has('manifest.json') && /\bchrome\.|\bbrowser\.runtime\b/.test(text))
  ) {
    return 'This is part of a browser extension';
  }
  if (startsWith('use client', text) || /\.client\.[a-z]+$/.test(path))
    return 'This file is part of what the browser downloads';
  if (startsWith('use server', text) || /\.server\.[a-z]+$/.test(path)) return undefined;
  if (path.endsWith('.astro')) {
    const front = /^\s*---\r?\n[\s\S]*?\r?\n---/.exec(text);
    return front && offset < front[0].length ? undefined : 'This part of the page is sent to the browser';
  }
  if (/\.(?:vue|svelte)$/.test(path)) return 'A component is sent to the browser';
  if (CONFIG_PLACE.test(below)) {
    return isHandedOn(text, offset)
      ? 'The framework copies this setting into what the browser downloads'
      : undefined;
  }
  if (SERVER_PLACE.test(below) || sideOfPath(below) === 'test') return undefined;
  return has(...SERVER_FRAMEWORKS) ? inFramework(below, text, has) : inPlainApp(below, text, own);
}

/** `env:` of next.config, `define:` of vite.config, `runtimeConfig.public` of nuxt.config: the value is put into the bundle. */
function isHandedOn(text: string, offset: number): boolean {
  let depth = 0;
  for (let at = offset - 1; at >= 0; at--) {
    if (text[at] === '}') depth++;
    else if (text[at] === '{' && depth-- === 0) {
      depth = 0;
      const name = /([\w$]+)['"]?\s*:\s*$/.exec(text.slice(Math.max(0, at - 80), at))?.[1] ?? '';
      if (/^(?:env|define|public|publicRuntimeConfig|appConfig)$/.test(name)) return true;
    }
  }
  return false;
}

function inFramework(below: string, text: string, has: (...names: string[]) => boolean): string | undefined {
  if (worksInBrowser(text)) return 'This component works in the browser';
  if (has('next')) {
    const isPage = /^(?:src\/)?pages\/(?!api\/|_document\.)/.test(below);
    if (isPage && !/\bget(?:ServerSide|Static)Props\b/.test(text))
      return 'This page is part of what the browser downloads';
    return undefined;
  }
  if (has('nuxt')) {
    const isClient =
      /^(?:app\/|src\/)?(?:components|pages|layouts|composables|stores|middleware|plugins|utils)\//.test(
        below,
      );
    return isClient ? 'Nuxt sends this file to the browser too' : undefined;
  }
  if (has('@sveltejs/kit')) {
    return /\/\+(?:page|layout)\.[jt]s$/.test(`/${below}`)
      ? 'SvelteKit runs this file in the browser too'
      : undefined;
  }
  if (has('astro') && /\.[jt]sx$/.test(below)) return 'A component is sent to the browser';
  return undefined;
}

function inPlainApp(below: string, text: string, { dependencies, names }: Package): string | undefined {
  const has = (...wanted: string[]) => wanted.some((name) => dependencies.has(name));
  if (has(...APP_TOOLS)) return 'This file is part of the app that people install';
  if (
    has(...BROWSER_TOOLS) &&
    (/^(?:src|app|client|web|frontend|components|pages|lib|utils|hooks|services)\//.test(below) ||
      !below.includes('/'))
  ) {
    const isServer = NODE_IMPORTS.test(text) && !worksInBrowser(text);
    if (!isServer) return 'This file is part of what the browser downloads';
  }
  if (worksInBrowser(text)) return 'This component works in the browser';
  const isPage =
    names.has('index.html') && !names.has('package.json') && !/\bprocess\.|\bmodule\.exports\b/.test(text);
  return (BROWSER_CALLS.test(text) || isPage) && !NODE_IMPORTS.test(text)
    ? 'This script works in the browser'
    : undefined;
}

/** What a component imports stands at its beginning. */
const worksInBrowser = (text: string) => CLIENT_HOOKS.test(text.slice(0, 20_000));

function startsWith(directive: string, text: string): boolean {
  return new RegExp(
    `^(?:#![^\\n]*\\n)?(?:\\s|//[^\\n]*\\n|/\\*(?:[^*]|\\*(?!/))*\\*/)*['"]${directive}['"]`,
  ).test(text.slice(0, 5000));
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
