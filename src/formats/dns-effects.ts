import type { DnsMap, MapRecord } from './dns-map.ts';

/** What a change does to the domain, the worst first. */
export const DNS_EFFECTS = [
  'domainLost',
  'siteLost',
  'mailLost',
  'originExposed',
  'mailRejected',
  'certificateRefused',
  'verificationLost',
  'siteMoved',
  'mailMoved',
  'delegationMoved',
  'serviceLost',
  'weaker',
  'added',
  'lifetime',
  'other',
] as const;

export type DnsEffect = (typeof DNS_EFFECTS)[number];

/** Tells the protection in front of an address or alias, by name; undefined where there is none. */
export type EdgeOf = (records: readonly MapRecord[]) => string | undefined;

/** Seconds that the records may be kept. */
export const ttlOf = (records: readonly MapRecord[]) => Math.max(0, ...records.map(({ ttl }) => ttl));

/** The records of one name and type, before and after. */
export interface RecordGroup {
  name: string;
  type: string;
  before: MapRecord[];
  after: MapRecord[];
}

/** All records of the domain, of which the group is a part. */
export interface ComparedMaps {
  before: DnsMap;
  after: DnsMap;
  edgeOf: EdgeOf;
}

export interface EffectInWords {
  effect: DnsEffect;
  /** For a person, what the change does. */
  words: string;
}

/** The same records, kept for another time. */
export function lifetimeEffect({ before, after }: Pick<RecordGroup, 'before' | 'after'>): EffectInWords {
  return {
    effect: 'lifetime',
    words: `kept for ${ttlOf(after)} seconds instead of ${ttlOf(before)}`,
  };
}

/** What a change of records does, by what they are for. */
export function effectOf(group: RecordGroup, maps: ComparedMaps): EffectInWords {
  const { before, after } = group;
  const [one] = [...before, ...after];
  switch (one?.purpose) {
    case 'delegation':
      return judgeDelegation(group);
    case 'dnssec':
      return judgeDnssec(group);
    case 'web':
      return judgeWeb(group, maps);
    case 'mail':
      return judgeMail(group);
    case 'mailPermission':
      return judgePermission(group);
    case 'mailSignature':
      if (before.length === 0) return { effect: 'added', words: 'a new signature of mail' };
      return after.length === 0
        ? { effect: 'mailRejected', words: 'mail signed with it is no longer proved yours, and ends as spam' }
        : { effect: 'mailRejected', words: 'mail signed with the old key is no longer proved yours' };
    case 'mailPolicy':
      return judgePolicy(group);
    case 'certificates':
      if (after.length === 0)
        return { effect: 'weaker', words: 'any authority may issue certificates again' };
      return before.length === 0
        ? {
            effect: 'certificateRefused',
            words: 'authorities that are not named refuse the next certificate',
          }
        : {
            effect: 'certificateRefused',
            words: 'an authority that is no longer named refuses the next certificate',
          };
    default:
      return judgeRest(group);
  }
}

function judgeDelegation({ before, after }: RecordGroup): EffectInWords {
  if (after.length === 0)
    return { effect: 'domainLost', words: 'nobody answers for the domain any more: site and mail are gone' };
  if (before.length === 0) return { effect: 'added', words: 'name servers were added' };
  return {
    effect: 'delegationMoved',
    words: 'other servers answer for the domain: all records are theirs now, so check that none is missing',
  };
}

function judgeDnssec({ type, before, after }: RecordGroup): EffectInWords {
  if (type !== 'DS') return { effect: 'other', words: 'keys changed' };
  if (before.length === 0)
    return {
      effect: 'domainLost',
      words: 'signatures are now demanded: if the zone is not signed with this key, the domain is gone',
    };
  return after.length === 0
    ? { effect: 'weaker', words: 'signatures are no longer checked' }
    : {
        effect: 'domainLost',
        words: 'another key is now demanded: if the zone is not signed with it, the domain is gone',
      };
}

function judgeWeb(
  { name, type, before, after }: RecordGroup,
  { before: old, after: now, edgeOf }: ComparedMaps,
): EffectInWords {
  const isWeb = ({ type: other }: MapRecord) => other === 'A' || other === 'AAAA' || other === 'CNAME';
  const stood = old.records.filter((record) => record.name === name && isWeb(record));
  const stands = now.records.filter((record) => record.name === name && isWeb(record));
  if (stood.length === 0) return { effect: 'added', words: 'a new host' };
  if (stands.length === 0)
    return { effect: 'siteLost', words: 'the host has no address any more: nobody can open it' };
  const edge = edgeOf(stood);
  if (edge !== undefined && edgeOf(stands) === undefined)
    return {
      effect: 'originExposed',
      words: `it no longer leads to ${edge}: the server behind it can be seen, and attacked directly`,
    };
  if (type === 'AAAA' && after.length === 0)
    return { effect: 'weaker', words: 'it can no longer be opened over IPv6' };
  // An address that gave way to an alias is told once, at the alias.
  const movesTo = [...new Set(stands.map(({ value }) => value))].sort().join(', ');
  return before.length === 0 && after.length > 0
    ? {
        effect: 'siteMoved',
        words: `visitors are also sent to ${after.map(({ value }) => value).join(', ')}`,
      }
    : { effect: 'siteMoved', words: `visitors are sent to ${movesTo}` };
}

function judgeMail({ before, after }: RecordGroup): EffectInWords {
  if (after.length === 0) return { effect: 'mailLost', words: 'mail to the domain bounces or is lost' };
  if (before.length === 0) return { effect: 'added', words: 'the domain receives mail' };
  const targets = (records: readonly MapRecord[]) =>
    new Set(records.map(({ value }) => value.replace(/^\d+ /u, '')));
  const kept = [...targets(before)].some((target) => targets(after).has(target));
  return kept
    ? { effect: 'mailMoved', words: 'mail goes to other servers too, or in another order' }
    : {
        effect: 'mailLost',
        words: 'all mail goes to other servers: mailboxes at the old ones receive nothing',
      };
}

function judgePermission({ before, after }: RecordGroup): EffectInWords {
  const terms = (records: readonly MapRecord[]) =>
    new Set(
      records.flatMap(({ value }) =>
        value.split(/\s+/u).filter((term) => /[:=]/u.test(term) && !/^v=/iu.test(term)),
      ),
    );
  if (before.length === 0) return { effect: 'added', words: 'says who may send mail' };
  if (after.length === 0)
    return { effect: 'mailRejected', words: 'nothing says any more who may send mail: yours ends as spam' };
  const lost = [...terms(before)].filter((term) => !terms(after).has(term));
  return lost.length > 0
    ? { effect: 'mailRejected', words: `mail from ${lost.join(', ')} may now be refused` }
    : { effect: 'other', words: 'who may send mail changed' };
}

function judgePolicy({ before, after }: RecordGroup): EffectInWords {
  if (before.length === 0) return { effect: 'added', words: 'a policy for forged mail' };
  if (after.length === 0) return { effect: 'weaker', words: 'forged mail in your name is no longer stopped' };
  return { effect: 'other', words: 'the policy for forged mail changed' };
}

function judgeRest({ before, after }: RecordGroup): EffectInWords {
  const lost = before.filter(({ value }) => !after.some((record) => record.value === value));
  const proof = lost.find(({ purpose }) => purpose === 'verification');
  if (proof)
    return {
      effect: 'verificationLost',
      words: `it no longer ${proof.words}: that service may stop working`,
    };
  if (lost.length === 0) return { effect: 'added', words: 'new' };
  const service = lost.find(({ purpose }) => purpose === 'service' || purpose === 'mailTransport');
  if (service) return { effect: 'serviceLost', words: `${service.words}: it is gone or leads elsewhere` };
  return { effect: 'other', words: after.length === 0 ? 'it is gone' : 'it changed' };
}
