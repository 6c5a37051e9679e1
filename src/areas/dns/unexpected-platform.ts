import { HOSTING_PLATFORMS, type HostingPlatform, platformOf } from '../../formats/hosting-platforms.ts';
import { defineCheck, judge, notApplicable, type Observation, passed } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { RelatedLocation } from '../../model/location.ts';
import { START_OF_FILE } from '../../model/location.ts';
import type {} from '../../observe/domain/dns-records.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/repository/workspace-files.ts';
import { at, listed } from './zones.ts';

/** The repository says Vercel, the domain leads to Netlify: what is deployed is not what visitors see. */
export const unexpectedPlatform = defineCheck({
  id: 'dns/unexpected-platform',
  title: 'The domain leads to where the project is deployed',
  failureTitle: 'The domain leads to another platform than the project is deployed to',
  severity: 'high',
  requires: ['Target', 'DnsRecords', 'WorkspaceFiles'],
  messages: {
    other:
      '{host} leads to {seen} ({by}), but the project is set up for {expected} ({file}): what you deploy may not be what visitors see.',
  },
  run({ artifacts: { Target, DnsRecords, WorkspaceFiles } }) {
    const meant = new Map<HostingPlatform, string>();
    for (const { path, ignored } of WorkspaceFiles.files) {
      const platform = ignored ? undefined : HOSTING_PLATFORMS.find(({ files }) => files.test(path));
      if (platform && !meant.has(platform)) meant.set(platform, path);
    }
    if (meant.size === 0) return notApplicable('the project has no file of a hosting platform');
    const production = Target.sites[0]?.name;
    const seen = Target.hosts
      .filter(({ site, role }) => site === production && role !== 'configured')
      .map((host) => ({ host, ...recordsOf(DnsRecords.answers[host.host]) }));
    const unmeasured = seen.flatMap(({ host, reason }) => (reason ? [`${host.host}: ${reason}`] : []));
    const told = seen.flatMap((one) => {
      const platform = platformOf(one);
      return platform ? [{ ...one, platform }] : [];
    });
    // One host that leads there is enough: the other may redirect.
    if (told.some(({ platform }) => meant.has(platform))) return passed();
    if (told.length === 0) {
      const result = judge([], unmeasured);
      return unmeasured.length > 0 ? result : { ...result, observations: [hidden([...meant.keys()])] };
    }
    const names = listed([...meant.keys()].map(({ name }) => name));
    const file = [...meant.values()][0] as string;
    const related: RelatedLocation[] = [
      { location: { kind: 'file', path: file, range: START_OF_FILE }, message: `Set up for ${names} here` },
    ];
    const findings = told.map(
      ({ host, platform, aliases, addresses }): FindingDraft => ({
        messageId: 'other',
        data: {
          host: host.host,
          seen: platform.name,
          by: aliases.at(-1) ?? addresses[0] ?? '',
          expected: names,
          file,
        },
        location: at(host.host, aliases.length > 0 ? 'CNAME' : 'A', host.declaredAt),
        related,
        remediation: {
          text: `If you moved to ${platform.name}, delete ${file}. If you moved away from it, set the records of ${host.host} to those that ${names} names, then remove the site at ${platform.name}.`,
        },
      }),
    );
    return judge(findings, unmeasured);
  },
});

interface Answer {
  reason?: string;
  records: readonly { type: string; data: string }[];
}

function recordsOf(answers: { A?: Answer } | undefined) {
  const records = answers?.A?.records ?? [];
  const of = (type: string) => records.filter((record) => record.type === type).map(({ data }) => data);
  return { aliases: of('CNAME'), addresses: of('A'), reason: answers?.A?.reason };
}

function hidden(meant: readonly HostingPlatform[]): Observation {
  return {
    text: `Whether the domain leads to ${listed(meant.map(({ name }) => name))} cannot be told from its records: an edge or a server of your own stands there.`,
  };
}
