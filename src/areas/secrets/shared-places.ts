import type { FindingDraft } from '../../model/finding.ts';
import type { RelatedLocation } from '../../model/location.ts';
import type { SecretFact } from '../../observe/repository/hardcoded-secrets.ts';

export interface Place {
  path: string;
  fact: SecretFact;
}

const MAX_RELATED = 20;

/**
 * Tells where the same secret stands as well. The letter in the message is given in file order, so that two runs over the
 * same files agree; it holds nothing of the value.
 */
export function sharedPlaces(places: readonly Place[]) {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const members = groups.get(place.fact.identity);
    if (members) members.push(place);
    else groups.set(place.fact.identity, [place]);
  }
  const letters = new Map<string, string>();
  for (const [identity, members] of groups) {
    if (members.length > 1) letters.set(identity, letterFor(letters.size));
  }
  return {
    relatedOf(path: string, fact: SecretFact): Pick<FindingDraft, 'related'> {
      const letter = letters.get(fact.identity);
      if (!letter) return {};
      // One more than is shown, because one of them may be this one: a key can stand in thousands of places.
      const related: RelatedLocation[] = (groups.get(fact.identity) ?? [])
        .slice(0, MAX_RELATED + 1)
        .filter((place) => place.path !== path || place.fact !== fact)
        .slice(0, MAX_RELATED)
        .map((place) => ({
          location: { kind: 'file', path: place.path, range: place.fact.range },
          message: `The same secret (${letter}) stands here`,
        }));
      return { related };
    },
  };
}

/** A … Z, AA, AB … */
function letterFor(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterFor(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
