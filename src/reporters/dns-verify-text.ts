import { shownName } from '../formats/international-name.ts';
import type { DnsTextOptions } from './dns-map-text.ts';
import { count } from './place.ts';
import { guardLine, plainLine } from './plain-text.ts';
import { styleFor } from './style.ts';
import { wrap } from './wrap.ts';

/** Something that the project expects of the DNS, and how it is. */
export interface DnsExpectation {
  what: string;
  state: 'met' | 'unmet' | 'unknown';
  found: string;
  /** The record to enter. */
  copy?: string;
}

const MARKS = { met: 'yes', unmet: 'NO', unknown: '?' } as const;
const LONGEST = 400;

export function formatDnsExpectations(
  expectations: readonly DnsExpectation[],
  { domain, colour, width }: DnsTextOptions & { domain: string },
): string {
  const style = styleFor(colour);
  const lines = [style.bold(plainLine(shownName(domain))), ''];
  for (const { what, state, found, copy } of expectations) {
    const mark = MARKS[state].padEnd(4);
    const shown =
      state === 'met'
        ? style.good(mark)
        : state === 'unmet'
          ? style.severity('high', mark)
          : style.caution(mark);
    lines.push(`${shown}${plainLine(what)}`);
    if (found !== '')
      lines.push(
        ...wrap(plainLine(found, LONGEST), width, '      ').map(state === 'met' ? style.dim : String),
      );
    for (const line of copy?.split('\n') ?? []) lines.push(`      ${plainLine(line, 1000)}`);
  }
  const of = (state: DnsExpectation['state']) => expectations.filter((one) => one.state === state).length;
  const parts = [
    `${of('met')} of ${count(expectations.length, 'expectation')} met`,
    ...(of('unmet') > 0 ? [`${of('unmet')} not met`] : []),
    ...(of('unknown') > 0 ? [`${of('unknown')} could not be checked`] : []),
  ];
  lines.push('', `${parts.join(', ')}.`);
  return `${lines.map(guardLine).join('\n')}\n`;
}
