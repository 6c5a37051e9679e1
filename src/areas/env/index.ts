import type { Area } from '../../model/check.ts';
import { nearMissVariable } from './near-miss-variable.ts';
import { undeclaredVariable } from './undeclared-variable.ts';
import { unignoredEnvFile } from './unignored-env-file.ts';
import { unusedVariable } from './unused-variable.ts';

export const envArea: Area = {
  id: 'env',
  title: 'Environment variables',
  label: 'Settings and keys the app needs',
  stage: 'code',
  network: false,
  checks: [undeclaredVariable, nearMissVariable, unusedVariable, unignoredEnvFile],
};
