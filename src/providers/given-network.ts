import { createHash } from 'node:crypto';
import type { NetworkOptions } from '../net/network-options.ts';

/** What the environment of the editor says of the network. */
export interface GivenNetwork {
  network: NetworkOptions;
  /**
   * The entry under which a yes is remembered: the domain, and what the network options were. A yes for one way of asking is none
   * for another, since they can lead a domain's name to any address.
   */
  entry(domain: string): string;
  /** A sentence for the question, where it is not the usual network that is asked. */
  note?: string;
}

/**
 * Reads LAUNCH_READY_NETWORK: network options as JSON, for staging systems and for the tests. No setting of a workspace reaches the
 * environment of the editor, but a repository's dev container (`containerEnv`, `remoteEnv`) does, and so does direnv: it may
 * change where questions go, which the question then says, and may never answer the question. Throws an Error with a sentence.
 */
export function givenNetwork(text: string | undefined): GivenNetwork {
  const usual: NetworkOptions = { dns: [], connectTo: [], allowPrivate: false };
  if (!text) return { network: usual, entry: (domain) => domain };
  const given = parsed(text);
  const { dns, connectTo, allowPrivate, caCertificates, edgeRanges, timeoutMs } = given;
  const network: NetworkOptions = {
    dns: texts(dns),
    connectTo: texts(connectTo),
    allowPrivate: allowPrivate === true,
    ...(typeof caCertificates === 'string' && { caCertificates }),
    ...(edgeRanges !== undefined && { edgeRanges: texts(edgeRanges) }),
    ...(typeof timeoutMs === 'number' && { timeoutMs }),
  };
  const mark = createHash('sha256').update(JSON.stringify(network)).digest('hex').slice(0, 16);
  return {
    network,
    entry: (domain) => `${domain} ${mark}`,
    note: `${whereTo(network)}, because LAUNCH_READY_NETWORK is set for this editor.`,
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Error('LAUNCH_READY_NETWORK, in the environment of the editor, holds no JSON object');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function whereTo({ dns, connectTo, allowPrivate }: NetworkOptions): string {
  if (connectTo.length > 0) return 'Connections are led to other addresses than the DNS says';
  if (dns.length > 0) return `The name server ${dns[0]} is asked instead of this computer's own`;
  return allowPrivate ? 'Private addresses are contacted too' : 'The network is asked with other options';
}
