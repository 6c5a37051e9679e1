import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { HostLook } from '../../model/host-looks.ts';
import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { byHost, lookOf } from './host-looks.ts';
import { inspectedBy } from './inspecting-proxy.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';
import type { WebVisits } from './web-visits.ts';

/** For who judges them. */
export type { CertificateFacts };

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    TlsCertificates: TlsCertificates;
  }
}

export interface TlsCertificates {
  /** By host: what stands at port 443. */
  hosts: Record<string, HostLook<CertificateFacts>>;
}

export const tlsCertificatesGatherer: ProjectGatherer<'TlsCertificates'> = {
  produces: 'TlsCertificates',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const { hosts } = context.artifact('Target');
    context.progress?.(`Reading the certificates of ${hosts.length} hosts`);
    return { hosts: await byHost(hosts, ({ host }) => lookAtCertificate(web, host, context.signal)) };
  },
};

/** What a host shows at port 443, whoever asks first. Rejects with the signal's reason alone. */
export async function lookAtCertificate(
  web: WebVisits,
  host: string,
  signal: AbortSignal,
): Promise<HostLook<CertificateFacts>> {
  const look = await lookOf(web.certificate(host, signal));
  const proxy = look.ok ? inspectedBy(look.value) : undefined;
  return proxy ? { ok: false, code: 'inspected', reason: proxy } : look;
}
