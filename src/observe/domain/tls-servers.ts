import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { HostLook, NetworkFailure } from '../../model/host-looks.ts';
import { byHost, lookOf } from './host-looks.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';
import { lookAtCertificate } from './tls-certificates.ts';
import { askOldVersionsOf, askServer, type SentCertificate, type TlsServer } from './tls-server-look.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    TlsServers: TlsServers;
  }
}

/** For who judges them. */
export type { SentCertificate };

export interface TlsServers {
  hosts: Record<string, HostLook<TlsServer>>;
}

/** Failures of a server that speaks some kind of TLS. */
const SPEAKS: ReadonlySet<NetworkFailure> = new Set(['tls', 'oldTls', 'protocol']);

export const tlsServersGatherer: ProjectGatherer<'TlsServers'> = {
  produces: 'TlsServers',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web, hello, dns, isEdge } = networkSession(context);
    const { hosts } = context.artifact('Target');
    const { signal } = context;
    /** One set of questions for all hosts of one kind at one address. */
    const asked = new Map<string, Promise<TlsServer>>();
    const look = async (host: string): Promise<HostLook<TlsServer>> => {
      const seen = await lookAtCertificate(web, host, signal);
      if (!seen.ok && !SPEAKS.has(seen.code)) return seen;
      const key = seen.ok ? `${seen.value.address} ${seen.value.issuer}` : host;
      const known = asked.get(key);
      const asking = known ?? askServer(hello, host, seen, signal);
      asked.set(key, asking);
      const isShared = known !== undefined && seen.ok;
      const own = isShared ? ownVersions(host, seen.value.address) : {};
      return lookOf(Promise.all([asking, own]).then(([server, versions]) => withVersions(server, versions)));
    };
    // An edge lets each customer choose the oldest version for each host; a server of one's own seldom does.
    const ownVersions = async (host: string, address: string): Promise<TlsServer['versions']> => {
      const { records } = await dns.query(host, 'A', { signal });
      const aliases = records.filter(({ type }) => type === 'CNAME').map(({ data }) => data);
      return isEdge(address, aliases) ? askOldVersionsOf(hello, host, signal) : {};
    };
    return { hosts: await byHost(hosts, ({ host }) => look(host)) };
  },
};

function withVersions(server: TlsServer, own: TlsServer['versions']): TlsServer {
  return { ...server, versions: { ...server.versions, ...own } };
}
