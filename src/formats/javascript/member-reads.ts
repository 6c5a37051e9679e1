import type { SyntaxNode } from '@lezer/common';
import type { JavaScriptEnvironment, Wrapper } from './environment-facts.ts';
import { type Requirement, requirementOf } from './requirement.ts';
import { childOf, initializerOf, lookUp, type Placed, patternProperty, textOf } from './scopes.ts';
import { formOf, isWrite, NAME, SCREAMING, tokenOf } from './syntax.ts';
import type { Value } from './value-kinds.ts';
import { evaluate, keyOf, memberOf, spreadEnvironment } from './values.ts';

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
/** Objects that also hold other things: bindings of a worker, what a schema adds. */
const NOT_ENVIRONMENTS = new Set(['worker', 'schema', 'cloudflare:workers']);

/** `process.env.X`, in every form that comes down to it. */
export function readMember(
  site: Placed,
  text: string,
  found: JavaScriptEnvironment,
  wrappers: Wrapper[],
): void {
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
    const requirement = requirementOf(ofLookUp(site, text) ?? node, text);
    readKey(key, { from: node.from, to: node.to }, requirement, object.form, found, wrappers);
  }
}

/** `process.env[key] || fallback`, where the caller hands the fallback over: without one the whole is as good as the look-up. */
function ofLookUp({ node, scope }: Placed, text: string): SyntaxNode | undefined {
  const whole = node.parent;
  if (whole?.name !== 'BinaryExpression' || whole.firstChild?.from !== node.from) return undefined;
  const operator = whole.firstChild.nextSibling;
  const right = whole.lastChild;
  if (!operator || !/^(?:\|\||\?\?)$/.test(textOf(operator, text)) || right?.name !== 'VariableName')
    return undefined;
  const binding = lookUp(textOf(right, text), scope);
  if (binding?.kind !== 'parameter') return undefined;
  return binding.init && textOf(binding.init.node, text) !== 'undefined' ? undefined : whole;
}

function hasTextDefault(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.name !== 'BinaryExpression' || parent.firstChild?.from !== node.from) return false;
  const [, operator, right] = [parent.firstChild, parent.firstChild.nextSibling, parent.lastChild];
  if (!operator || !/^(?:\|\||\?\?)$/.test(textOf(operator, text))) return false;
  return right?.name === 'String' && right.to - right.from > 2;
}

/** A read by a computed name: known texts, a wrapper's parameter, or dynamic. */
export function readKey(
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

/** `const { X } = process.env`. */
export function readPattern(site: Placed, text: string, found: JavaScriptEnvironment): void {
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

/** `'X' in process.env`. */
export function readMembership({ node, scope }: Placed, text: string, found: JavaScriptEnvironment): void {
  if (!childOf(node, 'in')) return;
  const right = evaluate(node.lastChild, scope, text);
  const left = node.firstChild;
  if (right?.kind !== 'environment' || left?.name !== 'String') return;
  const place = { from: left.from + 1, to: left.to - 1 };
  found.reads.push({ name: text.slice(place.from, place.to), ...place, form: 'in', requirement: 'tested' });
}
