import type { RedirectExpectation } from '../../config/model.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { FileLocation } from '../../model/location.ts';
import type {} from '../repository/configuration.ts';
import { networkSession } from './network-session.ts';
import { ownership, type Walked, walkRedirects } from './redirect-walk.ts';
import type { Target } from './target.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    OldLinks: OldLinks;
  }
}

/** One row of `redirects` in launch-ready.yaml, opened with a campaign's query. */
export interface OldLink extends Omit<Walked, 'lastUrl'> {
  from: string;
  to: string;
  /** The status that the row asks for. */
  status?: number;
  /** The last address is where `to` leads; its query is not compared. */
  arrives: boolean;
  /** It ended at the start page, which is not what was asked for. */
  atStart: boolean;
  keepsQuery: boolean;
  declaredAt?: FileLocation;
}

export interface OldLinks {
  links: OldLink[];
}

const CAMPAIGN = ['utm_source', 'launch-ready'] as const;
const MAX_LINKS = 100;

export const oldLinksGatherer: ProjectGatherer<'OldLinks'> = {
  produces: 'OldLinks',
  dependsOn: ['Target', 'Configuration'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const { web } = networkSession(context);
    const target: Target = context.artifact('Target');
    const config = context.artifact('Configuration');
    const [site] = target.sites;
    const start = config.value.canonical ?? `https://${site?.domain ?? ''}/`;
    const isOurs = ownership(target);
    const open = async (row: RedirectExpectation, index: number): Promise<OldLink | undefined> => {
      const from = resolved(row.from, start);
      const to = resolved(row.to, start);
      // Only addresses of the domain that the person named are asked.
      if (!from || !to || !isOurs(from.hostname)) return undefined;
      from.searchParams.set(...CAMPAIGN);
      const { lastUrl, ...walked } = await walkRedirects(web, from, isOurs, context.signal);
      const last = walked.end === 'elsewhere' ? resolved(walked.hops.at(-1)?.location ?? '', start) : lastUrl;
      const range = config.ranges[`redirects.${index}.from`] ?? config.ranges[`redirects.${index}`];
      return {
        from: row.from,
        to: row.to,
        ...(row.status !== undefined && { status: row.status }),
        ...walked,
        arrives: last !== undefined && last.host === to.host && bare(last) === bare(to),
        atStart: last !== undefined && bare(last) === '' && bare(to) !== '',
        keepsQuery: walked.end === 'elsewhere' || lastUrl.searchParams.get(CAMPAIGN[0]) === CAMPAIGN[1],
        ...(range && { declaredAt: { kind: 'file' as const, path: config.path, range } }),
      };
    };
    const rows = (config.value.redirects ?? []).slice(0, MAX_LINKS);
    const links = await Promise.all(rows.map(open));
    return { links: links.filter((link) => link !== undefined) };
  },
};

function resolved(text: string, base: string): URL | undefined {
  try {
    const url = new URL(text, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}

function bare({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '');
}
