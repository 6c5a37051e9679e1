import type { EdgeOf } from './dns-effects.ts';
import { recogniseEdge } from './edges.ts';

/** The protection that a host's records lead to, by its name. */
export const edgeOf: EdgeOf = (records) =>
  recogniseEdge({
    addresses: records.flatMap(({ type, value }) => (type === 'A' || type === 'AAAA' ? [value] : [])),
    aliases: records.flatMap(({ type, value, leadsTo = [] }) =>
      type === 'CNAME' ? [value, ...leadsTo] : [],
    ),
    headers: [],
  })?.edge.name;
