import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { missingUptimeMonitor } from './missing-uptime-monitor.ts';
import { untestedAlert } from './untested-alert.ts';

export const monitoringArea: Area = {
  ...headOf('monitoring'),
  checks: [missingUptimeMonitor, untestedAlert],
};
