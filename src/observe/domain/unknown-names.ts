import type { ProjectGatherer } from '../../model/gatherer.ts';
import type { HostLook } from '../../model/host-looks.ts';
import { blockedBy } from './edge-block.ts';
import { byHost, lookOf } from './host-looks.ts';
import { type NetworkSession, networkSession } from './network-session.ts';
import { edgeOf, isSamePage } from './origin-probes.ts';
import { targetOfRedirect } from './redirect-walk.ts';
import type { Target } from './target.ts';
import { pageOf } from './web-pages.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    UnknownNames: UnknownNames;
  }
}

/** What a server says when it is asked for a name that it cannot know. */
export interface UnknownName {
  address: string;
  status: number;
  /** `same`: the host's own page. `echoed`: it sends the visitor on to the made-up name. `other`: anything else. */
  outcome: 'same' | 'echoed' | 'other';
  /** An edge or a rate limit stood between us and the server: it was not asked. */
  blocked?: string;
}

export interface UnknownNames {
  /** By host; only servers of the domain's own: an edge or a platform is somebody else's to ask. */
  hosts: Record<string, HostLook<UnknownName>>;
}

const MAX_BYTES = 512 * 1024;

/** RFC 9110, section 7.2: one more question over the connection that the host's page came by, with another name in it. */
export const unknownNamesGatherer: ProjectGatherer<'UnknownNames'> = {
  produces: 'UnknownNames',
  dependsOn: ['Target'],
  scope: 'network',
  ttlMs: 600_000,
  async gather(context) {
    const session = networkSession(context);
    const target: Target = context.artifact('Target');
    const name = `launch-ready-${context.now.toString(36)}.invalid`;
    const looks = await byHost(target.hosts, ({ host }) =>
      lookOf(look(session, target, host, name, context.signal)),
    );
    const hosts: UnknownNames['hosts'] = {};
    for (const [host, seen] of Object.entries(looks)) {
      if (!seen.ok) hosts[host] = seen;
      else if (seen.value) hosts[host] = { ok: true, value: seen.value };
    }
    return { hosts };
  },
};

/** Undefined where the server is somebody else's. */
function look(
  { web, dns }: NetworkSession,
  target: Target,
  host: string,
  name: string,
  signal: AbortSignal,
): Promise<UnknownName | undefined> {
  const url = new URL(`https://${host}/`);
  return web.afterPage(url, signal, async (ask, page) => {
    // All of it is known by now.
    const { edge, isOwn } = await edgeOf(web, dns, host, target, signal);
    if (edge !== undefined || !isOwn) return undefined;
    const blocked = blockedBy(page.status, page.headers);
    if (blocked !== undefined)
      return { address: page.address, status: page.status, outcome: 'other', blocked };
    const answer = await ask('/', { headers: { host: name }, maxBodyBytes: MAX_BYTES });
    const { address, status, headers } = answer;
    if (targetOfRedirect(headers.location, url)?.hostname === name)
      return { address, status, outcome: 'echoed' };
    const usual = await pageOf(web, host, signal);
    const same = usual.ok && isSamePage(answer, usual.value);
    return { address, status, outcome: same ? 'same' : 'other' };
  });
}
