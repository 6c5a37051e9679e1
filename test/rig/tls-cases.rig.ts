import { scene } from './scenes.ts';
import { CASES } from './web-cases.ts';

const at = (messageId: string, ...labels: string[]) =>
  labels.map((label) => `${messageId} ${label}.${CASES}`);

const HOSTS = [
  ...['ssl3', 'old-versions', 'sha1-signature', 'null-cipher', 'recordable', 'wrong-order', 'root-sent'],
  ...['long-lived', 'must-staple', 'no-hsts', 'short-hsts', 'bad-hsts', 'two-hsts'],
];

describe('the rig: encryption that works and is not good', () => {
  scene({
    title: 'every host is told what is wrong with its encryption, and nothing else',
    domain: CASES,
    files: {
      'launch-ready.yaml': `domain: ${CASES}\nhosts: { ${HOSTS.map((host) => `${host}: {}`).join(', ')} }\n`,
    },
    only: ['tls'],
    withinSeconds: 30,
    expect: {
      'tls/untrusted-certificate': at('untrusted', 'sha1-signature'),
      'tls/uncovered-host': 'pass',
      'tls/expired-certificate': 'pass',
      'tls/certificate-expiry': 'pass',
      'tls/old-protocol': at('accepted', 'ssl3', 'old-versions'),
      'tls/weak-key': at('weakSignature', 'sha1-signature'),
      'tls/weak-cipher': [...at('broken', 'null-cipher'), ...at('noForwardSecrecy', 'recordable')],
      'tls/faulty-chain': [...at('wrongOrder', 'wrong-order'), ...at('rootSent', 'root-sent')],
      'tls/certificate-lifetime': at('tooLong', 'long-lived'),
      'tls/missing-certificate-proof': at('notStapled', 'must-staple'),
      'tls/weak-hsts': [
        ...at('missing', 'no-hsts'),
        ...at('short', 'short-hsts'),
        ...at('unreadable', 'bad-hsts'),
        ...at('several', 'two-hsts'),
      ],
      'tls/hsts-without-https': 'pass',
      'tls/unready-preload': 'pass',
    },
  });
  scene({
    title: 'a promise for all below, where one has no https',
    domain: 'promised.test',
    files: { 'launch-ready.yaml': 'domain: promised.test\nhosts: { status: {} }\n' },
    only: ['tls'],
    expect: {
      'tls/hsts-without-https': ['preloadedSubdomain status.promised.test'],
      'tls/old-protocol': 'pass',
      'tls/weak-key': 'pass',
      'tls/weak-cipher': 'pass',
      'tls/faulty-chain': 'pass',
      'tls/certificate-lifetime': 'pass',
      'tls/missing-certificate-proof': 'pass',
      'tls/weak-hsts': 'pass',
    },
  });
  scene({
    title: 'asks to be built into browsers, and sends http to another host first',
    domain: 'off-host.test',
    only: ['tls'],
    expect: { 'tls/unready-preload': ['notReady off-host.test'] },
  });
});
