import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/domain/dns-pointers.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

/** Each alias is one more look-up that has to work before the first byte. */
const MOST = 3;

/** What an edge does behind the name that it gave is its own business: large ones take three steps there. */
function ownSteps(domain: string, path: readonly string[]): number {
  const foreign = path.findIndex((name) => name !== domain && !name.endsWith(`.${domain}`));
  return foreign < 0 ? path.length : foreign + 1;
}

export const aliasChain = defineCheck({
  id: 'dns/alias-chain',
  title: 'Aliases lead to an address in few steps',
  failureTitle: 'An alias leads in a circle, or too far',
  severity: 'high',
  requires: ['Target', 'DnsPointers', 'DnsRecords'],
  messages: {
    loop: '{host} is an alias that leads back to itself ({path}): nobody can open it.',
    long: '{host} needs {steps} aliases to reach an address ({path}): each is one more look-up that can be slow or fail.',
  },
  run({ artifacts: { Target, DnsPointers, DnsRecords } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    for (const { host, site, declaredAt } of Target.hosts) {
      const domain = Target.sites.find(({ name }) => name === site)?.domain ?? host;
      const pointer = DnsPointers.pointers.find(({ name, type }) => name === host && type === 'CNAME');
      const answer = DnsRecords.answers[host]?.CNAME;
      if (!pointer && answer?.reason) unmeasured.push(`${host}: ${answer.reason}`);
      if (!pointer || (!pointer.loop && ownSteps(domain, pointer.path) <= MOST)) continue;
      const path = [host, ...pointer.path, ...(pointer.loop ? ['…'] : [])].join(' → ');
      const target = pointer.path.at(-1) as string;
      findings.push({
        messageId: pointer.loop ? 'loop' : 'long',
        severity: pointer.loop ? 'high' : 'medium',
        data: { host, path, steps: ownSteps(domain, pointer.path), server: pointer.server },
        location: at(host, 'CNAME', declaredAt),
        remediation: pointer.loop
          ? { text: `Let ${host} point to the name or address that your host gives for it.` }
          : {
              text: `Let ${host} point to the last name directly, if your host allows it.`,
              copy: `${host}. 3600 IN CNAME ${target}.`,
            },
      });
    }
    return judge(findings, unmeasured);
  },
});
