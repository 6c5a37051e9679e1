import type { Finding } from '../model/finding.ts';
import { plainLine } from './plain-text.ts';

/** Shorter than this, what stands before a mark says nothing yet. In UTF-16 code units. */
const LEAST = 8;

/** What is wrong, without what it does to the launch: "Stripe live secret key in the code (sk_live_…)". */
export function gist({ message }: Pick<Finding, 'message'>): string {
  return before(plainLine(message), /[:;.] |, (?:and|but|so|which) /gu);
}

/** The same for a narrow place: "Stripe live secret key in the code". */
export function shortGist({ message }: Pick<Finding, 'message'>): string {
  return before(plainLine(message), /[:;.,] | \(/gu);
}

function before(text: string, marks: RegExp): string {
  for (const { index } of text.matchAll(marks)) {
    if (index >= LEAST) return text.slice(0, index);
  }
  return text.replace(/\.$/u, '');
}
