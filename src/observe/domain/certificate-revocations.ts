import { type Measured, measured, notMeasured } from '../../model/artifacts.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { shownCertificate } from '../../net/certificate-facts.ts';
import {
  type RevocationList,
  type Revoked,
  readRevocationList,
  revocationSource,
} from '../../net/certificate-revocation.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { byHost } from './host-looks.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import type {} from './target.ts';
import { lookAtCertificate } from './tls-certificates.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    CertificateRevocations: CertificateRevocations;
  }
}

/** What the list of a certificate's authority says of it. */
export interface RevocationLook {
  /** The list's server; undefined for a certificate without a list, as those of a few days are. */
  list?: string;
  revoked?: Revoked;
}

export interface CertificateRevocations {
  /** Authorities are third parties: they are asked only when the person says so. */
  asked: boolean;
  /** By host; one that shows no certificate is left out. */
  hosts: Record<string, Measured<RevocationLook>>;
}

/** A site has certificates of one or two authorities, each with a list of its own. */
const MAX_LISTS = 4;

/** Reads the lists of certificates that were taken back (CRL, RFC 5280, section 5): authorities give up answering for each one (OCSP). */
export const certificateRevocationsGatherer: ProjectGatherer<'CertificateRevocations'> = {
  produces: 'CertificateRevocations',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 3_600_000,
  async gather(context) {
    if (!context.network?.revocation) return { asked: false, hosts: {} };
    const session = networkSession(context);
    const lists = new Map<string, Promise<RevocationList>>();
    const listAt = (url: string): Promise<RevocationList> => {
      const known = lists.get(url);
      if (known) return known;
      if (lists.size >= MAX_LISTS)
        return Promise.reject(new NetworkError('protocol', `only ${MAX_LISTS} lists are read`));
      const asking = fetchList(url, session, context.signal);
      asking.catch(() => {});
      lists.set(url, asking);
      return asking;
    };
    const { hosts } = context.artifact('Target');
    const looks = await byHost(hosts, ({ host }) => look(host, session, listAt, context.now, context.signal));
    return {
      asked: true,
      hosts: Object.fromEntries(
        Object.entries(looks).filter((entry): entry is [string, Measured<RevocationLook>] => !!entry[1]),
      ),
    };
  },
};

async function look(
  host: string,
  { web }: NetworkSession,
  listAt: (url: string) => Promise<RevocationList>,
  now: number,
  signal: AbortSignal,
): Promise<Measured<RevocationLook> | undefined> {
  const seen = await lookAtCertificate(web, host, signal);
  const shown = seen.ok ? shownCertificate(seen.value) : undefined;
  const source = shown && revocationSource(shown.own);
  if (!shown || !source) return undefined;
  const [url] = source.lists;
  if (url === undefined) return measured({});
  try {
    const list = await listAt(url);
    // A list comes over http: without the authority's signature anybody on the way could have written it.
    if (list.issuer !== source.issuer || !shown.issuer || !list.isSignedBy(shown.issuer))
      return notMeasured("the list of its authority does not carry the authority's signature");
    if (list.until === undefined || list.until < now)
      return notMeasured('the list of its authority is out of date');
    const revoked = list.find(source.serial);
    return measured({ list: remoteText(new URL(url).hostname), ...(revoked && { revoked }) });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return notMeasured(`the list of its authority could not be read (${error.message})`);
  }
}

async function fetchList(
  url: string,
  { http }: NetworkSession,
  signal: AbortSignal,
): Promise<RevocationList> {
  const { status, body, truncated } = await http.get(new URL(url), { signal });
  if (status !== 200) throw new NetworkError('protocol', `it answers with status ${status}`);
  if (truncated) throw new NetworkError('protocol', 'it is longer than 1 MB');
  const list = readRevocationList(body);
  if (!list) throw new NetworkError('protocol', 'it is no list of certificates');
  return list;
}
