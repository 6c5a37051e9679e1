import type { ParsedConfig } from '../../config/model.ts';
import { mailProvider, namedMailProvider } from '../../formats/mail-providers.ts';
import type { FileLocation, RelatedLocation } from '../../model/location.ts';
import type { FileMailSenders } from '../../observe/repository/mail-senders.ts';

type ByPath = Record<string, FileMailSenders>;

/** A provider that sends the project's mail, and where that is seen. */
export interface Sender {
  provider: string;
  /** launch-ready.yaml names it. */
  declared: boolean;
  places: RelatedLocation[];
}

/** Places shown with a finding: enough to find it, not a list. */
const MAX_PLACES = 5;

/** Providers that surely send, by the code or by launch-ready.yaml. A variable's name alone is not enough. */
export function sendersOf(files: ByPath, config: ParsedConfig): Sender[] {
  const senders = new Map<string, Sender>();
  const of = (provider: string): Sender => {
    const sender = senders.get(provider) ?? { provider, declared: false, places: [] };
    senders.set(provider, sender);
    return sender;
  };
  for (const [index, { provider }] of (config.value.email?.senders ?? []).entries()) {
    const named = provider === undefined ? undefined : namedMailProvider(provider);
    if (!named) continue;
    const sender = of(named.id);
    sender.declared = true;
    const location = configLocation(config, `email.senders.${index}.provider`);
    if (location) sender.places.push({ location, message: `${named.name} is named as a sender here` });
  }
  for (const [path, { uses }] of sorted(files)) {
    for (const use of uses) {
      if (use.strength !== 'strong') continue;
      const places = of(use.provider).places;
      if (places.length < MAX_PLACES) {
        places.push({
          location: { kind: 'file', path, range: use.range },
          message: `Mail is sent with ${mailProvider(use.provider)?.name ?? use.provider} here`,
        });
      }
    }
  }
  return [...senders.values()];
}

/** Providers that anything in the project points to, weak signs included. */
export function hintedProviders(files: ByPath): Set<string> {
  return new Set(Object.values(files).flatMap((file) => file.uses.map((use) => use.provider)));
}

/** Domains that the project sends from, each with where that is seen. */
export function mailFromDomains(files: ByPath, config: ParsedConfig): Map<string, RelatedLocation[]> {
  const domains = new Map<string, RelatedLocation[]>();
  const add = (domain: string, location: FileLocation | undefined): void => {
    const places = domains.get(domain) ?? [];
    domains.set(domain, places);
    if (location && places.length < MAX_PLACES)
      places.push({ location, message: `Mail is sent from ${domain} here` });
  };
  for (const [index, { from }] of (config.value.email?.senders ?? []).entries()) {
    add(domainOf(from), configLocation(config, `email.senders.${index}.from`));
  }
  for (const [path, file] of sorted(files)) {
    for (const { domain, range } of file.from) add(domain, { kind: 'file', path, range });
  }
  return domains;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function configLocation(config: ParsedConfig, key: string): FileLocation | undefined {
  const range = config.ranges[key];
  return range && { kind: 'file', path: config.path, range };
}

function sorted(files: ByPath): [string, FileMailSenders][] {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Files that send over SMTP through a server that only a setting names. */
export function unnamedServers(files: ByPath): string[] {
  return sorted(files).flatMap(([path, file]) =>
    file.unnamedServer ? [`${path}:${file.unnamedServer.start.line + 1}`] : [],
  );
}
