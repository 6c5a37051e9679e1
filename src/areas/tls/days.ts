/** `2026-11-21`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export const DAY_MS = 86_400_000;

/** "13 days", "1 day", "5 hours". */
export function spanOf(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY_MS);
  if (days >= 1) return `${days} ${days === 1 ? 'day' : 'days'}`;
  const hours = Math.max(1, Math.floor(milliseconds / 3_600_000));
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
