import { parseHsts } from '../../formats/hsts.ts';
import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { type SortedHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type { TargetHost } from '../../observe/domain/target.ts';
import type { CertificateFacts } from '../../observe/domain/tls-certificates.ts';
import { firstAnswers, HSTS_HEADER, judgeAnswers } from './hsts-answers.ts';

/** RFC 6797, sections 6.1.2 and 8.2: the promise covers every name below, and a warning cannot be clicked away. */
export const hstsWithoutHttps = defineCheck({
  id: 'tls/hsts-without-https',
  title: 'Every host that is promised to have https has it',
  failureTitle: 'A host is promised to have https and has none',
  severity: 'high',
  requires: ['Target', 'HttpChains', 'TlsCertificates'],
  messages: {
    brokenSubdomain:
      '{parent} tells browsers that all hosts below it have https (includeSubDomains), but {host} has none: whoever visited {parent} cannot open {host} any more.',
    preloadedSubdomain:
      '{parent} asks to be built into browsers with all hosts below it (preload), but {host} has no https: it would stop working for everybody, and taking it back needs months.',
  },
  run({ artifacts: { Target, HttpChains, TlsCertificates } }) {
    const answers = firstAnswers(Target, HttpChains);
    const promises = answers.seen
      .map(({ host, hop }) => ({ host, policy: parseHsts(hop.headers[HSTS_HEADER] ?? '') }))
      .filter(({ policy }) => policy.includeSubDomains && (policy.maxAge ?? 0) > 0);
    const broken = hostsWithoutHttps(sortHosts(Target.hosts, TlsCertificates.hosts));
    const findings: FindingDraft[] = [];
    for (const { host, reason } of broken) {
      const promise = promises.find(({ host: parent }) => host.host.endsWith(`.${parent.host}`));
      if (!promise) continue;
      findings.push({
        messageId: promise.policy.preload ? 'preloadedSubdomain' : 'brokenSubdomain',
        data: { host: host.host, parent: promise.host.host, reason },
        location: atHost(host),
        remediation: {
          text: `Give ${host.host} a certificate, or let ${promise.host.host} send the header below until it has one.`,
          copy: `Strict-Transport-Security: max-age=${promise.policy.maxAge ?? 0}`,
        },
      });
    }
    return judgeAnswers(answers, findings);
  },
});

/** Where a browser that insists on https meets an error. */
function hostsWithoutHttps({
  without,
  seen,
}: SortedHosts<TargetHost, CertificateFacts>): { host: TargetHost; reason: string }[] {
  const misnamed = seen.filter(
    ({ value }) => !value.covers || (!value.trusted && value.errorCode === 'DEPTH_ZERO_SELF_SIGNED_CERT'),
  );
  return [
    ...without.filter(({ code }) => code !== 'unresolved'),
    ...misnamed.map(({ host }) => ({ host, reason: 'its certificate is for other names' })),
  ];
}
