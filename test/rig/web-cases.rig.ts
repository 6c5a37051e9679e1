import { scene } from './scenes.ts';
import { CASES, EDGE_HOSTS, EDGE_STATUS_HOSTS, ROUTING_HOSTS, SERVED_HOSTS } from './web-cases.ts';

const at = (messageId: string, ...labels: string[]) =>
  labels.map((label) => `${messageId} ${label}.${CASES}`);

function project(domain: string, hosts: readonly string[], more = ''): Record<string, string> {
  const list = hosts.map((host) => `${host}: {}`).join(', ');
  return {
    'launch-ready.yaml': `domain: ${domain}\n${hosts.length > 0 ? `hosts: { ${list} }\n` : ''}${more}`,
  };
}

describe('the rig: addresses that work and are not good', () => {
  scene({
    title: 'every host is told what is wrong with its redirects and addresses',
    domain: CASES,
    files: project(CASES, ROUTING_HOSTS),
    only: ['routing'],
    expect: {
      'routing/split-canonical': 'pass',
      'routing/temporary-redirect': at('temporary', 'temporary'),
      'routing/lost-path': 'pass',
      'routing/soft-404': [...at('found', 'all-alike'), ...at('toStart', 'to-start')],
      'routing/indexable-staging': at('indexable', 'staging'),
      'routing/inconsistent-slash': at('both', 'slash'),
      'routing/lost-method': [...at('moved', 'api'), ...at('upgraded', 'api')],
      'routing/missing-https-redirect': 'pass',
      'routing/redirect-loop': 'pass',
      'routing/redirect-chain': at('tooLong', 'echoes'),
    },
  });
  scene({
    title:
      'an API that keeps what programs send, and a server that sends everybody on to the name they asked for',
    domain: CASES,
    files: project(CASES, ['hooks', 'echoes']),
    only: ['routing/lost-method', 'routing/unknown-host'],
    expect: {
      'routing/lost-method': 'pass',
      'routing/unknown-host': [...at('same', 'hooks'), ...at('echoed', 'echoes')],
    },
  });
  scene({
    title: 'apex and www are two sites',
    domain: 'split.test',
    only: ['routing'],
    expect: {
      'routing/split-canonical': ['split split.test'],
      'routing/lost-path': 'pass',
      // The server's first site is another one, and answers for all other names.
      'routing/unknown-host': 'pass',
      'routing/lost-method': 'notApplicable',
    },
  });
  scene({
    title: 'redirects forget the page and the campaign, and the site hides from search engines',
    domain: 'lost.test',
    only: ['routing', 'served'],
    expect: {
      'routing/lost-path': ['path lost.test', 'query lost.test', 'query www.lost.test'],
      'served/hidden-site': ['noindex www.lost.test'],
      'routing/split-canonical': 'pass',
    },
  });
  scene({
    title: 'staging is left out by search engines',
    domain: 'staged.test',
    files: project('staged.test', ['staging']),
    only: ['routing', 'served'],
    expect: { 'routing/indexable-staging': 'pass', 'served/hidden-site': 'pass' },
  });
  const rows = (...from: string[]) =>
    `redirects: [${from.map((path) => `{ from: ${path}, to: /new, status: 301 }`).join(', ')}]\n`;
  scene({
    title: 'old links, each broken in its own way',
    domain: 'links.test',
    files: project(
      'links.test',
      [],
      rows('/gone', '/stays', '/other', '/home', '/round', '/far', '/ad', '/for-now'),
    ),
    only: ['routing'],
    expect: {
      'routing/broken-old-link': [
        'broken launch-ready.yaml',
        'notRedirected launch-ready.yaml',
        'elsewhere launch-ready.yaml',
        'toStart launch-ready.yaml',
        'endless launch-ready.yaml',
        'tooLong launch-ready.yaml',
        'lostCampaign launch-ready.yaml',
        'otherStatus launch-ready.yaml',
      ],
    },
  });
  scene({
    title: 'an old link that leads where it should',
    domain: 'links.test',
    files: project('links.test', [], rows('/old')),
    only: ['routing'],
    expect: { 'routing/broken-old-link': 'pass' },
  });
});

describe('the rig: edges and pages that work and are not good', () => {
  scene({
    title: 'every host is told what its edge and its cache do wrong',
    domain: CASES,
    files: project(CASES, [...EDGE_HOSTS, ...EDGE_STATUS_HOSTS]),
    only: ['edge'],
    expect: {
      'edge/unreachable-origin': [
        ...at('down', 'status-521'),
        ...at('certificate', 'status-526'),
        ...at('gateway', 'status-502'),
      ],
      'edge/uncached-asset': at('notKept', 'uncached'),
      'edge/shared-private-page': at('cookieShared', 'shared-cookie'),
      'edge/uncompressed-text': at('page', 'unpacked'),
      'edge/missing-http2': at('missing', 'only-http1'),
    },
  });
  scene({
    title: 'no edge at all',
    domain: 'split.test',
    only: ['edge'],
    expect: {
      'edge/unprotected-host': ['unprotected split.test', 'unprotected www.split.test'],
      'edge/mixed-proxying': 'pass',
      'edge/exposed-origin': 'notApplicable',
      'edge/unlocked-origin': 'notApplicable',
      'edge/ddos-protection': 'notApplicable',
      'edge/cache-rules': 'notApplicable',
      'edge/bot-protection': 'notApplicable',
    },
  });
  scene({
    title: 'one name leads past the edge to a server that serves everybody',
    domain: 'origin.test',
    files: project('origin.test', ['direct']),
    only: ['edge'],
    expect: {
      'edge/exposed-origin': ['exposed origin.test', 'exposed www.origin.test'],
      'edge/unlocked-origin': 'pass',
      'edge/mixed-proxying': ['besides direct.origin.test'],
    },
  });
  scene({
    title: 'one name leads past the edge to a server that answers',
    domain: 'unlocked.test',
    files: project('unlocked.test', ['direct']),
    only: ['edge'],
    expect: {
      'edge/exposed-origin': 'pass',
      'edge/unlocked-origin': ['answers unlocked.test', 'answers www.unlocked.test'],
    },
  });
  scene({
    title: 'one name leads past the edge to a server that turns visitors away',
    domain: 'locked.test',
    files: project('locked.test', ['direct']),
    only: ['edge'],
    expect: { 'edge/exposed-origin': 'pass', 'edge/unlocked-origin': 'pass' },
  });
  scene({
    title: 'every host is told what is wrong with its page',
    domain: CASES,
    files: project(CASES, SERVED_HOSTS),
    only: ['served'],
    expect: {
      'served/mixed-content': [...at('blocked', 'mixed'), ...at('upgraded', 'mixed'), ...at('form', 'mixed')],
      'served/insecure-cookie': [...at('notSecure', 'bare-cookie'), ...at('readable', 'bare-cookie')],
      'served/open-cors': at('nullOrigin', 'open-cors'),
      'served/missing-security-header': at('missing', 'no-limits'),
      'served/hidden-site': 'pass',
      'served/security-contact': 'pass',
    },
  });
});
