import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isToldElsewhere, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';
import type {} from '../../observe/domain/address-families.ts';
import type {} from '../../observe/domain/target.ts';

/** RFC 8305; RFC 6540. A dead address is dns/unreachable-ipv6's finding: this one answers, and otherwise. */
export const differentIpv6 = defineCheck({
  id: 'dns/different-ipv6',
  title: 'IPv4 and IPv6 lead to the same site',
  failureTitle: 'IPv6 leads to another site than IPv4',
  severity: 'high',
  requires: ['Target', 'AddressFamilies'],
  messages: {
    certificate:
      'Over IPv6 ({six}) {host} shows a certificate that browsers refuse, while all is well over IPv4: most visitors on phones see a full-page warning that you do not.',
    status:
      'Over IPv6 ({six}) {host} answers with status {shownSix}, over IPv4 with {shownFour}: about half of your visitors see another site than you do.',
    location:
      'Over IPv6 ({six}) {host} sends visitors to {shownSix}, over IPv4 to {shownFour}: about half of your visitors see another site than you do.',
    page: 'Over IPv6 ({six}) {host} shows another page than over IPv4: about half of your visitors see an old or a foreign site.',
  },
  run({ artifacts: { Target, AddressFamilies } }) {
    const hosts = Target.hosts.filter(({ host }) => AddressFamilies.hosts[host]);
    if (hosts.length === 0) return notApplicable('no host of your own servers has both kinds of addresses');
    const { seen, unmeasured } = sortHosts(hosts, AddressFamilies.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value } of seen) {
      const { outcome, four, six, shown } = value;
      if (outcome === 'unsure') unmeasured.push(`${host.host}: its page is too long to compare`);
      if (outcome === 'same' || outcome === 'unsure') continue;
      findings.push({
        messageId: outcome,
        severity: outcome === 'page' ? 'medium' : 'high',
        data: { host: host.host, four, six, ...(shown && { shownFour: shown.four, shownSix: shown.six }) },
        location: atHost(host, 'AAAA'),
        remediation: {
          text: `Let the AAAA record of ${host.host} name the server that its A record (${four}) names, and let that one listen on IPv6 with the same sites; or delete the AAAA record.`,
        },
      });
    }
    // An address that is dead over IPv6 has a check of its own.
    const dead = hosts.every(({ host }) => {
      const look = AddressFamilies.hosts[host];
      return look?.ok === false && isToldElsewhere(look.code);
    });
    return dead ? notApplicable('no IPv6 address answers') : judge(findings, unmeasured);
  },
});
