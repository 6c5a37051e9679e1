/** DNS record types the checks ask for. `AXFR` is a question only: the zone as a whole (RFC 5936). */
export type RecordType =
  | ('A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'SOA' | 'TXT' | 'CAA' | 'PTR' | 'SRV' | 'NAPTR' | 'TLSA')
  | ('DS' | 'DNSKEY' | 'RRSIG' | 'NSEC' | 'NSEC3' | 'NSEC3PARAM' | 'HTTPS' | 'SVCB' | 'AXFR');

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
  /**
   * Presentation form: an address, a host name in lower case without trailing dot (`.` is the root), a joined TXT
   * string, `10 mx.acme.com`; dates of signatures in seconds, HTTPS and SVCB as bytes (RFC 3597). Exactly as sent, controls
   * included: `remoteText` before it enters an artifact.
   */
  data: string;
  /** TXT only: the character-strings of the record, in order. */
  strings?: string[];
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
  /** Of a question to a named server: what it says of itself and of others. */
  direct?: DirectAnswer;
}

/** What only matters of a zone's own server. */
export interface DirectAnswer {
  /** It answers for the zone (AA, RFC 1035, section 4.1.1). */
  authoritative: boolean;
  /** It offers to ask others for us (RA). */
  recursive: boolean;
  /** A referral's NS records, or the SOA of "there is nothing". */
  authorities: DnsRecord[];
  /** The addresses (glue) that came with a referral. */
  additionals: DnsRecord[];
}

/** True when the DNS gave an answer, be it that there is nothing; false when we could not look. */
export function isAnswered(answer: Pick<DnsAnswer, 'status'>): boolean {
  return answer.status === 'ok' || answer.status === 'nxdomain' || answer.status === 'nodata';
}

/** The data of the records of the asked type, without the aliases that lead there. */
export function answerData(answer: Pick<DnsAnswer, 'type' | 'records'>): string[] {
  return answer.records.filter((record) => record.type === answer.type).map((record) => record.data);
}
