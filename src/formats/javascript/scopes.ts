import type { SyntaxNode, Tree } from '@lezer/common';

/** A node and where its names are looked up. */
export interface Placed {
  node: SyntaxNode;
  scope: Scope;
}

export type Binding =
  | { kind: 'value'; init: Placed; mutable: boolean }
  /** Taken out of `root` by destructuring: `const { env: { A: a } } = process` has the keys env, A. */
  | { kind: 'path'; root: Placed; keys: string[] }
  | { kind: 'element'; of: Placed }
  | { kind: 'import'; source: string; name: string }
  | { kind: 'function'; fn: Placed }
  | { kind: 'parameter'; fn: Placed; index: number; init?: Placed; type: string }
  | { kind: 'enum'; node: SyntaxNode }
  | { kind: 'opaque' };

export interface Scope {
  parent?: Scope;
  bindings: Map<string, Binding>;
}

export interface ScopedProgram {
  root: Scope;
  /** Nodes that may touch the environment, in source order. */
  sites: Placed[];
}

const SITES = new Set([
  'MemberExpression',
  'CallExpression',
  'BinaryExpression',
  'ObjectPattern',
  'Property',
  'PropertyDeclaration',
  'AssignmentExpression',
  'ImportDeclaration',
  'ExportDeclaration',
]);
const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
]);
const SCOPES = new Set([
  ...FUNCTIONS,
  'Block',
  'ForStatement',
  'CatchClause',
  'SwitchBody',
  'ClassBody',
  'Property',
]);

/** One pass over the tree: who declares which name where. */
export function scopesOf(text: string, tree: Tree): ScopedProgram {
  const root: Scope = { bindings: new Map() };
  const sites: Placed[] = [];
  let scope = root;
  tree.iterate({
    enter(reference) {
      const { name } = reference;
      if (SITES.has(name)) sites.push({ node: reference.node, scope });
      if (name === 'VariableDeclaration') declareVariables(reference.node, scope, text);
      else if (name === 'ForOfSpec' || name === 'ForInSpec') declareLoop(reference.node, scope, text);
      else if (name === 'ImportDeclaration') declareImports(reference.node, scope, text);
      else if (name === 'EnumDeclaration') declareEnum(reference.node, scope, text);
      else if (name === 'FunctionDeclaration') declareFunction(reference.node, scope, text);
      if (SCOPES.has(name)) {
        scope = { parent: scope, bindings: new Map() };
        if (FUNCTIONS.has(name) || name === 'Property') declareParameters(reference.node, scope, text);
      }
    },
    leave(reference) {
      if (SCOPES.has(reference.name)) scope = scope.parent ?? root;
    },
  });
  return { root, sites };
}

export function lookUp(name: string, from: Scope): Binding | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    const binding = scope.bindings.get(name);
    if (binding) return binding;
  }
  return undefined;
}

export const textOf = (node: SyntaxNode, text: string): string => text.slice(node.from, node.to);

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The first child of that name; no group of names. A plain walk costs a third of a cursor's. */
export function childOf(node: SyntaxNode, name: string): SyntaxNode | null {
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) return child;
  return null;
}

/** The expression after `=`, where `node` is what is assigned to. */
export function initializerOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (next.name === 'Equals') return next.nextSibling ?? undefined;
    if (next.name === ',' || next.name === ';') return undefined;
  }
  return undefined;
}

function declareVariables(node: SyntaxNode, scope: Scope, text: string): void {
  const mutable = node.firstChild?.name !== 'const';
  for (const child of childrenOf(node)) {
    if (
      child.name !== 'VariableDefinition' &&
      child.name !== 'ObjectPattern' &&
      child.name !== 'ArrayPattern'
    )
      continue;
    const init = initializerOf(child);
    if (child.name === 'VariableDefinition') {
      const name = textOf(child, text);
      scope.bindings.set(
        name,
        init ? { kind: 'value', init: { node: init, scope }, mutable } : { kind: 'opaque' },
      );
    } else {
      declarePattern(child, scope, text, init && { node: init, scope }, []);
    }
  }
}

function declareLoop(node: SyntaxNode, scope: Scope, text: string): void {
  const definition = childOf(node, 'VariableDefinition');
  const list = node.lastChild?.name === ')' ? node.lastChild.prevSibling : node.lastChild;
  if (!definition || !list) return;
  const name = textOf(definition, text);
  const isOf = node.name === 'ForOfSpec';
  scope.bindings.set(name, isOf ? { kind: 'element', of: { node: list, scope } } : { kind: 'opaque' });
}

/** Declares the names in a destructuring pattern; `keys` is the way down from `root`. */
function declarePattern(
  pattern: SyntaxNode,
  scope: Scope,
  text: string,
  root: Placed | undefined,
  keys: string[],
): void {
  if (pattern.name === 'VariableDefinition') {
    scope.bindings.set(textOf(pattern, text), root ? { kind: 'path', root, keys } : { kind: 'opaque' });
    return;
  }
  for (const property of childrenOf(pattern)) {
    if (property.name === 'VariableDefinition')
      scope.bindings.set(textOf(property, text), { kind: 'opaque' });
    if (property.name !== 'PatternProperty') continue;
    const { key, target, isRest } = patternProperty(property, text);
    if (!target) continue;
    if (isRest) declarePattern(target, scope, text, root, keys);
    else if (key === undefined) declarePattern(target, scope, text, undefined, keys);
    else declarePattern(target, scope, text, root, [...keys, key]);
  }
}

export interface PatternPart {
  key?: string;
  keyNode?: SyntaxNode;
  target?: SyntaxNode;
  isRest: boolean;
  hasDefault: boolean;
}

/** `A`, `A: b`, `'A': b`, `A = 'd'`, `...rest`. */
export function patternProperty(property: SyntaxNode, text: string): PatternPart {
  const parts = childrenOf(property);
  const hasDefault = parts.some((part) => part.name === 'Equals');
  const first = parts[0];
  if (!first) return { isRest: false, hasDefault };
  if (first.name === 'Spread') return { target: parts[1], isRest: true, hasDefault };
  if (first.name === 'VariableDefinition') {
    return { key: textOf(first, text), keyNode: first, target: first, isRest: false, hasDefault };
  }
  const colon = parts.findIndex((part) => part.name === ':');
  const target = colon < 0 ? undefined : parts[colon + 1];
  if (first.name === 'PropertyName')
    return { key: textOf(first, text), keyNode: first, target, isRest: false, hasDefault };
  if (first.name === 'String') {
    return { key: textOf(first, text).slice(1, -1), keyNode: first, target, isRest: false, hasDefault };
  }
  return { target, isRest: false, hasDefault };
}

function declareImports(node: SyntaxNode, scope: Scope, text: string): void {
  const from = childOf(node, 'String');
  if (!from) return;
  const source = textOf(from, text).slice(1, -1);
  const parts = childrenOf(node);
  for (const [i, part] of parts.entries()) {
    if (part.name === 'VariableDefinition') {
      const name = parts[i - 1]?.name === 'as' ? '*' : 'default';
      scope.bindings.set(textOf(part, text), { kind: 'import', source, name });
    } else if (part.name === 'ImportGroup') {
      const names = childrenOf(part);
      for (const [j, name] of names.entries()) {
        if (name.name !== 'VariableDefinition') continue;
        const local = textOf(name, text);
        const imported =
          names[j - 1]?.name === 'as' && names[j - 2] ? textOf(names[j - 2] as SyntaxNode, text) : local;
        scope.bindings.set(local, { kind: 'import', source, name: imported });
      }
    }
  }
}

function declareEnum(node: SyntaxNode, scope: Scope, text: string): void {
  const name = childOf(node, 'TypeDefinition');
  if (name) scope.bindings.set(textOf(name, text), { kind: 'enum', node });
}

function declareFunction(node: SyntaxNode, scope: Scope, text: string): void {
  const name = childOf(node, 'VariableDefinition');
  if (name) scope.bindings.set(textOf(name, text), { kind: 'function', fn: { node, scope } });
}

function declareParameters(fn: SyntaxNode, scope: Scope, text: string): void {
  const list = childOf(fn, 'ParamList');
  if (!list) return;
  let index = 0;
  for (const child of childrenOf(list)) {
    if (child.name === ',') index++;
    const init =
      child.name === 'VariableDefinition' || child.name === 'ObjectPattern'
        ? initializerOf(child)
        : undefined;
    if (child.name === 'VariableDefinition') {
      const type =
        child.nextSibling?.name === 'TypeAnnotation' ? textOf(child.nextSibling, text).slice(1).trim() : '';
      const placed = init && { node: init, scope };
      scope.bindings.set(textOf(child, text), {
        kind: 'parameter',
        fn: { node: fn, scope },
        index,
        ...(placed && { init: placed }),
        type,
      });
    } else if (child.name === 'ObjectPattern' || child.name === 'ArrayPattern') {
      declarePattern(child, scope, text, init && { node: init, scope }, []);
    }
  }
}
