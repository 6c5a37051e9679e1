import { isInRange } from '../src/formats/edges.ts';

/** Ranges of Cloudflare's answer, IPv4 first. Throws an Error with a sentence for what is no such answer. */
export function readCloudflareList(text: string): string[] {
  const { result } = JSON.parse(text) as { result?: { ipv4_cidrs?: unknown; ipv6_cidrs?: unknown } };
  const ranges = [result?.ipv4_cidrs, result?.ipv6_cidrs].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const isRange = (range: unknown): range is string =>
    typeof range === 'string' && isInRange(range.replace(/\/.*/, ''), range);
  // A list that lost most of its ranges is a fault, not a change.
  if (ranges.length < 10 || !ranges.every(isRange)) throw new Error('its answer is no list of addresses');
  return ranges;
}

/** The source of src/formats/edges.ts with this list, and the day it is of. Throws an Error where there is no place for it. */
export function withCloudflareList(source: string, ranges: readonly string[], day: string): string {
  const rows: string[] = [];
  for (let at = 0; at < ranges.length; at += 5) {
    const row = ranges.slice(at, at + 5).map((range) => `'${range}'`);
    rows.push(`      ...[${row.join(', ')}],\n`);
  }
  const place =
    /(name: 'Cloudflare',\n {4}ranges: \[\n)[^\]]*(?:\][^\]]+)*?( {4}\],\n {4}rangesAsOf: )'[^']*'/;
  if (!place.test(source)) throw new Error("The list of Cloudflare's addresses has no place in the source.");
  return source.replace(place, (_, head: string, tail: string) => `${head}${rows.join('')}${tail}'${day}'`);
}

/** The source of src/formats/hosted-services.ts with this day. */
export function withDay(source: string, day: string): string {
  return source.replace(/(HOSTED_SERVICES_AS_OF = )'[^']*'/, `$1'${day}'`);
}
