import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from './scopes.ts';

/**
 * `optional`: the read has a default. `tested`: the program looks whether the variable is there, and does without it;
 * so every other read of it is behind that test.
 */
export type Requirement = 'required' | 'optional' | 'tested';

const TRANSPARENT = new Set(['ParenthesizedExpression', 'AwaitExpression', 'SequenceExpression']);
const TESTING = new Set(['Boolean', 'isTruthy', 'isNil', 'isEmpty']);
const EQUALITY = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=']);
const LITERALS = new Set(['String', 'Number', 'BooleanLiteral', 'null', 'TemplateString', 'RegExp']);

/** Bounds for files that no person wrote. */
const FARTHEST = 200;
const LONGEST_CONDITION = 2000;
const MOST_USES = 50;

/** Whether the read at `node` (an access such as `process.env.X`) has a default or a guard around it. */
export function requirementOf(node: SyntaxNode, text: string, follow = true): Requirement {
  if (isGuardedAround(node, text)) return 'tested';
  let current = node;
  let negated = false;
  for (let parent = node.parent; parent; current = parent, parent = parent.parent) {
    const name = parent.name;
    if (TRANSPARENT.has(name)) continue;
    if (name === 'PostfixExpression') return 'required';
    if (name === 'UnaryExpression') {
      const sign = parent.firstChild ? textOf(parent.firstChild, text) : '';
      if (sign === 'typeof' || (sign === '!' && negated)) return 'tested';
      if (sign === '!') negated = true;
      continue;
    }
    if (name === 'MemberExpression') {
      if (!isFirst(parent, current)) return 'required';
      const optional = parent.getChild('?.') ?? parent.firstChild?.nextSibling;
      return optional && textOf(optional, text) === '?.' ? 'optional' : 'required';
    }
    if (name === 'BinaryExpression') {
      const verdict = isAbsence(parent, text) ? 'absent' : inBinary(parent, current, negated, text);
      if (verdict === 'absent') negated = true;
      if (verdict === 'absent' || verdict === 'climb') continue;
      return verdict;
    }
    if (name === 'AssignmentExpression') {
      const operator = parent.getChild('UpdateOp');
      return operator && isFirst(parent, current) ? 'optional' : 'required';
    }
    if (name === 'ConditionalExpression') return isFirst(parent, current) ? 'tested' : 'required';
    if (name === 'IfStatement' || name === 'WhileStatement')
      return negated && stops(parent, text) ? 'required' : 'tested';
    if (name === 'SwitchStatement') return 'optional';
    if (name === 'ArgList') {
      const callee = parent.parent?.firstChild ? textOf(parent.parent.firstChild, text) : '';
      if (TESTING.has(callee)) return 'tested';
      if (/^(?:console|log|logger)\.\w+$/.test(callee)) return 'optional';
      if (/^(?:Number|parseInt|parseFloat|String|Number\.parseInt|JSON\.parse)$/.test(callee)) {
        current = parent;
        parent = parent.parent as SyntaxNode;
        continue;
      }
      return 'required';
    }
    if (name === 'VariableDeclaration')
      return follow && !negated ? byUse(current, parent, text) : negated ? 'tested' : 'required';
    if (negated) return 'tested';
    return 'required';
  }
  return 'required';
}

function inBinary(
  parent: SyntaxNode,
  current: SyntaxNode,
  negated: boolean,
  text: string,
): Requirement | 'climb' {
  const [left, operator, right] = childrenOf(parent);
  const sign = operator ? textOf(operator, text) : '';
  const isLeft = isFirst(parent, current);
  if (sign === 'as' || sign === 'satisfies') return 'climb';
  if (sign === '||' || sign === '??' || sign === '&&') {
    // `!X && other`: the absence alone decides nothing.
    if (negated) return sign === '&&' ? 'tested' : 'climb';
    if (isLeft) return sign === '&&' ? 'tested' : 'optional';
    // What stands right of `||` is a last resort: the value may come from somewhere else.
    return sign === '&&' ? 'climb' : 'optional';
  }
  if (sign === 'in' || sign === 'instanceof') return 'tested';
  if (EQUALITY.has(sign)) {
    const other = isLeft ? right : left;
    if (!other) return 'optional';
    const plain = LITERALS.has(other.name) && other.getChild('Interpolation') === null;
    return plain || textOf(other, text) === 'undefined' ? 'optional' : 'required';
  }
  return 'required';
}

/** `if (process.env.X) { … process.env.X … }` and `process.env.X ? process.env.X : d`. */
function isGuardedAround(node: SyntaxNode, text: string): boolean {
  const access = textOf(node, text);
  if (access.length > 200) return false;
  let current = node;
  let level = 0;
  for (
    let parent = node.parent;
    parent && level < FARTHEST;
    current = parent, parent = parent.parent, level++
  ) {
    if (
      parent.name !== 'IfStatement' &&
      parent.name !== 'ConditionalExpression' &&
      parent.name !== 'BinaryExpression'
    ) {
      continue;
    }
    const condition = parent.name === 'IfStatement' ? parent.firstChild?.nextSibling : parent.firstChild;
    if (
      !condition ||
      condition.from >= current.from ||
      (condition.from <= node.from && node.to <= condition.to)
    )
      continue;
    if (parent.name === 'BinaryExpression' && textOf(condition.nextSibling ?? condition, text) !== '&&')
      continue;
    if (condition.to - condition.from > LONGEST_CONDITION) continue;
    const shown = textOf(condition, text);
    const at = shown.indexOf(access);
    if (at < 0 || /[\w$]/.test(shown[at + access.length] ?? '')) continue;
    if (shown[at - 1] !== '!' || shown[at - 2] === '!') return true;
  }
  return false;
}

/** `const x = process.env.X` is optional when `x` is tested, and required when its absence stops the program. */
function byUse(init: SyntaxNode, declaration: SyntaxNode, text: string): Requirement {
  const definition = definitionOf(init);
  if (!definition) return 'required';
  const name = textOf(definition, text);
  const scope =
    declaration.parent?.name === 'ExportDeclaration' ? declaration.parent.parent : declaration.parent;
  const seen = new Set<Requirement | 'stops'>();
  const uses = usesOf(name, declaration, text).filter(
    (use) => use.from >= declaration.to && use.to <= (scope?.to ?? 0),
  );
  for (const use of uses.slice(0, MOST_USES)) {
    if (isAbsenceTest(use, text)) seen.add('stops');
    else if (!isGuardedAround(use, text)) seen.add(requirementOf(use, text, false));
  }
  if (seen.has('stops')) return 'required';
  return seen.has('tested') ? 'tested' : seen.has('optional') ? 'optional' : 'required';
}

let lastIndexed: { text: string; byName: Map<string, SyntaxNode[]> } | undefined;

/** Every use of a variable's name in the file; the last file's are kept, as its reads are judged one after the other. */
function usesOf(name: string, anywhere: SyntaxNode, text: string): SyntaxNode[] {
  if (lastIndexed?.text !== text) {
    const byName = new Map<string, SyntaxNode[]>();
    let root = anywhere;
    while (root.parent) root = root.parent;
    root.cursor().iterate((reference) => {
      if (reference.name !== 'VariableName') return;
      const key = text.slice(reference.from, reference.to);
      const list = byName.get(key);
      if (list) list.push(reference.node);
      else byName.set(key, [reference.node]);
    });
    lastIndexed = { text, byName };
  }
  return lastIndexed.byName.get(name) ?? [];
}

function definitionOf(init: SyntaxNode): SyntaxNode | undefined {
  const equals = init.prevSibling;
  let before = equals?.name === 'Equals' ? equals.prevSibling : null;
  if (before?.name === 'TypeAnnotation') before = before.prevSibling;
  return before?.name === 'VariableDefinition' ? before : undefined;
}

/** `if (!x) throw …`, `if (!x || !y) return …`. */
function isAbsenceTest(use: SyntaxNode, text: string): boolean {
  let current = use;
  let negated = false;
  for (let parent = use.parent; parent; current = parent, parent = parent.parent) {
    if (parent.name === 'UnaryExpression')
      negated = parent.firstChild ? textOf(parent.firstChild, text) === '!' : false;
    else if (parent.name === 'IfStatement') {
      const condition = parent.firstChild?.nextSibling;
      return negated && condition?.from === current.from && stops(parent, text);
    } else if (parent.name === 'BinaryExpression') {
      const [left, operator, right] = childrenOf(parent);
      const sign = operator ? textOf(operator, text) : '';
      if (isAbsence(parent, text)) negated = true;
      else if (sign === '&&') {
        const other = left?.from === current.from ? right : left;
        if (!other || !DEMANDS.test(textOf(other, text).slice(0, 40))) return false;
      } else if (sign !== '||') return false;
    } else if (parent.name !== 'ParenthesizedExpression') return false;
  }
  return false;
}

/** `!value && isRequired`: whoever calls says so. */
const DEMANDS = /^(?:\w+\.)?\w*(?:[rR]equired?|[sS]trict|[mM]andatory)$/;

/** `x === undefined`, `x == null`, `x === ''`. */
function isAbsence(comparison: SyntaxNode, text: string): boolean {
  const [, operator, right] = childrenOf(comparison);
  if (!operator || !right || !/^===?$/.test(textOf(operator, text))) return false;
  return right.to - right.from < 10 && /^(?:undefined|null|''|"")$/.test(textOf(right, text));
}

/** The branch ends the program or answers with an error. A plain `return` does without the variable. */
function stops(statement: SyntaxNode, text: string): boolean {
  const body = statement.firstChild?.nextSibling?.nextSibling;
  if (!body) return false;
  return /\bthrow\b|\bexit\(|\bpanic\(|\bfail\(|\breturn\b[^;]*(?:\b[45]\d\d\b|[Ee]rror|reject)|\.status\(\s*[45]\d\d|\bstatus:\s*[45]\d\d|statusCode\s*=\s*[45]/.test(
    textOf(body, text),
  );
}

function isFirst(parent: SyntaxNode, child: SyntaxNode): boolean {
  const first = parent.firstChild;
  return first !== null && first.from === child.from && first.to === child.to;
}
