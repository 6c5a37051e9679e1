import type { SyntaxNode } from '@lezer/common';
import type { EnvironmentExport, Wrapper } from './environment-facts.ts';
import { childOf, childrenOf, type Placed, type ScopedProgram, textOf } from './scopes.ts';
import type { Value } from './value-kinds.ts';
import { evaluate } from './values.ts';

/** What a file hands on that matters to reads elsewhere: the environment itself, wrappers, names passed on. */
export function exportsOf(
  program: ScopedProgram,
  text: string,
  wrappers: readonly Wrapper[],
): EnvironmentExport[] {
  const exports: EnvironmentExport[] = [];
  const add = (name: string, value: Value | undefined) => {
    if (value?.kind === 'environment') {
      exports.push({ name, kind: 'environment', isChecked: value.form === 'schema' });
    } else if (value?.kind === 'import') {
      exports.push({ name, kind: 'again', source: value.source, imported: value.name });
    } else if (value?.kind === 'function') {
      for (const wrapper of wrappers) {
        if (wrapper.fn.node.from !== value.fn.node.from) continue;
        exports.push({ name, kind: 'wrapper', argument: wrapper.argument, requirement: wrapper.requirement });
      }
    } else if (value?.kind === 'object') addMembers(name, value.placed, text, add);
  };
  for (const { node, scope } of program.sites) {
    if (node.name === 'ExportDeclaration') readExport({ node, scope }, text, exports, add);
  }
  return exports;
}

/** `export const env = { get(name) {…}, need: (name) => … }` is used as `env.get`. */
function addMembers(
  name: string,
  object: Placed,
  text: string,
  add: (name: string, value: Value | undefined) => void,
): void {
  for (const property of object.node.getChildren('Property')) {
    const key = property.getChild('PropertyDefinition');
    if (!key) continue;
    const value = property.getChild('ParamList')
      ? ({ kind: 'function', fn: { node: property, scope: object.scope } } as const)
      : evaluate(key.nextSibling?.nextSibling ?? key, object.scope, text);
    if (value?.kind === 'function') add(`${name}.${textOf(key, text)}`, value);
  }
}

function readExport(
  { node, scope }: Placed,
  text: string,
  exports: EnvironmentExport[],
  add: (name: string, value: Value | undefined) => void,
): void {
  const source = childOf(node, 'String');
  const from = source ? textOf(source, text).slice(1, -1) : undefined;
  if (from !== undefined && childOf(node, 'Star')) {
    exports.push({ name: '*', kind: 'again', source: from, imported: '*' });
    return;
  }
  const group = childOf(node, 'ExportGroup');
  if (group) {
    for (const { local, exported, place } of namesOf(group, text)) {
      if (from !== undefined) exports.push({ name: exported, kind: 'again', source: from, imported: local });
      else add(exported, evaluate(place, scope, text));
    }
    return;
  }
  const declared = childOf(node, 'VariableDeclaration') ?? childOf(node, 'FunctionDeclaration');
  const isDefault = childOf(node, 'default') !== null;
  if (isDefault) {
    const value = node.getChild('FunctionDeclaration');
    if (value) add('default', { kind: 'function', fn: { node: value, scope } });
    else add('default', evaluate(node.getChild('Expression'), scope, text));
    return;
  }
  for (const name of declared?.getChildren('VariableDefinition') ?? []) {
    const value =
      declared?.name === 'FunctionDeclaration'
        ? ({ kind: 'function', fn: { node: declared, scope } } as const)
        : evaluate(initializer(name), scope, text);
    add(textOf(name, text), value);
  }
}

function initializer(name: SyntaxNode): SyntaxNode | null {
  for (let next = name.nextSibling; next && next.name !== ','; next = next.nextSibling) {
    if (next.name === 'Equals') return next.nextSibling;
  }
  return null;
}

function namesOf(group: SyntaxNode, text: string): { local: string; exported: string; place: SyntaxNode }[] {
  const parts = childrenOf(group);
  const names: { local: string; exported: string; place: SyntaxNode }[] = [];
  for (const [i, part] of parts.entries()) {
    if ((part.name !== 'VariableName' && part.name !== 'default') || parts[i - 1]?.name === 'as') continue;
    const renamed = parts[i + 1]?.name === 'as' ? parts[i + 2] : undefined;
    const local = textOf(part, text);
    names.push({ local, exported: renamed ? textOf(renamed, text) : local, place: part });
  }
  return names;
}
