import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/dns-zones.ts';
import { at, judgeZones, listed, type NameServer, type ServerLook, serversOf } from './zones.ts';

/** Resolvers pick one of the named servers by chance: each of them has to answer, for the zone, in both ways. */
export const lameDelegation = defineCheck({
  id: 'dns/lame-delegation',
  title: 'Every name server answers for the domain',
  failureTitle: 'A name server does not answer for the domain',
  severity: 'high',
  requires: ['DnsZones'],
  messages: {
    silent:
      '{server} is named as a name server of {zone} and does not answer over {over}: look-ups of your domain that reach it take seconds longer, or fail.',
    notServed:
      '{server} is named as a name server of {zone} but does not serve it (it says: {answer}): look-ups that reach it fail or take longer.',
    noAddress:
      '{server} is named as a name server of {zone} but has no address: look-ups of your domain that pick it fail or take longer.',
    oneAddress:
      'All name servers of {zone}, {servers}, are one machine at {address}: when it is down, your site and your mail are gone, whatever runs behind them.',
    single:
      '{zone} has one name server only, {server}: when it is down, your site and your mail are gone, whatever runs behind them.',
  },
  run({ artifacts: { DnsZones } }) {
    return judgeZones(DnsZones, (zone, { findings, unmeasured }) => {
      const seen = serversOf(zone);
      unmeasured.push(...seen.unmeasured);
      if (zone.blocked !== undefined) return;
      const base = (server: string) => ({
        location: at(zone.zone, 'NS', zone.declaredAt),
        anchor: server,
      });
      const here = reachableHere(zone.nameServers);
      if (!here.tcp) unmeasured.push(`${zone.zone}: DNS over TCP gets through to no server from here`);
      for (const server of zone.nameServers) {
        const problem = problemOf(server, here);
        if (!problem) continue;
        findings.push({
          ...base(server.host),
          messageId: problem.messageId,
          data: { zone: zone.zone, server: server.host, ...problem.data },
          remediation: {
            text: adviceOf(problem.messageId, server.host, zone.zone),
          },
        });
      }
      const shared = oneAddressOf(zone.nameServers);
      if (shared !== undefined) {
        findings.push({
          ...base('oneAddress'),
          messageId: 'oneAddress',
          data: {
            zone: zone.zone,
            servers: listed(zone.nameServers.map(({ host }) => host)),
            address: shared,
          },
          remediation: {
            text: 'Have a second machine in another network answer for the zone, or use a DNS provider: two names for one machine are one name server (RFC 2182, section 3.1).',
          },
        });
      }
      const [only] = zone.nameServers;
      if (zone.nameServers.length !== 1 || !only) return;
      findings.push({
        ...base('single'),
        messageId: 'single',
        data: { zone: zone.zone, server: only.host },
        remediation: {
          text: 'Set two or more name servers at the registrar: DNS providers name at least two (RFC 2182, section 5).',
        },
      });
    });
  },
});

/** The address that two names or more all have, and no other. */
function oneAddressOf(servers: readonly NameServer[]): string | undefined {
  const sets = new Set(servers.map(({ looks }) => listed(looks.map(({ address }) => address).sort())));
  const [address] = sets;
  return servers.length > 1 && sets.size === 1 && address ? address : undefined;
}

function adviceOf(messageId: string, server: string, zone: string): string {
  const out = `Take ${server} out of the name servers of ${zone}, at the registrar and in the zone`;
  if (messageId === 'silent') return `${out}; or start it, and open port 53 for UDP and TCP.`;
  if (messageId === 'noAddress') return `${out}; or give it an address.`;
  return `${out}; or set the zone up there.`;
}

function problemOf(
  server: NameServer,
  here: Reachable,
): { messageId: string; data: Record<string, string> } | undefined {
  if (server.looks.length === 0) {
    const { status } = server.address;
    return status === 'nxdomain' || status === 'nodata' ? { messageId: 'noAddress', data: {} } : undefined;
  }
  const looks = server.looks.filter(
    ({ skipped, address }) => skipped === undefined && (here.ipv6 || !address.includes(':')),
  );
  const where = (bad: readonly ServerLook[]) => ({ addresses: listed(bad.map(({ address }) => address)) });
  const silent = looks.filter(({ udp, tcp }) => isSilent(udp) || (here.tcp && isSilent(tcp)));
  if (silent.length > 0) {
    const over = new Set(
      silent.flatMap(({ udp, tcp }) => [
        ...(isSilent(udp) ? ['UDP'] : []),
        ...(here.tcp && isSilent(tcp) ? ['TCP'] : []),
      ]),
    );
    return {
      messageId: 'silent',
      data: { over: [...over].sort().reverse().join(' and '), ...where(silent) },
    };
  }
  const lame = looks.filter(({ udp, authoritative }) => !authoritative || udp.status === 'malformed');
  const [first] = lame;
  if (!first) return undefined;
  return { messageId: 'notServed', data: { answer: WORDS[first.udp.status] ?? 'not mine', ...where(lame) } };
}

const WORDS: Partial<Record<ServerLook['udp']['status'], string>> = {
  refused: 'refused',
  servfail: 'server failure',
  malformed: 'something that is no DNS message',
  nxdomain: 'there is no such name',
  ok: 'somebody else’s answer',
};

interface Reachable {
  ipv6: boolean;
  tcp: boolean;
}

const isSilent = ({ status }: ServerLook['udp']) => status === 'timeout' || status === 'unreachable';

/** Where nobody answers in one way, this computer or its network has not got it: that says nothing of the servers. */
function reachableHere(servers: readonly NameServer[]): Reachable {
  const looks = servers.flatMap((server) => server.looks).filter(({ skipped }) => skipped === undefined);
  return {
    ipv6: looks.some(({ address, udp }) => address.includes(':') && !isSilent(udp)),
    tcp: looks.length === 0 || looks.some(({ tcp }) => !isSilent(tcp)),
  };
}
