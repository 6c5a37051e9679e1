import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an address is for. Only `public` ones are reachable for visitors, and contacted by us. */
export type AddressKind =
  | 'public'
  | 'private'
  | 'loopback'
  | 'linkLocal'
  | 'carrierNat'
  | 'metadata'
  | 'multicast'
  | 'documentation'
  | 'translated'
  | 'reserved';

/** Where clouds answer with a machine's credentials: AWS, Google, Azure, DigitalOcean; ECS; Azure's wire server; Alibaba; AWS over IPv6. */
const METADATA = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
]);

const KINDS: Record<string, AddressKind> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  loopback: 'loopback',
  unspecified: 'loopback',
  linkLocal: 'linkLocal',
  carrierGradeNat: 'carrierNat',
  multicast: 'multicast',
  broadcast: 'multicast',
};

const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'].map(
  (cidr) => ipaddr.parseCIDR(cidr),
);

/**
 * Sorts an address by the special-purpose registries (RFC 6890, as ipaddr.js keeps them). An IPv6 form that carries an
 * IPv4 address (mapped, NAT64, 6to4) takes the kind of a special inner address, else it is `translated`.
 * What is no IP address is `reserved`.
 */
export function addressKind(text: string): AddressKind {
  // ipaddr.js also takes shorthand such as 127.1: only the two written forms are meant here.
  if (isIP(text) === 0) return 'reserved';
  const address = ipaddr.parse(text.replace(/%.*$/, ''));
  if (METADATA.has(address.toString())) return 'metadata';
  if (DOCUMENTATION.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits))) {
    return 'documentation';
  }
  const range = address.range();
  if (address.kind() === 'ipv6') {
    const inner = embeddedIpv4(range, address.toByteArray());
    if (inner !== undefined) {
      const kind = addressKind(inner);
      return kind === 'public' ? 'translated' : kind;
    }
  }
  return KINDS[range] ?? 'reserved';
}

function embeddedIpv4(range: string, bytes: number[]): string | undefined {
  if (range === 'ipv4Mapped' || range === 'rfc6145' || range === 'rfc6052') return bytes.slice(12).join('.');
  if (range === '6to4') return bytes.slice(2, 6).join('.');
  return undefined;
}

const WORDS: Record<Exclude<AddressKind, 'public'>, string> = {
  private: 'a private network address',
  loopback: "the visitor's own computer (loopback)",
  linkLocal: 'a link-local address',
  carrierNat: "a carrier's internal address",
  metadata: 'a cloud metadata service',
  multicast: 'a multicast address',
  documentation: 'an address reserved for documentation',
  translated: 'an IPv4 address in IPv6 clothing',
  reserved: 'a reserved address',
};

/** Why the address is not contacted, in plain words; undefined when it may be. */
export function refusalOf(address: string, options: { allowPrivate: boolean }): string | undefined {
  if (options.allowPrivate) return undefined;
  const kind = addressKind(address);
  if (kind === 'public') return undefined;
  return `${address} is ${WORDS[kind]}; it is only contacted with --allow-private`;
}
