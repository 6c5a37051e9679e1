import { parseHsts, YEAR_SECONDS } from '../../formats/hsts.ts';
import { headerSettingPlatform } from '../../formats/network-platforms.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import { spanOf } from './days.ts';
import { firstAnswers, HSTS_HEADER, judgeAnswers } from './hsts-answers.ts';

const HALF_YEAR_SECONDS = 180 * 86_400;

/** RFC 6797; the length as hstspreload.org and RFC 9325, section 3.3, ask for it. */
export const weakHsts = defineCheck({
  id: 'tls/weak-hsts',
  title: 'Browsers learn to use https alone',
  failureTitle: 'Browsers are not told to use https alone',
  severity: 'medium',
  requires: ['Target', 'HttpChains'],
  messages: {
    missing:
      '{host} does not tell browsers to use only https (no HSTS header): in a café or hotel network, a returning visitor can be led to a false page.',
    unreadable: '{host} sends an HSTS header that browsers cannot use ({header}): it protects nobody.',
    short:
      '{host} tells browsers to use only https for no more than {span}: whoever comes back later is unprotected.',
    several:
      '{host} sends the HSTS header {count} times: browsers take the first one alone, which may not be the one you mean.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const answers = firstAnswers(Target, HttpChains);
    const findings: FindingDraft[] = [];
    for (const { host, hop } of answers.seen) {
      const header = hop.headers[HSTS_HEADER];
      const platform = headerSettingPlatform(hop.headers);
      const report = (messageId: string, severity: Severity, data: Record<string, string | number> = {}) =>
        findings.push({
          messageId,
          // What the owner cannot change stops no launch.
          severity: platform === undefined ? severity : 'low',
          data: { host: host.host, ...data },
          location: atHost(host),
          remediation:
            platform === undefined
              ? {
                  text: `Let ${host.host} send the header below with every https answer. Begin with max-age=300 if you are not sure that https works everywhere.`,
                  copy: 'Strict-Transport-Security: max-age=31536000',
                }
              : {
                  text: `${platform} sets this header itself; put an edge such as Cloudflare in front if you want it longer.`,
                },
        });
      if (header === undefined) {
        report('missing', 'medium');
        continue;
      }
      const sent = header.split(',');
      const policy = parseHsts(sent[0] ?? '');
      if (policy.maxAge === null) report('unreadable', 'medium', { header });
      else if (policy.maxAge < YEAR_SECONDS) {
        report('short', policy.maxAge < HALF_YEAR_SECONDS ? 'medium' : 'low', {
          span:
            policy.maxAge < 3600 ? `${Math.floor(policy.maxAge / 60)} minutes` : spanOf(policy.maxAge * 1000),
          maxAge: policy.maxAge,
        });
      }
      if (sent.length > 1) report('several', 'low', { count: sent.length });
    }
    return judgeAnswers(answers, findings);
  },
});
