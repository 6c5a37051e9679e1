import { randomBytes } from 'node:crypto';
import { hostedServiceOf, isFreeAnswer } from '../../formats/hosted-services.ts';
import { registrableDomain } from '../../formats/registrable-domain.ts';
import { type Measured, measured, notMeasured } from '../../model/artifacts.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import { answerData, type DnsAnswer, type RecordType } from '../../net/dns-answer.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import type { Target } from './target.ts';
import { OTHER_SERVICES, USUAL_LABELS } from './usual-names.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    DnsPointers: DnsPointers;
  }
}

/** Records that lead to another name, and what is there. Only names of the domain itself are looked at. */
export interface DnsPointers {
  pointers: DnsPointer[];
  wildcards: Wildcard[];
}

export interface DnsPointer {
  name: string;
  type: 'CNAME' | 'NS' | 'MX' | 'SRV';
  /** The record's own target, and where further aliases lead from there; the last is the end. */
  path: string[];
  /** The aliases lead back to where they began. */
  loop: boolean;
  /** How the question for the end's address ended. */
  end: Asked;
  /** What somebody would have to register to own the end, and whether it exists. Only where the end does not. */
  registrable?: Asked & { domain: string };
  /** Of `HOSTED_SERVICES`. */
  service?: string;
  /** One plain GET at the name: does the service know a site of that name. */
  site?: Measured<'there' | 'none'>;
  /** It answers for any name below the domain. */
  wildcard: boolean;
  /** `address:port` that answered. */
  server: string;
  declaredAt?: FileLocation;
}

/** What any name below a domain answers; nothing where there is no wildcard. */
export interface Wildcard extends Asked {
  domain: string;
  /** The made-up name that was asked for. */
  name: string;
  addresses: string[];
  alias?: string;
  declaredAt?: FileLocation;
}

const MAX_PATH = 10;
const MAX_BODY_BYTES = 65_536;

export const dnsPointersGatherer: ProjectGatherer<'DnsPointers'> = {
  produces: 'DnsPointers',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    const { signal } = context;
    const target = context.artifact('Target');
    context.progress?.('Following aliases to their ends');
    const { known, guessed } = candidates(target);
    const certain = Promise.all(known.map((candidate) => follow(candidate, session, signal)));
    certain.catch(() => {});
    const wildcards = await Promise.all(
      target.sites.map(async ({ domain, declaredAt }) => ({
        ...(await askWildcard(domain, session, signal)),
        ...(declaredAt && { declaredAt }),
      })),
    );
    // Guesses wait their turn: in the first round trip everybody asks for what others wait for.
    const guesses = await Promise.all(guessed.map((candidate) => follow(candidate, session, signal)));
    const found = [...(await certain), ...guesses];
    const aliases = new Set(wildcards.flatMap(({ alias }) => alias ?? []));
    const declared = new Set(target.hosts.map(({ host }) => host));
    const pointers = found
      .flat()
      .map((pointer) => ({
        ...pointer,
        wildcard: pointer.type === 'CNAME' && aliases.has(pointer.path[0] as string),
      }))
      // A usual name that only the wildcard answers for is no record of its own.
      .filter(({ name, wildcard }) => !wildcard || declared.has(name));
    return { pointers, wildcards };
  },
};

interface Candidate {
  name: string;
  type: DnsPointer['type'];
  declaredAt?: FileLocation;
}

function candidates({ sites, hosts }: Target): { known: Candidate[]; guessed: Candidate[] } {
  const at = (declaredAt?: FileLocation) => (declaredAt ? { declaredAt } : {});
  const [first] = sites;
  const names = new Set(hosts.map(({ host }) => host));
  return {
    known: [
      ...hosts.map(({ host, declaredAt }) => ({ name: host, type: 'CNAME' as const, ...at(declaredAt) })),
      ...sites.flatMap(({ domain, declaredAt }) =>
        (['NS', 'MX'] as const).map((type) => ({ name: domain, type, ...at(declaredAt) })),
      ),
    ],
    guessed: [
      ...(first && !first.isSubdomain ? USUAL_LABELS : [])
        .map((label) => `${label}.${first?.domain}`)
        .filter((name) => !names.has(name))
        .map((name) => ({ name, type: 'CNAME' as const, ...at(first?.declaredAt) })),
      ...sites.flatMap(({ domain, declaredAt }) =>
        OTHER_SERVICES.map((service) => ({
          name: `${service}.${domain}`,
          type: 'SRV' as const,
          ...at(declaredAt),
        })),
      ),
    ],
  };
}

async function follow(
  { name, type, declaredAt }: Candidate,
  session: NetworkSession,
  signal: AbortSignal,
): Promise<DnsPointer[]> {
  const { dns } = session;
  const answer = await dns.query(name, type, { signal });
  const targets = targetsOf(answer).slice(0, MAX_PATH);
  return Promise.all(
    targets.map(async (target) => {
      const { path, loop, end } = await walk(name, target, session, signal);
      const last = path.at(-1) as string;
      const service = hostedServiceOf(last) ?? path.map(hostedServiceOf).find((one) => one !== undefined);
      // What a registrar sells: nobody can buy a name below github.io.
      const domain = registrableDomain(last, false);
      const isDead = end.status === 'nxdomain';
      const [soa, site] = await Promise.all([
        isDead && domain !== undefined ? dns.query(domain, 'SOA', { signal }) : undefined,
        type === 'CNAME' && service && end.status === 'ok' && service.free.some(isAnswerSign)
          ? askSite(name, service, session, signal)
          : undefined,
      ]);
      return {
        name,
        type,
        path,
        loop,
        end,
        ...(soa && domain !== undefined && { registrable: { domain, ...asked(soa) } }),
        ...(service && { service: service.id }),
        ...(site && { site }),
        wildcard: false,
        server: answer.server,
        ...(declaredAt && { declaredAt }),
      };
    }),
  );
}

const isAnswerSign = ({ kind }: { kind: string }) => kind === 'answer';

/** Names that the records of one answer lead to; `.` leads nowhere on purpose (RFC 2782, RFC 7505). */
function targetsOf(answer: DnsAnswer): string[] {
  const last = (data: string) => data.slice(data.lastIndexOf(' ') + 1);
  const own = answer.records.filter(({ type, name }) => type === answer.type && name === answer.name);
  return own.map(({ data }) => remoteText(last(data))).filter((target) => target !== '' && target !== '.');
}

/** Follows aliases as resolvers do; step by step where the resolver gives up on a loop. */
async function walk(
  name: string,
  target: string,
  { dns }: NetworkSession,
  signal: AbortSignal,
): Promise<{ path: string[]; loop: boolean; end: Asked }> {
  const [four, six] = await Promise.all(
    (['A', 'AAAA'] as const).map((type) => dns.query(target, type, { signal })),
  );
  const path = [target];
  const next = (at: string, records: DnsAnswer['records']) =>
    records.find((record) => record.type === 'CNAME' && record.name === at)?.data;
  let loop = false;
  for (let at = target; path.length < MAX_PATH; ) {
    let further = next(at, four?.records ?? []);
    if (further === undefined && four?.status !== 'ok' && four?.status !== 'nodata') {
      further = next(at, (await dns.query(at, 'CNAME', { signal })).records);
    }
    if (further === undefined) break;
    at = remoteText(further);
    loop = at === name || path.includes(at);
    if (loop) break;
    path.push(at);
  }
  const answers = [four, six] as [DnsAnswer, DnsAnswer];
  const good = answers.find(({ status }) => status === 'ok') ?? answers[0];
  return { path, loop, end: asked(good) };
}

/** One plain GET, https first; its certificate does not matter. */
async function askSite(
  name: string,
  service: NonNullable<ReturnType<typeof hostedServiceOf>>,
  { http }: NetworkSession,
  signal: AbortSignal,
): Promise<Measured<'there' | 'none'>> {
  let reason = '';
  for (const scheme of ['https', 'http']) {
    try {
      const response = await http.get(new URL(`${scheme}://${name}/`), {
        signal,
        maxBodyBytes: MAX_BODY_BYTES,
      });
      const body = Buffer.from(response.body).toString('utf8');
      return measured(isFreeAnswer(service, { ...response, body }) ? 'none' : 'there');
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      reason = error.message;
      // No certificate is no answer; anything else would be the same over http.
      if (!['tls', 'oldTls', 'notTls', 'refused', 'reset'].includes(error.code)) break;
    }
  }
  return notMeasured(reason);
}

async function askWildcard(domain: string, { dns }: NetworkSession, signal: AbortSignal): Promise<Wildcard> {
  const name = `no-such-name-${randomBytes(4).toString('hex')}.${domain}`;
  const ask = (type: RecordType) => dns.query(name, type, { signal });
  const [four, six, cname] = await Promise.all([ask('A'), ask('AAAA'), ask('CNAME')]);
  const alias = cname.records.find((record) => record.type === 'CNAME' && record.name === name)?.data;
  return {
    domain,
    name,
    ...asked(four.status === 'ok' || six.status !== 'ok' ? four : six),
    addresses: [...answerData(four), ...answerData(six)].sort(),
    ...(alias !== undefined && { alias: remoteText(alias) }),
  };
}
