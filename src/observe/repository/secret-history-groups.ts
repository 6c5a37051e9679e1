import type { Range } from '../../model/location.ts';
import { compareSeverity } from '../../model/severity.ts';
import { readablePath } from '../../workspace/git-patch.ts';
import type { SecretArrival, SecretFacts } from './secret-history-scan.ts';

/** Where a secret came in: the first commit that brought it to this path. */
export interface HistoryPlace {
  /** Full id. */
  commit: string;
  /** Seconds since the epoch. */
  committedAt: number;
  /** ISO 8601, as the author's clock said it. */
  authoredAt: string;
  rawPath: string;
  /** Where it stood in that commit. */
  range: Range;
  /** The kind it was taken for at this place. */
  rule: string;
}

/** One secret with all the paths at which it ever stood. */
export interface HistoryGroup {
  facts: SecretFacts;
  /** By path, the earliest first once `places` has been asked. */
  places: HistoryPlace[];
  /** Paths beyond those that are kept. */
  more: number;
  silenced: boolean;
}

const MAX_PLACES = 40;
const CONFIDENCES = ['high', 'medium', 'low'];

/**
 * Joins arrivals of the same secret. What comes out does not depend on the order in which they are added, so that the
 * history read in two parts tells the same as the history read at once.
 */
export function createGroups() {
  const groups = new Map<string, HistoryGroup>();
  return {
    groups,
    /** A secret that is known from an earlier run. */
    add(identity: string, group: HistoryGroup): void {
      const known = groups.get(identity);
      if (!known) {
        groups.set(identity, group);
        return;
      }
      for (const place of group.places) addPlace(known, place);
      known.facts = graver(known.facts, group.facts);
      known.silenced ||= group.silenced;
      known.more += group.more;
    },
    addArrival(arrival: SecretArrival): void {
      const { commit, rawPath, range, facts, silenced } = arrival;
      const { id, committedAt, authoredAt } = commit;
      const place = { commit: id, committedAt, authoredAt, rawPath, range, rule: facts.rule };
      this.add(arrival.identity, { facts, places: [place], more: 0, silenced });
    },
  };
}

function addPlace(group: HistoryGroup, place: HistoryPlace): void {
  const at = group.places.findIndex(({ rawPath }) => rawPath === place.rawPath);
  const known = group.places[at];
  if (known) {
    if (comparePlaces(place, known) < 0) group.places[at] = place;
  } else group.places.push(place);
  group.places.sort(comparePlaces);
  if (group.places.length > MAX_PLACES) {
    group.places.pop();
    group.more++;
  }
}

/** The earlier first; a tie is broken by what does not change. */
export function comparePlaces(a: HistoryPlace, b: HistoryPlace): number {
  return (
    a.committedAt - b.committedAt ||
    compareText(a.commit, b.commit) ||
    compareText(a.rawPath, b.rawPath) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character
  );
}

/** In a test a key counts one level lower than in the code: the graver of its places counts. */
function graver(a: SecretFacts, b: SecretFacts): SecretFacts {
  const order =
    compareSeverity(a.severity, b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compareText(a.rule, b.rule) ||
    compareText(a.name, b.name) ||
    compareText(a.title, b.title);
  return order <= 0 ? a : b;
}

/**
 * The names by which launch-ready.yaml can call each secret: `stripe-secret-key@src/pay.ts@2026-03-04T10:12:13Z`: kind, path and
 * the author's date of the commit that brought it there. Nothing of it comes from the value, and the author's date survives
 * a rebase. Two secrets of one kind that one commit brought into one file are told apart by `#2`.
 */
export function nameSecrets(groups: Iterable<HistoryGroup>): Map<HistoryGroup, string[]> {
  const byName = new Map<string, { group: HistoryGroup; place: HistoryPlace }[]>();
  for (const group of groups) {
    for (const place of group.places) {
      const name = `${place.rule}@${readablePath(place.rawPath)}@${utc(place.authoredAt)}`;
      const list = byName.get(name);
      if (list) list.push({ group, place });
      else byName.set(name, [{ group, place }]);
    }
  }
  const named = new Map<HistoryGroup, { place: HistoryPlace; name: string }[]>();
  for (const [name, list] of byName) {
    list.sort((a, b) => comparePlaces(a.place, b.place));
    for (const [i, { group, place }] of list.entries()) {
      const own = named.get(group) ?? [];
      own.push({ place, name: i === 0 ? name : `${name}#${i + 1}` });
      named.set(group, own);
    }
  }
  return new Map(
    [...named].map(([group, names]) => [
      group,
      names.sort((a, b) => comparePlaces(a.place, b.place)).map(({ name }) => name),
    ]),
  );
}

/** `2026-03-04T12:12:13+02:00` -> `2026-03-04T10:12:13Z`. */
export function utc(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? '0000-00-00T00:00:00Z' : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
