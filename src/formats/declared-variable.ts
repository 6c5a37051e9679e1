import type { DocumentEntry, DocumentNode } from './document.ts';
import { entriesOf, itemsOf } from './document.ts';

/** A name that a configuration file gives to the program's environment. */
export interface DeclaredVariable {
  name: string;
  /** Offsets of the name. */
  from: number;
  to: number;
  valueFrom: number;
  valueTo: number;
  /** As the program would see it; undefined where it is set elsewhere (a secret store, the host's shell). */
  value?: string;
  /** `production`, `preview`, a service's name: what the file says of where it applies. */
  environment?: string;
  /** The service is built from this repository. */
  isBuiltHere?: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `NAME: value` pairs of a map. A value that is no scalar says only that the name is set. */
export function variablesOfMap(node: DocumentNode | undefined, environment?: string): DeclaredVariable[] {
  return entriesOf(node)
    .filter((entry) => NAME.test(entry.key))
    .map((entry) => ofEntry(entry, environment));
}

function ofEntry({ key, from, to, value }: DocumentEntry, environment: string | undefined): DeclaredVariable {
  const text = value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
  return declared(key, from, to, value, text, environment);
}

function declared(
  name: string,
  from: number,
  to: number,
  value: { from: number; to: number },
  text: string | undefined,
  environment: string | undefined,
): DeclaredVariable {
  const known = { ...(text !== undefined && { value: text }), ...(environment && { environment }) };
  return { name, from, to, valueFrom: value.from, valueTo: value.to, ...known };
}

/** Items `NAME=value` or `NAME` (passed through) of a list. */
export function variablesOfList(node: DocumentNode | undefined, environment?: string): DeclaredVariable[] {
  return itemsOf(node).flatMap((item) => {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return [];
    const sign = item.value.indexOf('=');
    const name = (sign < 0 ? item.value : item.value.slice(0, sign)).trim();
    if (!NAME.test(name)) return [];
    const to = item.from + name.length;
    const text = sign < 0 ? undefined : item.value.slice(sign + 1);
    return [
      declared(name, item.from, to, { from: Math.min(to + 1, item.to), to: item.to }, text, environment),
    ];
  });
}

/** Maps such as `{ key: NAME, value: … }` in a list. */
export function variablesOfRecords(
  node: DocumentNode | undefined,
  nameKeys: readonly string[],
  environment?: string,
): DeclaredVariable[] {
  return itemsOf(node).flatMap((item) => {
    const name = entriesOf(item).find((entry) => nameKeys.includes(entry.key))?.value;
    if (name?.kind !== 'scalar' || !NAME.test(String(name.value))) return [];
    const value = entriesOf(item).find((entry) => entry.key === 'value')?.value;
    const text = value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
    return [declared(String(name.value), name.from, name.to, value ?? name, text, environment)];
  });
}
