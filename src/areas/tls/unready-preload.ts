import { parseHsts, preloadIssues } from '../../formats/hsts.ts';
import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { HttpChains } from '../../observe/domain/http-chains.ts';
import { firstAnswers, HSTS_HEADER, judgeAnswers } from './hsts-answers.ts';

const WORDS: Record<string, string> = {
  'header.preloadable.include_sub_domains.missing': 'includeSubDomains is missing',
  'header.preloadable.max_age.missing': 'max-age is missing',
  'header.preloadable.max_age.zero': 'max-age is 0',
  'header.preloadable.max_age.below_1_year': 'max-age is below a year (31536000)',
};

/** hstspreload.org, "Submission requirements". The list itself is somebody else's server: it is linked, not asked. */
export const unreadyPreload = defineCheck({
  id: 'tls/unready-preload',
  title: 'Who asks to be built into browsers is ready for it',
  failureTitle: 'A host asks to be built into browsers and is not ready for it',
  severity: 'low',
  requires: ['Target', 'HttpChains'],
  messages: {
    notReady:
      '{host} asks to be built into browsers as https-only (preload), but would be turned down: {why}. Leave the word out unless you mean it: it is hard to take back.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const answers = firstAnswers(Target, HttpChains);
    const findings: FindingDraft[] = [];
    const observations: Observation[] = [];
    for (const { host, hop } of answers.seen) {
      // Only a name that can be registered gets onto the list.
      if (host.role !== 'apex') continue;
      const policy = parseHsts((hop.headers[HSTS_HEADER] ?? '').split(',')[0] ?? '');
      if (!policy.preload) continue;
      const why = preloadIssues(policy).errors.map((code) => WORDS[code] ?? 'the header cannot be read');
      if (!redirectsToItself(host.host, HttpChains))
        why.push('http does not lead to https on the same host first');
      if (why.length === 0) {
        observations.push({
          text: `${host.host} is ready to be built into browsers; whether it is: https://hstspreload.org/?domain=${host.host}`,
          data: { host: host.host },
        });
        continue;
      }
      findings.push({
        messageId: 'notReady',
        data: { host: host.host, why: [...new Set(why)].join('; ') },
        location: atHost(host),
        remediation: {
          text: `Take the word preload out of the header of ${host.host}; or, if every host below it has https for good, send the one below.`,
          copy: 'Strict-Transport-Security: max-age=31536000; includeSubDomains; preload',
        },
      });
    }
    return judgeAnswers(answers, findings, observations);
  },
});

/** A closed port 80 is fine too: "if you are listening on port 80". */
function redirectsToItself(host: string, { chains }: HttpChains): boolean {
  const chain = chains.find((one) => one.host === host && one.scheme === 'http');
  const [first] = chain?.hops ?? [];
  return first ? (first.location ?? '').startsWith(`https://${host}/`) : true;
}
