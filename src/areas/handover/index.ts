import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { missingOwner } from './missing-owner.ts';
import { missingRollbackPath } from './missing-rollback-path.ts';

export const handoverArea: Area = {
  ...headOf('handover'),
  checks: [missingOwner, missingRollbackPath],
};
