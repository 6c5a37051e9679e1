import type { Area } from '../../model/check.ts';
import { hardcodedSecret } from './hardcoded-secret.ts';
import { rotationPending } from './rotation-pending.ts';
import { secretInHistory } from './secret-in-history.ts';

export const secretsArea: Area = {
  id: 'secrets',
  title: 'Secrets in the code',
  label: 'Passwords and keys',
  stage: 'code',
  network: false,
  checks: [hardcodedSecret, secretInHistory, rotationPending],
};
