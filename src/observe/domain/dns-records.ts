import { reservedEnding } from '../../formats/reserved-names.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { type AddressKind, addressKind } from '../../net/address-guard.ts';
import { answerData, type DnsAnswer, type RecordType } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { networkSession } from './network-session.ts';
import type { TargetSite } from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DnsRecords: DnsRecords;
  }
}

/** A name's answers by type. */
export type HostAnswers = Partial<Record<RecordType, DnsAnswer>>;

export interface DnsRecords {
  /** `address:port` of who was asked. */
  resolvers: string[];
  /** By name, then type. Addresses and aliases of every host; NS, SOA and CAA of every site; NS of an ending that is reserved. */
  answers: Record<string, HostAnswers>;
  /** What every address that was seen is for. */
  addressKinds: Record<string, AddressKind>;
  /** Private addresses are meant (`--allow-private`): staging, tests. */
  privateAllowed: boolean;
}

const HOST_TYPES = ['A', 'AAAA', 'CNAME'] as const;
const SITE_TYPES = ['NS', 'SOA', 'CAA'] as const;
const MAX_RECORDS = 50;

export const dnsRecordsGatherer: ProjectGatherer<'DnsRecords'> = {
  produces: 'DnsRecords',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { dns } = networkSession(context);
    const { hosts, sites } = context.artifact('Target');
    const questions = [
      ...hosts.flatMap(({ host }) => HOST_TYPES.map((type) => [host, type] as const)),
      ...sites.flatMap(({ domain }) => SITE_TYPES.map((type) => [domain, type] as const)),
      ...reservedEndings(sites).map((ending) => [ending, 'NS'] as const),
    ];
    context.progress?.(`Asking the DNS about ${hosts.length} hosts`);
    const records: DnsRecords = {
      resolvers: [...dns.servers],
      answers: {},
      addressKinds: {},
      privateAllowed: context.network?.allowPrivate ?? false,
    };
    const asked = await Promise.all(
      questions.map(([name, type]) => dns.query(name, type, { signal: context.signal })),
    );
    for (const [index, [name, type]] of questions.entries()) {
      const answer = cleaned(asked[index] as DnsAnswer);
      records.answers[name] = { ...records.answers[name], [type]: answer };
      if (type !== 'A' && type !== 'AAAA') continue;
      for (const address of answerData(answer)) records.addressKinds[address] = addressKind(address);
    }
    return records;
  },
};

/** A test network may have them all the same. */
function reservedEndings(sites: readonly TargetSite[]): string[] {
  return [...new Set(sites.flatMap(({ domain }) => reservedEnding(domain)?.ending ?? []))];
}

function cleaned(answer: DnsAnswer): DnsAnswer {
  return {
    ...answer,
    records: answer.records.slice(0, MAX_RECORDS).map(({ name, type, ttl, data }) => ({
      name: remoteText(name),
      type,
      ttl,
      data: remoteText(data),
    })),
  };
}
