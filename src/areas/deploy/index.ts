import type { Area } from '../../model/check.ts';
import { invalidConfiguration } from './invalid-configuration.ts';
import { literalSecret } from './literal-secret.ts';
import { nodeVersionMismatch } from './node-version-mismatch.ts';
import { uninheritedWorkerVariable } from './uninherited-worker-variable.ts';

export const deployArea: Area = {
  id: 'deploy',
  title: 'Deploy configuration',
  label: 'What runs is what was tested',
  stage: 'deployment',
  network: false,
  checks: [literalSecret, nodeVersionMismatch, uninheritedWorkerVariable, invalidConfiguration],
};
