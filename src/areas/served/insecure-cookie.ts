import { defineCheck } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { judgeHosts, sortHosts } from '../../model/host-looks.ts';
import { atHost } from '../../model/location.ts';

/** RFC 6265bis, sections 4.1.2.5 to 4.1.3. Only names are kept; a cookie's value is never looked at. */
export const insecureCookie = defineCheck({
  id: 'served/insecure-cookie',
  title: 'Cookies with logins are protected',
  failureTitle: 'A cookie is not protected',
  severity: 'medium',
  requires: ['Target', 'WebPages'],
  messages: {
    notSecure:
      'The cookie {cookie} of {host} may travel over http (no Secure): in an open network, somebody else can read it and pass for that visitor.',
    readable:
      'The login cookie {cookie} of {host} can be read by scripts (no HttpOnly): one bad script on the page takes logins along.',
    refused:
      'The cookie {cookie} of {host} is refused by browsers: SameSite=None or a name with __Secure- or __Host- needs Secure.',
  },
  run({ artifacts: { Target, WebPages } }) {
    const sorted = sortHosts(Target.hosts, WebPages.hosts);
    const findings: FindingDraft[] = [];
    for (const { host, value: page } of sorted.seen) {
      for (const { name, secure, httpOnly, sameSite, isSession } of page.cookies) {
        const report = (messageId: string, severity: 'medium' | 'low') =>
          findings.push({
            messageId,
            severity,
            data: { host: host.host, cookie: name },
            anchor: `${host.host} ${name}`,
            location: atHost(host),
            remediation: {
              text: `Set the cookie ${name} with the attributes below.`,
              copy: `; Secure; HttpOnly; SameSite=${sameSite === 'none' ? 'None' : 'Lax'}`,
            },
          });
        if (!secure && (sameSite === 'none' || /^__(secure|host)-/i.test(name))) report('refused', 'medium');
        else if (!secure) report('notSecure', isSession ? 'medium' : 'low');
        if (!httpOnly && isSession) report('readable', 'medium');
      }
    }
    return judgeHosts(sorted, findings);
  },
});
