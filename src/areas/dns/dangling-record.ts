import {
  areHostedServicesStale,
  HOSTED_SERVICES_AS_OF,
  hostedServiceById,
} from '../../formats/hosted-services.ts';
import { type CheckResult, defineCheck, judge, type Observation } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { DnsPointers } from '../../observe/domain/dns-pointers.ts';
import type {} from '../../observe/domain/target.ts';
import { at } from './zones.ts';

type Pointer = DnsPointers['pointers'][number];

/** What we can say from outside: taken, may be free for anybody, or not to be told. */
type Verdict =
  | { kind: 'taken'; proof?: string }
  | { kind: 'claimable'; messageId: string; data: Record<string, string> }
  | { kind: 'dead' }
  | { kind: 'unknown'; reason: string };

/** OWASP WSTG-CONF-10. Never more than "may be": whether a name can really be claimed is only known by claiming it. */
export const danglingRecord = defineCheck({
  id: 'dns/dangling-record',
  title: 'No record leads to something that others can take',
  failureTitle: 'A record leads to something that others may take',
  severity: 'blocker',
  requires: ['Target', 'DnsPointers'],
  messages: {
    freeDomain:
      '{name} ({type}) leads to {target}, and nobody has registered {domain}: whoever registers it answers in your name.',
    freeName:
      '{name} leads to {target} at {service}, which does not exist there: whoever creates it may show their page under your name.',
    freeSite:
      '{name} leads to {service}, which knows no site of that name: whoever adds it there may show their page under your name.',
    dead: '{name} ({type}) leads to {target}, which does not exist: what should be there does not work.',
  },
  run({ artifacts: { Target, DnsPointers }, now }): CheckResult {
    const hosts = new Set(Target.hosts.map(({ host }) => host));
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    for (const pointer of DnsPointers.pointers) {
      const verdict = judgePointer(pointer, now);
      // Names that nobody told us of may be left open.
      const isMeant = pointer.type !== 'CNAME' || hosts.has(pointer.name);
      if (verdict.kind === 'unknown' && isMeant) unmeasured.push(`${pointer.name}: ${verdict.reason}`);
      else if (verdict.kind === 'unknown')
        observations.push({ text: `${pointer.name}: it could not be told ${verdict.reason}.` });
      if (verdict.kind === 'taken' && verdict.proof)
        observations.push({ text: `${pointer.name}: ${verdict.proof}.` });
      if (verdict.kind === 'claimable') findings.push(findingOf(pointer, verdict.messageId, verdict.data));
      // What else leads nowhere has a check of its own: hosts, mail servers, name servers.
      if (verdict.kind === 'dead' && pointer.type === 'SRV')
        findings.push({ ...findingOf(pointer, 'dead', {}), severity: 'high' });
    }
    for (const { domain, reason } of DnsPointers.wildcards)
      if (reason) unmeasured.push(`${domain}: ${reason}`);
    return judge(findings, unmeasured, observations);
  },
});

function judgePointer(pointer: Pointer, now: number): Verdict {
  const { end, registrable, loop, site } = pointer;
  if (loop) return { kind: 'taken' };
  const service = pointer.service === undefined ? undefined : hostedServiceById(pointer.service);
  if (end.status === 'nxdomain') {
    if (registrable?.status === 'nxdomain')
      return { kind: 'claimable', messageId: 'freeDomain', data: { domain: registrable.domain } };
    if (service?.free.some(({ kind }) => kind === 'nxdomain'))
      return {
        kind: 'claimable',
        messageId: 'freeName',
        data: { service: service.name, source: service.source },
      };
    if (registrable?.reason)
      return {
        kind: 'unknown',
        reason: `whether ${registrable.domain} is registered (${registrable.reason})`,
      };
    return { kind: 'dead' };
  }
  if (end.reason) return { kind: 'unknown', reason: `whether ${pointer.path.at(-1)} exists (${end.reason})` };
  if (!service || !site) return { kind: 'taken' };
  if (!site.ok)
    return { kind: 'unknown', reason: `whether ${service.name} has a site for it (${site.reason})` };
  if (site.value === 'none')
    return {
      kind: 'claimable',
      messageId: 'freeSite',
      data: { service: service.name, source: service.source },
    };
  if (areHostedServicesStale(now)) {
    const reason = `what ${service.name} answers for a name that nobody has was last compared on ${HOSTED_SERVICES_AS_OF}; update Launch Ready`;
    return { kind: 'unknown', reason };
  }
  return { kind: 'taken', proof: `${service.name} has a site for it` };
}

function findingOf(pointer: Pointer, messageId: string, data: Record<string, string>): FindingDraft {
  const { name, type, path, server, wildcard, declaredAt } = pointer;
  const target = path.at(-1) as string;
  const record = `${wildcard ? name.replace(/^[^.]+/u, '*') : name} ${type} ${path[0]}`;
  return {
    messageId,
    data: { name, type, target, server, wildcard, ...data },
    location: at(name, type, declaredAt),
    anchor: `${type} ${path[0]}`,
    remediation: {
      text:
        messageId === 'freeDomain'
          ? `Delete the record ${record} now. If it is needed, correct the target's spelling.`
          : `Delete the record ${record} now, or set up what it leads to again.`,
    },
  };
}
