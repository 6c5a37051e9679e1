import { type CheckResult, couldNotCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Target, TargetHost } from '../../observe/domain/target.ts';
import type { PageFacts, WebPages } from '../../observe/domain/web-pages.ts';

/** No page is the dns, tls or routing area's finding. */
const FACTS: ReadonlySet<string> = new Set(['refused', 'tls', 'oldTls', 'notTls', 'protocol', 'unresolved']);

export interface SeenPages {
  seen: { host: TargetHost; page: PageFacts }[];
  unmeasured: string[];
  without: string[];
}

/** What stands at `https://host/`; an edge's challenge is not the site's word. */
export function sortPages(target: Target, { hosts }: WebPages): SeenPages {
  const sorted: SeenPages = { seen: [], unmeasured: [], without: [] };
  for (const host of target.hosts) {
    const look = hosts[host.host];
    if (!look) sorted.unmeasured.push(`${host.host}: it was not looked at`);
    else if (!look.ok)
      (FACTS.has(look.code) ? sorted.without : sorted.unmeasured).push(`${host.host}: ${look.reason}`);
    else if (look.value.blocked) sorted.unmeasured.push(`${host.host}: ${look.value.blocked}`);
    else sorted.seen.push({ host, page: look.value });
  }
  return sorted;
}

/** As `judge`, but no page seen at all is no pass. */
export function judgePages({ seen, unmeasured, without }: SeenPages, findings: FindingDraft[]): CheckResult {
  if (findings.length === 0 && seen.length === 0)
    return couldNotCheck([...unmeasured, ...without].slice(0, 4).join('; ') || 'no page could be opened');
  return judge(findings, unmeasured);
}
