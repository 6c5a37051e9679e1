import type { Finding } from '../model/finding.ts';

/** What the last look at the DNS kept of one answer. */
interface KeptAnswer {
  records: readonly { type: string; ttl: number; data: string }[];
}

type Answers = Readonly<Record<string, Readonly<Record<string, KeptAnswer | undefined>>>>;

/**
 * For how long resolvers may go on telling what was there before, in seconds: the time that the record came with, and
 * where there was none the time for which "there is none" may be kept (RFC 2308, section 5: the lesser of the SOA
 * record's own time and its last field). Undefined when neither is known.
 */
export function oldAnswerSeconds({ location }: Finding, answers: Answers): number | undefined {
  if (location.kind !== 'host') return undefined;
  const { host, record = '' } = location;
  const own = answers[host]?.[record]?.records.filter(({ type }) => type === record) ?? [];
  if (own.length > 0) return Math.max(...own.map(({ ttl }) => ttl));
  const zone = Object.keys(answers)
    .filter((name) => host === name || host.endsWith(`.${name}`))
    .sort((a, b) => b.length - a.length)
    .map((name) => answers[name]?.SOA?.records.find(({ type }) => type === 'SOA'))
    .find((soa) => soa !== undefined);
  const minimum = Number(zone?.data.trim().split(/\s+/).at(-1));
  return zone && Number.isFinite(minimum) ? Math.min(zone.ttl, minimum) : undefined;
}

/** What to say when the same finding is there again; `seconds` is how long old answers may live. */
export function stillThere({ location }: Finding, seconds: number | undefined): string {
  const host = location.kind === 'host' ? location.host : 'The domain';
  const wait =
    seconds === undefined
      ? 'other resolvers may show the old answer for a while'
      : `other resolvers may show the old answer for up to ${minutes(seconds)}`;
  return `${host} still gives the old answer. If you have saved the change at your DNS provider, ${wait}.`;
}

function minutes(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds / 60));
  if (whole < 120) return `${whole} min`;
  return `${Math.ceil(whole / 60)} h`;
}
