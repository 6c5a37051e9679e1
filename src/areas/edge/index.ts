import type { Area } from '../../model/check.ts';
import { unprotectedHost } from './unprotected-host.ts';

export const edgeArea: Area = {
  id: 'edge',
  title: 'Edge',
  label: 'CDN and protection in front',
  stage: 'edge',
  network: true,
  checks: [unprotectedHost],
};
