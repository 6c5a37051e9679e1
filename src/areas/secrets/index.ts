import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { hardcodedSecret } from './hardcoded-secret.ts';
import { rotationPending } from './rotation-pending.ts';
import { secretInHistory } from './secret-in-history.ts';

export const secretsArea: Area = {
  ...headOf('secrets'),
  checks: [hardcodedSecret, secretInHistory, rotationPending],
};
