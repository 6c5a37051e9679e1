import { answerData, type DnsAnswer, isAnswered } from '../../net/dns-answer.ts';
import type { DnsClient } from '../../net/dns-client.ts';
import { remoteText } from '../../net/remote-text.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    /** Made with whatever else is asked of the network. */
    DnsSeen: DnsSeen;
  }
}

/** Who answered what, and for how long others may keep it. */
export interface DnsSeen {
  /** `address:port` of who is asked where nothing else is said. */
  resolvers: string[];
  /** By `name TYPE`. */
  answers: Record<string, SeenAnswer>;
}

export interface SeenAnswer {
  /** `address:port`. */
  server: string;
  /** Seconds that the answer may be kept. */
  ttl?: number;
  /** Of a SOA record: seconds for which "there is none" may be kept (RFC 2308, section 5). */
  negativeTtl?: number;
}

const MOST = 2_000;

/** The same client, and what it was answered. */
export function watchDns(dns: DnsClient, resolvers: readonly string[]): { dns: DnsClient; seen: DnsSeen } {
  const seen: DnsSeen = { resolvers: [...resolvers], answers: {} };
  let count = 0;
  const note = (answer: DnsAnswer): void => {
    if (!isAnswered(answer) || ++count > MOST) return;
    const own = answer.records.filter(({ type }) => type === answer.type);
    const ttl = own.length > 0 ? Math.min(...own.map((record) => record.ttl)) : undefined;
    const minimum = answer.type === 'SOA' ? Number(answerData(answer)[0]?.split(/\s+/).at(-1)) : Number.NaN;
    seen.answers[`${remoteText(answer.name)} ${answer.type}`] = {
      server: answer.server,
      ...(ttl !== undefined && { ttl }),
      ...(ttl !== undefined && Number.isFinite(minimum) && { negativeTtl: Math.min(ttl, minimum) }),
    };
  };
  return {
    seen,
    dns: {
      ...dns,
      async query(name, type, options) {
        const answer = await dns.query(name, type, options);
        if (options?.server === undefined) note(answer);
        return answer;
      },
    },
  };
}
