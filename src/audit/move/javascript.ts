import type { SyntaxNode, Tree } from '@lezer/common';
import { parseJavaScript } from '../../formats/javascript/source.ts';
import {
  addressAround,
  characterOf,
  type Located,
  type Part,
  partOf,
  type Refused,
  type Span,
  unitsOf,
} from './literal.ts';
import { splitLiteral } from './split.ts';
import { eolOf, type TextChange } from './text-change.ts';

/** How the run time gives a program its variables. */
export type JavaScriptRead = 'process' | 'deno' | 'import-meta' | 'sveltekit' | 'worker';

/** Modules that have the variables as the properties of `env`. */
const MODULES: Partial<Record<JavaScriptRead, string>> = {
  sveltekit: '$env/dynamic/private',
  worker: 'cloudflare:workers',
};

const ESCAPE = /\\(?:\r\n|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\s\S])/y;
const SIMPLE: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r': '',
  '\u2028': '',
  '\u2029': '',
};

function meaningOf(sequence: string): string | undefined {
  const next = sequence[1] as string;
  if (SIMPLE[next] !== undefined) return SIMPLE[next];
  if (next === 'u' || next === 'x') {
    const digits = sequence.slice(2).replace(/[{}]/g, '');
    return digits === '' ? undefined : characterOf(digits, 16);
  }
  return /[0-7]/.test(next) ? characterOf(sequence.slice(1), 8) : next;
}

/** Finds the secret in a JavaScript or TypeScript file, or in the scripts of a component. */
export function locateInJavaScript(
  path: string,
  text: string,
  secret: Span,
  rule: string,
  form: JavaScriptRead,
): Located | Refused {
  const { tree, text: script } = parseJavaScript(path, text);
  const node = literalAt(tree, secret.from);
  if (!node || script[secret.from] !== text[secret.from]) {
    return { refused: 'It is not the text of one string in a script, so move it by hand.' };
  }
  if (/Comment/.test(node.name))
    return { refused: 'It stands in a comment, which cannot read a variable: delete it there.' };
  const problem = problemOf(node, text);
  if (problem) return { refused: problem };

  const isTemplate = node.name === 'TemplateString';
  const body = { from: node.from + 1, to: Math.max(node.from + 1, node.to - 1) };
  if (secret.from < body.from || secret.to > body.to)
    return { refused: 'It reaches over several texts, so move it by hand.' };
  const holes = isTemplate ? node.getChildren('Interpolation') : [];
  if (holes.some((hole) => hole.from < secret.to && secret.from < hole.to)) {
    return { refused: 'It is put together from several parts, so move it by hand.' };
  }
  const source = text.slice(body.from, body.to);
  const isAttribute = node.name === 'JSXAttributeValue';
  if (isAttribute && /[&\\]/.test(source))
    return { refused: 'The text is written in a way that cannot be read for sure, so move it by hand.' };
  const address = holes.length === 0 ? addressAround(rule, source) : undefined;
  const part = partOf(
    unitsOf(text, body, isAttribute ? undefined : ESCAPE, meaningOf),
    body,
    address ? body : secret,
  );
  if ('refused' in part) return part;

  const value = isTemplate ? part.value.replace(/\r\n?/g, '\n') : part.value;
  const located = { value, ...(address && { address }) };
  const fallback = part.whole ? fallbackOf(node, text) : undefined;
  const typed = isTyped(path, text);
  const mayMiss = typed && (form === 'process' || form === 'deno');
  if (fallback && !isPublic(fallback.name)) {
    const { from } = fallback.left;
    const read = text.slice(from, fallback.left.to);
    const sure = typed && !/!$/.test(read) ? '!' : '';
    return {
      ...located,
      reads: fallback.name,
      rewrite: () => [{ from: fallback.left.to, to: node.to, newText: sure }],
    };
  }
  const target = fallback ? fallback.whole : node;
  return {
    ...located,
    rewrite: (name) => {
      const { object, change } = objectOf(form, tree, text);
      const read =
        form === 'deno'
          ? `${object}(${quoteLike(node, text)}${name}${quoteLike(node, text)})`
          : `${object}.${name}`;
      return [...change, ...replacement(node, target, body, part, read, mayMiss, text)];
    },
  };
}

const LITERALS =
  /^(?:String|TemplateString|JSXAttributeValue|JSXText|RegExp|LineComment|BlockComment|JSXEscape)$/;

function literalAt(tree: Tree, at: number): SyntaxNode | undefined {
  for (let node: SyntaxNode | null = tree.resolveInner(at, 1); node; node = node.parent) {
    if (LITERALS.test(node.name)) return node;
  }
  return undefined;
}

/** Why no expression can stand there. */
function problemOf(node: SyntaxNode, text: string): string | undefined {
  const { parent } = node;
  if (node.name === 'JSXText')
    return 'It is shown on the page: whoever opens it reads it, wherever it comes from. Take it off the page.';
  if (node.name === 'RegExp' || node.name === 'JSXEscape')
    return 'It is not the text of one string, so move it by hand.';
  if (node.name === 'JSXAttributeValue') {
    const tag = parent?.parent?.getChild('JSXIdentifier') ?? parent?.parent?.getChild('JSXBuiltin');
    const name = tag ? text.slice(tag.from, tag.to) : '';
    if (/^[a-z]/.test(name))
      return 'It becomes part of the page: whoever opens it reads it, wherever it comes from. Take it off the page.';
  }
  if (parent?.name === 'LiteralType') return 'A type can only name a fixed text: delete it there.';
  if (/^(?:ImportDeclaration|ExportDeclaration|ImportAttributes)$/.test(parent?.name ?? ''))
    return 'It is the address of a module, so move it by hand.';
  if (parent?.name === 'EnumBody')
    return 'An enum is fixed when the program is compiled: make it a constant first.';
  if (parent?.name === 'TaggedTemplateExpression')
    return 'A function reads this template, so move it by hand.';
  if (isKey(node)) return 'It is the name of a property, so move it by hand.';
  return undefined;
}

function isKey({ parent, from }: SyntaxNode): boolean {
  return (
    /^(?:Property|PropertyDeclaration|MethodDeclaration|PatternProperty)$/.test(parent?.name ?? '') &&
    parent?.firstChild?.from === from
  );
}

/** `process.env.X || 'secret'`. */
function fallbackOf(
  node: SyntaxNode,
  text: string,
): { name: string; left: SyntaxNode; whole: SyntaxNode } | undefined {
  const { parent } = node;
  const left = parent?.firstChild;
  if (
    parent?.name !== 'BinaryExpression' ||
    !left ||
    left.from === node.from ||
    parent.lastChild?.from !== node.from
  )
    return undefined;
  if (!/^(?:\|\||\?\?)$/.test(text.slice(left.to, node.from).trim())) return undefined;
  const match =
    /^(?:process\.env|import\.meta\.env|Bun\.env)(?:\.([A-Za-z_]\w*)|\[['"]([A-Za-z_]\w*)['"]\])!?$/.exec(
      text.slice(left.from, left.to),
    ) ?? /^Deno\.env\.get\(\s*['"]([A-Za-z_]\w*)['"]\s*\)$/.exec(text.slice(left.from, left.to));
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? undefined : { name, left, whole: parent };
}

const isPublic = (name: string) =>
  /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_|GATSBY_|VUE_APP_|NUXT_PUBLIC_)/.test(name);

function isTyped(path: string, text: string): boolean {
  return (
    /\.[cm]?tsx?$|\.astro$/.test(path) ||
    (/\.(?:vue|svelte)$/.test(path) && /<script\b[^>]*\blang=["']ts/.test(text))
  );
}

const quoteLike = (node: SyntaxNode, text: string) => (text[node.from] === "'" ? "'" : '"');

function replacement(
  node: SyntaxNode,
  target: Span,
  body: Span,
  part: Part,
  read: string,
  mayMiss: boolean,
  text: string,
): TextChange[] {
  if (node.name === 'JSXAttributeValue') {
    if (part.whole) return [{ from: node.from, to: node.to, newText: `{${read}${mayMiss ? '!' : ''}}` }];
    const changes = splitLiteral({ ...literalOf(node, text), body }, part, read, { brackets: false });
    return [
      { from: node.from, to: node.from, newText: '{' },
      ...changes,
      { from: node.to, to: node.to, newText: '}' },
    ];
  }
  if (node.name === 'TemplateString' && !part.whole)
    return [{ from: part.from, to: part.to, newText: `\${${read}}` }];
  if (!part.whole)
    return splitLiteral({ ...literalOf(node, text), body }, part, read, {
      brackets: needsBracketsIn(node, text),
    });
  const { parent } = node;
  const operator = parent?.name === 'BinaryExpression' ? parent : undefined;
  // `'secret' as const`: only a literal can be one.
  const isConst = operator !== undefined && /^\s*as\s+const$/.test(text.slice(node.to, operator.to));
  const { from, to } = isConst ? operator : target;
  // The compiler knows of every variable that it may be missing; beside an operator that is no matter.
  const sure = mayMiss && (operator === undefined || isConst || target !== node) ? '!' : '';
  return [{ from, to, newText: `${read}${sure}` }];
}

function literalOf(
  { from, to }: SyntaxNode,
  text: string,
): { from: number; to: number; open: string; close: string } {
  const quote = text[from] as string;
  return { from, to, open: quote, close: quote };
}

const LOOSE =
  /^(?:VariableDeclaration|Property|PropertyDeclaration|ArgList|ArrayExpression|ReturnStatement|AssignmentExpression|ArrowFunction|ParenthesizedExpression|Interpolation|JSXEscape|ExpressionStatement|ConditionalExpression|ExportDeclaration|SequenceExpression|ParamList|ThrowStatement|IfStatement)$/;

/** A sum binds tighter than comparisons and `||`, and looser than calls and members. */
function needsBracketsIn({ parent }: SyntaxNode, text: string): boolean {
  if (!parent) return true;
  if (parent.name !== 'BinaryExpression') return !LOOSE.test(parent.name);
  const operator = parent.getChild('ArithOp');
  return operator !== null && text.slice(operator.from, operator.to) !== '+';
}

/** What has the variables, and the change that imports it where it has to be. */
function objectOf(form: JavaScriptRead, tree: Tree, text: string): { object: string; change: TextChange[] } {
  if (form === 'process') return { object: 'process.env', change: [] };
  if (form === 'deno') return { object: 'Deno.env.get', change: [] };
  if (form === 'import-meta') return { object: 'import.meta.env', change: [] };
  const module = MODULES[form] as string;
  const known = new RegExp(
    `import\\s*\\{[^}]{0,300}\\benv(?:\\s+as\\s+(\\w+))?\\b[^}]{0,300}\\}\\s*from\\s*['"]${module.replace('$', '\\$')}['"]`,
  ).exec(text);
  if (known) return { object: known[1] ?? 'env', change: [] };
  const alias = form === 'worker' ? 'workerEnv' : 'privateEnv';
  const object = isBound('env', tree, text) ? alias : 'env';
  const at = placeForImport(tree);
  const words = object === 'env' ? 'env' : `env as ${alias}`;
  const first = tree.topNode.getChild('ImportDeclaration')?.getChild('String');
  const quote = first && text[first.from] === '"' ? '"' : "'";
  const gap = at > 0 && text[at - 1] !== '\n' ? eolOf(text) : '';
  return {
    object,
    change: [
      {
        from: at,
        to: at,
        newText: `${gap}import { ${words} } from ${quote}${module}${quote};${eolOf(text)}`,
      },
    ],
  };
}

function isBound(name: string, tree: Tree, text: string): boolean {
  let found = false;
  tree.iterate({
    enter: ({ name: kind, from, to }) => {
      if (/^Variable(?:Name|Definition)$/.test(kind) && text.slice(from, to) === name) found = true;
    },
  });
  return found;
}

/** Before the first import; else after what has to come first: `#!`, 'use server' and the like. */
function placeForImport(tree: Tree): number {
  const first = tree.topNode.getChild('ImportDeclaration');
  if (first) return first.from;
  let at = 0;
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (
      !/^(?:Hashbang|Directive)$/.test(node.name) &&
      !(node.name === 'ExpressionStatement' && node.firstChild?.name === 'String')
    )
      break;
    at = node.to;
  }
  return at;
}
