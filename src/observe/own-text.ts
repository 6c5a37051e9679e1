/** The engine copies shorter pieces by itself. UTF-16 units. */
const SHARED_FROM = 13;

/**
 * Makes the texts in facts stand for themselves. A piece that was cut out of a file's text keeps the whole text in memory: after a
 * scan that would be every file with one name in it. A piece that has been the name of a property is a text of its own, and the
 * same for all files. The facts are not changed.
 */
export function createTextKeeper(): (facts: unknown) => void {
  const known: Record<string, true> = Object.create(null);
  const keep = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length >= SHARED_FROM) known[value] = true;
    } else if (Array.isArray(value)) {
      for (const item of value) keep(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const key in value) keep((value as Record<string, unknown>)[key]);
    }
  };
  return keep;
}
