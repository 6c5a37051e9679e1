/**
 * Every artifact by name. Empty here: each gatherer adds its own by declaration merging,
 * so that a check which reads an artifact it did not declare is a compile error.
 * An artifact is plain JSON data and holds no secret's and no variable's value.
 */
// biome-ignore lint/suspicious/noEmptyInterface: gatherers merge into it
export interface Artifacts {}

export type ArtifactName = keyof Artifacts & string;

/** An answer, or the reason in plain words why we could not look. */
export type Measured<T> = { ok: true; value: T } | { ok: false; reason: string };

export function measured<T>(value: T): Measured<T> {
  return { ok: true, value };
}

export function notMeasured(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

/** What a file-scope gatherer found, by path. Files with nothing to tell are left out. */
export type ByFile<T> = Record<string, T>;
