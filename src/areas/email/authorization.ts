import type { MailProvider } from '../../formats/mail-provider-table.ts';
import { isUnder } from '../../formats/mail-providers.ts';
import { parseSpf } from '../../formats/spf.ts';
import type { SenderProbe } from '../../observe/domain/mail-probes.ts';
import type { SiteMail } from '../../observe/domain/mail-records.ts';
import type { SpfNode } from '../../observe/domain/mail-spf.ts';
import type { ProviderNeeds } from './providers.ts';
import { soleSpf } from './site.ts';
import { includedDomains } from './spf-edit.ts';

/** Whether receivers will believe that a provider may send for a site, as far as the DNS tells. */
export type Authorization =
  | { state: 'allowed'; by: string }
  /** Only the provider's console can tell: its key names are its own, or the SPF record does not name anybody. */
  | { state: 'unprovable'; why: 'ownKeys' | 'opaqueRecord' | 'otherKeys' }
  /** Could not look. */
  | { state: 'notMeasured'; reason: string }
  /** Nothing of the provider is there. */
  | { state: 'missing' }
  /** Something is there, but not the key that signs in the domain's name. */
  | { state: 'unsigned'; name: string }
  /** The key was taken back: `p=` is empty. */
  | { state: 'revoked'; name: string }
  /** Signed, but SPF says that the provider may not send. */
  | { state: 'notInSpf' };

/** Joins what a provider needs with what a site publishes, its sending subdomains included. */
export function authorizationOf(site: SiteMail, provider: MailProvider, needs: ProviderNeeds): Authorization {
  const probes = site.probes.filter((probe) => probe.provider === provider.id);
  const key = probes.find((probe) => isWorkingKey(probe, provider));
  const bounce = probes.find((probe) => probe.leads);
  const trees = [site.spf, ...site.senders.map((sender) => sender.spf)];
  const included = trees.some((tree) =>
    [...includedDomains(tree)].some((domain) => provider.includes.includes(domain)),
  );

  if (needs.spf === 'domain') {
    if (included) return { state: 'allowed', by: 'SPF' };
    if (bounce) return { state: 'allowed', by: bounce.name };
    const unread = unreadSpf(site) ?? unreadProbe(probes);
    if (unread !== undefined) return { state: 'notMeasured', reason: unread };
    if (trees.some(isOpaque)) return { state: 'unprovable', why: 'opaqueRecord' };
    if (!key) return { state: 'missing' };
    return provider.kind === 'mailbox' && soleSpf(site.spf) !== undefined
      ? { state: 'notInSpf' }
      : { state: 'allowed', by: key.name };
  }

  if (key) return { state: 'allowed', by: key.name };
  const revoked = probes.find(
    (probe) => probe.use === 'key' && probe.key?.revoked && !isElsewhere(probe, provider),
  );
  if (revoked) return { state: 'revoked', name: revoked.name };
  if (bounce && !needs.needsKey) return { state: 'allowed', by: bounce.name };
  const unread = unreadProbe(probes);
  if (unread !== undefined) return { state: 'notMeasured', reason: unread };
  if (!needs.provable)
    return bounce ? { state: 'allowed', by: bounce.name } : { state: 'unprovable', why: 'ownKeys' };
  // Somebody once set the provider up, and its selectors can be renamed: not plain enough for an accusation.
  if (included) return { state: 'unprovable', why: 'otherKeys' };
  const keyName = `${provider.selectors[0]}._domainkey.${bounce?.domain ?? site.domain}`;
  return bounce ? { state: 'unsigned', name: keyName } : { state: 'missing' };
}

/** A flattened or message-dependent record may hold the provider's servers without naming it: nobody can tell. */
const MANY_ADDRESSES = 6;

function isOpaque(tree: SpfNode): boolean {
  if (tree.lookups.some((lookup) => lookup.target === undefined)) return true;
  const addresses = parseSpf(soleSpf(tree) ?? '').terms.filter(
    (term) => term.kind === 'mechanism' && (term.name === 'ip4' || term.name === 'ip6'),
  );
  return (
    addresses.length >= MANY_ADDRESSES ||
    tree.lookups.some(({ node }) => node !== undefined && isOpaqueInclude(node))
  );
}

/** Includes are other people's and may well list addresses: only a record of macros hides who is meant. */
function isOpaqueInclude(node: SpfNode): boolean {
  return (
    node.lookups.some((lookup) => lookup.target === undefined) ||
    node.lookups.some(({ node: child }) => child !== undefined && isOpaqueInclude(child))
  );
}

function isWorkingKey(probe: SenderProbe, provider: MailProvider): boolean {
  if (probe.use !== 'key' || !probe.key || probe.key.revoked || probe.key.malformed) return false;
  return !isElsewhere(probe, provider);
}

/** Selector names such as s1 or mail are shared: an alias to somebody else is somebody else's key. */
function isElsewhere(probe: SenderProbe, provider: MailProvider): boolean {
  const { alias } = probe;
  if (alias === undefined || provider.aliasTargets.length === 0) return false;
  return !provider.aliasTargets.some((target) => isUnder(alias, target));
}

function unreadProbe(probes: readonly SenderProbe[]): string | undefined {
  const unread = probes.find((probe) => !probe.guessed && probe.reason !== undefined);
  return unread && `${unread.name} could not be looked up: ${unread.reason}`;
}

function unreadSpf(site: SiteMail): string | undefined {
  const unread = [...nodesWithReason(site)][0];
  return unread && `the SPF record of ${unread.domain} could not be read: ${unread.reason}`;
}

function* nodesWithReason(site: SiteMail): Generator<{ domain: string; reason: string }> {
  const pending = [site.spf, ...site.senders.map((sender) => sender.spf)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.reason !== undefined) yield { domain: node.domain, reason: node.reason };
    for (const { node: child } of node.lookups) if (child) pending.push(child);
  }
}
