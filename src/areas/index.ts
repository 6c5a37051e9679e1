import type { Area } from '../model/check.ts';
import { deployArea } from './deploy/index.ts';
import { envArea } from './env/index.ts';
import { handoverArea } from './handover/index.ts';
import { monitoringArea } from './monitoring/index.ts';
import { secretsArea } from './secrets/index.ts';

/** The only registry: every area, in launch order. */
export const AREAS: readonly Area[] = [secretsArea, envArea, deployArea, monitoringArea, handoverArea];
