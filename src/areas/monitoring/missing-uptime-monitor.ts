import { placeOf } from '../../config/place.ts';
import { defineCheck, passed } from '../../model/check.ts';
import type {} from '../../observe/repository/configuration.ts';

/** Only a person can tell whether something watches the site: we read what they declared. */
export const missingUptimeMonitor = defineCheck({
  id: 'monitoring/missing-uptime-monitor',
  title: 'An uptime monitor is declared',
  failureTitle: 'No uptime monitor is declared',
  severity: 'high',
  minimumBar: true,
  requires: ['Configuration'],
  messages: {
    notDeclared:
      'No uptime monitor is declared: if the site goes down, your customers will be the first to know.',
  },
  run({ artifacts: { Configuration: config } }) {
    const { provider } = config.value.monitoring ?? {};
    if (provider !== undefined) {
      return passed([{ text: `Declared uptime monitor: ${provider}.`, data: { provider } }]);
    }
    const hasGroup = config.ranges.monitoring !== undefined;
    return {
      outcome: 'review',
      reason: 'no uptime monitor declared',
      findings: [
        {
          messageId: 'notDeclared',
          location: placeOf(config, ['monitoring.provider', 'monitoring']),
          remediation: {
            text: `Let a service open the site every minute and alert you, then name it in ${config.path}.`,
            copy: hasGroup ? '  provider: betterstack' : 'monitoring:\n  provider: betterstack',
          },
        },
      ],
    };
  },
});
