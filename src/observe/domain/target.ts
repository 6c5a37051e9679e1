import { getDomain, parse } from 'tldts';
import { readDomainName } from '../../config/domain-name.ts';
import type { HostExpectation, LaunchConfig, ParsedConfig } from '../../config/model.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import type {} from '../gather-context.ts';
import type {} from '../repository/configuration.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    Target: Target;
  }
}

export interface TargetSite {
  /** `production`, `staging` … */
  name: string;
  /** A-label form (RFC 5890), lower case. */
  domain: string;
  /** Below a domain that can be registered: `app.acme.com`. No www is expected there. */
  isSubdomain: boolean;
  /** Where launch-ready.yaml names it; undefined when it came from the command line. */
  declaredAt?: FileLocation;
}

/** `apex`: a site's own name. `www`: expected beside production's apex. `configured`: named under `hosts`. */
export type HostRole = 'apex' | 'www' | 'configured';

export interface TargetHost {
  /** A-label form (RFC 5890), lower case. */
  host: string;
  role: HostRole;
  /** Name of its site. */
  site: string;
  declaredAt?: FileLocation;
  expectation?: HostExpectation;
}

/** What is to be looked at: names only, no look-up yet. */
export interface Target {
  sites: TargetSite[];
  hosts: TargetHost[];
  /** Hosts of launch-ready.yaml that belong to no site, and are left alone. */
  outside: string[];
}

export const targetGatherer: ProjectGatherer<'Target'> = {
  produces: 'Target',
  dependsOn: ['Configuration'],
  // It asks nothing, but it belongs to the question: another domain is another target.
  scope: 'network',
  async gather(context) {
    return targetOf(context.artifact('Configuration'), context.domain);
  },
};

/** `given`: the domain of the command line or editor, which wins. Throws an Error with a sentence when there is none. */
export function targetOf(config: ParsedConfig, given?: string): Target {
  const declared = declaredSites(config);
  let sites = declared;
  if (given !== undefined) {
    const reading = readDomainName(given);
    if (!reading.ok) throw new Error(`"${given}" is not a domain name`);
    const named = declared.find((site) => site.domain === apexOf(reading.value));
    // Another domain than the file's: its hosts and environments are not meant.
    sites = named
      ? [named, ...declared.filter((site) => site !== named)]
      : [siteOf('production', reading.value)];
  }
  const [first] = sites;
  if (!first) throw new Error('no domain is set; name it as domain: in launch-ready.yaml, or with --domain');

  // Whoever asks about staging does not make it the main site: www and short names are still production's.
  const main = declared.includes(first) ? (declared[0] as TargetSite) : first;
  const hosts = new Map<string, TargetHost>();
  const add = (host: TargetHost) => {
    const known = hosts.get(host.host);
    hosts.set(
      host.host,
      known ? { ...host, ...known, ...(host.expectation && { expectation: host.expectation }) } : host,
    );
  };
  for (const site of sites) {
    const { name, domain, isSubdomain, declaredAt } = site;
    const at = declaredAt ? { declaredAt } : {};
    add({ host: domain, role: 'apex', site: name, ...at });
    if (site === main && !isSubdomain) add({ host: `www.${domain}`, role: 'www', site: name, ...at });
  }
  const outside: string[] = [];
  const isDeclared = declared.includes(first);
  for (const [key, expectation] of isDeclared ? Object.entries(config.value.hosts ?? {}) : []) {
    const host = resolveHost(key, main.domain, sites);
    const site = sites.find(({ domain }) => isWithin(host, domain));
    if (!site) {
      outside.push(host);
      continue;
    }
    const declaredAt = placeIn(config, `hosts.${key}`);
    add({ host, role: 'configured', site: site.name, expectation, ...(declaredAt && { declaredAt }) });
  }
  return { sites, hosts: [...hosts.values()], outside };
}

function declaredSites(config: ParsedConfig): TargetSite[] {
  const { domain, domains = {} }: LaunchConfig = config.value;
  const sites: TargetSite[] = [];
  const add = (name: string, text: string, key: string) => {
    const reading = readDomainName(text);
    if (!reading.ok) return;
    const site = siteOf(name, reading.value, placeIn(config, key));
    if (!sites.some((known) => known.domain === site.domain)) sites.push(site);
  };
  if (domain !== undefined) add('production', domain, 'domain');
  const names = Object.keys(domains).sort((a, b) => Number(b === 'production') - Number(a === 'production'));
  for (const name of names) add(name, domains[name] as string, `domains.${name}`);
  return sites;
}

function siteOf(name: string, text: string, declaredAt?: FileLocation): TargetSite {
  const domain = apexOf(text);
  return { name, domain, isSubdomain: getDomain(domain) !== domain, ...(declaredAt && { declaredAt }) };
}

/** Who writes www.acme.com means acme.com with it. */
function apexOf(domain: string): string {
  const rest = domain.replace(/^www\./, '');
  return getDomain(rest) === rest ? rest : domain;
}

/** `app`, `eu.app`, `app.acme.com` and `@` as people write them. */
function resolveHost(key: string, domain: string, sites: readonly TargetSite[]): string {
  const name = key.toLowerCase().replace(/\.$/, '');
  if (name === '@') return domain;
  if (sites.some((site) => isWithin(name, site.domain))) return name;
  return name.includes('.') && parse(name).isIcann ? name : `${name}.${domain}`;
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function placeIn(config: ParsedConfig, key: string): FileLocation | undefined {
  const range = config.ranges[key];
  return range && { kind: 'file', path: config.path, range };
}
