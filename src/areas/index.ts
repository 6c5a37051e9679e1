import type { Area } from '../model/check.ts';
import { deployArea } from './deploy/index.ts';
import { dnsArea } from './dns/index.ts';
import { edgeArea } from './edge/index.ts';
import { emailArea } from './email/index.ts';
import { envArea } from './env/index.ts';
import { handoverArea } from './handover/index.ts';
import { monitoringArea } from './monitoring/index.ts';
import { routingArea } from './routing/index.ts';
import { secretsArea } from './secrets/index.ts';
import { servedArea } from './served/index.ts';
import { tlsArea } from './tls/index.ts';

/** The only registry: every area, in launch order. */
export const AREAS: readonly Area[] = [
  secretsArea,
  envArea,
  dnsArea,
  routingArea,
  tlsArea,
  servedArea,
  edgeArea,
  emailArea,
  deployArea,
  monitoringArea,
  handoverArea,
];
