import type { Area } from '../../model/check.ts';
import { privateAddress } from './private-address.ts';
import { unresolvedHost } from './unresolved-host.ts';

export const dnsArea: Area = {
  id: 'dns',
  title: 'DNS',
  label: 'Domain name',
  stage: 'domain',
  network: true,
  checks: [unresolvedHost, privateAddress],
};
