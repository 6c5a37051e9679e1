import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { NetworkError, type NetworkErrorCode } from '../../net/network-error.ts';
import { inspectedBy } from './inspecting-proxy.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';
import type { WebVisits } from './web-visits.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    TlsCertificates: TlsCertificates;
  }
}

/** A certificate, or why none was seen. */
export type TlsLook =
  | { ok: true; value: CertificateFacts }
  | { ok: false; code: NetworkErrorCode; reason: string };

export interface TlsCertificates {
  /** By host: what stands at port 443. */
  hosts: Record<string, TlsLook>;
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
    const look = (host: string) => lookAtCertificate(web, host, context.signal);
    const looks = await Promise.all(hosts.map(async ({ host }) => [host, await look(host)] as const));
    return { hosts: Object.fromEntries(looks) };
  },
};

/** What a host shows at port 443, whoever asks first. Rejects with the signal's reason alone. */
export async function lookAtCertificate(web: WebVisits, host: string, signal: AbortSignal): Promise<TlsLook> {
  try {
    const value = await web.certificate(host, signal);
    const proxy = inspectedBy(value);
    return proxy ? { ok: false, code: 'inspected', reason: proxy } : { ok: true, value };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { ok: false, code: error.code, reason: error.message };
  }
}
