import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** Statuses with which an edge says what is wrong behind it: developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors */
const CLOUDFLARE: Record<number, readonly [messageId: string, what: string]> = {
  520: ['strange', 'your server answers with something that is no page'],
  521: ['down', 'your server refuses the connection'],
  522: ['down', 'your server does not answer'],
  523: ['down', 'your server cannot be found'],
  524: ['down', 'your server takes longer than 100 seconds'],
  525: ['handshake', 'your server fails to set up encryption'],
  526: ['certificate', 'the certificate of your server is not valid'],
  530: ['down', 'your server cannot be found'],
};

export const unreachableOrigin = defineCheck({
  id: 'edge/unreachable-origin',
  title: 'The edge reaches the server behind it',
  failureTitle: 'The edge does not reach the server behind it',
  severity: 'high',
  requires: ['Target', 'WebPages'],
  messages: {
    down: '{host} shows an error page of Cloudflare ({status}): {what}. Visitors see nothing else.',
    strange: '{host} shows an error page of Cloudflare ({status}): {what}.',
    handshake:
      '{host} shows an error page of Cloudflare ({status}): {what}, because SSL/TLS is set to Full and port 443 of the server does not speak it.',
    certificate:
      '{host} shows an error page of Cloudflare ({status}): {what}, and SSL/TLS is set to Full (strict).',
    gateway:
      '{host} shows an error of its edge ({status}): the server behind it does not answer as it should.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: page } of sorted.seen) {
      const isCloudflare = page.headers.server?.toLowerCase().startsWith('cloudflare') ?? false;
      const known = isCloudflare ? CLOUDFLARE[page.status] : undefined;
      const isGateway = page.status === 502 || page.status === 504;
      if (!known && !isGateway) continue;
      const [messageId, what] = known ?? ['gateway', ''];
      findings.push({
        messageId,
        data: { host: host.host, status: page.status, ...(what && { what }) },
        location: atHost(host),
        remediation: {
          text:
            messageId === 'certificate' || messageId === 'handshake'
              ? `Give the server behind ${host.host} a certificate (Cloudflare issues one for it: SSL/TLS > Origin Server), and set SSL/TLS > Overview to Full (strict). Not Flexible: it leaves the way to your server unencrypted.`
              : `See whether the server behind ${host.host} runs, and whether its firewall lets the edge in.`,
        },
      });
    }
    return judgeHosts(sorted, findings);
  },
});
