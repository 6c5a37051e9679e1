import { readAssignment, readProperty } from './build-settings.ts';
import { readCall, readWrapped } from './call-reads.ts';
import type { JavaScriptEnvironment, Wrapper } from './environment-facts.ts';
import { exportsOf } from './exports.ts';
import { readsOfImport } from './frameworks.ts';
import { readMember, readMembership, readPattern } from './member-reads.ts';
import { isHandedToSchema, schemaKeysOf } from './schemas.ts';
import { type Placed, type Scope, scopesOf } from './scopes.ts';
import { type JavaScriptSource, parseJavaScript } from './source.ts';
import { SCREAMING } from './syntax.ts';
import { valueOfName } from './values.ts';

/** Every read, write and use of the environment in a file. Never throws on broken code. */
export function readEnvironment(path: string, text: string): JavaScriptEnvironment {
  try {
    return walk(path, text);
  } catch (error) {
    // A file of nothing but nesting can exhaust the parser's stack; it has nothing to tell.
    if (error instanceof RangeError)
      return { reads: [], writes: [], dynamic: [], uses: [], exports: [], exposed: [] };
    throw error;
  }
}

function walk(path: string, text: string): JavaScriptEnvironment {
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
  readMarkup(source, program.root, found);
  found.reads.sort((a, b) => a.from - b.from);
  return found;
}

/** Schema keys are reads; what only hands the environment to a schema leaves the judgement to it. */
function readSchemas(sites: readonly Placed[], text: string, found: JavaScriptEnvironment): void {
  const keys = sites.flatMap(({ node, scope }) =>
    node.name === 'CallExpression' ? (schemaKeysOf(node, scope, text) ?? []) : [],
  );
  if (keys.length === 0) {
    readLenientRules(text, found);
    return;
  }
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

/** A schema that is handed to a function before it meets the environment: what it calls optional may be missing. */
function readLenientRules(text: string, found: JavaScriptEnvironment): void {
  if (!/\b(?:z|v|yup|[jJ]oi)\.object\(/.test(text)) return;
  for (const read of found.reads) {
    const rule = new RegExp(
      `\\b${read.name}\\s*:\\s*(?:z|v|yup|[jJ]oi)\\.(?:optional\\(|[^,\\n]{0,200}\\.(?:optional|nullish|default)\\()`,
    );
    if (read.requirement === 'required' && /^\w+$/.test(read.name) && rule.test(text))
      read.requirement = 'optional';
  }
}

/** Reads in a component's template, which is no plain JavaScript: a plain search is exact enough there. */
function readMarkup({ markup, text }: JavaScriptSource, root: Scope, found: JavaScriptEnvironment): void {
  for (const match of markup?.matchAll(/(?<![\w.$])(import\.meta\.env|process\.env|\w+)\.([A-Za-z_]\w*)/g) ??
    []) {
    const [whole, object = '', name = ''] = match;
    const to = match.index + whole.length;
    const place = { name, from: to - name.length, to, requirement: 'optional' as const };
    if (object.includes('.')) found.reads.push({ ...place, form: `${object}.X` });
    else if (SCREAMING.test(name) && root.bindings.has(object)) {
      const value = valueOfName(object, root, text);
      if (value?.kind === 'environment') found.reads.push({ ...place, form: `${value.form}.X` });
      else if (value?.kind === 'import')
        found.uses.push({
          ...place,
          form: 'imported',
          source: value.source,
          imported: value.name,
          argument: -1,
        });
    }
  }
}
