import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { TextEdit } from '../model/finding.ts';
import { START_OF_FILE } from '../model/location.ts';
import { setDomain } from './edit.ts';
import {
  type ConfigEdit,
  change,
  columnOf,
  endOfLine,
  insertion,
  pairOf,
  type Refusal,
  type Source,
  type Splice,
} from './edit-source.ts';
import { DEFAULT_CONFIG_PATH, type LaunchConfig } from './model.ts';
import { positionsOf } from './positions.ts';
import { type Proposal, proposeConfig } from './propose.ts';
import { plainText } from './yaml-text.ts';

/** What can be written below a key. */
type Value = string | readonly Value[] | { readonly [key: string]: Value };

interface Addition {
  path: readonly string[];
  value: Value;
  /** The same in the read configuration; false when it is there already. */
  apply(config: LaunchConfig): boolean;
}

/**
 * Adds what the repository tells and the file does not say yet; nothing that stands there is changed, no comment is
 * lost. Without a file it is a new one. What cannot be added safely is left out. `text` comes back as it was when
 * there is nothing to add.
 */
export function addProposal(
  text: string | undefined,
  proposal: Proposal,
  path = DEFAULT_CONFIG_PATH,
): ConfigEdit {
  if (text === undefined) {
    const whole = proposeConfig(proposal);
    return { ok: true, text: whole, edit: { path, range: START_OF_FILE, newText: whole } };
  }
  let hasDomain = false;
  let result = change(text, path, (_, config) => {
    hasDomain = config.domain !== undefined || Object.keys(config.domains ?? {}).length > 0;
    return 'unchanged';
  });
  if (!result.ok) return result;
  const [first] = proposal.domains;
  if (!hasDomain && first) result = orBefore(result, setDomain(text, first.domain, path));
  for (const addition of additions(proposal)) {
    const before = result.ok ? result.text : text;
    result = orBefore(result, add(before, addition, path));
  }
  return result.ok ? { ok: true, text: result.text, ...wholeEdit(text, result.text, path) } : result;
}

/** All changes as one: from the first place that differs to the last. */
function wholeEdit(before: string, after: string, path: string): { edit?: TextEdit } {
  if (before === after) return {};
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = positionsOf(before).range(start, before.length - end);
  return { edit: { path, range, newText: after.slice(start, after.length - end) } };
}

function orBefore(before: ConfigEdit, after: ConfigEdit): ConfigEdit {
  return after.ok ? after : before;
}

function additions({ hosts = [], senders = [], environments = [] }: Proposal): Addition[] {
  return [
    ...hosts.map(
      ({ name }): Addition => ({
        path: ['hosts'],
        value: { [name]: {} },
        apply(config) {
          if (config.hosts && Object.hasOwn(config.hosts, name)) return false;
          config.hosts = { ...config.hosts, [name]: {} };
          return true;
        },
      }),
    ),
    ...senders.map(
      ({ from, provider }): Addition => ({
        path: ['email', 'senders'],
        value: [{ from, ...(provider && { provider }) }],
        apply(config) {
          const known = config.email?.senders ?? [];
          if (known.some((sender) => sender.from.toLowerCase() === from.toLowerCase())) return false;
          config.email = { ...config.email, senders: [...known, { from, ...(provider && { provider }) }] };
          return true;
        },
      }),
    ),
    ...environments.map(
      ({ name, files }): Addition => ({
        path: ['environments'],
        value: { [name]: { files } },
        apply(config) {
          if (config.environments && Object.hasOwn(config.environments, name)) return false;
          config.environments = { ...config.environments, [name]: { files: [...files] } };
          return true;
        },
      }),
    ),
  ];
}

function add(text: string, { path, value, apply }: Addition, file: string): ConfigEdit {
  return change(text, file, (source, config) => {
    if (!apply(structuredClone(config))) return 'unchanged';
    const splice = insert(source, path, value);
    return 'reason' in splice ? splice : { splice, expect: (wanted) => void apply(wanted) };
  });
}

/** The place in the deepest part of `path` that is there; the rest of the path is written with the value. */
function insert(source: Source, path: readonly string[], value: Value): Splice | Refusal {
  let map: YAMLMap | null = source.root;
  for (const [depth, key] of path.entries()) {
    const rest = nested(path.slice(depth + 1), value);
    const pair = pairOf(map, key);
    if (!pair) return intoMap(source, map, { [key]: rest });
    const inner = pair.value as Node | null;
    const isLast = depth === path.length - 1;
    if (isMap(inner)) {
      if (isLast) return intoMap(source, inner, value as Record<string, Value>);
      map = inner;
      continue;
    }
    if (isLast && isSeq(inner) && !inner.flow && inner.range)
      return after(source, inner, block(value, columnOf(source.text, inner.range[0])));
    if (isLast && isSeq(inner) && inner.flow) return inBrackets(inner, (value as Value[]).map(flow));
    if (inner !== null && !(isScalar(inner) && inner.value === null && inner.source === ''))
      return { reason: `"${key}" holds something else` };
    const keyNode = pair.key as Node;
    const indent = `${columnOf(source.text, keyNode.range![0])}  `;
    if (map?.flow) return insertion(source.text.indexOf(':', keyNode.range![1]) + 1, ` ${flow(rest)}`);
    return insertion(
      endOfLine(source.text, keyNode.range![1]),
      source.eol + block(rest, indent).join(source.eol),
    );
  }
  return { reason: 'there is no place for it' };
}

function nested(path: readonly string[], value: Value): Value {
  return path.reduceRight<Value>((inner, key) => ({ [key]: inner }), value);
}

function intoMap(source: Source, map: YAMLMap | null, entries: Readonly<Record<string, Value>>): Splice {
  const { text, eol } = source;
  if (map?.flow) {
    return inBrackets(
      map,
      Object.entries(entries).map(([key, value]) => `${plainText(key)}: ${flow(value)}`),
    );
  }
  if (map && map !== source.root && map.range)
    return after(source, map, block(entries, columnOf(text, map.range[0])));
  const indent = map?.range ? columnOf(text, map.range[0]) : '';
  const gap = text === '' ? '' : /[\r\n]$/.test(text) ? eol : eol + eol;
  return insertion(text.length, `${gap}${block(entries, indent).join(eol)}${eol}`);
}

/** Below the last line that has anything of `node`; a comment behind it stays where it is. */
function after({ text, eol }: Source, node: YAMLMap | NonNullable<Node>, lines: string[]): Splice {
  const [start, end] = node.range!;
  const content = start + text.slice(start, end).trimEnd().length;
  return insertion(endOfLine(text, content), eol + lines.join(eol));
}

function inBrackets(node: Node & { items: readonly unknown[] }, entries: readonly string[]): Splice {
  const last = node.items.at(-1) as Node | { value?: Node | null; key: Node } | undefined;
  if (!last) return insertion(node.range![0] + 1, node.items.length === 0 ? ` ${entries.join(', ')} ` : '');
  const lastNode = 'key' in last ? (last.value ?? last.key) : last;
  return insertion((lastNode as Node).range![1], `, ${entries.join(', ')}`);
}

function block(value: Value, indent: string): string[] {
  if (typeof value === 'string') return [`${indent}${plainText(value)}`];
  if (Array.isArray(value)) {
    return (value as Value[]).flatMap((item) => {
      const [first = '', ...rest] = block(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    isShort(inner)
      ? [`${indent}${plainText(key)}: ${flow(inner)}`]
      : [`${indent}${plainText(key)}:`, ...block(inner, `${indent}  `)],
  );
}

/** A text, nothing, or a list of texts: on the line of its key. */
function isShort(value: Value): boolean {
  if (typeof value === 'string') return true;
  if (Array.isArray(value)) return (value as Value[]).every((item) => typeof item === 'string');
  return Object.keys(value).length === 0;
}

function flow(value: Value): string {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return `[${(value as Value[]).map(flow).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${plainText(key)}: ${flow(inner)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}
