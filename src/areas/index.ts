import type { Area } from '../model/check.ts';

/** The only registry: every area, in launch order. */
export const AREAS: readonly Area[] = [];
