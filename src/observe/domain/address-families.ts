import { isIPv4, isIPv6 } from 'node:net';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { HostLook } from '../../model/host-looks.ts';
import type { CertificateFacts } from '../../net/certificate-facts.ts';
import { answerData, isAnswered } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { lookOf } from './host-looks.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import { isSamePage } from './origin-probes.ts';
import type {} from './target.ts';
import { pageOf } from './web-pages.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    AddressFamilies: AddressFamilies;
  }
}

/** One host over IPv4 and over IPv6. */
export interface FamilyLook {
  four: string;
  six: string;
  /**
   * `certificate`: over IPv6 it shows one that browsers refuse. `status`, `location`, `page`: it answers otherwise. `unsure`: the
   * page is too long to compare.
   */
  outcome: 'same' | 'certificate' | 'status' | 'location' | 'page' | 'unsure';
  /** What each answered, where that differs: a status, or where it redirects to. */
  shown?: { four: string; six: string };
}

export interface AddressFamilies {
  /** Hosts with both kinds of addresses that lead to servers of the domain's own: an edge serves the same at all of its. */
  hosts: Record<string, HostLook<FamilyLook>>;
}

const MAX_HOSTS = 4;

/** RFC 8305: browsers prefer IPv6, whoever looks after the site often has none. One more GET for each such host. */
export const addressFamiliesGatherer: ProjectGatherer<'AddressFamilies'> = {
  produces: 'AddressFamilies',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    const target = context.artifact('Target');
    const { signal } = context;
    const both = await Promise.all(
      target.hosts.map(async ({ host }) => {
        // By the DNS alone, so that both addresses are asked at once.
        const answers = await Promise.all(
          (['A', 'AAAA'] as const).map((type) => session.dns.query(host, type, { signal })),
        );
        const silent = answers.find((answer) => !isAnswered(answer));
        if (silent) return [{ host, six: undefined, why: silent.reason ?? silent.status }];
        const addresses = answers.flatMap(answerData);
        const aliases = answers.flatMap(({ records }) =>
          records.filter(({ type }) => type === 'CNAME').map(({ data }) => data),
        );
        const six = addresses.find(isIPv6);
        if (six === undefined || !addresses.some(isIPv4)) return [];
        return addresses.some((address) => session.isEdge(address, aliases)) ? [] : [{ host, six, why: '' }];
      }),
    );
    const looks = await Promise.all(
      both.flat().map(async ({ host, six, why }, index): Promise<[string, HostLook<FamilyLook>][]> => {
        if (six === undefined) return [[host, { ok: false, code: 'dns', reason: why }]];
        return index < MAX_HOSTS ? [[host, await lookOf(compare(session, host, six, signal))]] : [];
      }),
    );
    return { hosts: Object.fromEntries(looks.flat()) };
  },
};

async function compare(
  { web }: NetworkSession,
  host: string,
  six: string,
  signal: AbortSignal,
): Promise<FamilyLook> {
  const url = new URL(`https://${host}/`);
  let certificate: CertificateFacts | undefined;
  const options = {
    signal,
    via: six,
    onCertificate: (facts: CertificateFacts) => {
      certificate = facts;
    },
  };
  const [usual, shown, page, answer] = await Promise.all([
    web.page(url, signal),
    web.certificate(host, signal),
    pageOf(web, host, signal),
    web.talk(url, options, (ask) => ask('/')),
  ]);
  const look = { four: usual.address, six };
  const isGood = (facts: CertificateFacts) => facts.trusted && facts.covers;
  if (certificate && isGood(shown) && !isGood(certificate)) return { ...look, outcome: 'certificate' };
  const differ = (outcome: 'status' | 'location', of: (one: typeof answer) => string): FamilyLook => ({
    ...look,
    outcome,
    shown: { four: remoteText(of(usual)), six: remoteText(of(answer)) },
  });
  if (usual.status !== answer.status) return differ('status', ({ status }) => String(status));
  const leadsTo = ({ headers }: typeof answer) => (headers.location ?? '').replace(/\?.*/, '');
  if (leadsTo(usual) !== leadsTo(answer)) return differ('location', leadsTo);
  if (answer.status !== 200) return { ...look, outcome: 'same' };
  if (!page.ok || !page.value.size) return { ...look, outcome: 'unsure' };
  return { ...look, outcome: isSamePage(answer, page.value) ? 'same' : 'page' };
}
