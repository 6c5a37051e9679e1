import type { SyntaxNode } from '@lezer/common';
import type { Requirement } from './requirement.ts';
import { childrenOf, lookUp, type Placed, type Scope, textOf } from './scopes.ts';
import { argumentListOf } from './syntax.ts';
import { nameOfKey, SCHEMA_CREATOR } from './value-kinds.ts';
import { evaluate } from './values.ts';

/** A key of a schema that the environment is checked against at start. */
export interface SchemaKey {
  name: string;
  from: number;
  to: number;
  requirement: Requirement;
}

const PARSERS = new Set([
  'parse',
  'safeParse',
  'parseAsync',
  'safeParseAsync',
  'validate',
  'validateSync',
  'assert',
  'cast',
  'create',
]);

const SECTIONS = new Set(['server', 'client', 'shared']);
/** `optional()`, `default(…)` and their sisters in zod, envalid, valibot, yup, joi. */
const LENIENT =
  /\.\s*(?:optional|nullish|default|catch|prefault|notRequired|allow)\s*\(|\b(?:optional|nullish|withDefault|fallback)\s*\(|\b(?:default|devDefault|testDefault)\s*:|\.orUndefined\(/;

/** Keys in the object literals of a schema call; undefined when `call` checks no environment. */
export function schemaKeysOf(call: SyntaxNode, scope: Scope, text: string): SchemaKey[] | undefined {
  const callee = call.firstChild;
  if (!callee) return undefined;
  const args = argumentsIn(call);
  const name = textOf(callee, text);
  if (name.length < 80 && SCHEMA_CREATOR.test(name)) return ofCreator(args, scope, text);
  if (name === 'convict') return args[0] && ofConvict(args[0], text);
  if (name === 'ConfigModule.forRoot') return ofNestModule(args[0], scope, text);
  if (callee.name === 'VariableName') return ofPlainCall(callee, args, scope, text);
  if (callee.name === 'MemberExpression' && callee.lastChild && PARSERS.has(textOf(callee.lastChild, text))) {
    const [first, second] = args;
    if (isEnvironment(first, scope, text))
      return callee.firstChild ? keysIn(callee.firstChild, scope, text) : undefined;
    // valibot: v.parse(schema, process.env)
    if (first && isEnvironment(second, scope, text)) return keysIn(first, scope, text);
    if (first?.name === 'ObjectExpression' && mentionsEnvironment(first, text) && callee.firstChild) {
      return keysIn(callee.firstChild, scope, text);
    }
  }
  return undefined;
}

/** superstruct's `assert(process.env, Schema)`; arktype's `Schema(process.env)`. */
function ofPlainCall(
  callee: SyntaxNode,
  [first, second]: SyntaxNode[],
  scope: Scope,
  text: string,
): SchemaKey[] | undefined {
  if (!isEnvironment(first, scope, text)) return undefined;
  const name = textOf(callee, text);
  if (/^(?:assert|create|is|mask|validate)$/.test(name)) return second && keysIn(second, scope, text);
  const binding = lookUp(name, scope);
  const made = binding?.kind === 'value' ? binding.init.node : undefined;
  const isType =
    made?.name === 'CallExpression' && made.firstChild && textOf(made.firstChild, text) === 'type';
  return isType && binding?.kind === 'value' ? keysIn(made, binding.init.scope, text) : undefined;
}

/** `{ port: { default: 1, env: 'PORT' } }`, at any depth. */
function ofConvict(node: SyntaxNode, text: string, depth = 0): SchemaKey[] {
  if (depth > 8 || node.name !== 'ObjectExpression') return [];
  return node.getChildren('Property').flatMap((property): SchemaKey[] => {
    const value = property.lastChild;
    if (!value) return [];
    if (keyOfProperty(property, text) !== 'env' || value.name !== 'String')
      return ofConvict(value, text, depth + 1);
    const place = { from: value.from + 1, to: value.to - 1 };
    return [{ name: text.slice(place.from, place.to), ...place, requirement: 'optional' }];
  });
}

/** Nest: `ConfigModule.forRoot({ validationSchema: Joi.object({ … }) })`. */
function ofNestModule(options: SyntaxNode | undefined, scope: Scope, text: string): SchemaKey[] | undefined {
  const schema = options
    ?.getChildren('Property')
    .find((property) => keyOfProperty(property, text) === 'validationSchema')?.lastChild;
  return schema ? keysIn(schema, scope, text) : undefined;
}

/** t3-env has sections, envalid takes the specification second, envsafe first. */
function ofCreator(args: SyntaxNode[], scope: Scope, text: string): SchemaKey[] | undefined {
  const options = args.find((arg) => arg.name === 'ObjectExpression') ?? args.at(-1);
  const object = options && objectOf(options, scope, text);
  if (!object) return undefined;
  const sections = object.node
    .getChildren('Property')
    .filter((property) => SECTIONS.has(keyOfProperty(property, text) ?? ''));
  if (sections.length > 0) {
    return sections.flatMap((property) => {
      const value = property.lastChild;
      return value ? (keysIn(value, object.scope, text) ?? []) : [];
    });
  }
  return keysOfObject(object, text);
}

/** The keys of a schema expression: `z.object({…})`, its chain, a variable, `a.merge(b)`, `a.extend({…})`. */
function keysIn(node: SyntaxNode, scope: Scope, text: string, depth = 0): SchemaKey[] | undefined {
  if (depth > 8) return undefined;
  const next = (inner: SyntaxNode | null | undefined, where = scope) =>
    inner ? keysIn(inner, where, text, depth + 1) : undefined;
  switch (node.name) {
    case 'ObjectExpression':
      return keysOfObject({ node, scope }, text);
    case 'ParenthesizedExpression':
      return next(node.firstChild?.nextSibling);
    case 'BinaryExpression':
      return next(node.firstChild);
    case 'VariableName': {
      const binding = lookUp(textOf(node, text), scope);
      return binding?.kind === 'value' ? next(binding.init.node, binding.init.scope) : undefined;
    }
    case 'CallExpression': {
      const callee = node.firstChild;
      const args = argumentsIn(node);
      const own = args.flatMap((arg) => (isSchemaPart(arg) ? (next(arg) ?? []) : []));
      const base = callee?.name === 'MemberExpression' ? next(callee.firstChild) : undefined;
      if (base && /\.partial$/.test(callee ? textOf(callee, text) : '')) {
        return base.map((key) => ({ ...key, requirement: 'optional' as const }));
      }
      return base || own.length > 0 ? [...(base ?? []), ...own] : undefined;
    }
    default:
      return undefined;
  }
}

const isSchemaPart = (node: SyntaxNode): boolean =>
  node.name === 'ObjectExpression' || node.name === 'VariableName' || node.name === 'CallExpression';

function keysOfObject({ node, scope }: Placed, text: string): SchemaKey[] {
  return node.getChildren('Property').flatMap((property): SchemaKey[] => {
    const key = property.firstChild;
    const name = key ? nameOfKey(key, text) : undefined;
    if (!key || name === undefined || !/^[A-Z][A-Z0-9_]*\??$/.test(name)) return [];
    const quoted = key.name === 'String' ? 1 : 0;
    const rule = ruleText(property, scope, text);
    // Joi and yup ask only for what is called required.
    const isLoose = /^\s*(?:Joi|joi|yup|Yup)\b/.test(rule) && !/\.\s*(?:required|defined)\s*\(/.test(rule);
    const isOptional = name.endsWith('?') || isLoose || LENIENT.test(rule);
    const plain = name.replace('?', '');
    return [
      {
        name: plain,
        from: key.from + quoted,
        to: key.from + quoted + plain.length,
        requirement: isOptional ? 'optional' : 'required',
      },
    ];
  });
}

/** The rule's text with that of the variables in it; an imported rule is taken for lenient, as it cannot be seen. */
function ruleText(property: SyntaxNode, scope: Scope, text: string): string {
  const value = property.lastChild;
  if (!value) return '';
  const head = value.name === 'VariableName' ? value : rootOf(value);
  const binding = head?.name === 'VariableName' ? lookUp(textOf(head, text), scope) : undefined;
  const isRule =
    value.name === 'VariableName' ||
    !/^(?:z|v|t|s|yup|Joi|joi|str|Schema)$/.test(head ? textOf(head, text) : '');
  const own = textOf(value, text);
  if (binding?.kind === 'value') return `${own} ${textOf(binding.init.node, text)}`;
  if (binding?.kind === 'import' && isRule && binding.source.startsWith('.')) return `${own} .optional()`;
  return binding?.kind === 'function' ? `${own} ${textOf(binding.fn.node, text)}` : own;
}

/** The variable a chain of calls and members starts from. */
function rootOf(node: SyntaxNode): SyntaxNode {
  let current = node;
  while ((current.name === 'CallExpression' || current.name === 'MemberExpression') && current.firstChild) {
    current = current.firstChild;
  }
  return current;
}

function objectOf(node: SyntaxNode, scope: Scope, text: string): Placed | undefined {
  const value = evaluate(node, scope, text);
  return value?.kind === 'object' ? value.placed : undefined;
}

function isEnvironment(node: SyntaxNode | undefined, scope: Scope, text: string): boolean {
  if (!node) return false;
  const value = evaluate(node, scope, text);
  if (value?.kind === 'environment') return true;
  return value?.kind === 'object' && mentionsEnvironment(value.placed.node, text);
}

const mentionsEnvironment = (node: SyntaxNode, text: string): boolean =>
  /\bprocess\.env\b|\bimport\.meta\.env\b/.test(textOf(node, text));

/** True for `X: process.env.X` that only hands the environment to a schema, which then decides. */
export function isHandedToSchema(read: SyntaxNode, text: string): boolean {
  let inRuntime = false;
  for (let node = read.parent; node; node = node.parent) {
    if (
      node.name === 'Property' &&
      /^(?:runtimeEnv|runtimeEnvStrict|experimental__runtimeEnv)$/.test(keyOfProperty(node, text) ?? '')
    )
      inRuntime = true;
    if (node.name !== 'CallExpression' || !node.firstChild) continue;
    const callee = textOf(node.firstChild, text).slice(-80);
    if (inRuntime && SCHEMA_CREATOR.test(callee)) return true;
    if (/\.(?:parse|safeParse|parseAsync|safeParseAsync)$/.test(callee)) return true;
  }
  return false;
}

const keyOfProperty = (property: SyntaxNode, text: string): string | undefined =>
  property.firstChild ? nameOfKey(property.firstChild, text) : undefined;

function argumentsIn(call: SyntaxNode): SyntaxNode[] {
  const list = argumentListOf(call);
  return list
    ? childrenOf(list).filter((child) => !/^(?:[(),]|LineComment|BlockComment)$/.test(child.name))
    : [];
}
