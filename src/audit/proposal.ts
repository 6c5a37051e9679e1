import type { Proposal, ProposedDomain } from '../config/propose.ts';
import type { ArtifactName, Artifacts } from '../model/artifacts.ts';
import { type DomainCandidate, rankDomainCandidates } from '../observe/repository/domain-candidates.ts';
import type {} from '../observe/repository/env-files.ts';
import type {} from '../observe/repository/mail-senders.ts';
import type { GatheredArtifacts } from './artifact-store.ts';

/** What a proposal is made from. */
export const PROPOSAL_ARTIFACTS = [
  'DomainCandidates',
  'EnvFiles',
  'MailSenders',
] as const satisfies ArtifactName[];

const MOST_HOSTS = 8;
const MOST_SENDERS = 5;
const MOST_DOMAINS = 6;

/** Domain, hosts, environments and senders as the repository names them. `domain`: the one that a person chose. */
export async function proposalOf(artifacts: GatheredArtifacts, domain?: string): Promise<Proposal> {
  const value = <A extends ArtifactName>(name: A): Artifacts[A] | undefined => {
    const entry = artifacts[name];
    return entry?.status === 'ready' ? (entry.value as Artifacts[A]) : undefined;
  };
  const mentions = value('DomainCandidates') ?? {};
  const ranked = await rankDomainCandidates(mentions);
  const chosen = domain === undefined ? ranked[0] : ranked.find((one) => one.domain === domain);
  const others = ranked.filter((one) => one !== chosen).slice(0, MOST_DOMAINS);
  const first: ProposedDomain | undefined = chosen ?? (domain === undefined ? undefined : { domain });
  const mail = mailOf(value('MailSenders') ?? {}, first?.domain);
  return {
    domains: [...(first ? [first] : []), ...others].map(({ domain: name, place }) => ({
      domain: name,
      ...(place !== undefined && { place }),
    })),
    hosts: chosen ? hostsOf(chosen, mentions) : [],
    environments: environmentsOf(value('EnvFiles') ?? {}),
    ...mail,
  };
}

/** The names in front of the domain. The domain itself and `www` are looked at anyway. */
function hostsOf(
  { domain, hosts }: DomainCandidate,
  mentions: Artifacts['DomainCandidates'],
): { name: string; place: string }[] {
  return hosts
    .filter((host) => host.endsWith(`.${domain}`))
    .map((host) => ({ host, name: host.slice(0, -domain.length - 1) }))
    .filter(({ name }) => name !== 'www' && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name))
    .slice(0, MOST_HOSTS)
    .map(({ host, name }) => {
      const named = Object.entries(mentions).find(([, found]) => found.some((one) => one.host === host));
      return { name, place: named?.[0] ?? '' };
    });
}

/** Env files of the top folder that every clone has, and that name an environment which is deployed. */
function environmentsOf(files: Artifacts['EnvFiles']): { name: string; files: string[] }[] {
  const byName = new Map<string, string[]>();
  for (const [path, { kind, environment, local }] of Object.entries(files)) {
    if (kind !== 'values' || local || path.includes('/')) continue;
    if (environment === undefined || !['production', 'staging', 'preview'].includes(environment)) continue;
    byName.set(environment, [...(byName.get(environment) ?? []), path]);
  }
  return [...byName].map(([name, paths]) => ({ name, files: paths.sort() }));
}

/** The addresses of the domain that stand in the code, and the one service that it surely sends through. */
function mailOf(
  files: Artifacts['MailSenders'],
  domain: string | undefined,
): Pick<Proposal, 'senders' | 'mailProvider'> {
  const sure = Object.entries(files).flatMap(([place, { uses }]) =>
    uses.filter(({ strength }) => strength === 'strong').map(({ provider }) => ({ provider, place })),
  );
  const providers = new Set(sure.map(({ provider }) => provider));
  const only = providers.size === 1 ? sure[0] : undefined;
  const addresses = new Map<string, string>();
  for (const [place, { from }] of Object.entries(files)) {
    for (const { role, domain: of } of from) {
      const isOwn = domain !== undefined && (of === domain || of.endsWith(`.${domain}`));
      if (role !== undefined && isOwn && !addresses.has(`${role}@${of}`))
        addresses.set(`${role}@${of}`, place);
    }
  }
  const senders = [...addresses]
    .slice(0, MOST_SENDERS)
    .map(([from, place]) => ({ from, place, ...(only && { provider: only.provider }) }));
  return { senders, ...(senders.length === 0 && only && { mailProvider: only }) };
}
