import { majorsOf } from '../../formats/node-version.ts';

/** A place that names a Node version: what the package asks for, or what somebody pinned. */
interface Wish {
  semver: string;
  /** The package needs it; the others can follow. */
  isDemand: boolean;
}

/**
 * The one major version to write everywhere: it meets what the package asks for, agrees with as many places as can be,
 * and is a long-term release (an even number, nodejs/Release) where several do: of those that a place pins the latest,
 * for what ran on it may not run on an older one that ends sooner, else the earliest.
 * Undefined when nothing meets all demands.
 */
export function proposeNodeMajor(wishes: readonly Wish[]): string | undefined {
  const allowed = wishes.map((wish) => ({ ...wish, majors: new Set(majorsOf(wish.semver)) }));
  const candidates = [...new Set(allowed.flatMap(({ majors }) => [...majors]))]
    .filter((major) => allowed.every(({ isDemand, majors }) => !isDemand || majors.has(major)))
    .map((major) => ({
      major,
      places: allowed.filter(({ majors }) => majors.has(major)).length,
      isPinned: allowed.some(({ majors }) => majors.size === 1 && majors.has(major)),
    }))
    .sort(
      (a, b) =>
        b.places - a.places ||
        (a.major % 2) - (b.major % 2) ||
        Number(b.isPinned) - Number(a.isPinned) ||
        (a.isPinned ? b.major - a.major : a.major - b.major),
    );
  return candidates[0] && String(candidates[0].major);
}
