import { type AST, parseTOML } from 'toml-eslint-parser';
import { type DocumentEntry, type DocumentNode, isTooDeep } from './document.ts';

type MapNode = Extract<DocumentNode, { kind: 'map' }>;

/** TOML; of a broken file, what stands before the first mistake. Never throws. */
export function parseTomlDocument(text: string): DocumentNode | undefined {
  if (isTooDeep(text)) return undefined;
  for (let rest = text, tries = 0; tries < 3; tries++) {
    try {
      return convertTop(parseTOML(rest).body[0].body, rest);
    } catch (error) {
      const offset = (error as { index?: number }).index;
      const line = rest.lastIndexOf('\n', Math.min(offset ?? 0, rest.length) - 1);
      if (offset === undefined || line <= 0) return undefined;
      rest = rest.slice(0, line);
    }
  }
  return undefined;
}

function convertTop(body: AST.TOMLTopLevelTable['body'], text: string): DocumentNode {
  const root: MapNode = { kind: 'map', from: 0, to: text.length, entries: [] };
  for (const node of body) {
    if (node.type === 'TOMLKeyValue') addKeyValue(root, node);
    else {
      const keys = node.key.keys;
      const holder = descend(root, keys.slice(0, -1));
      const last = keys.at(-1);
      if (!last) continue;
      const table: MapNode = { kind: 'map', from: node.range[0], to: node.range[1], entries: [] };
      for (const inner of node.body) addKeyValue(table, inner);
      if (node.kind === 'array') addToList(holder, last, table);
      else mergeTable(holder, last, table);
    }
  }
  return root;
}

function addKeyValue(map: MapNode, node: AST.TOMLKeyValue): void {
  const keys = node.key.keys;
  const last = keys.at(-1);
  if (last) descend(map, keys.slice(0, -1)).entries.push({ ...keyOf(last), value: convertValue(node.value) });
}

type Key = AST.TOMLBare | AST.TOMLQuoted;

function keyOf(key: Key): Pick<DocumentEntry, 'key' | 'from' | 'to'> {
  const quoted = key.type === 'TOMLQuoted' ? 1 : 0;
  const name = key.type === 'TOMLQuoted' ? key.value : key.name;
  return { key: name, from: key.range[0] + quoted, to: key.range[1] - quoted };
}

/** The map under `keys`, made where it is missing; of an array of tables, the last one. */
function descend(map: MapNode, keys: Key[]): MapNode {
  let current = map;
  for (const key of keys) {
    const shape = keyOf(key);
    const found = current.entries.findLast((entry) => entry.key === shape.key)?.value;
    if (found?.kind === 'map') current = found;
    else if (found?.kind === 'list' && found.items.at(-1)?.kind === 'map')
      current = found.items.at(-1) as MapNode;
    else {
      const made: MapNode = { kind: 'map', from: key.range[0], to: key.range[1], entries: [] };
      current.entries.push({ ...shape, value: made });
      current = made;
    }
  }
  return current;
}

function mergeTable(holder: MapNode, key: Key, table: MapNode): void {
  const shape = keyOf(key);
  const found = holder.entries.find((entry) => entry.key === shape.key)?.value;
  if (found?.kind === 'map') found.entries.push(...table.entries);
  else holder.entries.push({ ...shape, value: table });
}

function addToList(holder: MapNode, key: Key, table: MapNode): void {
  const shape = keyOf(key);
  const found = holder.entries.find((entry) => entry.key === shape.key)?.value;
  if (found?.kind === 'list') found.items.push(table);
  else
    holder.entries.push({
      ...shape,
      value: { kind: 'list', from: table.from, to: table.to, items: [table] },
    });
}

function convertValue(node: AST.TOMLContentNode): DocumentNode {
  const [from, to] = node.range;
  if (node.type === 'TOMLArray') return { kind: 'list', from, to, items: node.elements.map(convertValue) };
  if (node.type === 'TOMLInlineTable') {
    const map: MapNode = { kind: 'map', from, to, entries: [] };
    for (const inner of node.body) addKeyValue(map, inner);
    return map;
  }
  if (node.kind === 'string') {
    const quotes = node.multiline ? 3 : 1;
    return { kind: 'scalar', from: from + quotes, to: to - quotes, value: node.value };
  }
  if (node.kind === 'boolean') return { kind: 'scalar', from, to, value: node.value };
  if (node.kind === 'integer' || node.kind === 'float')
    return { kind: 'scalar', from, to, value: node.number };
  return { kind: 'scalar', from, to, value: String(node.value) };
}
