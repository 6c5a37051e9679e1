/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, replacements and swaps of
 * neighbours. Stops early: gives `limit + 1` when it is more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length]!, limit + 1);
}

/** The one known word that was probably meant; undefined when there is none or more than one. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const plain = simplify(word);
  if (plain.length === 0 || word.length > 80) return undefined;
  const limit = plain.length <= 3 ? 1 : plain.length <= 12 ? 2 : 3;
  let best: string[] = [];
  let bestDistance = limit;
  for (const candidate of known) {
    const distance = editDistance(plain, simplify(candidate), bestDistance);
    if (distance > bestDistance) continue;
    best = distance < bestDistance ? [candidate] : [...best, candidate];
    bestDistance = distance;
  }
  return best.length === 1 ? best[0] : undefined;
}

/** Words that differ only in case, hyphens and underscores are the same to us: `last_alert_test`. */
function simplify(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}
