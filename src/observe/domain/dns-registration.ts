import { parseRegistration, type Registration, rdapServerFor } from '../../formats/rdap.ts';
import { registrableDomain } from '../../formats/registrable-domain.ts';
import { type Measured, measured, notMeasured } from '../../model/artifacts.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import type {} from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DomainRegistration: DomainRegistration;
  }
}

export interface DomainRegistration {
  /** Registries are third parties: they are asked only when the person says so. */
  asked: boolean;
  /** By registered domain. */
  domains: Record<string, Measured<Registration & { server: string }>>;
}

/** IANA's list of which server knows which domains (RFC 9224). */
const LIST = 'https://data.iana.org/rdap/dns.json';

/** Asks the registry when the domain runs out (RDAP, RFC 9082). */
export const domainRegistrationGatherer: ProjectGatherer<'DomainRegistration'> = {
  produces: 'DomainRegistration',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 3_600_000,
  async gather(context) {
    if (!context.network?.rdap) return { asked: false, domains: {} };
    const session = networkSession(context);
    const names = new Set(
      context.artifact('Target').sites.flatMap(({ domain }) => registrableDomain(domain, false) ?? []),
    );
    context.progress?.('Asking the registry');
    const answers = await Promise.all(
      [...names].map(async (name) => [name, await ask(name, session, context.signal)] as const),
    );
    return { asked: true, domains: Object.fromEntries(answers) };
  },
};

async function ask(
  domain: string,
  session: NetworkSession,
  signal: AbortSignal,
): Promise<Measured<Registration & { server: string }>> {
  try {
    const base = rdapServerFor(domain, await fetchText(LIST, session, signal));
    if (base === undefined) return notMeasured('its registry has no public service (RDAP)');
    const { statuses, registrar, ...registration } = parseRegistration(
      await fetchText(`${base}domain/${domain}`, session, signal),
    );
    return measured({
      ...registration,
      statuses: statuses.map((word) => remoteText(word)),
      ...(registrar !== undefined && { registrar: remoteText(registrar) }),
      server: remoteText(new URL(base).hostname),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return notMeasured(
      `the registry could not be asked (${error instanceof Error ? error.message : 'no answer'})`,
    );
  }
}

async function fetchText(url: string, { http }: NetworkSession, signal: AbortSignal): Promise<string> {
  let genuine = false;
  const response = await http.get(new URL(url), {
    signal,
    headers: { accept: 'application/rdap+json, application/json' },
    onCertificate: ({ trusted, covers }) => {
      genuine = trusted && covers;
    },
  });
  if (!genuine) throw new NetworkError('tls', 'its certificate is not valid');
  if (response.status === 404) throw new NetworkError('protocol', 'it does not know the domain');
  if (response.status !== 200)
    throw new NetworkError('protocol', `it answers with status ${response.status}`);
  if (response.truncated) throw new NetworkError('protocol', 'its answer is too long');
  return Buffer.from(response.body).toString('utf8');
}
