import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';
import { reviewEdges } from './consoles.ts';

/** Settings of the edge that no answer shows: a person looks, and ticks it off. */
export const ddosProtection = defineCheck({
  id: 'edge/ddos-protection',
  title: 'Protection against floods is on',
  failureTitle: 'Whether protection against floods is on is not known',
  severity: 'medium',
  requires: ['Target', 'OriginProbes', 'WebPages'],
  messages: {
    review:
      'Whether {edge} stops floods of requests to {host} (DDoS) cannot be seen from outside: look once, before ads bring attention.',
  },
  run: ({ artifacts }) =>
    reviewEdges(
      'ddos',
      artifacts,
      (edge) =>
        `Look whether the protection against floods of ${edge} is on for this domain, and who gets its alerts.`,
    ),
});
