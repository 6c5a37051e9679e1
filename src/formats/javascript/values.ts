import type { SyntaxNode } from '@lezer/common';
import { childrenOf, lookUp, type Placed, type Scope, textOf } from './scopes.ts';
import {
  enumMember,
  exactly,
  GLOBALS,
  imported,
  joined,
  nameOfKey,
  PROCESS_ENV_TYPE,
  SCHEMA_CREATOR,
  UNKNOWN,
  unescaped,
  type Value,
  WORKER_TYPES,
} from './value-kinds.ts';

const PARSER = /^(safe)?(?:[pP]arse|validateSync|assert|cast)(?:Async)?$/;
const LISTING = new Set(['map', 'forEach', 'filter', 'find', 'some', 'every', 'reduce', 'flatMap']);
const DEEPEST = 12;

/** Undefined where the expression says nothing about the environment. */
export function evaluate(
  node: SyntaxNode | null | undefined,
  scope: Scope,
  text: string,
  depth = 0,
): Value | undefined {
  if (!node || depth > DEEPEST) return undefined;
  const next = (inner: SyntaxNode | null | undefined) => evaluate(inner, scope, text, depth + 1);
  switch (node.name) {
    case 'VariableName':
      return variable(textOf(node, text), scope, text, depth);
    case 'ParenthesizedExpression':
      return next(node.firstChild?.nextSibling);
    case 'PostfixExpression':
    case 'InstantiationExpression':
      return next(node.firstChild);
    case 'AwaitExpression':
      return next(node.lastChild);
    case 'ImportMeta':
      return { kind: 'importMeta' };
    case 'String':
      return exactly(unescaped(textOf(node, text).slice(1, -1)));
    case 'TemplateString':
      return template(node, scope, text, depth);
    case 'ArrayExpression':
      return list(node, scope, text, depth);
    case 'ObjectExpression':
      return { kind: 'object', placed: { node, scope } };
    case 'ArrowFunction':
    case 'FunctionExpression':
      return { kind: 'function', fn: { node, scope } };
    case 'BinaryExpression':
      return binary(node, scope, text, depth);
    case 'MemberExpression': {
      const key = keyOf(node, scope, text, depth + 1);
      return key?.kind === 'text' && key.exact
        ? memberOf(next(node.firstChild), key.prefix, text, depth)
        : undefined;
    }
    case 'CallExpression':
      return call(node, scope, text, depth);
    case 'ConditionalExpression': {
      // `isBrowser ? window.env : process.env`: of the two only one can be told of.
      const [, , one, , other] = childrenOf(node);
      const values = [next(one), next(other)];
      return values.find((value) => value?.kind === 'environment' || value?.kind === 'denoEnvironment');
    }
    case 'NewExpression':
      return isProxyOfEnvironment(node, text) ? { kind: 'environment', form: 'schema' } : undefined;
    default:
      return undefined;
  }
}

/** `new Proxy(config, { get(target, key) { return env[key] … } })`: its members are variables, by the file's own look-up. */
function isProxyOfEnvironment(node: SyntaxNode, text: string): boolean {
  const callee = node.getChild('VariableName');
  return callee !== null && textOf(callee, text) === 'Proxy' && LOOKS_UP.test(text);
}

const LOOKS_UP = /\b(?:\w*Env|env|process\.env|import\.meta\.env)\s*\[\s*[A-Za-z_$]/;

/** What a name stands for in `scope`. */
export const valueOfName = (name: string, scope: Scope, text: string): Value | undefined =>
  variable(name, scope, text, 0);

function variable(name: string, scope: Scope, text: string, depth: number): Value | undefined {
  const binding = lookUp(name, scope);
  if (!binding) return Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
  switch (binding.kind) {
    case 'value': {
      const value = evaluate(binding.init.node, binding.init.scope, text, depth + 1);
      // A variable that changes may hold another text by then.
      return binding.mutable && (value?.kind === 'text' || value?.kind === 'texts') ? undefined : value;
    }
    case 'path': {
      let value = evaluate(binding.root.node, binding.root.scope, text, depth + 1);
      for (const key of binding.keys) value = memberOf(value, key, text, depth);
      return value;
    }
    case 'element': {
      const value = evaluate(binding.of.node, binding.of.scope, text, depth + 1);
      return value?.kind === 'texts' ? value : undefined;
    }
    case 'import':
      return imported(binding.source, binding.name);
    case 'function':
      return { kind: 'function', fn: binding.fn };
    case 'enum':
      return { kind: 'enum', node: binding.node };
    case 'parameter':
      return parameter(binding, text, depth);
    default:
      return undefined;
  }
}

function parameter(
  binding: { fn: Placed; index: number; init?: Placed; type: string },
  text: string,
  depth: number,
): Value | undefined {
  if (PROCESS_ENV_TYPE.test(binding.type)) return { kind: 'environment', form: 'process.env' };
  if (WORKER_TYPES.test(binding.type) || isHandlerEnvironment(binding, text))
    return { kind: 'environment', form: 'worker' };
  if (binding.init) {
    const value = evaluate(binding.init.node, binding.init.scope, text, depth + 1);
    if (value?.kind === 'environment') return value;
  }
  const call = binding.fn.node.parent?.parent;
  const callee = call?.name === 'CallExpression' ? call.firstChild : null;
  if (binding.index === 0 && callee?.name === 'MemberExpression' && callee.lastChild) {
    const list = LISTING.has(textOf(callee.lastChild, text))
      ? evaluate(callee.firstChild, binding.fn.scope, text, depth + 1)
      : undefined;
    if (list?.kind === 'texts') return list;
  }
  return { kind: 'parameter', fn: binding.fn, index: binding.index };
}

/** The second parameter of a worker's `fetch(request, env)`, without a type. */
function isHandlerEnvironment(
  { fn, index, type }: { fn: Placed; index: number; type: string },
  text: string,
): boolean {
  if (index !== 1 || type !== '') return false;
  const property = fn.node.name === 'Property' ? fn.node : fn.node.parent;
  const key = property?.name === 'Property' ? property.getChild('PropertyDefinition') : null;
  if (!key || !/^(?:fetch|scheduled|queue|email)$/.test(textOf(key, text))) return false;
  return property?.parent?.parent?.name === 'ExportDeclaration';
}

/** The value of `object.key`. */
export function memberOf(object: Value | undefined, key: string, text: string, depth = 0): Value | undefined {
  switch (object?.kind) {
    case 'global':
      return key === 'process' || key === 'Deno' || key === 'Bun' ? GLOBALS[key] : undefined;
    case 'process':
      if (key === 'default') return object;
      return key === 'env' ? { kind: 'environment', form: 'process.env' } : undefined;
    case 'importMeta':
      return key === 'env' ? { kind: 'environment', form: 'import.meta.env' } : undefined;
    case 'bun':
      return key === 'env' ? { kind: 'environment', form: 'Bun.env' } : undefined;
    case 'deno':
      return key === 'env' ? { kind: 'denoEnvironment' } : undefined;
    case 'import':
      return { ...object, name: object.name === '*' ? key : `${object.name}.${key}` };
    case 'parameter':
      return key === 'env' && /['"]hono['"/]/.test(text)
        ? { kind: 'environment', form: 'worker' }
        : undefined;
    case 'parsed':
      return key === 'data' || key === 'success' ? { kind: 'environment', form: 'schema' } : undefined;
    case 'enum':
      return enumMember(object.node, key, text);
    case 'object':
      return property(object.placed, key, text, depth);
    default:
      return undefined;
  }
}

/** A property of an object literal; a spread environment answers for every other name. */
function property({ node, scope }: Placed, key: string, text: string, depth: number): Value | undefined {
  let spread: Value | undefined;
  for (const entry of node.getChildren('Property')) {
    const first = entry.firstChild;
    if (first?.name === 'Spread') {
      const value = evaluate(first.nextSibling, scope, text, depth + 1);
      // What is spread over the environment replaces some of its names, not the rest.
      if (value && spread?.kind !== 'environment') spread = value;
    } else if (first && nameOfKey(first, text) === key) {
      if (first.nextSibling?.name === ':')
        return evaluate(first.nextSibling.nextSibling, scope, text, depth + 1);
      return first.nextSibling ? undefined : variable(key, scope, text, depth + 1);
    }
  }
  return spread?.kind === 'environment' ? spread : undefined;
}

/** The environment that `{ ...process.env, own: 1 }` holds, for a key that is not its own. */
export function spreadEnvironment(object: Value | undefined, key: string, text: string): Value | undefined {
  if (object?.kind !== 'object') return undefined;
  const { node } = object.placed;
  const isOwn = node
    .getChildren('Property')
    .some((p) => p.firstChild && nameOfKey(p.firstChild, text) === key);
  return isOwn ? undefined : property(object.placed, key, text, 0);
}

/** The name in `object.name` or `object[name]`. */
export function keyOf(member: SyntaxNode, scope: Scope, text: string, depth = 0): Value | undefined {
  const last = member.lastChild;
  if (last?.name === 'PropertyName') return exactly(textOf(last, text));
  const bracket = childrenOf(member).findIndex((part) => part.name === '[');
  return bracket < 0 ? undefined : evaluate(childrenOf(member)[bracket + 1], scope, text, depth + 1);
}

function template(node: SyntaxNode, scope: Scope, text: string, depth: number): Value | undefined {
  const holes = node.getChildren('Interpolation');
  let built = exactly('');
  let at = node.from + 1;
  for (const hole of holes) {
    built = joined(built, exactly(text.slice(at, hole.from)));
    const value = evaluate(hole.firstChild?.nextSibling, scope, text, depth + 1);
    built = joined(built, value?.kind === 'text' ? value : UNKNOWN);
    at = hole.to;
  }
  return joined(built, exactly(text.slice(at, Math.max(at, node.to - 1))));
}

function binary(node: SyntaxNode, scope: Scope, text: string, depth: number): Value | undefined {
  const [left, operator, right] = childrenOf(node);
  if (!left || !operator) return undefined;
  const sign = textOf(operator, text);
  if (sign === 'as' || sign === 'satisfies') return evaluate(left, scope, text, depth + 1);
  if (sign === '||' || sign === '??') {
    return evaluate(left, scope, text, depth + 1) ?? evaluate(right, scope, text, depth + 1);
  }
  if (sign === '&&') return evaluate(right, scope, text, depth + 1);
  if (sign !== '+') return undefined;
  const one = evaluate(left, scope, text, depth + 1);
  const other = evaluate(right, scope, text, depth + 1);
  if (one?.kind !== 'text' && other?.kind !== 'text') return undefined;
  return joined(one?.kind === 'text' ? one : UNKNOWN, other?.kind === 'text' ? other : UNKNOWN);
}

function list(node: SyntaxNode, scope: Scope, text: string, depth: number): Value | undefined {
  const texts: string[] = [];
  for (const item of childrenOf(node)) {
    const value = item.name === 'String' ? evaluate(item, scope, text, depth + 1) : undefined;
    if (value?.kind === 'text') texts.push(value.prefix);
  }
  return texts.length > 0 ? { kind: 'texts', texts } : undefined;
}

function call(node: SyntaxNode, scope: Scope, text: string, depth: number): Value | undefined {
  const callee = node.firstChild;
  if (!callee) return undefined;
  const name = textOf(callee, text);
  const first = node.getChild('ArgList')?.firstChild?.nextSibling;
  if (name === 'require' && first?.name === 'String') return imported(textOf(first, text).slice(1, -1), '*');
  const parser =
    callee.name === 'MemberExpression' && callee.lastChild
      ? PARSER.exec(textOf(callee.lastChild, text))
      : null;
  if (name.length < 80 && SCHEMA_CREATOR.test(name)) return { kind: 'environment', form: 'schema' };
  if (parser && first) {
    const given = [first, first.nextSibling?.nextSibling].map((arg) => evaluate(arg, scope, text, depth + 1));
    if (given.some((value) => value?.kind === 'environment')) {
      return parser[1] ? { kind: 'parsed' } : { kind: 'environment', form: 'schema' };
    }
  }
  if (name === 'loadEnv') return { kind: 'environment', form: 'loadEnv' };
  if (name === 'Object.freeze' || name === 'structuredClone') return evaluate(first, scope, text, depth + 1);
  if (name === 'Object.keys' || name === 'Object.values')
    return keysOf(first, scope, text, depth, name.endsWith('values'));
  return undefined;
}

function keysOf(
  node: SyntaxNode | null | undefined,
  scope: Scope,
  text: string,
  depth: number,
  values: boolean,
): Value | undefined {
  const object = evaluate(node, scope, text, depth + 1);
  const texts: string[] = [];
  if (object?.kind === 'object') {
    for (const entry of object.placed.node.getChildren('Property')) {
      const key = entry.firstChild ? nameOfKey(entry.firstChild, text) : undefined;
      const value = values && key !== undefined ? memberOf(object, key, text, depth + 1) : undefined;
      if (values ? value?.kind === 'text' && value.exact : key !== undefined) {
        texts.push(values ? (value as { prefix: string }).prefix : (key as string));
      }
    }
  } else if (object?.kind === 'enum' && values) {
    for (const member of object.node.getChild('EnumBody')?.getChildren('PropertyName') ?? []) {
      const value = enumMember(object.node, textOf(member, text), text);
      if (value?.kind === 'text') texts.push(value.prefix);
    }
  }
  return texts.length > 0 ? { kind: 'texts', texts } : undefined;
}
