import { placeOf } from '../../config/place.ts';
import { defineCheck, passed } from '../../model/check.ts';
import type {} from '../../observe/repository/configuration.ts';

/** Whether two people can really get in is something only they can tell. */
export const missingOwner = defineCheck({
  id: 'handover/missing-owner',
  title: 'Two people own the launch',
  failureTitle: 'Fewer than two people own the launch',
  severity: 'medium',
  requires: ['Configuration'],
  messages: {
    noOwner:
      'Nobody is named who has access to domain, hosting and mail: when it breaks, nobody knows whom to call.',
    oneOwner:
      'One person is a single point of failure: while {owner} is asleep or away, nobody can fix the site.',
  },
  run({ artifacts: { Configuration: config } }) {
    // The same person written twice is one person.
    const owners = [
      ...new Map(config.value.handover?.owners?.map((owner) => [owner.toLowerCase(), owner])).values(),
    ];
    const [owner] = owners;
    if (owners.length >= 2) {
      return passed([{ text: `${owners.length} owners are named.`, data: { owners: owners.length } }]);
    }
    const hasGroup = config.ranges.handover !== undefined;
    const lines = `  owners: [${owner === undefined ? 'YOUR-ADDRESS' : quote(owner)}, SECOND-PERSON]`;
    return {
      outcome: 'review',
      reason: owner === undefined ? 'no owner declared' : 'one owner declared',
      findings: [
        {
          messageId: owner === undefined ? 'noOwner' : 'oneOwner',
          ...(owner !== undefined && { data: { owner } }),
          location: placeOf(config, ['handover.owners', 'handover']),
          remediation: {
            text: `Give a second person access to domain, hosting, mail and monitor, let them sign in once, then name both in ${config.path}.`,
            copy: hasGroup ? lines : `handover:\n${lines}`,
          },
        },
      ],
    };
  },
});

/** Inside a YAML list in brackets a comma would end the entry. */
function quote(text: string): string {
  return /^[A-Za-z][\w.@+-]*$/.test(text) ? text : JSON.stringify(text);
}
