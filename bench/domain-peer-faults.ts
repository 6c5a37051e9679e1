import type { PeerFault } from './domain-peer-programs.ts';

export interface Judged {
  fault: PeerFault;
  state: 'found' | 'missed' | 'not graded';
}

const LAME = ['dns/lame-delegation'];
const INCONSISTENT = ['dns/inconsistent-name-servers'];
const MISMATCHED = ['dns/mismatched-delegation'];
const DNSSEC = ['dns/broken-dnssec', 'dns/unsigned-delegation'];
const CERTIFICATE = ['tls/untrusted-certificate', 'tls/expired-certificate'];

/** Which of our checks say the same of the same scene. A fault that stands neither here nor below counts as missed. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  // Zonemaster: servers that do not answer for the zone.
  NS_FAILED: LAME,
  NS_ERROR: LAME,
  CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP: LAME,
  CN01_UNEXPECTED_RCODE_NS_QUERY_UDP: LAME,
  CN01_NO_RESPONSE_UDP: LAME,
  CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP: LAME,
  CN02_UNEXPECTED_RCODE_NS_QUERY_TCP: LAME,
  CN02_NO_RESPONSE_TCP: LAME,
  IS_NOT_AUTHORITATIVE: LAME,
  UNEXPECTED_RCODE: LAME,
  A_UNEXPECTED_RCODE: LAME,
  NOT_ENOUGH_NS_DEL: LAME,
  NOT_ENOUGH_NS_CHILD: LAME,
  // The stale copy in the rig names one server only, without the other's address: there the copies disagree.
  CAN_NOT_BE_RESOLVED: [...LAME, ...INCONSISTENT],
  NOT_ENOUGH_IPV4_NS_DEL: [...LAME, ...INCONSISTENT],
  NOT_ENOUGH_IPV4_NS_CHILD: [...LAME, ...INCONSISTENT],
  DEL_NS_SAME_IP: [...LAME, ...MISMATCHED],
  CHILD_NS_SAME_IP: [...LAME, ...MISMATCHED],
  SAME_IP_ADDRESS: [...LAME, ...MISMATCHED],
  // Zonemaster: what the zone above says is not what the zone says.
  IN_BAILIWICK_ADDR_MISMATCH: [...MISMATCHED, ...LAME, 'dns/aliased-name-server'],
  EXTRA_NAME_PARENT: MISMATCHED,
  EXTRA_NAME_CHILD: MISMATCHED,
  NS_IS_CNAME: ['dns/aliased-name-server'],
  MULTIPLE_SOA_SERIALS: INCONSISTENT,
  // Zonemaster: DNSSEC.
  DS09_RRSIG_NOT_VALID_BY_DNSKEY: DNSSEC,
  DS02_NO_DNSKEY_FOR_DS: DNSSEC,
  DS02_NO_VALID_DNSKEY_FOR_ANY_DS: DNSSEC,
  DS02_NO_MATCHING_DNSKEY_RRSIG: DNSSEC,
  DS02_RRSIG_NOT_VALID_BY_DNSKEY: DNSSEC,
  DS02_DNSKEY_NOT_SIGNED_BY_ANY_DS: DNSSEC,
  DS08_DNSKEY_RRSIG_EXPIRED: DNSSEC,
  DS09_SOA_RRSIG_EXPIRED: DNSSEC,
  DS10_NSEC_RRSIG_VERIFY_ERROR: DNSSEC,
  DS11_DS_BUT_UNSIGNED_ZONE: DNSSEC,
  DS_BUT_NOT_DNSKEY: DNSSEC,
  NO_RESPONSE_DNSKEY: DNSSEC,
  RRSIG_EXPIRED: DNSSEC,
  DNSKEY_SMALLER_THAN_REC: ['dns/weak-dnssec'],
  // DNSViz.
  NO_ADDRESS_FOR_NS_NAME: LAME,
  SERVER_UNRESPONSIVE_UDP: LAME,
  SERVER_INVALID_RESPONSE_UDP: LAME,
  SERVER_INVALID_RESPONSE_TCP: LAME,
  NS_NAME_NOT_IN_CHILD: MISMATCHED,
  NS_NAME_NOT_IN_PARENT: MISMATCHED,
  GLUE_MISMATCH: MISMATCHED,
  CNAME_WITH_OTHER_DATA: ['dns/apex-cname'],
  CNAME_LOOP: ['dns/alias-chain'],
  SIGNATURE_INVALID: DNSSEC,
  EXPIRATION_IN_PAST: DNSSEC,
  NO_SEP: DNSSEC,
  MISSING_SEP_FOR_ALG: DNSSEC,
  MISSING_RRSIG: DNSSEC,
  MISSING_NSEC_FOR_NODATA: DNSSEC,
  MISSING_NSEC_FOR_NXDOMAIN: DNSSEC,
  DNSKEY_MISSING_FROM_SERVERS: DNSSEC,
  // sslscan.
  NO_TLS: ['tls/untrusted-certificate'],
  OLD_SSL: ['tls/old-protocol'],
  // Where nothing newer is offered the certificate's check says that no browser connects.
  OLD_TLS: ['tls/old-protocol', 'tls/untrusted-certificate'],
  WEAK_CIPHER: ['tls/weak-cipher'],
  WEAK_KEY: ['tls/weak-key'],
  WEAK_SIGNATURE: ['tls/weak-key'],
  SELF_SIGNED: CERTIFICATE,
  EXPIRED: CERTIFICATE,
  NOT_YET_VALID: CERTIFICATE,
};

/** What we grade lower than high, or not at all, and why. */
export const NOT_GRADED: Readonly<Record<string, string>> = {
  IS_A_RECURSOR:
    'an open recursor is medium (dns/open-name-server, which finds a real one); Zonemaster also takes a server for one that says of foreign names that they do not exist, as the stand-in that serves apex-alias.test does',
  N10_EDNS_RESPONSE_ERROR:
    'the stand-in that serves apex-alias.test knows no EDNS; nothing that a visitor notices',
  EDNS_IGNORED: 'the same, in the words of DNSViz',
  MISSING_SOA_FOR_NXDOMAIN:
    'the same stand-in says "no such name" without an SOA record: it is not remembered for long, and nothing fails',
};

/** Whether we say the same of the scene. */
export function judge(fault: PeerFault, ours: readonly { checkId: string }[]): Judged {
  const checks = SAME[fault.tag] ?? [];
  if (ours.some(({ checkId }) => checks.includes(checkId))) return { fault, state: 'found' };
  return { fault, state: NOT_GRADED[fault.tag] === undefined ? 'missed' : 'not graded' };
}
