import { readServiceBinding, type ServiceBinding } from '../../formats/svcb.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { answerData } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { byHost } from './host-looks.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    ServiceBindings: ServiceBindings;
  }
}

/** By host: its HTTPS records (RFC 9460). */
export type ServiceBindings = Record<string, Asked & { records: ServiceBinding[]; unreadable: number }>;

const MAX_RECORDS = 8;

/** What browsers read before they connect: protocols, hints of addresses, encrypted hello. */
export const serviceBindingsGatherer: ProjectGatherer<'ServiceBindings'> = {
  produces: 'ServiceBindings',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { dns } = networkSession(context);
    const { hosts } = context.artifact('Target');
    return byHost(hosts, async ({ host }) => {
      const answer = await dns.query(host, 'HTTPS', { signal: context.signal });
      const data = answerData(answer).slice(0, MAX_RECORDS);
      const records = data.flatMap((text) => readServiceBinding(text) ?? []).map(shown);
      return { ...asked(answer), records, unreadable: data.length - records.length };
    });
  },
};

function shown(binding: ServiceBinding): ServiceBinding {
  return {
    ...binding,
    target: remoteText(binding.target),
    alpn: binding.alpn.map((protocol) => remoteText(protocol)),
  };
}
