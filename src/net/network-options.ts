/** How the network is to be asked: the options shared by every command that looks at a domain. Plain data. */
export interface NetworkOptions {
  /** DNS servers `address:port`; empty: the system's resolvers. */
  dns: string[];
  /** PEM text of further roots to trust. */
  caCertificates?: string;
  /** curl's words, `HOST:PORT:ADDR:PORT`: connections to the first pair go to the second. */
  connectTo: string[];
  /** Private, loopback and link-local addresses may be contacted. */
  allowPrivate: boolean;
  /** Names at and below it are asked of the zone's own servers: what resolvers still remember does not count. */
  ownServersFor?: string;
  /** Questions and connections in flight, all together, instead of the usual caps: 1 is one after another, to measure against. */
  concurrency?: number;
  /** Address ranges (CIDR) of an edge that we do not know: more connections at once are allowed there. */
  edgeRanges?: string[];
  /** The registry, a third party, may be asked when the domain runs out (RDAP). */
  rdap?: boolean;
  /** Authorities, third parties, may be asked for the list of certificates that they took back (CRL). */
  revocation?: boolean;
  /** Milliseconds for one web request or handshake; 8 seconds where nothing is said. */
  timeoutMs?: number;
}
