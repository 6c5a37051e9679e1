import type { SyntaxNode } from '@lezer/common';
import type { JavaScriptEnvironment, Wrapper } from './environment-facts.ts';
import { readsOfCall } from './frameworks.ts';
import { readKey } from './member-reads.ts';
import { type Requirement, requirementOf } from './requirement.ts';
import { type Placed, textOf } from './scopes.ts';
import { argumentsOf, innerOf, NAME, SCREAMING } from './syntax.ts';
import { evaluate } from './values.ts';

const ASKS = new Set(['get', 'has', 'delete']);

/** `Deno.env.get('X')`, `Object.assign(process.env, …)`, and functions of libraries. */
export function readCall(
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
export function readWrapped(
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
      const requirement = isDefault(argumentsOf(node)[wrapper.argument + 1], text)
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
      const requirement = isDefault(given[argument + 1], text) ? 'optional' : requirementOf(node, text);
      const read = { name, ...innerOf(value), form: 'wrapper', requirement };
      found.uses.push({ ...read, source: callee.source, imported: callee.name, argument });
    }
  }
}

/** What stands after the name is a default, or options; those say themselves whether there is one. */
function isDefault(argument: SyntaxNode | undefined, text: string): boolean {
  if (argument?.name !== 'ObjectExpression') return argument !== undefined;
  return LENIENT.test(textOf(argument, text).slice(0, 400));
}

const LENIENT =
  /\b(?:default\w*|fallback\w*)\b|\boptional\s*:\s*true\b|\b\w*[rR]equired?\s*:\s*false\b|\b(?:throw\w*|strict)\s*:\s*false\b|\.\.\./;

const leastOf = (a: Requirement, b: Requirement): Requirement => (a === 'required' ? b : a);
