import type { SyntaxNode } from '@lezer/common';
import { exportsOf } from './exports.ts';
import { readsOfCall, readsOfImport, readsOfNuxt } from './frameworks.ts';
import { type Requirement, requirementOf } from './requirement.ts';
import { isHandedToSchema, schemaKeysOf } from './schemas.ts';
import { initializerOf, type Placed, patternProperty, scopesOf, textOf } from './scopes.ts';
import { type JavaScriptSource, parseJavaScript } from './source.ts';
import { evaluate, keyOf, memberOf, nameOfKey, spreadEnvironment, type Value } from './values.ts';

export interface JavaScriptRead {
  name: string;
  /** Offsets of the name itself. */
  from: number;
  to: number;
  /** How it is read: `process.env.X`, `destructured`, `Deno.env.get`, … */
  form: string;
  requirement: Requirement;
  /** A text that is no empty one stands in for it: `process.env.X || 'text'`. */
  hasTextDefault?: boolean;
}

/** A read whose name is known only in part; `prefix` and `suffix` may be empty. */
export interface DynamicRead {
  prefix: string;
  suffix: string;
  from: number;
  to: number;
}

/** `import { env } from './env'; env.X` or `requireEnv('X')`: whether it is a read is told by that other file. */
export interface ImportedUse extends JavaScriptRead {
  source: string;
  imported: string;
  /** Position of the name among the arguments; -1 for a member. */
  argument: number;
}

export type EnvironmentExport =
  | { name: string; kind: 'environment'; isChecked: boolean }
  | { name: string; kind: 'wrapper'; argument: number; requirement: Requirement }
  | { name: string; kind: 'again'; source: string; imported: string };

export interface JavaScriptEnvironment {
  reads: JavaScriptRead[];
  writes: { name: string; from: number; to: number }[];
  dynamic: DynamicRead[];
  uses: ImportedUse[];
  exports: EnvironmentExport[];
  /** Everything is put into the pages: `define: { 'process.env': process.env }`, `envPrefix: ''`. */
  exposed: { kind: 'whole' | 'prefix'; from: number; to: number }[];
}

const DIRECT =
  /\b(?:process|meta|Deno|Bun)\??\.env\b|ProcessEnv|\bloadEnv\b|\$env\/|astro:env|cloudflare:workers|runtimeConfig|\b(?:env\w*|environment\w*|variables|secrets)\s*[:=]\s*\{\s*(?:\.\.\.[^,\n]*,\s*)?['"]?[A-Z][A-Z0-9]*_[A-Z0-9_]+|\benv\b[^;\n]{0,80}=\s*(?:globalThis\.)?process\b|['"](?:node:)?process['"]|\b(?:createEnv|cleanEnv)\b|\bc(?:tx|ontext)?\.env\b|:\s*(?:Cloudflare)?(?:Env|Bindings)\b/;
/** A name handed to another function: `requireEnv('NAME')`. */
const CALLED =
  /\b\w*(?:[eE]nv|[cC]onfig|[sS]ecret|[sS]etting|[vV]ar)\w*(?:\.\w+)?(?:<[^<>()\n]*>)?\(\s*['"`][A-Z][A-Z0-9]*_[A-Z0-9_]+['"`]/;
const PASSED_ON = /\bexport\s*(?:\*|\{[^}]*\})\s*from\b[^\n]*\b(?:env|config)/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SCREAMING = /^[A-Z][A-Z0-9_]*$/;
const NOT_NAMES = new Set([
  'hasOwnProperty',
  'toString',
  'valueOf',
  'constructor',
  'get',
  'has',
  'toObject',
  'set',
]);
/** `environment: { X: … }` of infrastructure written as code, `env: { X: … }` of a child process or of pm2. */
const ENVIRONMENT_KEY =
  /^(?:env(?:_\w+)?|environment(?:Variables|Secrets)?|envVars|variables|secrets|buildEnvironment)$/;
/** Objects that also hold other things: bindings of a worker, what a schema adds. */
const NOT_ENVIRONMENTS = new Set(['worker', 'schema', 'cloudflare:workers']);
const ASKS = new Set(['get', 'has', 'delete']);

/** Says by the raw text whether walking the file can bring anything: 97 files in 100 can be skipped. */
export function mayReadEnvironment(text: string): boolean {
  return DIRECT.test(text) || CALLED.test(text) || PASSED_ON.test(text);
}

/** Every read, write and use of the environment in a file. Never throws on broken code. */
export function readEnvironment(path: string, text: string): JavaScriptEnvironment {
  const source = parseJavaScript(path, text);
  const program = scopesOf(source.text, source.tree);
  const found: JavaScriptEnvironment = {
    reads: [],
    writes: [],
    dynamic: [],
    uses: [],
    exports: [],
    exposed: [],
  };
  const wrappers: Wrapper[] = [];
  for (const site of program.sites) {
    if (site.node.name === 'MemberExpression') readMember(site, source.text, found, wrappers);
    else if (site.node.name === 'ObjectPattern') readPattern(site, source.text, found);
    else if (site.node.name === 'BinaryExpression') readMembership(site, source.text, found);
    else if (site.node.name === 'ImportDeclaration')
      found.reads.push(...readsOfImport(site.node, source.text));
    else if (site.node.name === 'AssignmentExpression') readAssignment(site, source.text, found);
    else if (site.node.name === 'Property' || site.node.name === 'PropertyDeclaration')
      readProperty(site, path, source.text, found);
    else if (site.node.name === 'CallExpression') readCall(site, source.text, found, wrappers);
  }
  for (const site of program.sites) {
    if (site.node.name === 'CallExpression') readWrapped(site, source.text, found, wrappers);
  }
  readSchemas(program.sites, source.text, found);
  found.exports = exportsOf(program, source.text, wrappers);
  readMarkup(source, found);
  found.reads.sort((a, b) => a.from - b.from);
  return found;
}

/** A function whose parameter is looked up in the environment. */
export interface Wrapper {
  fn: Placed;
  argument: number;
  requirement: Requirement;
}

function readMember(site: Placed, text: string, found: JavaScriptEnvironment, wrappers: Wrapper[]): void {
  const { node, scope } = site;
  const holder = evaluate(node.firstChild, scope, text);
  if (holder?.kind !== 'environment' && holder?.kind !== 'import' && holder?.kind !== 'object') return;
  const key = keyOf(node, scope, text);
  const object =
    holder.kind === 'object' && key?.kind === 'text' ? spreadEnvironment(holder, key.prefix, text) : holder;
  if (object?.kind !== 'environment' && object?.kind !== 'import') return;
  const token = tokenOf(node);
  if (object.kind === 'import') {
    if (key?.kind === 'text' && key.exact && SCREAMING.test(key.prefix) && token && !isWrite(node, text)) {
      const read = { name: key.prefix, ...token, form: 'imported', requirement: requirementOf(node, text) };
      found.uses.push({ ...read, source: object.source, imported: object.name, argument: -1 });
    }
    return;
  }
  if (key?.kind === 'text' && key.exact) {
    if (!NAME.test(key.prefix) || NOT_NAMES.has(key.prefix) || !token) return;
    if (NOT_ENVIRONMENTS.has(object.form) && !SCREAMING.test(key.prefix)) return;
    if (isWrite(node, text)) found.writes.push({ name: key.prefix, ...token });
    else
      found.reads.push({
        name: key.prefix,
        ...token,
        form: formOf(object.form, node),
        requirement: object.form === 'schema' ? 'optional' : requirementOf(node, text),
        ...(hasTextDefault(node, text) && { hasTextDefault: true }),
      });
  } else {
    readKey(key, { from: node.from, to: node.to }, requirementOf(node, text), object.form, found, wrappers);
  }
}

function hasTextDefault(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.name !== 'BinaryExpression' || parent.firstChild?.from !== node.from) return false;
  const [, operator, right] = [parent.firstChild, parent.firstChild.nextSibling, parent.lastChild];
  if (!operator || !/^(?:\|\||\?\?)$/.test(textOf(operator, text))) return false;
  return right?.name === 'String' && right.to - right.from > 2;
}

/** A read by a computed name: known texts, a wrapper's parameter, or dynamic. */
function readKey(
  key: Value | undefined,
  place: { from: number; to: number },
  requirement: Requirement,
  form: string,
  found: JavaScriptEnvironment,
  wrappers: Wrapper[],
): void {
  if (key?.kind === 'texts') {
    for (const name of key.texts) found.reads.push({ name, ...place, form: `${form}[…]`, requirement });
  } else if (key?.kind === 'parameter') {
    wrappers.push({ fn: key.fn, argument: key.index, requirement });
  } else {
    const text = key?.kind === 'text' ? key : undefined;
    found.dynamic.push({ prefix: text?.prefix ?? '', suffix: text?.suffix ?? '', ...place });
  }
}

function readPattern(site: Placed, text: string, found: JavaScriptEnvironment): void {
  const init = initializerOf(site.node);
  if (!init) return;
  const value = evaluate(init, site.scope, text);
  if (value) readPatternOf(site.node, value, text, found);
}

function readPatternOf(pattern: SyntaxNode, value: Value, text: string, found: JavaScriptEnvironment): void {
  for (const property of pattern.getChildren('PatternProperty')) {
    const part = patternProperty(property, text);
    if (part.isRest || part.key === undefined || !part.keyNode) continue;
    if (part.target?.name === 'ObjectPattern') {
      const inner = memberOf(value, part.key, text);
      if (inner) readPatternOf(part.target, inner, text, found);
      continue;
    }
    const quoted = part.keyNode.name === 'String' ? 1 : 0;
    const place = { from: part.keyNode.from + quoted, to: part.keyNode.to - quoted };
    const isChecked = value.kind === 'environment' && value.form === 'schema';
    const requirement: Requirement = part.hasDefault || isChecked ? 'optional' : 'required';
    if (value.kind === 'environment' && NAME.test(part.key)) {
      const isText =
        part.hasDefault &&
        property.lastChild?.name === 'String' &&
        property.lastChild.to - property.lastChild.from > 2;
      found.reads.push({
        name: part.key,
        ...place,
        form: 'destructured',
        requirement,
        ...(isText && { hasTextDefault: true }),
      });
    } else if (value.kind === 'import' && SCREAMING.test(part.key)) {
      const read = { name: part.key, ...place, form: 'imported', requirement };
      found.uses.push({ ...read, source: value.source, imported: value.name, argument: -1 });
    }
  }
}

/** `window.ENV = process.env`. */
function readAssignment({ node, scope }: Placed, text: string, found: JavaScriptEnvironment): void {
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

function readProperty(
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

/** Schema keys are reads; what only hands the environment to a schema leaves the judgement to it. */
function readSchemas(sites: readonly Placed[], text: string, found: JavaScriptEnvironment): void {
  const keys = sites.flatMap(({ node, scope }) =>
    node.name === 'CallExpression' ? (schemaKeysOf(node, scope, text) ?? []) : [],
  );
  if (keys.length === 0) return;
  const unique = new Map(keys.map((key) => [key.from, key]));
  const names = new Set(keys.map((key) => key.name));
  const plumbing = new Set<number>();
  for (const { node } of sites) {
    if (node.name === 'MemberExpression' && isHandedToSchema(node, text)) plumbing.add(node.to);
  }
  for (const read of found.reads) {
    if (names.has(read.name) && (plumbing.has(read.to) || plumbing.has(read.to + 2)))
      read.requirement = 'optional';
  }
  for (const key of unique.values()) found.reads.push({ ...key, form: 'schema' });
}

/** `'X' in process.env`. */
function readMembership({ node, scope }: Placed, text: string, found: JavaScriptEnvironment): void {
  if (!node.getChild('in')) return;
  const right = evaluate(node.lastChild, scope, text);
  const left = node.firstChild;
  if (right?.kind !== 'environment' || left?.name !== 'String') return;
  const place = { from: left.from + 1, to: left.to - 1 };
  found.reads.push({ name: text.slice(place.from, place.to), ...place, form: 'in', requirement: 'tested' });
}

function readCall(
  { node, scope }: Placed,
  text: string,
  found: JavaScriptEnvironment,
  wrappers: Wrapper[],
): void {
  const callee = node.firstChild;
  const first = argumentsOf(node)[0];
  if (!callee || !first) return;
  found.reads.push(...readsOfCall({ node, scope }, text));
  if (callee.name === 'MemberExpression' && callee.lastChild) {
    const method = textOf(callee.lastChild, text);
    const object =
      ASKS.has(method) || method === 'set' ? evaluate(callee.firstChild, scope, text) : undefined;
    if (object?.kind === 'denoEnvironment') {
      const key = evaluate(first, scope, text);
      const place = innerOf(first);
      if (key?.kind === 'text' && key.exact) {
        if (method === 'get' || method === 'has') {
          const requirement = method === 'has' ? 'tested' : requirementOf(node, text);
          found.reads.push({ name: key.prefix, ...place, form: `Deno.env.${method}`, requirement });
        } else found.writes.push({ name: key.prefix, ...place });
      } else if (method === 'get')
        readKey(key, place, requirementOf(node, text), 'Deno.env.get', found, wrappers);
      return;
    }
  }
  if (textOf(callee, text) === 'Object.assign' && evaluate(first, scope, text)?.kind === 'environment') {
    for (const property of argumentsOf(node)[1]?.getChildren('Property') ?? []) {
      const name = property.getChild('PropertyDefinition');
      if (name) found.writes.push({ name: textOf(name, text), from: name.from, to: name.to });
    }
  }
}

/** `requireEnv('X')`, where `requireEnv` looks its parameter up in the environment, here or in another file. */
function readWrapped(
  { node, scope }: Placed,
  text: string,
  found: JavaScriptEnvironment,
  wrappers: Wrapper[],
): void {
  const callee = evaluate(node.firstChild, scope, text);
  if (callee?.kind === 'function') {
    for (const wrapper of wrappers) {
      if (wrapper.fn.node.from !== callee.fn.node.from) continue;
      const given = argumentsOf(node)[wrapper.argument];
      const key = evaluate(given, scope, text);
      if (!given || key?.kind !== 'text' || !key.exact || !NAME.test(key.prefix)) continue;
      const requirement = argumentsOf(node)[wrapper.argument + 1]
        ? 'optional'
        : leastOf(wrapper.requirement, requirementOf(node, text));
      found.reads.push({ name: key.prefix, ...innerOf(given), form: 'wrapper', requirement });
    }
  } else if (callee?.kind === 'import') {
    const given = argumentsOf(node);
    for (const [argument, value] of given.slice(0, 3).entries()) {
      if (value.name !== 'String') continue;
      const name = textOf(value, text).slice(1, -1);
      if (!SCREAMING.test(name)) continue;
      const requirement = given[argument + 1] ? 'optional' : requirementOf(node, text);
      const read = { name, ...innerOf(value), form: 'wrapper', requirement };
      found.uses.push({ ...read, source: callee.source, imported: callee.name, argument });
    }
  }
}

const leastOf = (a: Requirement, b: Requirement): Requirement => (a === 'required' ? b : a);

/** Reads in a component's template, which is no plain JavaScript: a plain search is exact enough there. */
function readMarkup(source: JavaScriptSource, found: JavaScriptEnvironment): void {
  for (const match of source.markup?.matchAll(
    /\b(import\.meta\.env|process\.env)\.([A-Za-z_][A-Za-z0-9_]*)/g,
  ) ?? []) {
    const name = match[2] as string;
    const to = match.index + match[0].length;
    found.reads.push({ name, from: to - name.length, to, form: `${match[1]}.X`, requirement: 'optional' });
  }
}

export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = call.getChild('ArgList')?.firstChild?.nextSibling; child; child = child.nextSibling) {
    if (
      child.name !== ',' &&
      child.name !== ')' &&
      child.name !== 'LineComment' &&
      child.name !== 'BlockComment'
    ) {
      list.push(child);
    }
  }
  return list;
}

const innerOf = (node: SyntaxNode): { from: number; to: number } =>
  node.name === 'String' || node.name === 'TemplateString'
    ? { from: node.from + 1, to: node.to - 1 }
    : { from: node.from, to: node.to };

/** Offsets of the name in `object.name` or `object['name']`. */
function tokenOf(member: SyntaxNode): { from: number; to: number } | undefined {
  const last = member.lastChild;
  if (last?.name === 'PropertyName') return { from: last.from, to: last.to };
  const inner = last?.name === ']' ? last.prevSibling : last;
  return inner ? innerOf(inner) : undefined;
}

function formOf(form: string, member: SyntaxNode): string {
  return member.lastChild?.name === 'PropertyName' ? `${form}.X` : `${form}['X']`;
}

function isWrite(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.name === 'UnaryExpression' && parent.firstChild)
    return textOf(parent.firstChild, text) === 'delete';
  if (parent?.name !== 'AssignmentExpression' || parent.firstChild?.from !== node.from) return false;
  return parent.firstChild.to === node.to && parent.getChild('Equals') !== null;
}
