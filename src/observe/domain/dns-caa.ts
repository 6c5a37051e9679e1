import { caaClimb } from '../../formats/caa.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { answerData } from '../../net/dns-answer.ts';
import { remoteText } from '../../net/remote-text.ts';
import { byHost } from './host-looks.ts';
import { type Asked, asked } from './mail-exchanges.ts';
import { networkSession } from './network-session.ts';
import type {} from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    CaaRecords: CaaRecords;
  }
}

/** By name: every host, and every name above it, as an authority climbs (RFC 8659, section 3). */
export type CaaRecords = Record<string, CaaAnswer>;

export interface CaaAnswer extends Asked {
  /** `0 issue "letsencrypt.org"`. */
  records: string[];
  /** `address:port` that answered. */
  server: string;
}

const MAX_RECORDS = 30;

/** Who may issue certificates for the hosts. All names are asked at once. */
export const caaRecordsGatherer: ProjectGatherer<'CaaRecords'> = {
  produces: 'CaaRecords',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { dns } = networkSession(context);
    const { hosts } = context.artifact('Target');
    const names = new Set(hosts.flatMap(({ host }) => caaClimb(host)));
    context.progress?.('Asking who may issue certificates');
    const asking = [...names].map((host) => ({ host }));
    return byHost(asking, async ({ host }): Promise<CaaAnswer> => {
      const answer = await dns.query(host, 'CAA', { signal: context.signal });
      const records = answerData(answer)
        .slice(0, MAX_RECORDS)
        .map((data) => remoteText(data));
      return { ...asked(answer), records, server: answer.server };
    });
  },
};
