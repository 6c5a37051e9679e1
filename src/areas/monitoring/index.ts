import type { Area } from '../../model/check.ts';
import { missingUptimeMonitor } from './missing-uptime-monitor.ts';
import { untestedAlert } from './untested-alert.ts';

export const monitoringArea: Area = {
  id: 'monitoring',
  title: 'Monitoring',
  label: 'Knowing when it is down',
  stage: 'monitoring',
  network: false,
  checks: [missingUptimeMonitor, untestedAlert],
};
