import type { SyntaxNode } from '@lezer/common';
import { childOf, textOf } from './scopes.ts';

/** Names of environment variables in any case, and in the usual one. */
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const SCREAMING = /^[A-Z][A-Z0-9_]*$/;

/** What stands last in a call. */
export function argumentListOf(call: SyntaxNode): SyntaxNode | null {
  const last = call.lastChild;
  return last?.name === 'ArgList' ? last : childOf(call, 'ArgList');
}

export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = argumentListOf(call)?.firstChild?.nextSibling; child; child = child.nextSibling) {
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

/** Offsets of a text without its quotes. */
export const innerOf = (node: SyntaxNode): { from: number; to: number } =>
  node.name === 'String' || node.name === 'TemplateString'
    ? { from: node.from + 1, to: node.to - 1 }
    : { from: node.from, to: node.to };

/** Offsets of the name in `object.name` or `object['name']`. */
export function tokenOf(member: SyntaxNode): { from: number; to: number } | undefined {
  const last = member.lastChild;
  if (last?.name === 'PropertyName') return { from: last.from, to: last.to };
  const inner = last?.name === ']' ? last.prevSibling : last;
  return inner ? innerOf(inner) : undefined;
}

export function formOf(form: string, member: SyntaxNode): string {
  return member.lastChild?.name === 'PropertyName' ? `${form}.X` : `${form}['X']`;
}

export function isWrite(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.name === 'UnaryExpression' && parent.firstChild)
    return textOf(parent.firstChild, text) === 'delete';
  if (parent?.name !== 'AssignmentExpression' || parent.firstChild?.from !== node.from) return false;
  return parent.firstChild.to === node.to && parent.getChild('Equals') !== null;
}
