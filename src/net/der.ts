/** A value of DER (X.690): its tag, and where its contents stand. */
export interface Der {
  tag: number;
  start: number;
  end: number;
}

const MAX_VALUES = 200;

/** What stands in a value, at most `most` of it. */
export function childrenOf(bytes: Uint8Array, { start, end }: Der, most = MAX_VALUES): Der[] {
  return valuesIn(bytes, start, end, most);
}

/** The values that stand one after the other; none after one that is broken. */
export function valuesIn(bytes: Uint8Array, from: number, to: number, most: number): Der[] {
  const values: Der[] = [];
  let at = from;
  while (at + 2 <= to && values.length < most) {
    const tag = bytes[at] as number;
    let length = bytes[at + 1] as number;
    at += 2;
    if (length > 0x80) {
      const count = length - 0x80;
      if (count > 3 || at + count > to) break;
      length = 0;
      for (let i = 0; i < count; i++) length = (length << 8) | (bytes[at + i] as number);
      at += count;
    } else if (length === 0x80) break;
    if (at + length > to) break;
    values.push({ tag, start: at, end: at + length });
    at += length;
  }
  return values;
}

/** `1.2.840.113549.1.1.11` of an object identifier; undefined where the value is none. */
export function oidOf(bytes: Uint8Array, value: Der | undefined): string | undefined {
  if (value?.tag !== 0x06 || value.end - value.start > 32 || value.end === value.start) return undefined;
  const first = bytes[value.start] as number;
  const parts = [Math.min(2, Math.floor(first / 40)), first < 80 ? first % 40 : first - 80];
  let part = 0;
  for (let at = value.start + 1; at < value.end; at++) {
    const byte = bytes[at] as number;
    part = part * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(part);
      part = 0;
    }
  }
  return parts.join('.');
}

export function hexOf(bytes: Uint8Array, { start, end }: Der): string {
  return Array.from(bytes.subarray(start, end), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
