import { parseSpf } from '../../formats/spf.ts';
import type { SpfNode } from '../../observe/domain/mail-spf.ts';

/** What a new record ends with: mail from elsewhere is suspicious, but not thrown away while senders are still being found. */
const DEFAULT_ALL = '~all';

/** The record with one more include, put before `all` or `redirect`, so that it is reached. */
export function withInclude(record: string | undefined, include: string): string {
  const term = `include:${include}`;
  if (record === undefined) return `v=spf1 ${term} ${DEFAULT_ALL}`;
  const { terms } = parseSpf(record);
  const last = terms.find(
    (entry) =>
      (entry.kind === 'mechanism' && entry.name === 'all') ||
      (entry.kind === 'modifier' && entry.name === 'redirect'),
  );
  const at = last?.start ?? record.trimEnd().length;
  const before = record.slice(0, at).trimEnd();
  const after = record.slice(at).trim();
  return [before, term, after].filter(Boolean).join(' ');
}

/** The record without the include of that domain. */
export function withoutInclude(record: string, include: string): string {
  const { terms } = parseSpf(record);
  const kept = terms.filter(
    (term) =>
      !(
        term.kind === 'mechanism' &&
        term.name === 'include' &&
        term.domain?.text.toLowerCase().replace(/\.$/, '') === include
      ),
  );
  return ['v=spf1', ...kept.map((term) => term.text)].join(' ');
}

/** The record with its `all` replaced, or with one added. */
export function withAll(record: string, all: string): string {
  const { terms } = parseSpf(record);
  const kept = terms.filter((term) => !(term.kind === 'mechanism' && term.name === 'all'));
  const redirect = kept.some((term) => term.kind === 'modifier' && term.name === 'redirect');
  return ['v=spf1', ...kept.map((term) => term.text), ...(redirect ? [] : [all])].join(' ');
}

/**
 * One record that allows what several allowed: every term once, in order, and an `all` that rejects nothing which one
 * of them let pass. Undefined when they redirect, which cannot be merged without knowing more.
 */
export function mergeSpf(records: readonly string[]): string | undefined {
  const texts: string[] = [];
  const alls = new Set<string>();
  for (const record of records) {
    for (const term of parseSpf(record).terms) {
      if (term.kind === 'invalid') continue;
      if (term.kind === 'modifier' && term.name === 'redirect') return undefined;
      if (term.kind === 'mechanism' && term.name === 'all') alls.add(term.qualifier);
      else if (!texts.some((text) => text.toLowerCase() === term.text.toLowerCase())) texts.push(term.text);
    }
  }
  const all = alls.size === 1 && alls.has('-') ? '-all' : DEFAULT_ALL;
  return ['v=spf1', ...texts, all].join(' ');
}

/** What each term costs, in words: `include:_spf.google.com 4, a 1 (3 times)`. */
export function costText(costs: readonly { term: string; lookups: number }[]): string {
  const times = new Map<string, number>();
  for (const { term, lookups } of costs) {
    const text = `${term} ${lookups}`;
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  return [...times].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text)).join(', ');
}

/** The domains a record includes, anywhere in its tree. */
export function includedDomains(node: SpfNode): Set<string> {
  const found = new Set<string>();
  const visit = (one: SpfNode): void => {
    for (const lookup of one.lookups) {
      if (lookup.node) {
        found.add(lookup.node.domain);
        visit(lookup.node);
      }
    }
  };
  visit(node);
  return found;
}
