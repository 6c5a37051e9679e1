import type { Area } from '../../model/check.ts';
import { missingOwner } from './missing-owner.ts';
import { missingRollbackPath } from './missing-rollback-path.ts';

export const handoverArea: Area = {
  id: 'handover',
  title: 'Handover',
  label: 'Who can fix it',
  stage: 'handover',
  network: false,
  checks: [missingOwner, missingRollbackPath],
};
