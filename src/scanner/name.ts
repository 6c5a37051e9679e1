const REACH = 160;

/**
 * The name that the value at `start` is assigned to: `API_KEY` in `API_KEY=…`, `"apiKey": "…"`, `const apiKey = '…'`,
 * `setApiKey("…")`. '' when there is none on that line. Used for messages and as the fingerprint's anchor.
 */
export function nameBefore(text: string, start: number): string {
  const head = text.slice(Math.max(0, start - REACH), start);
  const line = head.slice(head.lastIndexOf('\n') + 1);
  const match =
    /([A-Za-z_$][\w$.-]{0,80})["'`\]]{0,2}(?:\?|!)?\s{0,20}(?::\s{0,4}[A-Za-z]{1,20}\s{0,4})?(?::=|=>|[:=(,]|\s)\s{0,20}(?:Bearer\s|Basic\s|token\s)?["'`]{0,3}$/i.exec(
      line,
    );
  return match?.[1] ?? '';
}
