import { dnsKeyBytes, keyTagOf, readDnsKey } from '../../formats/dnssec.ts';
import { answerData, type DnsAnswer, isAnswered, type RecordType } from '../../net/dns-answer.ts';
import type { DnsAuthority, NameServerAddress } from '../../net/dns-authority.ts';
import { remoteText } from '../../net/remote-text.ts';
import { type Asked, asked } from './mail-exchanges.ts';

/** What one address of a name server answers, asked without recursion. */
export interface ServerLook {
  address: string;
  /** Why it was not asked at all: not to be contacted from here. */
  skipped?: string;
  /** How the question for the zone's SOA ended, over each transport. */
  udp: Asked;
  tcp: Asked;
  /** It answers for the zone (AA). */
  authoritative: boolean;
  /** Data of the zone's SOA record. */
  soa?: string;
  /** `acme.com MX` to what it answers, sorted: `MX 10 mx.acme.com`. Nothing where there is none. */
  answers: Record<string, string[]>;
  /** The zone's DNSSEC keys, as this server has them; `[]` where it has none. */
  keys?: ServerKey[];
  /** Only where the server is the domain's own: what it does for strangers. */
  strangers?: { recursion: Asked; looksUp: boolean; transfer: Asked };
}

export interface ServerKey {
  keyTag: number;
  algorithm: number;
}

export type Question = readonly [name: string, type: RecordType];

/** A name that is nobody's business of a zone's server (RFC 2606, section 3). */
const FOREIGN_NAME = 'example.com';
const MAX_TEXTS = 30;

/**
 * Asks one server everything at once. `own`: it is the domain's own machine, and may be tried as a stranger would (open
 * recursor, RFC 5358; zone transfer, RFC 5936).
 */
export async function lookAtServer(
  server: NameServerAddress,
  zone: string,
  questions: readonly Question[],
  own: boolean,
  authority: DnsAuthority,
  signal: AbortSignal,
): Promise<ServerLook> {
  const skipped = authority.refusalOf(server);
  if (skipped !== undefined) {
    const nothing: Asked = { status: 'unreachable', reason: skipped };
    const { address } = server;
    return { address, skipped, udp: nothing, tcp: nothing, authoritative: false, answers: {} };
  }
  const soaOver = (tcp: boolean) => authority.ask(server, zone, 'SOA', { signal, tcp });
  const all = Promise.all(
    questions.map(async ([name, type]) => [
      `${name} ${type}`,
      await authority.ask(server, name, type, { signal }),
    ]),
  );
  const keys = authority.ask(server, zone, 'DNSKEY', { signal });
  // A server that says nothing is not waited for once a question.
  for (const one of [all, keys]) one.catch(() => {});
  const strangers = own ? askAsStranger(server, zone, authority, signal) : undefined;
  strangers?.catch(() => {});
  const [soa, tcp] = await Promise.all([soaOver(false), soaOver(true)]);
  const look: ServerLook = {
    address: server.address,
    udp: asked(soa),
    tcp: asked(tcp),
    authoritative: soa.direct?.authoritative ?? false,
    answers: {},
  };
  if (!isAnswered(soa)) return look;
  const [data] = answerData(soa);
  if (data !== undefined) look.soa = remoteText(data);
  for (const [key, answer] of (await all) as [string, DnsAnswer][]) {
    if (!isAnswered(answer) || !answer.direct?.authoritative) continue;
    look.answers[key] = [...new Set(answer.records.map(({ type, data }) => remoteText(`${type} ${data}`)))]
      .sort()
      .slice(0, MAX_TEXTS);
  }
  const dnskey = await keys;
  if (isAnswered(dnskey) && dnskey.direct?.authoritative) look.keys = keysOf(dnskey);
  if (strangers) look.strangers = await strangers;
  return look;
}

function keysOf(answer: DnsAnswer): ServerKey[] {
  return answerData(answer)
    .flatMap((data) => readDnsKey(data) ?? [])
    .slice(0, MAX_TEXTS)
    .map((key) => ({
      keyTag: keyTagOf(dnsKeyBytes(key, Buffer.from(key.key, 'base64'))),
      algorithm: key.algorithm,
    }));
}

async function askAsStranger(
  server: NameServerAddress,
  zone: string,
  authority: DnsAuthority,
  signal: AbortSignal,
): Promise<NonNullable<ServerLook['strangers']>> {
  const [foreign, transfer] = await Promise.all([
    authority.ask(server, FOREIGN_NAME, 'A', { signal, recursion: true }),
    authority.ask(server, zone, 'AXFR', { signal, tcp: true }),
  ]);
  const { recursive = false, authoritative = false } = foreign.direct ?? {};
  return {
    recursion: asked(foreign),
    looksUp: isAnswered(foreign) && recursive && !authoritative,
    transfer: asked(transfer),
  };
}
