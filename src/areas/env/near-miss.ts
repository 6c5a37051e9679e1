import { type Inventory, ownReads, type Variable } from './inventory.ts';
import { isProvided } from './platform-names.ts';

/** Prefixes with which one and the same variable may be written by mistake. */
const PREFIX =
  /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_|NEXT_PRIVATE_|GATSBY_|VUE_APP_|NUXT_PUBLIC_|NUXT_)/;

/** The declared name, read by nothing, that `name` was probably meant to be. */
export function nearestDeclared(name: string, inventory: Inventory): Variable | undefined {
  let best: { variable: Variable; distance: number } | undefined;
  for (const variable of inventory.variables.values()) {
    if (variable.name === name || variable.reads.length > 0) continue;
    if (
      !variable.declarations.some((d) => d.kind === 'template' || d.kind === 'values' || d.kind === 'deploy')
    )
      continue;
    const distance = distanceOf(name, variable.name);
    if (distance !== undefined && distance < (best?.distance ?? 99)) best = { variable, distance };
  }
  return best?.variable;
}

/** Small for names that are one slip apart; undefined for others. */
export function distanceOf(a: string, b: string): number | undefined {
  if (a.replace(PREFIX, '') === b.replace(PREFIX, '')) return 1;
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed || sequenceOf(a) !== sequenceOf(b)) return undefined;
  const distance = editDistance(a, b, allowed);
  return distance <= allowed ? distance : undefined;
}

/** KEY_1 and KEY_2 are two variables, not a slip. */
const sequenceOf = (name: string): string => (name.match(/\d+/g) ?? []).join(',');

/** Damerau-Levenshtein distance (adjacent swaps count once); more than `limit` is told as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] as number) + 1);
      }
      row.push(value);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

/** Names the program reads and nothing declares. */
export function undeclaredVariables(inventory: Inventory): Variable[] {
  return [...inventory.variables.values()].filter((variable) => {
    const reads = ownReads(variable).filter((read) => !isProvided(variable.name, read.path, read));
    return reads.length > 0 && !isDeclared(variable);
  });
}

/** An npm script sets a name for itself: that satisfies a read with a default, not one that production needs. */
function isDeclared(variable: Variable): boolean {
  if (variable.writes.some((write) => write.side !== 'test' && write.side !== 'script')) return true;
  const isRequired = ownReads(variable).some((read) => read.requirement === 'required');
  return variable.declarations.some(
    (declaration) => declaration.kind !== 'script' || !isRequired || isShipping(declaration),
  );
}

const isShipping = (declaration: { environment?: string }): boolean =>
  /^(?:start|build|serve|prod|production|deploy|preview|release)\b/.test(declaration.environment ?? '');
