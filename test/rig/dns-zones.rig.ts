import { ADDRESSES, BROKEN, READY } from './names.ts';
import { commandWords, type RigView } from './rig.ts';
import { type Expected, scene } from './scenes.ts';
import { rig } from './shared-rig.ts';

const only = ['dns'];

describe('the rig: name servers that go wrong', () => {
  scene({
    title: 'one refuses, one is gone, one has no address',
    domain: 'lame.test',
    only,
    expect: {
      'dns/lame-delegation': ['noAddress lame.test', 'notServed lame.test', 'silent lame.test'],
      'dns/unresolved-host': 'pass',
    },
  });
  scene({
    title: 'a single one',
    domain: 'single-ns.test',
    only,
    expect: { 'dns/lame-delegation': ['single single-ns.test'] },
  });
  scene({
    title: 'the registrar names others, with another address',
    domain: 'mismatch.test',
    only,
    expect: {
      'dns/mismatched-delegation': [
        'glue mismatch.test',
        'onlyParent mismatch.test',
        'onlyZone mismatch.test',
      ],
      'dns/lame-delegation': 'pass',
    },
  });
  scene({
    title: 'a move that is half done',
    domain: BROKEN,
    only,
    expect: {
      'dns/inconsistent-name-servers': [`answers ${BROKEN}`],
      // The old copy is not signed.
      'dns/broken-dnssec': [`partly ${BROKEN}`],
      'dns/lame-delegation': 'pass',
      'dns/mismatched-delegation': 'pass',
    },
  });
  scene({
    title: 'a secondary that is behind, with the same answers',
    domain: 'behind.test',
    only,
    expect: { 'dns/inconsistent-name-servers': ['serial behind.test'] },
  });
  scene({
    title: 'a name server that is an alias',
    domain: 'alias-ns.test',
    only,
    expect: { 'dns/aliased-name-server': ['alias alias-ns.test'] },
  });
  scene({
    title: 'both in one network',
    domain: 'one-network.test',
    only,
    expect: { 'dns/name-servers-in-one-network': ['together one-network.test'] },
  });
  scene({
    title: 'the whole zone for everybody',
    domain: 'transfer.test',
    only,
    expect: { 'dns/open-name-server': ['transfer transfer.test', 'transfer transfer.test'] },
  });
  scene({
    title: 'a resolver for everybody',
    domain: 'open-ns.test',
    only,
    expect: {
      'dns/open-name-server': ['recursor open-ns.test', 'recursor open-ns.test'],
      // Two names for one machine.
      'dns/lame-delegation': ['oneAddress open-ns.test'],
      'dns/name-servers-in-one-network': 'pass',
    },
  });
});

describe('the rig: records that go wrong', () => {
  scene({
    title: 'the domain itself is an alias',
    domain: 'apex-alias.test',
    only,
    expect: { 'dns/apex-cname': ['alias apex-alias.test'], 'dns/open-name-server': 'pass' },
  });
  scene({
    title: 'aliases in a circle, and too many',
    domain: 'aliases.test',
    files: { 'launch-ready.yaml': 'domain: aliases.test\nhosts: { circle: {}, far: {} }\n' },
    only,
    expect: { 'dns/alias-chain': ['long far.aliases.test', 'loop circle.aliases.test'] },
  });
  scene({
    title: 'aliases that others may take',
    domain: 'dangling.test',
    files: { 'launch-ready.yaml': 'domain: dangling.test\nhosts: { blog: {} }\n' },
    only,
    expect: {
      'dns/dangling-record': [
        'dead _imaps._tcp.dangling.test',
        'freeDomain shop.dangling.test',
        'freeName api.dangling.test',
        'freeSite blog.dangling.test',
      ],
      'dns/unresolved-host': 'pass',
    },
  });
  scene({
    title: 'one address of two is dead, over IPv4 and IPv6',
    domain: 'two.test',
    only,
    expect: {
      'dns/unresponsive-address': ['refused two.test'],
      'dns/unreachable-ipv6': ['dead two.test'],
      'dns/missing-ipv6': 'pass',
    },
  });
  scene({
    title: 'two addresses that work, over IPv4 and IPv6',
    domain: 'pair.test',
    only,
    expect: {
      'dns/unresponsive-address': 'pass',
      'dns/unreachable-ipv6': 'pass',
      'dns/different-ipv6': 'pass',
    },
  });
  scene({
    title: 'another site, and another certificate, over IPv6',
    domain: 'six.test',
    only,
    expect: {
      'dns/different-ipv6': ['status six.test', 'certificate www.six.test'],
      'dns/unreachable-ipv6': 'pass',
    },
  });
  scene({
    title: 'a wildcard to a platform that asks nobody',
    domain: 'wild.test',
    only,
    expect: { 'dns/wildcard-record': ['shared *.wild.test'] },
  });
  scene({
    title: 'CAA records that forbid the certificate, that forbid all, that cannot be read',
    domain: 'caa.test',
    files: { 'launch-ready.yaml': 'domain: caa.test\nhosts: { api: {}, app: {} }\n' },
    only,
    expect: {
      'dns/forbidding-caa': [
        'forbidden caa.test',
        'forbidden www.caa.test',
        'nobody api.caa.test',
        'nobody app.caa.test',
      ],
      'dns/invalid-caa': ['contact app.caa.test', 'unknownCritical app.caa.test'],
      'dns/missing-caa': 'pass',
    },
  });
  scene({
    title: 'no CAA record and no IPv6',
    domain: 'off-host.test',
    only,
    expect: {
      'dns/missing-caa': ['missing off-host.test'],
      'dns/missing-ipv6': ['missing off-host.test'],
      'dns/forbidding-caa': 'pass',
    },
  });
  scene({
    title: 'an HTTPS record with a stale hint',
    domain: 'https-record.test',
    only,
    expect: { 'dns/inconsistent-https-record': ['hint https-record.test'] },
  });
  scene({
    title: 'the project is set up for Vercel, the domain leads to Netlify',
    domain: 'moved.test',
    files: { 'vercel.json': '{}\n' },
    only,
    expect: { 'dns/unexpected-platform': ['other www.moved.test'] },
  });
  scene({
    title: 'the project is set up for Netlify too',
    domain: 'moved.test',
    files: { 'vercel.json': '{}\n', 'netlify.toml': '[build]\n' },
    only,
    expect: { 'dns/unexpected-platform': 'pass' },
  });
});

describe('the rig: the registry', () => {
  const network = () => {
    const { views, cacert, ports } = rig();
    const at = `${ADDRESSES.registry}:${ports.https}`;
    const pairs = ['data.iana.org', 'rdap.nic.test'].flatMap((host) => ['--connect-to', `${host}:443:${at}`]);
    return [...pairs, ...commandWords(views[0] as RigView, cacert), '--rdap'];
  };
  const only = ['dns/expiring-domain'];
  scene({
    title: 'registered for most of a year, and locked',
    domain: READY,
    only,
    network,
    expect: { 'dns/expiring-domain': 'pass' },
  });
  scene({
    title: 'runs out in twelve days, and is not locked',
    domain: 'off-host.test',
    only,
    network,
    expect: { 'dns/expiring-domain': ['soon off-host.test', 'unlocked off-host.test'] },
  });
  scene({
    title: 'the registry does not know it',
    domain: 'closed.test',
    only,
    network,
    expect: { 'dns/expiring-domain': { notMeasured: /does not know the domain/u } },
  });
  scene({
    title: 'is not asked unless one says so',
    domain: READY,
    only,
    expect: { 'dns/expiring-domain': 'notApplicable' },
  });
});

/** What cannot be said of a domain that the resolver fails. */
const UNSEEN: Record<string, Expected> = {
  'dns/unresolved-host': { notMeasured: /SERVFAIL/u },
  'dns/dangling-record': { notMeasured: /SERVFAIL/u },
  'dns/invalid-caa': { notMeasured: /SERVFAIL/u },
};

describe('the rig: DNSSEC that goes wrong', () => {
  scene({
    title: 'signatures that have ended',
    domain: 'bogus.test',
    only,
    expect: { ...UNSEEN, 'dns/broken-dnssec': ['expired bogus.test'] },
  });
  scene({
    title: 'a record that was changed after signing',
    domain: 'tampered.test',
    only,
    expect: { 'dns/broken-dnssec': ['bogus tampered.test'] },
  });
  scene({
    title: 'an address that was changed after signing, whatever the resolver thinks',
    domain: 'tampered-address.test',
    only,
    expect: { 'dns/broken-dnssec': ['unfit tampered-address.test'] },
  });
  scene({
    title: 'the registrar vouches for a key that nobody has',
    domain: 'wrong-ds.test',
    only,
    expect: { ...UNSEEN, 'dns/broken-dnssec': ['wrongKey wrong-ds.test'] },
  });
  scene({
    title: 'the registrar vouches, and nobody signs',
    domain: 'unsigned-ds.test',
    only,
    expect: { ...UNSEEN, 'dns/unsigned-delegation': ['unsigned unsigned-ds.test'] },
  });
  scene({
    title: 'a short key, and too much hashing',
    domain: 'weak-dnssec.test',
    only,
    expect: {
      'dns/weak-dnssec': ['iterations weak-dnssec.test', 'shortKey weak-dnssec.test'],
      'dns/broken-dnssec': 'pass',
      'dns/unsigned-delegation': 'pass',
    },
  });
});
