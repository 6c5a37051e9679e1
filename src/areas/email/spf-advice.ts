import { mailProvider } from '../../formats/mail-providers.ts';
import type { SiteMail } from '../../observe/domain/mail-records.ts';
import { PROVIDER_NEEDS } from './providers.ts';
import type { Sender } from './senders.ts';
import { hasNullMx } from './site.ts';
import { withInclude } from './spf-edit.ts';

/** Mailbox providers by where the MX records lead, and the include their documentation asks for. */
const MAILBOXES: readonly { server: RegExp; include: string }[] = [
  { server: /(?:^|\.)(?:google|googlemail)\.com$/, include: '_spf.google.com' },
  { server: /\.mail\.protection\.outlook\.com$|\.mx\.microsoft$/, include: 'spf.protection.outlook.com' },
  { server: /(?:^|\.)messagingengine\.com$/, include: 'spf.messagingengine.com' },
  { server: /(?:^|\.)protonmail\.ch$/, include: '_spf.protonmail.ch' },
  { server: /(?:^|\.)icloud\.com$/, include: 'icloud.com' },
  { server: /\.mx\.cloudflare\.net$/, include: '_spf.mx.cloudflare.net' },
];

/**
 * A first SPF record for a site, from where its mailboxes are and what sends in its name; undefined where that
 * cannot be known, because a wrong record is worse than none.
 */
export function firstSpfRecord(site: SiteMail, senders: readonly Sender[]): string | undefined {
  const servers = site.mx.exchanges.map((exchange) => exchange.host.toLowerCase());
  const includes = senders.flatMap(({ provider }) => {
    const needs = PROVIDER_NEEDS[provider];
    return needs?.spf === 'domain' && mailProvider(provider) ? [needs.include] : [];
  });
  if (includes.includes(undefined)) return undefined;
  const sendsMail = servers.length > 0 && !hasNullMx(site);
  if (sendsMail) {
    const mailbox = MAILBOXES.find(({ server }) => servers.some((name) => server.test(name)));
    const own = servers.every((name) => name === site.domain || name.endsWith(`.${site.domain}`));
    if (!mailbox && !own) return undefined;
    if (!mailbox)
      return includes.reduce<string>(
        (record, include) => withInclude(record, include ?? ''),
        'v=spf1 mx ~all',
      );
    includes.unshift(mailbox.include);
  }
  const unique = [...new Set(includes)];
  // Nothing sends with the domain itself as the bounce address: say so.
  if (unique.length === 0) return 'v=spf1 -all';
  return unique.reduce<string | undefined>(
    (record, include) => withInclude(record, include ?? ''),
    undefined,
  );
}
