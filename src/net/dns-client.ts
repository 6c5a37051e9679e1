/** DNS record types the checks ask for. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'SOA' | 'TXT' | 'CAA' | 'PTR' | 'SRV' | 'DS';

/**
 * How a question ended. `nxdomain`: the name does not exist. `nodata`: it exists without this type (RFC 2308).
 * All others mean that we could not look.
 */
export type DnsStatus =
  | 'ok'
  | 'nxdomain'
  | 'nodata'
  | 'servfail'
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'malformed';

export interface DnsRecord {
  name: string;
  type: string;
  /** Seconds. */
  ttl: number;
  /** Presentation form: an address, a host name without trailing dot, a joined TXT string, `10 mx.acme.com`. */
  data: string;
}

export interface DnsAnswer {
  name: string;
  type: RecordType;
  status: DnsStatus;
  /** The whole answer section in order, CNAMEs included. */
  records: DnsRecord[];
  /** `address:port` that answered. */
  server: string;
  /** Authenticated data (RFC 4035). */
  authenticated: boolean;
  /** Plain words where `status` is not an answer. */
  reason?: string;
}
