import { mailProvider } from '../../formats/mail-providers.ts';
import {
  type CheckResult,
  defineCheck,
  judge,
  notApplicable,
  type Observation,
  passed,
} from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { MailRecords, SiteMail } from '../../observe/domain/mail-records.ts';
import { authorizationOf } from './authorization.ts';
import { unauthorizedFinding } from './authorization-finding.ts';
import { PROVIDER_NEEDS } from './providers.ts';
import { mailFromDomains, sendersOf, unnamedServers } from './senders.ts';
import { NO_DOMAIN } from './site.ts';

/** The join: who the code sends with, against who the domain allows. */
export const unauthorizedMailProvider = defineCheck({
  id: 'email/unauthorized-mail-provider',
  title: 'The domain allows the provider that sends its mail',
  failureTitle: 'The domain does not allow the provider that sends its mail',
  severity: 'high',
  requires: ['MailRecords', 'MailSenders', 'Configuration'],
  minimumBar: true,
  messages: {
    missing:
      'The project sends mail with {provider}, but nothing at {domain} allows it: receipts and password resets from {domain} land in spam or are refused.',
    unsigned:
      'The project sends mail with {provider}, but its signing key {name} is missing: receipts and password resets from {domain} land in spam or are refused.',
    revoked:
      'The project sends mail with {provider}, but its signing key {name} was taken back (empty "p="): receipts and password resets from {domain} land in spam or are refused.',
    notInSpf:
      'The project sends mail with {provider}, but the SPF record of {domain} does not allow it: receivers that look at SPF mark this mail as suspicious.',
  },
  run: ({ artifacts }) => {
    const senders = sendersOf(artifacts.MailSenders, artifacts.Configuration);
    if (senders.length === 0) return withoutSenders(unnamedServers(artifacts.MailSenders));
    if (artifacts.MailRecords.sites.length === 0) return notApplicable(NO_DOMAIN);
    const fromDomains = mailFromDomains(artifacts.MailSenders, artifacts.Configuration);
    const sites = sendingSites(artifacts.MailRecords, [...fromDomains.keys()]);
    if (sites.length === 0)
      return notApplicable('the domain does not exist in the DNS, so there is no mail to look at');
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const unprovable: string[] = [];
    const observations: Observation[] = [];
    for (const site of sites) {
      for (const sender of senders) {
        const provider = mailProvider(sender.provider);
        const needs = PROVIDER_NEEDS[sender.provider];
        if (!provider || !needs) continue;
        const answer = authorizationOf(site, provider, needs);
        if (answer.state === 'allowed') {
          observations.push({ text: `${site.domain} allows ${provider.name} (${answer.by})` });
        } else if (answer.state === 'notMeasured') {
          unmeasured.push(answer.reason);
        } else if (answer.state === 'unprovable') {
          unprovable.push(
            `${UNPROVABLE[answer.why](provider.name, site.domain)} ${needs.steps(site.domain)}`,
          );
        } else {
          findings.push(unauthorizedFinding(site, sender, provider, needs, answer));
        }
      }
    }
    return conclude(findings, unmeasured, unprovable, observations);
  },
});

const UNPROVABLE = {
  ownKeys: (name: string) => `Whether ${name} may send is only shown in its own console.`,
  otherKeys: (name: string, domain: string) =>
    `The SPF record of ${domain} includes ${name}, but none of its usual signing keys is there.`,
  opaqueRecord: (name: string, domain: string) =>
    `The SPF record of ${domain} lists addresses or macros, which do not tell whether they are those of ${name}.`,
};

function withoutSenders(places: readonly string[]): CheckResult {
  if (places.length === 0)
    return notApplicable('no mail provider is seen in the code or named in launch-ready.yaml');
  return {
    outcome: 'review',
    findings: [],
    reason: `Mail is sent over SMTP (${places.slice(0, 3).join(', ')}) through a server that only a setting names. Name the provider in launch-ready.yaml (email.senders), so that the domain can be checked for it.`,
  };
}

function conclude(
  findings: FindingDraft[],
  unmeasured: string[],
  unprovable: string[],
  observations: Observation[],
): CheckResult {
  const seen = observations.length > 0 ? { observations } : {};
  if (findings.length > 0 || unmeasured.length > 0) {
    return { ...judge(findings, [...unmeasured, ...unprovable]), ...seen };
  }
  if (unprovable.length > 0)
    return { outcome: 'review', findings: [], reason: unprovable.join(' '), ...seen };
  return passed(observations);
}

/** The sites that mail is sent from; the first one where the project does not say. */
function sendingSites(records: MailRecords, fromDomains: readonly string[]): SiteMail[] {
  const existing = records.sites.filter((site) => site.spf.status !== 'nxdomain');
  const named = existing.filter((site) =>
    fromDomains.some((domain) => domain === site.domain || domain.endsWith(`.${site.domain}`)),
  );
  return named.length > 0 ? named : existing.slice(0, 1);
}
