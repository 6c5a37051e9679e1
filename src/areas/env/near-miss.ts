import { type Inventory, isRequired, ownReads, type PlacedDeclaration, type Variable } from './inventory.ts';
import { isProvided } from './platform-names.ts';

/** Prefixes with which one and the same variable may be written by mistake. */
const PREFIX =
  /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_|NEXT_PRIVATE_|GATSBY_|VUE_APP_|NUXT_PUBLIC_|NUXT_)/;

interface Candidates {
  /** Declared in an env file or for a host, read by nothing. */
  declared: Variable[];
  /** Read by the program, and in no env file. */
  readNotInEnvFile: Variable[];
  /** Read by the program, and declared nowhere. */
  undeclared: Variable[];
}

const sorted = new WeakMap<Inventory, Candidates>();

function candidatesOf(inventory: Inventory): Candidates {
  const known = sorted.get(inventory);
  if (known) return known;
  const variables = [...inventory.variables.values()];
  const read = variables.filter((variable) => isReadByProgram(variable) && !isProvidedEverywhere(variable));
  const made = {
    declared: variables.filter(isDeclaredOnly),
    readNotInEnvFile: read.filter((variable) => !variable.declarations.some(isInEnvFile)),
    undeclared: read.filter((variable) => !isDeclared(variable)),
  };
  const same = recent.find((one) => LISTS.every((list) => isSame(one[list], made[list]))) ?? made;
  if (same === made) {
    recent.unshift(made);
    recent.length = Math.min(recent.length, MOST_RECENT);
  }
  sorted.set(inventory, same);
  return same;
}

/** An edit seldom makes another name a candidate: then what was found near stays as well. */
const recent: Candidates[] = [];
const MOST_RECENT = 4;
const LISTS = ['declared', 'readNotInEnvFile', 'undeclared'] as const;

const isSame = (a: readonly Variable[], b: readonly Variable[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

const found = new WeakMap<readonly Variable[], Map<string, Variable | undefined>>();

/** The declared name, read by nothing, that the read `name` was probably meant to be. */
export function nearestDeclared(name: string, inventory: Inventory): Variable | undefined {
  return nearest(name, candidatesOf(inventory).declared);
}

/**
 * The name the code reads that the declared, unread `name` was probably meant to be. An env file that misspells a name
 * is wrong even where a workflow has it right.
 */
export function nearestRead(variable: Variable, inventory: Inventory): Variable | undefined {
  if (!isDeclaredOnly(variable)) return undefined;
  const { readNotInEnvFile, undeclared } = candidatesOf(inventory);
  return nearest(variable.name, variable.declarations.some(isInEnvFile) ? readNotInEnvFile : undeclared);
}

function nearest(name: string, candidates: Variable[]): Variable | undefined {
  const known = found.get(candidates) ?? new Map<string, Variable | undefined>();
  found.set(candidates, known);
  if (!known.has(name)) known.set(name, nearestOf(name, candidates));
  return known.get(name);
}

function nearestOf(name: string, candidates: Variable[]): Variable | undefined {
  let best: { variable: Variable; distance: number } | undefined;
  for (const variable of candidates) {
    const distance = variable.name === name ? undefined : distanceOf(name, variable.name);
    if (distance !== undefined && distance < (best?.distance ?? 99)) best = { variable, distance };
  }
  return best?.variable;
}

const isInEnvFile = ({ kind }: { kind: string }): boolean =>
  kind === 'template' || kind === 'values' || kind === 'comment';

/** Not what a ready image gets: its program is not here, and reads names of its own. */
const isForOwnCode = ({ kind, source, isBuiltHere }: PlacedDeclaration): boolean =>
  kind === 'template' ||
  kind === 'values' ||
  (kind === 'deploy' && (source !== 'compose' || isBuiltHere === true));

const isDeclaredOnly = (variable: Variable): boolean =>
  variable.reads.length === 0 &&
  variable.declarations.some(isForOwnCode) &&
  !variable.declarations.some((d) => d.environment === 'binding');

/** Supabase's command line fills its configuration in: a slip there is one of the program as well. */
const isReadByProgram = (variable: Variable): boolean =>
  ownReads(variable).length > 0 || variable.reads.some((read) => read.form === 'config.toml');

const isProvidedEverywhere = (variable: Variable): boolean =>
  variable.reads.every((read) => isProvided(variable.name, read.path, read));

/** Small for names that are one slip apart; undefined for others. */
export function distanceOf(a: string, b: string): number | undefined {
  if (bareOf(a) === bareOf(b)) return 2;
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed || isFarApart(a, b) || sequenceOf(a) !== sequenceOf(b))
    return undefined;
  const distance = editDistance(a, b, allowed);
  return distance <= allowed && !areOtherWords(a, b, distance) ? distance : undefined;
}

const bare = new Map<string, string>();

function bareOf(name: string): string {
  let known = bare.get(name);
  if (known === undefined) {
    known = name.replace(PREFIX, '');
    if (bare.size > 20_000) bare.clear();
    bare.set(name, known);
  }
  return known;
}

/** Two slips leave most letters where they were, counted from one end or the other. */
function isFarApart(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length);
  let from = 0;
  while (from < most && a[from] === b[from]) from++;
  let to = 0;
  while (to < most && a[a.length - 1 - to] === b[b.length - 1 - to]) to++;
  // Between two single slips lies at most what neither end reaches; a name without either end alike is another.
  return from === 0 && to === 0;
}

/** HOST and PORT are two letters apart and two words; so are `_A` and `_B`. */
function areOtherWords(a: string, b: string, distance: number): boolean {
  const left = a.split('_');
  const right = b.split('_');
  if (left.length !== right.length) return false;
  return left.some((word, i) => {
    const other = right[i] as string;
    const length = Math.max(word.length, other.length);
    return word !== other && (length === 1 || (distance > 1 && length < 6));
  });
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
    const reads = ownReads(variable).filter(
      (read) => !OVERRIDES.has(read.form) && !isProvided(variable.name, read.path, read),
    );
    return reads.length > 0 && !isDeclared(variable) && !inventory.provided.has(variable.name);
  });
}

/** Forms in which the variable only overrides what the code says itself. */
const OVERRIDES = new Set(['published config', 'runtimeConfig override']);

/** An npm script sets a name for itself: that satisfies a read with a default, not one that production needs. */
function isDeclared(variable: Variable): boolean {
  if (variable.writes.some((write) => write.side !== 'test' && write.side !== 'script')) return true;
  const required = isRequired(variable);
  return variable.declarations.some((declaration) => {
    // What tests get as a secret is no switch that only they turn.
    if (!required)
      return declaration.kind !== 'ci' || declaration.value?.kind !== 'reference' || !isForTests(declaration);
    if (declaration.kind === 'script') return isShipping(declaration);
    return declaration.kind !== 'ci' || !isForTests(declaration);
  });
}

const TESTING =
  /(?:^|[^a-z])(?:tests?|testing|e2e|cypress|playwright|vitest|jest|pytest|rspec|lint\w*|typecheck|type-check|specs?|coverage|storybook|chromatic|unit|integration|benchmarks?)(?![a-z])/i;
const SHIPPING = /deploy|release|publish|prod|ship/i;

/**
 * What a workflow sets for its tests says nothing of production, be it made up or a secret; what it hands to a build or
 * a deployment does, if it comes from outside.
 */
function isForTests({ value, path, environment }: PlacedDeclaration): boolean {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (environment && TESTING.test(environment)) return true;
  const ships = SHIPPING.test(environment ?? '') || SHIPPING.test(file);
  if (!ships && TESTING.test(file)) return true;
  return value !== undefined && value.kind !== 'reference' && !ships;
}

const isShipping = (declaration: { environment?: string }): boolean =>
  /^(?:start|build|serve|prod|production|deploy|preview|release)\b/.test(declaration.environment ?? '');
