import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { type DocumentEntry, type DocumentNode, isTooDeep } from './document.ts';

const OPTIONS = { merge: true, prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;

/** Several gatherers look at one file, one after the other. */
let last: { text: string; documents: DocumentNode[] } | undefined;

/** The documents of a YAML file. Keeps what it understood of a broken one; never throws. Not to be changed by who asks. */
export function parseYamlDocuments(text: string): DocumentNode[] {
  if (last?.text !== text) last = { text, documents: readDocuments(text) };
  return last.documents;
}

function readDocuments(text: string): DocumentNode[] {
  if (isTooDeep(text)) return [];
  try {
    const documents = parseAllDocuments(text, OPTIONS);
    if (!Array.isArray(documents)) return [];
    return documents.flatMap((document) => {
      const budget = { nodes: 50_000 };
      return (
        convert(
          document.contents as Node | null,
          (alias: Alias) => alias.resolve(document as never),
          budget,
          0,
        ) ?? []
      );
    });
  } catch {
    return [];
  }
}

export function parseYamlDocument(text: string): DocumentNode | undefined {
  return parseYamlDocuments(text)[0];
}

/** `budget` keeps a file of nested aliases from growing without end. */
function convert(
  node: unknown,
  resolve: (alias: Alias) => unknown,
  budget: { nodes: number },
  depth: number,
): DocumentNode | undefined {
  if (budget.nodes-- < 0 || depth > 64) return undefined;
  if (isAlias(node)) return convert(resolve(node), resolve, budget, depth + 1);
  const [from = 0, end = 0] = ((node as Node | null)?.range ?? []) as number[];
  const to = blockEnd(node) ?? end;
  if (isScalar(node)) return scalar(node, from, to);
  if (isSeq(node)) {
    return {
      kind: 'list',
      from,
      to,
      items: node.items.flatMap((item) => convert(item, resolve, budget, depth + 1) ?? []),
    };
  }
  if (!isMap(node)) return undefined;
  const entries: DocumentEntry[] = [];
  for (const pair of node.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const value = convert(pair.value, resolve, budget, depth + 1);
    if (pair.key.source === '<<') {
      const merged = value?.kind === 'list' ? value.items : value ? [value] : [];
      for (const map of merged) if (map.kind === 'map') entries.unshift(...map.entries);
      continue;
    }
    const key = pair.key as Scalar;
    const [start = 0, end = 0] = key.range ?? [];
    const quoted = key.type === 'QUOTE_DOUBLE' || key.type === 'QUOTE_SINGLE' ? 1 : 0;
    const nothing: DocumentNode = { kind: 'scalar', from: end, to: end, value: null };
    entries.push({ key: String(key.value), from: start + quoted, to: end - quoted, value: value ?? nothing });
  }
  return { kind: 'map', from, to, entries };
}

/** A map or list in lines ends where what stands last in it ends, not with the comments and blank lines after that. */
function blockEnd(node: unknown): number | undefined {
  let inner = node;
  while ((isMap(inner) || isSeq(inner)) && !inner.flow && inner.items.length > 0) {
    const last: unknown = inner.items.at(-1);
    inner = isPair(last) ? (last.value ?? last.key) : last;
  }
  return inner === node ? undefined : (inner as Node | null)?.range?.[1];
}

function scalar(node: Scalar, from: number, to: number): DocumentNode {
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
  const { value, source } = node;
  if (value === null || value === undefined || typeof value === 'boolean') {
    return { kind: 'scalar', from, to, value: value ?? null };
  }
  // `20.10` and `022` are versions and ports to us, not numbers.
  const text = typeof value === 'string' ? value : (source ?? String(value));
  return { kind: 'scalar', from: from + quoted, to: Math.max(from + quoted, to - quoted), value: text };
}
