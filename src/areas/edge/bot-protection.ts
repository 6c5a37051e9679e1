import { defineCheck } from '../../model/check.ts';
import type {} from '../../observe/domain/origin-probes.ts';
import type {} from '../../observe/domain/target.ts';
import type {} from '../../observe/domain/web-pages.ts';
import { reviewEdges } from './consoles.ts';

/** Settings of the edge that no answer shows: a person looks, and ticks it off. */
export const botProtection = defineCheck({
  id: 'edge/bot-protection',
  title: 'Somebody looked at what the edge does with bots',
  failureTitle: 'What the edge does with bots is not known',
  severity: 'medium',
  requires: ['Target', 'OriginProbes', 'WebPages'],
  messages: {
    review:
      'What {edge} does with bots at {host} cannot be seen from outside: too little, and sign-up and chat are abused; too much, and payment webhooks are stopped.',
  },
  run: ({ artifacts }) =>
    reviewEdges(
      'bots',
      artifacts,
      (edge) =>
        `Look whether the bot protection of ${edge} is on, and whether webhooks and monitors get through.`,
    ),
});
