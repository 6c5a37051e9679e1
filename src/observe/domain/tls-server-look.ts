import { createHash } from 'node:crypto';
import type { HostLook } from '../../model/host-looks.ts';
import { type CertificateKey, readCertificate } from '../../net/certificate-details.ts';
import { readStapledAnswer, revocationSource, type StapledAnswer } from '../../net/certificate-revocation.ts';
import type { HelloAnswer, HelloProbe } from '../../net/hello-probe.ts';
import { NetworkError } from '../../net/network-error.ts';
import { remoteText } from '../../net/remote-text.ts';
import {
  BROKEN_CIPHERS,
  brokenCipherName,
  CIPHERS_13,
  SECRET_CIPHERS,
  STATIC_CIPHERS,
} from '../../net/tls-ciphers.ts';
import { type Hello, TLS_VERSIONS, type TlsVersion } from '../../net/tls-hello.ts';
import type { CertificateFacts } from './tls-certificates.ts';

/** A certificate of the chain as it was sent. */
export interface SentCertificate {
  /** SHA-256, hex. */
  fingerprint: string;
  /** It is its own issuer: a root. */
  isRoot: boolean;
  /** It issued the one before it. Not told of the first. */
  follows?: boolean;
  key: CertificateKey;
  signatureHash?: string;
}

/** What one server does, whatever the name. */
export interface TlsServer {
  /** The host it was asked as, and where. Hosts with a certificate of the same authority at the same address share one answer,
   * but for the versions that are given up where an edge has the address: those each host is asked for. */
  askedAs: string;
  address: string;
  /** Versions that it would go on with; one that is missing could not be asked for. */
  versions: Partial<Record<TlsVersion, boolean>>;
  /** "RC4", "3DES" ...: broken ciphers it would go on with. Undefined where that could not be asked. */
  brokenCiphers?: string[];
  /** It goes on without forward secrecy where nothing else is offered. */
  staticKeys?: boolean;
  /** It has forward secrecy at all. */
  forwardSecrecy?: boolean;
  /** Chosen of h2 and http/1.1 under TLS 1.2; `none` where the server chooses none, undefined where it is not to be seen. */
  protocol?: string;
  /** It prefers the hybrid key exchange that quantum computers do not break. */
  postQuantum?: boolean;
  /** As sent under TLS 1.2, the server's own first; undefined where that version is not spoken. */
  chain?: SentCertificate[];
  stapled?: boolean;
  /** What its authority says of its certificate, as the server handed it over. */
  staple?: StapledAnswer;
  /** Signed timestamps beside the certificate. */
  timestamps?: number;
}

/** What a host takes of the versions that are given up; none of it where that could not be asked. */
export async function askOldVersionsOf(
  hello: HelloProbe,
  host: string,
  signal: AbortSignal,
): Promise<TlsServer['versions']> {
  const say: Say = async (offer) => {
    try {
      return await hello.say(host, 443, offer, signal);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      return undefined;
    }
  };
  return oldVersionsIn(await askOldVersions(say));
}

function oldVersionsIn({ asked }: Awaited<ReturnType<typeof askOldVersions>>): TlsServer['versions'] {
  const versions: TlsServer['versions'] = {};
  for (const { version, answer } of asked) {
    if (answer) versions[version] = answer.chosen?.version === TLS_VERSIONS[version];
  }
  return versions;
}

const OLD: readonly TlsVersion[] = ['TLSv1.1', 'TLSv1', 'SSLv3'];
const OLD_CIPHERS = [...SECRET_CIPHERS, ...STATIC_CIPHERS, ...BROKEN_CIPHERS];

/** All that is asked of one server, at once. Rejects with a NetworkError where it says nothing to any of it. */
export async function askServer(
  hello: HelloProbe,
  host: string,
  seen: HostLook<CertificateFacts>,
  signal: AbortSignal,
): Promise<TlsServer> {
  const failures: NetworkError[] = [];
  const say = async (offer: Omit<Hello, 'serverName'>): Promise<HelloAnswer | undefined> => {
    try {
      return await hello.say(host, 443, offer, signal);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      failures.push(error);
      return undefined;
    }
  };
  const [modern, newest, old, weak] = await Promise.all([
    say({ version: 'TLSv1.2', ciphers: SECRET_CIPHERS }),
    say({ version: 'TLSv1.3', ciphers: CIPHERS_13 }),
    askOldVersions(say),
    askWeakCiphers(say),
  ]);
  const answers = [modern, newest, ...old.answers, ...weak.answers];
  const answered = answers.find((answer) => answer?.chosen);
  if (!answered && !seen.ok) throw failures[0] ?? new NetworkError('tls', seen.reason);
  if (answers.every((answer) => answer === undefined)) throw failures[0] as NetworkError;

  const versions: TlsServer['versions'] = oldVersionsIn(old);
  for (const { version, answer } of [
    { version: 'TLSv1.3', answer: newest } as const,
    { version: 'TLSv1.2', answer: modern } as const,
  ]) {
    if (answer) versions[version] = answer.chosen?.version === TLS_VERSIONS[version];
  }
  if (weak.answers.some((answer) => answer?.chosen?.version === TLS_VERSIONS['TLSv1.2']))
    versions['TLSv1.2'] = true;
  // Whoever refuses the lists of ours that have no cipher in common is not without a version.
  if (seen.ok && seen.value.protocol in TLS_VERSIONS) versions[seen.value.protocol as TlsVersion] = true;
  const shown = [modern, ...weak.answers, ...old.answers].find(
    (answer) => answer && answer.certificates.length > 0,
  );
  const spoke12 = modern?.chosen?.version === TLS_VERSIONS['TLSv1.2'] ? modern : undefined;
  return {
    askedAs: host,
    address: answered?.address ?? (seen.ok ? seen.value.address : ''),
    versions,
    ...(weak.names && { brokenCiphers: weak.names, staticKeys: weak.staticKeys }),
    ...(modern && { forwardSecrecy: spoke12 !== undefined || versions['TLSv1.3'] === true }),
    ...(spoke12 && { protocol: remoteText(spoke12.chosen?.protocol ?? 'none', 20) }),
    ...(newest?.chosen && { postQuantum: newest.chosen.group === HYBRID }),
    ...(shown && {
      chain: chainOf(shown.certificates),
      stapled: shown.stapled,
      ...stapleOf(shown),
      timestamps: shown.timestamps,
    }),
  };
}

/** An answer of the authority about the very certificate that came with it. */
function stapleOf({ staple, certificates: [own] }: HelloAnswer): Pick<TlsServer, 'staple'> {
  const answer = staple && readStapledAnswer(staple);
  return answer && own && revocationSource(own)?.serial === answer.serial ? { staple: answer } : {};
}

/** X25519MLKEM768. */
const HYBRID = 0x11ec;

type Say = (offer: Omit<Hello, 'serverName'>) => Promise<HelloAnswer | undefined>;

/**
 * A server takes the highest version that it has and that is offered: one hello for 1.1 and below tells of a good server that it
 * has none of them. Only where one is taken is each asked for by itself.
 */
async function askOldVersions(say: Say) {
  const offer = (version: TlsVersion) => say({ version, ciphers: OLD_CIPHERS });
  const first = await offer('TLSv1.1');
  if (!first) return { asked: [], answers: [] };
  if (!first.chosen) return { asked: OLD.map((version) => ({ version, answer: first })), answers: [first] };
  const others = await Promise.all(OLD.slice(1).map(offer));
  const answers = [first, ...others];
  return { asked: OLD.map((version, index) => ({ version, answer: answers[index] })), answers };
}

/** The same with ciphers: one hello with nothing but what should be off. */
async function askWeakCiphers(say: Say) {
  const all = [...BROKEN_CIPHERS, ...STATIC_CIPHERS];
  const first = await say({ version: 'TLSv1.2', ciphers: all });
  const nothing = { names: undefined, staticKeys: false, answers: [first] };
  if (!first) return nothing;
  const chosen = first.chosen?.cipher;
  if (chosen === undefined) return { ...nothing, names: [] };
  const name = brokenCipherName(chosen);
  if (name !== undefined) return { ...nothing, names: [name] };
  const second = await say({ version: 'TLSv1.2', ciphers: BROKEN_CIPHERS });
  const other = second?.chosen && brokenCipherName(second.chosen.cipher);
  return { names: other === undefined ? [] : [other], staticKeys: true, answers: [first, second] };
}

function chainOf(certificates: readonly Uint8Array[]): SentCertificate[] {
  const read = certificates.map((bytes) => ({ bytes, details: readCertificate(bytes) }));
  return read.map(({ bytes, details }, index) => {
    const before = read[index - 1]?.details;
    return {
      fingerprint: createHash('sha256').update(bytes).digest('hex'),
      isRoot: details !== undefined && details.subject === details.issuer,
      ...(index > 0 && { follows: before !== undefined && before.issuer === details?.subject }),
      key: details?.key ?? { type: 'other', bits: 0 },
      ...(details?.signatureHash !== undefined && { signatureHash: details.signatureHash }),
    };
  });
}
