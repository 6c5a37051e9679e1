import { ADDRESSES } from './names.ts';
import { type Expected, scene } from './scenes.ts';
import { rig } from './shared-rig.ts';

const of = (area: string, ...names: string[]) => names.map((name) => `${area}/${name}`);

const TLS = of(
  'tls',
  ...[
    'old-protocol',
    'weak-key',
    'weak-cipher',
    'faulty-chain',
    'certificate-lifetime',
    'missing-certificate-proof',
  ],
  ...['weak-hsts', 'hsts-without-https', 'unready-preload'],
);
const ROUTING = of(
  'routing',
  'split-canonical',
  'temporary-redirect',
  'lost-path',
  'soft-404',
  'inconsistent-slash',
  'unknown-host',
);
const SERVED = of(
  'served',
  ...[
    'mixed-content',
    'hidden-site',
    'insecure-cookie',
    'open-cors',
    'missing-security-header',
    'security-contact',
  ],
);
const EDGE = of(
  'edge',
  ...['unreachable-origin', 'exposed-origin', 'unlocked-origin', 'mixed-proxying', 'shared-private-page'],
  ...[
    'uncached-asset',
    'uncompressed-text',
    'missing-http2',
    'ddos-protection',
    'cache-rules',
    'bot-protection',
  ],
);
const ALL = [...TLS, ...ROUTING, ...SERVED, ...EDGE];
const AREAS = ['routing', 'tls', 'served', 'edge'];

function all(ids: readonly string[], expected: Expected): Record<string, Expected> {
  return Object.fromEntries(ids.map((id) => [id, expected]));
}

/** Nothing that was not seen is a fault of the site, nor a sign of its health. */
describe('the rig: pages, encryption and edges that cannot be looked at', () => {
  scene({
    title: 'its signatures are not valid, and the resolver fails it',
    domain: 'bogus.test',
    only: [...AREAS, 'dns/different-ipv6'],
    expect: all([...ALL, 'dns/different-ipv6'], { notMeasured: /SERVFAIL/u }),
  });
  scene({
    title: 'a resolver that is dead',
    domain: 'ready.test',
    only: [...AREAS, 'dns/different-ipv6'],
    network: () => ['--dns', `${ADDRESSES.silentResolver}:${rig().ports.silentDns}`, '--allow-private'],
    expect: all([...ALL, 'dns/different-ipv6'], { notMeasured: /did not answer in time/u }),
  });
  scene({
    title: 'a machine that drops connections',
    domain: 'dropped.test',
    only: AREAS,
    expect: all(ALL, { notMeasured: /the server does not answer/u }),
  });
  scene({
    title: 'a server that takes connections and says nothing',
    domain: 'hung.test',
    only: AREAS,
    expect: all(ALL, { notMeasured: /says nothing|takes longer than we wait/u }),
  });
  scene({
    title: 'a network that replaces certificates',
    domain: 'inspected.test',
    only: AREAS,
    expect: all(ALL, { notMeasured: /your network replaces certificates/u }),
  });
  scene({
    title: 'a private address behind an alias, and one written as IPv6',
    domain: 'hidden.test',
    only: AREAS,
    network: 'strict',
    expect: all(ALL, { notMeasured: /only contacted with --allow-private/u }),
  });
});
