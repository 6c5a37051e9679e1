import type { Detector } from '../detector.ts';
import { AI_DETECTORS } from './ai.ts';
import { AI_TOOL_DETECTORS } from './ai-tools.ts';
import { AZURE_DETECTORS } from './azure.ts';
import { CLOUD_DETECTORS } from './cloud.ts';
import { CODE_HOSTING_DETECTORS } from './code-hosting.ts';
import { HOSTING_DETECTORS } from './hosting.ts';
import { KEY_DETECTORS } from './keys.ts';
import { MESSAGING_DETECTORS } from './messaging.ts';
import { OBSERVABILITY_DETECTORS } from './observability.ts';
import { PACKAGE_AND_CI_DETECTORS } from './packages-ci.ts';
import { PAYMENT_DETECTORS } from './payments.ts';
import { SAAS_DETECTORS } from './saas.ts';
import { URI_DETECTORS } from './uris.ts';

/** Every kind of token that is known by its own form. */
export const DETECTORS: readonly Detector[] = [
  ...AI_DETECTORS,
  ...AI_TOOL_DETECTORS,
  ...AZURE_DETECTORS,
  ...CLOUD_DETECTORS,
  ...CODE_HOSTING_DETECTORS,
  ...HOSTING_DETECTORS,
  ...KEY_DETECTORS,
  ...MESSAGING_DETECTORS,
  ...OBSERVABILITY_DETECTORS,
  ...PACKAGE_AND_CI_DETECTORS,
  ...PAYMENT_DETECTORS,
  ...SAAS_DETECTORS,
  ...URI_DETECTORS,
];
