import semver from 'semver';

/** Release lines by code name (nodejs/Release). */
const LTS: Record<string, number> = {
  argon: 4,
  boron: 6,
  carbon: 8,
  dubnium: 10,
  erbium: 12,
  fermium: 14,
  gallium: 16,
  hydrogen: 18,
  iron: 20,
  jod: 22,
  krypton: 24,
};

/**
 * The semver range that a pin stands for: `v20`, `20.x`, `lts/iron`, `>=18 <21`, `^22.1.0`.
 * Undefined for what moves with time (`lts/*`, `latest`, `current`, `node`) and for what is no version.
 */
export function nodeRangeOf(pin: string): string | undefined {
  const text = pin.trim().toLowerCase();
  const name = /^(?:lts\/)?([a-z]+)$/.exec(text)?.[1];
  if (name) return LTS[name] === undefined ? undefined : `${LTS[name]}.x`;
  if (text === '' || text === '*' || text.length > 100) return undefined;
  return semver.validRange(text.replace(/^(?:node[@-]?)?v(?=\d)/, '')) ?? undefined;
}

/** The version in a tag of the official image, with its place: `20.11.1-alpine` has `20.11.1`. */
export function versionInTag(tag: string): { text: string; from: number; to: number } | undefined {
  const match = /^(\d+(?:\.\d+){0,2}|[a-z]+)(?=-|$)/.exec(tag);
  return match ? { text: match[0], from: 0, to: match[0].length } : undefined;
}

/** True when some release satisfies both. */
export const canAgree = (a: string, b: string): boolean => semver.intersects(a, b);

/** The major versions a range allows, up to 40. */
export function majorsOf(range: string): number[] {
  return Array.from({ length: 41 }, (_, major) => major).filter((major) =>
    semver.intersects(range, `${major}.x`),
  );
}
