import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones, listed, type SeenServer, serversOf, soaParts, type ZoneFacts } from './zones.ts';

/** A secondary that no longer copies, or a move to another provider that is half done. */
export const inconsistentNameServers = defineCheck({
  id: 'dns/inconsistent-name-servers',
  title: 'All name servers give the same answers',
  failureTitle: 'Name servers give different answers',
  severity: 'high',
  requires: ['DnsZones'],
  messages: {
    answers:
      'The name servers of {zone} disagree about {records}: {one} says {first}, {other} says {second}. Which one a visitor gets is chance.',
    serial:
      '{other} has an older copy of {zone} than {one} (serial {second} instead of {first}): changes that you make reach only part of your visitors.',
  },
  run({ artifacts: { DnsZones } }) {
    return judgeZones(DnsZones, (zone, { findings, unmeasured, observations }) => {
      const { answered, unmeasured: reasons } = serversOf(zone);
      unmeasured.push(...reasons);
      const [first] = answered;
      if (!first) {
        if (reasons.length === 0) unmeasured.push(`${zone.zone}: no name server answers for it`);
        return;
      }
      observations.push(...factsOf(zone, first));
      const differing = answersThatDiffer(zone, answered);
      findings.push(...(differing.length > 0 ? differing : serialsThatDiffer(zone, answered)));
    });
  },
});

/** Providers turn addresses around on purpose; only a copy that differs as a whole makes them a fault. */
const TURNING = /^(A|AAAA|CNAME)$/u;

/** One finding a zone: what differs has one cause. */
function answersThatDiffer(zone: ZoneFacts, answered: readonly SeenServer[]): FindingDraft[] {
  const reference = newest(answered);
  const keys = [...new Set(answered.flatMap(({ look }) => Object.keys(look.answers)))];
  const differing = keys.flatMap((key) => {
    const mine = reference.look.answers[key];
    const other = answered.find(({ look }) => {
      const theirs = look.answers[key];
      if (!mine || !theirs || theirs.join('\n') === mine.join('\n')) return false;
      return !TURNING.test(key.split(' ')[1] ?? '') || !isSameCopy(zone, reference, { look });
    });
    return mine && other ? [{ key, mine, other, theirs: other.look.answers[key] ?? [] }] : [];
  });
  const [first] = differing;
  if (!first) return [];
  const labels = differing.map(({ key }) => key.replace(/ (\w+)$/u, ' ($1)'));
  const [name = '', type = ''] = first.key.split(' ');
  return [
    {
      messageId: 'answers',
      data: {
        zone: zone.zone,
        records: listed(labels),
        one: labelOf(reference),
        first: wordsOf(first.mine),
        other: labelOf(first.other),
        second: wordsOf(first.theirs),
      },
      location: at(name, type, zone.declaredAt),
      anchor: zone.zone,
      remediation: {
        text: `Make ${first.other.server.host} copy the zone again, or take it out of the name servers. After a move, copy the records to the new provider before you change the name servers at the registrar.`,
      },
    },
  ];
}

function serialsThatDiffer(zone: ZoneFacts, answered: readonly SeenServer[]): FindingDraft[] {
  const reference = newest(answered);
  const mine = soaParts(reference.look.soa ?? '');
  const behind = answered.find(({ look }) => {
    const theirs = soaParts(look.soa ?? '');
    // Two providers count in their own ways.
    return theirs.primary === mine.primary && theirs.serial !== mine.serial;
  });
  if (!behind) return [];
  return [
    {
      messageId: 'serial',
      severity: 'medium',
      data: {
        zone: zone.zone,
        one: labelOf(reference),
        first: mine.serial,
        other: labelOf(behind),
        second: soaParts(behind.look.soa ?? '').serial,
      },
      location: at(zone.zone, 'SOA', zone.declaredAt),
      remediation: {
        text: `Look again in an hour. If it stays, ${behind.server.host} no longer copies the zone: mend the transfer, or take it out of the name servers.`,
      },
    },
  ];
}

/** The highest serial; of equals the first. */
function newest(answered: readonly SeenServer[]): SeenServer {
  return answered.reduce((best, one) =>
    soaParts(one.look.soa ?? '').serial > soaParts(best.look.soa ?? '').serial ? one : best,
  );
}

function isSameCopy(zone: ZoneFacts, a: SeenServer, b: Pick<SeenServer, 'look'>): boolean {
  const names = ({ look }: Pick<SeenServer, 'look'>) => look.answers[`${zone.zone} NS`]?.join();
  return a.look.soa === b.look.soa && names(a) === names(b);
}

const labelOf = ({ server, look }: SeenServer) => `${server.host} (${look.address})`;
const wordsOf = (answer: readonly string[]) => (answer.length === 0 ? 'there is none' : listed(answer, 3));

/** RFC 1912, section 2.2, and RFC 2308: how long copies and "there is nothing" are kept. */
function factsOf(zone: ZoneFacts, { look }: SeenServer): Observation[] {
  const [primary = '', contact = '', , refresh, retry, expire, minimum] = (look.soa ?? '').split(' ');
  const facts: string[] = [];
  if (Number(expire) < 604_800) facts.push('copies give up after less than a week without the first server');
  if (Number(retry) > Number(refresh)) facts.push('a failed copy is retried later than the next one is due');
  if (Number(minimum) > 86_400)
    facts.push('"there is no such name" is believed for more than a day, so a new record appears late');
  if (!contact.includes('.')) facts.push('it names no mail address of a person in charge');
  if (facts.length === 0) return [];
  return [
    {
      text: `The zone ${zone.zone} says of itself (SOA): ${facts.join('; ')}.`,
      data: { zone: zone.zone, primary, soa: look.soa ?? '' },
    },
  ];
}
