import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { aliasChain } from './alias-chain.ts';
import { aliasedNameServer } from './aliased-name-server.ts';
import { apexCname } from './apex-cname.ts';
import { brokenDnssec } from './broken-dnssec.ts';
import { danglingRecord } from './dangling-record.ts';
import { differentIpv6 } from './different-ipv6.ts';
import { expiringDomain } from './expiring-domain.ts';
import { forbiddingCaa } from './forbidding-caa.ts';
import { inconsistentHttpsRecord } from './inconsistent-https-record.ts';
import { inconsistentNameServers } from './inconsistent-name-servers.ts';
import { invalidCaa } from './invalid-caa.ts';
import { lameDelegation } from './lame-delegation.ts';
import { mismatchedDelegation } from './mismatched-delegation.ts';
import { missingCaa } from './missing-caa.ts';
import { missingIpv6 } from './missing-ipv6.ts';
import { nameServersInOneNetwork } from './name-servers-in-one-network.ts';
import { openNameServer } from './open-name-server.ts';
import { privateAddress } from './private-address.ts';
import { unexpectedPlatform } from './unexpected-platform.ts';
import { unreachableIpv6 } from './unreachable-ipv6.ts';
import { unresolvedHost } from './unresolved-host.ts';
import { unresponsiveAddress } from './unresponsive-address.ts';
import { unsignedDelegation } from './unsigned-delegation.ts';
import { weakDnssec } from './weak-dnssec.ts';
import { wildcardRecord } from './wildcard-record.ts';

export const dnsArea: Area = {
  ...headOf('dns'),
  checks: [
    unresolvedHost,
    lameDelegation,
    mismatchedDelegation,
    inconsistentNameServers,
    aliasedNameServer,
    nameServersInOneNetwork,
    openNameServer,
    apexCname,
    aliasChain,
    danglingRecord,
    privateAddress,
    unresponsiveAddress,
    wildcardRecord,
    missingCaa,
    forbiddingCaa,
    invalidCaa,
    brokenDnssec,
    unsignedDelegation,
    weakDnssec,
    missingIpv6,
    unreachableIpv6,
    differentIpv6,
    inconsistentHttpsRecord,
    unexpectedPlatform,
    expiringDomain,
  ],
};
