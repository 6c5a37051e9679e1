import { defineCheck, type Observation } from '../../model/check.ts';
import type { FindingDraft, Remediation } from '../../model/finding.ts';
import { atHost } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import type { Hop } from '../../observe/domain/http-chains.ts';
import { hostOf, isRedirect, isSecure, judgeChains, pathOf, unseenPart } from './chains.ts';

/** The first hop decides: what travels before it is readable for everybody in between. */
export const missingHttpsRedirect = defineCheck({
  id: 'routing/missing-https-redirect',
  title: 'http leads to https at once',
  failureTitle: 'http does not lead to https',
  severity: 'blocker',
  requires: ['Target', 'HttpChains'],
  messages: {
    servedOverHttp:
      '{url} answers without encryption (status {status}) instead of sending visitors to https: logins can be read on the way, and browsers say "Not secure".',
    staysOnHttp: '{url} sends visitors on, but never to https ({path}): browsers say "Not secure".',
    httpFirst:
      '{url} first sends visitors to another http address ({location}), and only then to https: the detour can be read and changed on the way.',
    offHostFirst:
      '{url} sends visitors to {location} at once: {host} itself is never seen over https, so a browser cannot learn to use only https for it (HSTS).',
    nothingOnHttp:
      '{url} refuses the connection: old links and typed addresses without https get a browser error.',
  },
  run({ artifacts: { Target, HttpChains } }) {
    const findings: FindingDraft[] = [];
    const unmeasured: string[] = [];
    const observations: Observation[] = [];
    const chains = HttpChains.chains.filter(({ scheme }) => scheme === 'http');
    for (const chain of chains) {
      const { host, hops, end, failure } = chain;
      const target = Target.hosts.find((one) => one.host === host);
      const [first] = hops;
      const report = (messageId: string, severity: Severity, data: Record<string, string | number>) =>
        findings.push({
          messageId,
          severity,
          data: { host, url: `http://${host}/`, ...data },
          location: atHost({ host, declaredAt: target?.declaredAt }),
          remediation: remediationOf(host, first),
        });
      if (!first) {
        if (failure?.code !== 'refused') unmeasured.push(unseenPart(chain) ?? '');
        else if (target?.role !== 'configured') report('nothingOnHttp', 'medium', {});
        else observations.push({ text: `http://${host}/ is closed; only https is served.` });
      } else if (first.blocked) unmeasured.push(unseenPart(chain) ?? '');
      else if (first.status >= 500) unmeasured.push(`${first.url}: the server failed (${first.status})`);
      else if (!isRedirect(first)) {
        if (end === 'nowhere') continue;
        report('servedOverHttp', first.status >= 400 ? 'high' : 'blocker', { status: first.status });
      } else if (!isSecure(first.location ?? '')) {
        const reached = hops.some(({ location = '' }) => isSecure(location));
        if (reached) report('httpFirst', 'medium', { location: first.location ?? '' });
        else if (end === 'final' || end === 'elsewhere')
          report('staysOnHttp', 'blocker', { path: pathOf(hops) });
        else if (end === 'failed') unmeasured.push(unseenPart(chain) ?? '');
      } else if (hostOf(first.location ?? '') !== host) {
        // The apex' own policy can cover every host below it; that of www cannot.
        if (target?.role === 'apex') report('offHostFirst', 'medium', { location: first.location ?? '' });
        else observations.push({ text: `${first.url} goes straight to ${first.location}.` });
      }
    }
    const result = judgeChains(
      chains,
      findings,
      unmeasured.filter((reason) => reason !== ''),
    );
    return observations.length > 0 ? { ...result, observations } : result;
  },
});

function remediationOf(host: string, hop: Hop | undefined): Remediation {
  const server = hop?.headers.server?.toLowerCase() ?? '';
  if (server.startsWith('cloudflare')) {
    return { text: 'In Cloudflare, turn on SSL/TLS > Edge Certificates > Always Use HTTPS.' };
  }
  if (server.startsWith('nginx')) {
    return {
      text: `Answer port 80 of ${host} with nothing but a redirect to https on the same host.`,
      copy: `server {\n  listen 80;\n  listen [::]:80;\n  server_name ${host};\n  return 301 https://$host$request_uri;\n}`,
    };
  }
  if (server.startsWith('apache')) {
    return {
      text: `Answer port 80 of ${host} with nothing but a redirect to https on the same host.`,
      copy: `<VirtualHost *:80>\n  ServerName ${host}\n  Redirect permanent / https://${host}/\n</VirtualHost>`,
    };
  }
  return {
    text: `At your host, redirect http://${host} to https://${host} with status 301 or 308, before any other redirect.`,
  };
}
