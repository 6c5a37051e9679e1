import { type Node, parseTree } from 'jsonc-parser';
import { type DocumentEntry, type DocumentNode, isTooDeep } from './document.ts';

/** JSON, also with comments and trailing commas. What cannot be understood is left out; never throws. */
export function parseJsonDocument(text: string): DocumentNode | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    const root = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
    return root && convert(root, 0);
  } catch {
    // Thousands of brackets, one in the other, are no configuration.
    return undefined;
  }
}

function convert(node: Node, depth: number): DocumentNode | undefined {
  const place = { from: node.offset, to: node.offset + node.length };
  if (depth > 64) return undefined;
  if (node.type === 'object') {
    const entries = (node.children ?? []).flatMap((property): DocumentEntry[] => {
      const [key, value] = property.children ?? [];
      const converted = value && convert(value, depth + 1);
      if (!key || !converted) return [];
      return [
        { key: String(key.value), from: key.offset + 1, to: key.offset + key.length - 1, value: converted },
      ];
    });
    return { kind: 'map', ...place, entries };
  }
  if (node.type === 'array') {
    const items = (node.children ?? []).flatMap((item) => convert(item, depth + 1) ?? []);
    return { kind: 'list', ...place, items };
  }
  if (node.type === 'string')
    return { kind: 'scalar', from: place.from + 1, to: place.to - 1, value: node.value };
  return { kind: 'scalar', ...place, value: node.value ?? null };
}
