import { placeOf } from '../../config/place.ts';
import { defineCheck, notApplicable, passed } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/configuration.ts';

const DAY_MS = 86_400_000;
const MAX_AGE_DAYS = 30;

/** An alert that nobody saw arrive is a hope: muted channels and people who left show only in a test. */
export const untestedAlert = defineCheck({
  id: 'monitoring/untested-alert',
  title: 'A test alert arrived in the last 30 days',
  failureTitle: 'Nobody knows whether alerts arrive',
  severity: 'medium',
  minimumBar: true,
  requires: ['Configuration'],
  messages: {
    neverTested: 'No test alert is on record: a real one may go to a muted channel or to nobody.',
    testedLongAgo: 'The last test alert was {days} days ago: channels and people may have changed since.',
  },
  run({ artifacts: { Configuration: config }, now }) {
    const { provider, lastAlertTest } = config.value.monitoring ?? {};
    if (lastAlertTest === undefined) {
      if (provider === undefined) return notApplicable('no uptime monitor is declared yet');
      return review('no test alert on record', { messageId: 'neverTested' });
    }
    const days = Math.max(0, Math.floor((now - Date.parse(lastAlertTest)) / DAY_MS));
    const data = { days, lastAlertTest };
    if (days <= MAX_AGE_DAYS) {
      return passed([{ text: `The last test alert arrived ${inDays(days)} (${lastAlertTest}).`, data }]);
    }
    return review(`the last test alert was ${inDays(days)}`, { messageId: 'testedLongAgo', data });

    function review(reason: string, finding: Pick<FindingDraft, 'messageId' | 'data'>) {
      const today = new Date(now).toISOString().slice(0, 10);
      const remediation = {
        text: `Send a test alert, see it arrive where you would read it at night, then write the day into ${config.path}.`,
        copy: `  lastAlertTest: ${today}`,
      };
      const location = placeOf(config, ['monitoring.lastAlertTest', 'monitoring.provider', 'monitoring']);
      return { outcome: 'review' as const, reason, findings: [{ ...finding, location, remediation }] };
    }
  },
});

function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}
