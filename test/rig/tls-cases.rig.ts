import { ADDRESSES } from './names.ts';
import { LIST_HOST } from './revocation.ts';
import { commandWords, type RigView } from './rig.ts';
import { scene } from './scenes.ts';
import { rig } from './shared-rig.ts';
import { CASES } from './web-cases.ts';

const at = (messageId: string, ...labels: string[]) =>
  labels.map((label) => `${messageId} ${label}.${CASES}`);

const HOSTS = [
  ...['ssl3', 'old-versions', 'sha1-signature', 'null-cipher', 'recordable', 'wrong-order', 'root-sent'],
  ...['long-lived', 'must-staple', 'stapled', 'no-hsts', 'short-hsts', 'bad-hsts', 'two-hsts'],
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
      'tls/revoked-certificate': at('revoked', 'stapled'),
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

describe('the rig: certificates that were taken back', () => {
  const files = (...labels: string[]) => ({
    'launch-ready.yaml': `domain: ${CASES}\nhosts: { ${labels.map((label) => `${label}: {}`).join(', ')} }\n`,
  });
  const network = () => {
    const { views, cacert, ports } = rig();
    const pair = `${LIST_HOST}:80:${ADDRESSES.registry}:${ports.http}`;
    return ['--connect-to', pair, ...commandWords(views[0] as RigView, cacert), '--revocation'];
  };
  const only = ['tls/revoked-certificate'];
  scene({
    title: 'one stands in the list of its authority',
    domain: CASES,
    files: files('revoked', 'not-revoked'),
    only,
    network,
    expect: { 'tls/revoked-certificate': at('revoked', 'revoked') },
  });
  scene({
    title: 'the list of its authority does not name it',
    domain: CASES,
    files: files('not-revoked'),
    only,
    network,
    expect: { 'tls/revoked-certificate': 'pass' },
  });
  scene({
    title: 'the list names it, and somebody else signed it',
    domain: CASES,
    files: files('forged-list'),
    only,
    network,
    expect: { 'tls/revoked-certificate': { notMeasured: /does not carry the authority's signature/u } },
  });
  scene({
    title: 'there is no list where the certificate says',
    domain: CASES,
    files: files('no-list'),
    only,
    network,
    expect: {
      'tls/revoked-certificate': { notMeasured: /could not be read \(it answers with status 404\)/u },
    },
  });
  scene({
    title: 'authorities are not asked unless one says so',
    domain: CASES,
    files: files('revoked'),
    only,
    expect: { 'tls/revoked-certificate': 'notApplicable' },
  });
});
