import type { Variable } from './inventory.ts';

/** Names met in a project, several times over; a window that looks at many projects starts anew. */
const MOST_NAMES = 20_000;

/** `judge`, asked once a name: after each edit many checks ask the same of every name. */
export function byName<T>(judge: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (known.has(name)) return known.get(name) as T;
    const answer = judge(name);
    if (known.size >= MOST_NAMES) known.clear();
    known.set(name, answer);
    return answer;
  };
}

/** `judge`, asked once a variable while `given` stays the same: an edit leaves most variables' objects as they are. */
export function byVariable<T, G extends readonly object[]>(
  judge: (variable: Variable, ...given: G) => T,
): (variable: Variable, ...given: G) => T {
  let last: { given: G; known: WeakMap<Variable, { answer: T }> } | undefined;
  return (variable, ...given) => {
    if (!last?.given.every((one, i) => one === given[i])) last = { given, known: new WeakMap() };
    let found = last.known.get(variable);
    if (!found) {
      found = { answer: judge(variable, ...given) };
      last.known.set(variable, found);
    }
    return found.answer;
  };
}
