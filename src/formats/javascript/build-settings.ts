import type { SyntaxNode } from '@lezer/common';
import type { JavaScriptEnvironment } from './environment-facts.ts';
import { readsOfNuxt } from './frameworks.ts';
import { type Placed, textOf } from './scopes.ts';
import { argumentsOf, SCREAMING } from './syntax.ts';
import { nameOfKey } from './value-kinds.ts';
import { evaluate, spreadEnvironment } from './values.ts';

/** `environment: { X: … }` of infrastructure written as code, `env: { X: … }` of a child process or of pm2. */
const ENVIRONMENT_KEY =
  /^(?:env(?:_\w+)?|environment(?:Variables|Secrets)?|envVars|variables|secrets|buildEnvironment)$/;

/** `window.ENV = process.env`. */
export function readAssignment({ node, scope }: Placed, text: string, found: JavaScriptEnvironment): void {
  const target = node.firstChild ? textOf(node.firstChild, text) : '';
  const value = node.getChild('Equals')?.nextSibling;
  if (
    !/^(?:window|globalThis|self)\.\w+$/.test(target) ||
    evaluate(value, scope, text)?.kind !== 'environment'
  )
    return;
  if (textOf(value as SyntaxNode, text).includes('import.meta')) return;
  found.exposed.push({ kind: 'whole', from: node.from, to: node.to });
}

/** Names that a configuration or a child process is given, and what a build puts into the pages. */
export function readProperty(
  { node, scope }: Placed,
  path: string,
  text: string,
  found: JavaScriptEnvironment,
): void {
  const key = node.name === 'Property' ? node.firstChild : node.getChild('PropertyDefinition');
  const name = key ? nameOfKey(key, text) : undefined;
  if (!key || name === undefined) return;
  readExposure(name, { node, scope }, path, text, found);
  if (name === 'runtimeConfig' && text.includes('defineNuxtConfig'))
    found.reads.push(...readsOfNuxt(node, text));
  else if (name === 'runtimeConfig' && text.includes('defineNitroConfig'))
    found.reads.push(...readsOfNuxt(node, text, 'NITRO'));
  // Vite's `define: { 'process.env.X': … }` and webpack's DefinePlugin put the value into the code.
  const defined = /^(?:process|import\.meta)\.env\.(\w+)$/.exec(name)?.[1];
  if (defined) found.writes.push({ name: defined, from: key.to - 1 - defined.length, to: key.to - 1 });
  const isBuild = /(?:^|\/)(?:next|nuxt)\.config\.\w+$/.test(path);
  if (!(name === 'env' && isBuild) && !ENVIRONMENT_KEY.test(name)) return;
  for (const entry of node.getChild('ObjectExpression')?.getChildren('Property') ?? []) {
    const inner = entry.firstChild;
    const variable = inner ? nameOfKey(inner, text) : undefined;
    if (!inner || variable === undefined || (!isBuild && !SCREAMING.test(variable))) continue;
    const handedOn = new RegExp(`\\benv(?:\\.|\\[['"])${variable}\\b`).test(textOf(entry, text));
    if (!handedOn) found.writes.push({ name: variable, from: inner.from, to: inner.to });
  }
}

function readExposure(
  name: string,
  { node, scope }: Placed,
  path: string,
  text: string,
  found: JavaScriptEnvironment,
): void {
  const value = node.lastChild;
  if (!value) return;
  const place = { from: node.from, to: node.to };
  if (name === 'envPrefix' && value.name === 'String' && value.to - value.from === 2)
    found.exposed.push({ kind: 'prefix', ...place });
  if (!/(?:^|\/)(?:next|nuxt|vite|webpack[\w.-]*|rollup|esbuild)(?:\.config)?\.\w+$/.test(path)) return;
  const given = evaluate(stringified(value, text) ?? value, scope, text);
  const isWhole = given?.kind === 'environment' && given.form === 'process.env';
  const spread = spreadEnvironment(given, '', text);
  const isNextEnvironment = name === 'env' && /(?:^|\/)next\.config/.test(path);
  if (name === 'process.env' || isNextEnvironment) {
    if (isWhole || spread?.kind === 'environment') found.exposed.push({ kind: 'whole', ...place });
  }
}

/** The argument of `JSON.stringify(…)`. */
function stringified(node: SyntaxNode, text: string): SyntaxNode | undefined {
  if (
    node.name !== 'CallExpression' ||
    !node.firstChild ||
    textOf(node.firstChild, text) !== 'JSON.stringify'
  )
    return undefined;
  return argumentsOf(node)[0];
}
