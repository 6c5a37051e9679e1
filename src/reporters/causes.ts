import type { Report, Result } from '../model/report.ts';
import { capitalised } from './plain-text.ts';

/** Why checks could not look, and what a person does so that they can. */
export interface Cause {
  /** A sentence without its full stop: "The name has no address". */
  text: string;
  /** Empty where nothing is known to help. */
  todo: string;
  results: Result[];
}

/** From this many on, checks that could not look for one cause share a line. */
export const TOGETHER = 3;

const AGAIN = 'Then check again.';

/** The reasons of net/ and observe/, without their host, by what a person can do about them. */
const KNOWN: readonly (Omit<Cause, 'results'> & { of: RegExp })[] = [
  {
    of: /has no address|does not exist/u,
    text: 'The name has no address',
    todo: `Look whether the name is spelt as you registered it. Then point it at your host: add the DNS record that the host shows in its domain settings. ${AGAIN}`,
  },
  {
    of: /finds no name at all/u,
    text: 'The DNS server of this computer finds no name at all',
    todo: `Look at the internet connection and the VPN of this computer, or try another network. ${AGAIN}`,
  },
  {
    of: /your own resolver answers|in the place of the servers/u,
    text: 'This network does not let DNS questions through',
    todo: `Try another network; the hotspot of a phone will do. ${AGAIN}`,
  },
  {
    of: /the DNS server\b|names no DNS server/u,
    text: 'The DNS gave no answer',
    todo: `Look at the internet connection and the VPN of this computer. If other sites open, the DNS of the domain itself fails: see its provider’s status page. ${AGAIN}`,
  },
  {
    of: /replaces certificates/u,
    text: 'This network replaces certificates',
    todo: `Try another network: what is seen from here is not what visitors see. ${AGAIN}`,
  },
  {
    of: /no route leads|this computer does not allow|the connection failed/u,
    text: 'This computer does not reach the servers',
    todo: `Look at the internet connection, the VPN and the firewall of this computer. ${AGAIN}`,
  },
  {
    of: /visitors from here|ask too often/u,
    text: 'What stands in front of the site turns this computer away',
    todo: 'Check from another network, or let the address of this computer through for a moment.',
  },
  {
    of: /--allow-private/u,
    text: 'The name leads to an address that only a private network reaches',
    todo: 'Point it at a public address. For a staging server that is meant to be private: launch-ready audit --allow-private',
  },
  {
    of: /(?:does|did) not answer|takes longer|says nothing|connection was cut|takes a connection/u,
    text: 'The servers do not answer as they should',
    todo: `Open the site in a browser. If it opens there, try another network; if not, see the status page of your host. ${AGAIN}`,
  },
];

/** What is said when another cause left nothing to look at. */
const FOLLOWS = /^no (?:host|page|server)\b|^it was not looked at/u;

/** Every cause for which checks of the report could not look, that of most checks first. */
export function causesOf({ results }: Pick<Report, 'results'>): Cause[] {
  const causes = new Map<string, Cause>();
  const following: Result[] = [];
  for (const result of results) {
    if (result.outcome !== 'notMeasured') continue;
    const cause = causeOf(result);
    if (cause) add(causes, cause, result);
    else following.push(result);
  }
  const [main] = [...causes.values()].filter(({ todo }) => todo !== '').sort(byCount);
  for (const result of following) add(causes, main ?? { text: bare(wordsOf(result)), todo: '' }, result);
  return [...causes.values()].map((cause) => ({ ...cause, text: capitalised(cause.text) })).sort(byCount);
}

/** Of these results, those that share a cause with so many others that one line is enough, and the rest. */
export function together(
  results: readonly Result[],
  causes: readonly Cause[],
): { groups: Cause[]; rest: Result[] } {
  const groups = causes
    .map((cause) => ({ ...cause, results: results.filter((result) => cause.results.includes(result)) }))
    .filter((cause) => cause.results.length >= TOGETHER);
  return {
    groups,
    rest: results.filter((result) => !groups.some((group) => group.results.includes(result))),
  };
}

function causeOf(result: Result): Omit<Cause, 'results'> | undefined {
  const parts = wordsOf(result).split('; ').map(bare);
  const known = parts.flatMap((part) => KNOWN.find(({ of }) => of.test(part)) ?? []);
  if (known[0]) return known[0];
  const [first = ''] = parts;
  return FOLLOWS.test(first) ? undefined : { text: first || 'No reason is known', todo: '' };
}

function wordsOf({ reason, findings }: Result): string {
  return reason ?? findings[0]?.message ?? '';
}

/** Without the hosts in front and the server behind. */
function bare(text: string): string {
  return text
    .replace(/^(?:(?=\S*[./])\S+: ){1,2}/u, '')
    .replace(/ \((?:[\d.]+|\[?[\da-f:]+\]?)(?::\d+)?\)$/u, '');
}

function add(causes: Map<string, Cause>, { text, todo }: Omit<Cause, 'results'>, result: Result): void {
  const cause = causes.get(text) ?? { text, todo, results: [] };
  cause.results.push(result);
  causes.set(text, cause);
}

function byCount(a: Cause, b: Cause): number {
  return b.results.length - a.results.length;
}
