import type { Detector } from '../detector.ts';
import { AI_DETECTORS } from './ai.ts';
import { CODE_HOSTING_DETECTORS } from './code-hosting.ts';
import { PAYMENT_DETECTORS } from './payments.ts';

/** Every kind of token that is known by its own form. */
export const DETECTORS: readonly Detector[] = [
  ...AI_DETECTORS,
  ...CODE_HOSTING_DETECTORS,
  ...PAYMENT_DETECTORS,
];
