import { couldNotCheck, defineCheck, passed } from '../../model/check.ts';
import type {} from '../../observe/domain/site-files.ts';
import type {} from '../../observe/domain/target.ts';

/** RFC 9116: where somebody who finds a hole tells of it. A fact for the report, never a finding. */
export const securityContact = defineCheck({
  id: 'served/security-contact',
  title: 'Whoever finds a hole knows whom to tell',
  failureTitle: 'Nobody knows whom to tell of a hole',
  severity: 'low',
  requires: ['Target', 'SiteFiles'],
  messages: {},
  run({ artifacts: { Target, SiteFiles }, now }) {
    const observations: { text: string }[] = [];
    const unseen: string[] = [];
    for (const { name, domain } of Target.sites) {
      const file = SiteFiles.sites[name]?.securityTxt;
      if (!file || file.state === 'unseen')
        unseen.push(`${domain}: ${file?.reason ?? 'it was not looked at'}`);
      else if (file.state === 'missing') {
        observations.push({
          text: `https://${domain}/.well-known/security.txt is not there: whoever finds a hole does not know whom to tell.`,
        });
      } else {
        const { expires } = file.value;
        const words =
          expires === null ? 'names no day on which it expires' : expires < now ? 'has expired' : 'is valid';
        observations.push({ text: `https://${domain}/.well-known/security.txt ${words}.` });
      }
    }
    if (observations.length === 0) return couldNotCheck(unseen.join('; ') || 'no site could be opened');
    return passed(observations);
  },
});
