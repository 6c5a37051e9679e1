import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import {
  type Answer,
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_AVAILABLE,
  type RecordType,
  TRUNCATED_RESPONSE,
} from 'dns-packet';

/** Records by type, in the words of a zone file: `{ A: ['127.0.0.1'], MX: ['10 mx.acme.test'] }`. */
export type ZoneRecords = Partial<Record<RecordType, string[]>>;

/** Records by name. A name without records exists (no data); a name that is not here does not (NXDOMAIN). `*.x` is a wildcard. */
export type Zone = Record<string, ZoneRecords>;

/**
 * `garbage`: bytes that are no DNS message. `wrongId`: a fine answer to another question. `truncate`: TC over UDP, whole
 * over TCP. `silent`: nothing. `refusesEdns`: FORMERR to a query with an OPT record.
 */
export type DnsMode =
  | 'normal'
  | 'garbage'
  | 'truncate'
  | 'servfail'
  | 'refused'
  | 'silent'
  | 'wrongId'
  | 'wrongQuestion'
  | 'refusesEdns';

export interface DnsServerOptions {
  zone: Zone;
  mode?: DnsMode;
  /** Overrides the mode for one name. */
  modes?: Record<string, DnsMode>;
  delayMs?: number;
  /** Sets the AD bit. */
  authenticated?: boolean;
  /** Answers as a zone's own server (AA), and looks nothing up for others (no RA). */
  authoritative?: boolean;
  /** Seconds that every record may be kept; 300 unless said. */
  ttl?: number;
  host?: string;
  port?: number;
}

export interface RunningDnsServer {
  port: number;
  /** `address:port`, as the client takes it. */
  address: string;
  /** Every question as it came: `udp acme.test A`. */
  log: string[];
  close(): Promise<void>;
}

const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
type RcodeName = keyof typeof RCODES;

/** A DNS server on loopback that answers from plain data, over UDP and TCP on one port. */
export async function startDnsServer(options: DnsServerOptions): Promise<RunningDnsServer> {
  const { mode = 'normal', delayMs = 0, host = '127.0.0.1' } = options;
  const log: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const later = (act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delayMs);
    timers.add(timer);
  };

  const respond = (bytes: Buffer, transport: 'udp' | 'tcp'): Buffer | undefined => {
    let query: Packet;
    try {
      query = decode(bytes);
    } catch {
      return undefined;
    }
    const question = query.questions?.[0];
    if (!question) return undefined;
    log.push(`${transport} ${question.name} ${question.type}`);
    const active = options.modes?.[question.name.toLowerCase()] ?? mode;
    if (active === 'silent') return undefined;
    if (active === 'garbage')
      return Buffer.concat([bytes.subarray(0, 2), Buffer.from('ffffffffffffffffffffc0', 'hex')]);
    const hasEdns = (query.additionals ?? []).some((record) => record.type === 'OPT');
    let rcode: RcodeName = 'NOERROR';
    let answers: Answer[] = [];
    if (active === 'servfail') rcode = 'SERVFAIL';
    else if (active === 'refused') rcode = 'REFUSED';
    else if (active === 'refusesEdns' && hasEdns) rcode = 'FORMERR';
    else ({ rcode, answers } = lookUp(options.zone, question.name.toLowerCase(), question.type));
    if (options.ttl !== undefined)
      answers = answers.map((answer) => ({ ...answer, ttl: options.ttl }) as Answer);
    const truncated = active === 'truncate' && transport === 'udp';
    return encode({
      id: active === 'wrongId' ? ((query.id ?? 0) + 1) & 0xffff : (query.id ?? 0),
      type: 'response',
      flags:
        (options.authoritative ? AUTHORITATIVE_ANSWER : RECURSION_AVAILABLE) |
        (truncated ? TRUNCATED_RESPONSE : 0) |
        (options.authenticated ? AUTHENTIC_DATA : 0) |
        RCODES[rcode],
      questions: [active === 'wrongQuestion' ? { ...question, name: `other.${question.name}` } : question],
      answers: truncated ? [] : answers,
    });
  };

  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const length = received.readUInt16BE(0);
        const answer = respond(received.subarray(2, 2 + length), 'tcp');
        received = received.subarray(2 + length);
        if (!answer) continue;
        const prefix = Buffer.alloc(2);
        prefix.writeUInt16BE(answer.length);
        later(() => socket.write(Buffer.concat([prefix, answer])));
      }
    });
  });
  // The same port for both transports: take one for TCP, then ask for it over UDP; somebody may hold it, so try again.
  for (let attempt = 0; ; attempt++) {
    await new Promise<void>((resolve, reject) => {
      tcp.once('error', reject);
      tcp.listen(options.port ?? 0, host, resolve);
    });
    const { port } = tcp.address() as { port: number };
    const udp = createSocket('udp4');
    try {
      await new Promise<void>((resolve, reject) => {
        udp.once('error', reject);
        udp.bind(port, host, resolve);
      });
    } catch (error) {
      await new Promise((resolve) => tcp.close(resolve));
      if (attempt === 5) throw error;
      continue;
    }
    udp.on('message', (bytes, from) => {
      const answer = respond(bytes, 'udp');
      if (answer) later(() => udp.send(answer, from.port, from.address));
    });
    return {
      port,
      address: `${host}:${port}`,
      log,
      async close() {
        for (const timer of timers) clearTimeout(timer);
        for (const socket of sockets) socket.destroy();
        await Promise.all([
          new Promise<void>((resolve) => udp.close(() => resolve())),
          new Promise<void>((resolve) => tcp.close(() => resolve())),
        ]);
      },
    };
  }
}

function lookUp(zone: Zone, name: string, type: string): { rcode: RcodeName; answers: Answer[] } {
  const answers: Answer[] = [];
  let current = name;
  for (let hop = 0; hop < 16; hop++) {
    const records = recordsAt(zone, current);
    if (!records) return { rcode: 'NXDOMAIN', answers };
    const wanted = records[type as RecordType] ?? [];
    const alias = records.CNAME?.[0];
    if (wanted.length === 0 && alias !== undefined) {
      answers.push({ name: current, type: 'CNAME', ttl: 300, class: 'IN', data: alias });
      current = alias.toLowerCase();
      continue;
    }
    answers.push(...wanted.map((text) => toAnswer(current, type, text)));
    break;
  }
  return { rcode: 'NOERROR', answers };
}

function recordsAt(zone: Zone, name: string): ZoneRecords | undefined {
  if (zone[name]) return zone[name];
  // An empty non-terminal exists (RFC 4592, section 2.2.2).
  if (Object.keys(zone).some((key) => key.endsWith(`.${name}`))) return {};
  const labels = name.split('.');
  for (let i = 1; i < labels.length; i++) {
    const wildcard = zone[`*.${labels.slice(i).join('.')}`];
    if (wildcard) return wildcard;
    if (zone[labels.slice(i).join('.')]) return undefined;
  }
  return undefined;
}

function toAnswer(name: string, type: string, text: string): Answer {
  const base = { name, ttl: 300, class: 'IN' as const };
  const words = text.split(' ');
  const number = (index: number) => Number(words[index] ?? 0);
  switch (type) {
    case 'MX':
      return { ...base, type, data: { preference: number(0), exchange: words[1] ?? '.' } };
    case 'TXT':
      // Character-strings of at most 255 octets.
      return { ...base, type, data: text.match(/[\s\S]{1,255}/g) ?? [''] };
    case 'SOA':
      return {
        ...base,
        type,
        data: {
          mname: words[0] ?? '',
          rname: words[1] ?? '',
          serial: number(2),
          refresh: number(3),
          retry: number(4),
          expire: number(5),
          minimum: number(6),
        },
      };
    case 'CAA': {
      const [, flags, tag, value] = /^(\d+) (\S+) "(.*)"$/.exec(text) ?? [];
      return { ...base, type, data: { flags: Number(flags), tag: tag as 'issue', value: value ?? '' } };
    }
    case 'SRV':
      return {
        ...base,
        type,
        data: { priority: number(0), weight: number(1), port: number(2), target: words[3] ?? '.' },
      };
    case 'DS':
      return {
        ...base,
        type,
        data: {
          keyTag: number(0),
          algorithm: number(1),
          digestType: number(2),
          digest: Buffer.from(words[3] ?? '', 'hex'),
        },
      };
    default:
      return { ...base, type: type as 'A', data: text };
  }
}
