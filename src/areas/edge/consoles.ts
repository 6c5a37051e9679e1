import { type CheckResult, couldNotCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { OriginProbes } from '../../observe/domain/origin-probes.ts';
import type { Target } from '../../observe/domain/target.ts';
import type { WebPages } from '../../observe/domain/web-pages.ts';

/** Where an edge's own settings stand, by what is looked for; `:account` leads to the one that is signed in. */
const CONSOLES: Record<string, Partial<Record<Setting, string>>> = {
  Cloudflare: {
    ddos: 'https://dash.cloudflare.com/?to=/:account/:zone/security/ddos',
    cache: 'https://dash.cloudflare.com/?to=/:account/:zone/caching/cache-rules',
    bots: 'https://dash.cloudflare.com/?to=/:account/:zone/security/bots',
  },
  Vercel: {
    ddos: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%5Bproject%5D%2Ffirewall',
    cache: 'https://vercel.com/docs/edge-cache',
    bots: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%5Bproject%5D%2Ffirewall',
  },
  Netlify: {
    ddos: 'https://app.netlify.com/',
    cache: 'https://docs.netlify.com/build/caching/caching-overview/',
  },
  'Amazon CloudFront': {
    ddos: 'https://console.aws.amazon.com/wafv2/shieldv2',
    cache: 'https://console.aws.amazon.com/cloudfront/v4/home#/policies/cache',
    bots: 'https://console.aws.amazon.com/wafv2/homev2/web-acls',
  },
  Fastly: {
    ddos: 'https://manage.fastly.com/',
    cache: 'https://manage.fastly.com/',
    bots: 'https://manage.fastly.com/',
  },
};

export type Setting = 'ddos' | 'cache' | 'bots';

/** One question for each edge in use that only a person can answer: never a pass by itself. */
export function reviewEdges(
  setting: Setting,
  artifacts: { Target: Target; OriginProbes: OriginProbes; WebPages: WebPages },
  instruction: (edge: string) => string,
): CheckResult {
  const { Target, OriginProbes, WebPages } = artifacts;
  const edges = new Map<string, string>();
  for (const { edge, host } of OriginProbes.proxied) if (!edges.has(edge)) edges.set(edge, host);
  if (edges.size === 0) {
    const looks = Target.hosts.map(({ host }) => WebPages.hosts[host]);
    if (looks.some((look) => look?.ok))
      return { outcome: 'notApplicable', findings: [], reason: 'no host is behind an edge that we know' };
    const reason = looks.map((look) => (look?.ok === false ? look.reason : undefined)).find(Boolean);
    return couldNotCheck(reason ?? 'no host could be opened');
  }
  const findings = [...edges].map(([edge, host]): FindingDraft => {
    const link = CONSOLES[edge]?.[setting];
    return {
      messageId: 'review',
      data: { edge, host, ...(link !== undefined && { link }) },
      anchor: edge,
      location: { kind: 'host', host, declaredAt: Target.hosts.find((one) => one.host === host)?.declaredAt },
      remediation: {
        text: `${instruction(edge)}${link === undefined ? '' : ` It stands at ${link}`}`,
        ...(link !== undefined && { copy: link }),
      },
    };
  });
  return {
    outcome: 'review',
    findings,
    reason: `settings of ${[...edges.keys()].join(' and ')} are not to be seen from outside`,
  };
}
