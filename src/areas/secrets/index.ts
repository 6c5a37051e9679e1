import type { Area } from '../../model/check.ts';
import { hardcodedSecret } from './hardcoded-secret.ts';

export const secretsArea: Area = {
  id: 'secrets',
  title: 'Secrets in the code',
  label: 'Passwords and keys',
  stage: 'code',
  network: false,
  checks: [hardcodedSecret],
};
