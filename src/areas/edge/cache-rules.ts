import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';
import { reviewEdges } from './consoles.ts';

/** Settings of the edge that no answer shows: a person looks, and ticks it off. */
export const cacheRules = defineCheck({
  id: 'edge/cache-rules',
  title: 'Somebody looked at what the edge may keep',
  failureTitle: 'What the edge may keep is not known',
  severity: 'medium',
  requires: ['Target', 'OriginProbes', 'WebPages'],
  messages: {
    review:
      'Which pages {edge} may keep for {host} is decided by rules that cannot be seen from outside: a wrong one shows a customer the page of another.',
  },
  run: ({ artifacts }) =>
    reviewEdges(
      'cache',
      artifacts,
      (edge) =>
        `Look whether the cache rules of ${edge} leave out logins, checkout, APIs and webhooks, and keep images, scripts and styles.`,
    ),
});
