import type { FormatName } from './formats.ts';

/** What a person reads of a key: in the JSON Schema, in completion and in hovers. */
export interface Wording {
  /** One or two sentences for a person who never saw the file. */
  description: string;
  /** A value one could write. */
  example?: unknown;
}

export interface TextShape extends Wording {
  kind: 'text';
  format?: FormatName;
}
export interface ChoiceShape extends Wording {
  kind: 'choice';
  values: readonly (string | number)[];
}
export interface NumberShape extends Wording {
  kind: 'number';
  integer: boolean;
  minimum: number;
  maximum: number;
}
export interface FlagShape extends Wording {
  kind: 'flag';
}
export interface ListShape extends Wording {
  kind: 'list';
  items: Shape;
}
/** Names chosen by the person. */
export interface MapShape extends Wording {
  kind: 'map';
  names: FormatName;
  values: Shape;
}
/** Names chosen by us. */
export interface RecordShape extends Wording {
  kind: 'record';
  keys: Readonly<Record<string, Shape>>;
  required: readonly string[];
}

export type AnyShape = TextShape | ChoiceShape | NumberShape | FlagShape | ListShape | MapShape | RecordShape;

declare const typeOfValue: unique symbol;

/** The description of a value of type T. The type exists only for the compiler. */
export type Shape<T = unknown> = AnyShape & { readonly [typeOfValue]?: T };

/** The keys of T that must be there. */
type RequiredKey<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T] & string;

export const text = (wording: Wording & { format?: FormatName }): Shape<string> => ({
  kind: 'text',
  ...wording,
});

export const choice = <const V extends string | number>(
  values: readonly V[],
  wording: Wording,
): Shape<V> => ({ kind: 'choice', values, ...wording });

export const number = (wording: Wording & { minimum: number; maximum: number }): Shape<number> => ({
  kind: 'number',
  integer: false,
  ...wording,
});

export const integer = (wording: Wording & { minimum: number; maximum: number }): Shape<number> => ({
  kind: 'number',
  integer: true,
  ...wording,
});

export const flag = (wording: Wording): Shape<boolean> => ({ kind: 'flag', ...wording });

export const listOf = <T>(items: Shape<T>, wording: Wording): Shape<T[]> => ({
  kind: 'list',
  items,
  ...wording,
});

export const mapOf = <T>(
  names: FormatName,
  values: Shape<T>,
  wording: Wording,
): Shape<Record<string, T>> => ({ kind: 'map', names, values, ...wording });

/** Every key of T must be described: a key of the model that is missing here does not compile. */
export const record = <T extends object>(
  wording: Wording & { required: readonly RequiredKey<T>[] },
  keys: { [K in keyof T]-?: Shape<NonNullable<T[K]>> },
): Shape<T> => ({ kind: 'record', keys: keys as Record<string, Shape>, ...wording });

/** "a list of texts": what a person is told was expected, or found. */
export function nounOf(shape: AnyShape): string {
  switch (shape.kind) {
    case 'text':
      return 'text';
    case 'choice':
      return `one of ${shape.values.join(', ')}`;
    case 'number':
      return shape.integer ? 'a whole number' : 'a number';
    case 'flag':
      return 'true or false';
    case 'list':
      return shape.items.kind === 'text' ? 'a list' : 'a list of entries';
    default:
      return 'a group of keys';
  }
}
