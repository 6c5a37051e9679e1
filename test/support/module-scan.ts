import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';

const typescript = parser.configure({ dialect: 'ts' });

/** One place where a file names another module. */
export interface ModuleReference {
  /** Undefined where the name is computed. */
  specifier: string | undefined;
  /** Gone after compilation: `import type`, `import('x').T`, `declare module 'x'`. */
  typeOnly: boolean;
  line: number;
}

export interface GlobalUse {
  name: string;
  line: number;
}

export interface ModuleScan {
  references: ModuleReference[];
  globals: GlobalUse[];
  hasDefaultExport: boolean;
}

const WATCHED = new Set([
  'fetch',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'console',
  'globalThis',
  'WebSocket',
  'XMLHttpRequest',
  'eval',
  'Function',
]);
const WATCHED_MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);

/** Reads a TypeScript source for what it imports in any way, and for the globals that are not pure. */
export function scanModule(source: string): ModuleScan {
  const scan: ModuleScan = { references: [], globals: [], hasDefaultExport: false };
  const text = (node: SyntaxNode) => source.slice(node.from, node.to);
  const lineOf = (node: SyntaxNode) => source.slice(0, node.from).split('\n').length;
  const literal = (node: SyntaxNode | null) =>
    node?.name === 'String' ? text(node).slice(1, -1) : undefined;
  const refer = (node: SyntaxNode, specifier: string | undefined, typeOnly: boolean) =>
    scan.references.push({ specifier, typeOnly, line: lineOf(node) });
  const declared = new Set<string>();
  const uses: { name: string; node: SyntaxNode }[] = [];

  typescript.parse(source).iterate({
    enter({ node }) {
      switch (node.name) {
        case 'ImportDeclaration':
        case 'ExportDeclaration': {
          const name = node.getChild('String');
          if (name) refer(node, literal(name), isTypeOnly(node, text));
          if (node.name === 'ExportDeclaration' && exportsDefault(node, text)) scan.hasDefaultExport = true;
          break;
        }
        case 'ImportType':
          refer(node, literal(node.getChild('String')), true);
          break;
        case 'AmbientDeclaration': {
          const name = /^declare\s+module\s*(['"])(.+?)\1/u.exec(source.slice(node.from, node.from + 300));
          if (name) refer(node, name[2], true);
          break;
        }
        case 'DynamicImport': {
          // Its argument stands in it or, as for any call, beside it.
          const inside =
            node.getChild('String') ?? node.parent?.getChild('ArgList')?.getChild('String') ?? null;
          refer(node, literal(inside), false);
          break;
        }
        case 'CallExpression': {
          const callee = node.firstChild;
          if (callee && /^(require|require\.resolve|import\.meta\.resolve)$/u.test(text(callee))) {
            refer(node, literal(node.getChild('ArgList')?.getChild('String') ?? null), false);
          }
          break;
        }
        case 'VariableDefinition':
          declared.add(text(node));
          break;
        case 'VariableName':
          uses.push({ name: text(node), node });
          break;
        case 'MemberExpression': {
          const member = text(node).replace(/\?\./gu, '.').replace(/\s+/gu, '');
          if (WATCHED_MEMBERS.has(member)) scan.globals.push({ name: member, line: lineOf(node) });
          break;
        }
        case 'NewExpression':
          if (/^new\s+Date\s*(\(\s*\))?$/u.test(text(node)))
            scan.globals.push({ name: 'new Date()', line: lineOf(node) });
          break;
      }
    },
  });
  for (const { name, node } of uses) {
    if (WATCHED.has(name) && !declared.has(name)) scan.globals.push({ name, line: lineOf(node) });
  }
  return scan;
}

function isTypeOnly(node: SyntaxNode, text: (node: SyntaxNode) => string): boolean {
  if (/^(?:import|export)\s+type\b(?!\s*(?:,|from\b))/u.test(text(node))) return true;
  const names = /\{([^}]*)\}/u
    .exec(text(node))?.[1]
    ?.split(',')
    .map((name) => name.trim());
  const isBare = /^(?:import|export)\s*\{/u.test(text(node));
  return (
    isBare &&
    (names ?? []).some(Boolean) &&
    (names ?? []).every((name) => name === '' || name.startsWith('type '))
  );
}

function exportsDefault(node: SyntaxNode, text: (node: SyntaxNode) => string): boolean {
  return node.getChild('default') !== null || /^export\s*\{[^}]*\bas\s+default\b/u.test(text(node));
}
