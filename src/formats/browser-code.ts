import { sideOfPath } from './env-side.ts';
import type { Package } from './javascript-package.ts';

/** Frameworks whose programs run on a server, beside or instead of Vite's own. */
export const SERVER_FRAMEWORKS = [
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

/** What to do with a key that a browser has. */
export const BROWSER_ADVICE =
  'Move the call that needs the key to a server function (an API route, an edge function), keep the key there, and let the app ask that function.';

/** Places that only a server has: `src/api/` of an app in the browser is none. */
const SERVER_PLACE =
  /^(?:api|functions|workers?|scripts?|bin|backend|lambda|edge-functions|prisma|drizzle|db|database|migrations|seeds?)\/|(?:^|\/)(?:server|backend|pages\/api|netlify\/functions|supabase\/functions|netlify\/edge-functions)\/|\.server\.[a-z]+$|(?:^|\/)server\.[cm]?[jt]s$|\+api\.[jt]sx?$/;
export const CONFIG_PLACE = /(?:^|\/)[\w.-]+\.config\.[cm]?[jt]s$/;
const BROWSER_CALLS =
  /\bdocument\.(?:getElementById|querySelector(?:All)?|createElement|addEventListener|body|cookie)\b|\bwindow\.(?:location|addEventListener|localStorage|onload)\b|\blocalStorage\.(?:get|set)Item\b/;
const NODE_IMPORTS =
  /\bfrom\s+['"](?:node:|fs|path|http|https|os|crypto|child_process|express|fastify|koa|puppeteer|playwright|jsdom|cheerio)|\brequire\(\s*['"]/;
const CLIENT_HOOKS =
  /import\s*(?:React\s*,\s*)?\{[^}]{0,300}\buse(?:State|Effect|Ref|Reducer|LayoutEffect|Context|Transition|Optimistic)\b[^}]{0,300}\}\s*from\s*['"](?:react|preact\/hooks)['"]|\bReact\.use(?:State|Effect|Ref|Reducer)\(/;

/** What the text of a file says of where it runs. Short words, so that they can be kept without the text. */
export type BrowserSign =
  | 'use client'
  | 'use server'
  | 'extension'
  | 'hooks'
  | 'page data'
  | 'browser calls'
  | 'node imports'
  | 'server words'
  /** Of one place: a setting that the framework copies into the bundle. */
  | 'handed on'
  /** Of one place: the part of an Astro page that runs on the server. */
  | 'front matter';

/** Files that a browser may get: code of JavaScript, components and pages. */
export function mayBeBrowserCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?)$/.test(path);
}

const SIGNS: readonly [sign: BrowserSign, test: (text: string) => boolean][] = [
  ['use client', (text) => startsWith('use client', text)],
  ['use server', (text) => startsWith('use server', text)],
  ['extension', (text) => /\bchrome\.|\bbrowser\.runtime\b/.test(text)],
  // What a component imports stands at its beginning.
  ['hooks', (text) => CLIENT_HOOKS.test(text.slice(0, 20_000))],
  ['page data', (text) => /\bget(?:ServerSide|Static)Props\b/.test(text)],
  ['browser calls', (text) => BROWSER_CALLS.test(text)],
  ['node imports', (text) => NODE_IMPORTS.test(text)],
  ['server words', (text) => /\bprocess\.|\bmodule\.exports\b/.test(text)],
];

/** The signs of a whole file; none for what no browser gets. */
export function signsOfFile(path: string, text: string): BrowserSign[] {
  if (!mayBeBrowserCode(path)) return [];
  return SIGNS.flatMap(([sign, test]) => (test(text) ? [sign] : []));
}

/** The signs of one place in it, by its offset in UTF-16 units. */
export function signsAt(path: string, text: string, offset: number): BrowserSign[] {
  if (CONFIG_PLACE.test(path)) return isHandedOn(text, offset) ? ['handed on'] : [];
  if (!path.endsWith('.astro')) return [];
  const front = /^\s*---\r?\n[\s\S]*?\r?\n---/.exec(text);
  return front && offset < front[0].length ? ['front matter'] : [];
}

/**
 * Where a file, or a place in it, reaches people's browsers or phones, as the beginning of a sentence for a person; undefined
 * when it stays on a server, and when in doubt. `signs`: of the file and of the place.
 */
export function placeInBrowser(
  path: string,
  signs: readonly BrowserSign[],
  own: Package,
): string | undefined {
  if (!mayBeBrowserCode(path)) return undefined;
  const below = own.folder === '' ? path : path.slice(own.folder.length + 1);
  const has = (...names: string[]) => names.some((name) => own.dependencies.has(name));
  const is = (sign: BrowserSign) => signs.includes(sign);
  if (/\.html?$/.test(path)) return 'This page is sent to every visitor';
  if (/(?:^|\/)(?:public|static|www|wwwroot)\/.*\.[cm]?[jt]sx?$/.test(below) && !SERVER_PLACE.test(below)) {
    return 'Files of this folder are sent to the browser as they are';
  }
  if (has(...EXTENSION_TOOLS) || (own.names.has('manifest.json') && is('extension'))) {
    return 'This is part of a browser extension';
  }
  if (is('use client') || /\.client\.[a-z]+$/.test(path)) return DOWNLOADED;
  if (is('use server') || /\.server\.[a-z]+$/.test(path)) return undefined;
  if (path.endsWith('.astro'))
    return is('front matter') ? undefined : 'This part of the page is sent to the browser';
  if (/\.(?:vue|svelte)$/.test(path)) return 'A component is sent to the browser';
  if (CONFIG_PLACE.test(below)) {
    return is('handed on') ? 'The framework copies this setting into what the browser downloads' : undefined;
  }
  if (SERVER_PLACE.test(below) || sideOfPath(below) === 'test') return undefined;
  return has(...SERVER_FRAMEWORKS) ? inFramework(below, is, has) : inPlainApp(below, is, has, own);
}

const DOWNLOADED = 'This file is part of what the browser downloads';

/** `env:` of next.config, `define:` of vite.config, `runtimeConfig.public` of nuxt.config: the value is put into the bundle. */
function isHandedOn(text: string, offset: number): boolean {
  let depth = 0;
  for (let at = offset - 1; at >= Math.max(0, offset - 20_000); at--) {
    if (text[at] === '}') depth++;
    else if (text[at] === '{' && depth-- === 0) {
      depth = 0;
      const name = /([\w$]+)['"]?\s*:\s*$/.exec(text.slice(Math.max(0, at - 80), at))?.[1] ?? '';
      if (/^(?:env|define|public|publicRuntimeConfig|appConfig)$/.test(name)) return true;
    }
  }
  return false;
}

function inFramework(
  below: string,
  is: (sign: BrowserSign) => boolean,
  has: (...names: string[]) => boolean,
): string | undefined {
  if (is('hooks')) return 'This component works in the browser';
  if (has('next')) {
    const isPage = /^(?:src\/)?pages\/(?!api\/|_document\.)/.test(below);
    if (isPage && !is('page data')) return 'This page is part of what the browser downloads';
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

function inPlainApp(
  below: string,
  is: (sign: BrowserSign) => boolean,
  has: (...names: string[]) => boolean,
  { names }: Package,
): string | undefined {
  if (has(...APP_TOOLS)) return 'This file is part of the app that people install';
  if (
    has(...BROWSER_TOOLS) &&
    (/^(?:src|app|client|web|frontend|components|pages|lib|utils|hooks|services)\//.test(below) ||
      !below.includes('/'))
  ) {
    const isServer = is('node imports') && !is('hooks');
    if (!isServer) return DOWNLOADED;
  }
  if (is('hooks')) return 'This component works in the browser';
  const isPage = names.has('index.html') && !names.has('package.json') && !is('server words');
  return (is('browser calls') || isPage) && !is('node imports')
    ? 'This script works in the browser'
    : undefined;
}

function startsWith(directive: string, text: string): boolean {
  return new RegExp(
    `^(?:#![^\\n]*\\n)?(?:\\s|//[^\\n]*\\n|/\\*(?:[^*]|\\*(?!/))*\\*/)*['"]${directive}['"]`,
  ).test(text.slice(0, 5000));
}
