import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isRedirect, pathOf } from './chains.ts';

const DEFAULT_HOPS = 1;

/** The rows of `redirects` in launch-ready.yaml: addresses in ads, mails and on paper, which nobody can take back. */
export const brokenOldLink = defineCheck({
  id: 'routing/broken-old-link',
  title: 'Old links lead where they should',
  failureTitle: 'An old link does not lead where it should',
  severity: 'high',
  requires: ['Target', 'OldLinks', 'Configuration'],
  messages: {
    broken: 'The old link {from} ends with an error (status {status}): whoever clicks it is lost.',
    notRedirected: 'The old link {from} does not lead to {to}: it answers by itself (status {status}).',
    elsewhere: 'The old link {from} leads to {end}, not to {to}: visitors do not find what was promised.',
    toStart:
      'The old link {from} leads to the start page, not to {to}: visitors have to search for what was promised.',
    endless: 'The old link {from} redirects without end: browsers give up.',
    tooLong:
      'The old link {from} takes {redirects} redirects ({path}): visitors on phones leave, and the click is paid all the same.',
    lostCampaign:
      'The old link {from} drops what follows the question mark: clicks of campaigns (utm_source, gclid) are no longer counted.',
    otherStatus:
      'The old link {from} redirects with status {status}, not {expected} as launch-ready.yaml says.',
  },
  run({ artifacts: { Target, OldLinks, Configuration } }) {
    if (OldLinks.links.length === 0)
      return notApplicable('no old links are named under redirects: in launch-ready.yaml');
    const limit = Configuration.value.thresholds?.redirectHops ?? DEFAULT_HOPS;
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const [site] = Target.sites;
    for (const link of OldLinks.links) {
      const { from, to, hops, end, failure } = link;
      const last = hops.at(-1);
      const redirects = hops.filter(isRedirect).length;
      const report = (
        messageId: string,
        data: Record<string, string | number>,
        severity: FindingDraft['severity'] = 'high',
      ) =>
        findings.push({
          messageId,
          severity,
          data: { from, to, ...data },
          anchor: `${from} ${messageId}`,
          location: link.declaredAt ?? {
            kind: 'host',
            host: site?.domain ?? '',
            declaredAt: site?.declaredAt,
          },
          remediation: {
            text: `Let ${from} redirect straight to ${to} with status ${link.status ?? 301}, with its query.`,
          },
        });
      const blocked = hops.find((hop) => hop.blocked)?.blocked;
      if (blocked || failure) {
        unmeasured.push(`${from}: ${blocked ?? failure?.reason}`);
        continue;
      }
      if (end === 'loop' || end === 'tooMany' || end === 'nowhere') {
        report('endless', {});
        continue;
      }
      if (last && end === 'final' && last.status >= 400) report('broken', { status: last.status });
      else if (redirects === 0 && !link.arrives) report('notRedirected', { status: last?.status ?? 0 });
      else if (link.atStart) report('toStart', {});
      else if (!link.arrives) report('elsewhere', { end: last?.location ?? last?.url ?? '' });
      else {
        if (redirects > limit) report('tooLong', { redirects, path: pathOf(hops) });
        if (!link.keepsQuery) report('lostCampaign', {});
        const status = hops[0]?.status;
        if (link.status !== undefined && redirects > 0 && status !== link.status)
          report('otherStatus', { status: status ?? 0, expected: link.status }, 'medium');
      }
    }
    return judge(findings, unmeasured);
  },
});
