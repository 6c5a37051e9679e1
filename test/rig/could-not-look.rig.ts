import assert from 'node:assert/strict';
import {
  type DnsServerOptions,
  type RunningDnsServer,
  startDnsServer,
} from '../support/servers/dns-server.ts';
import { ADDRESSES, DOWN_HOSTS } from './names.ts';
import { commandWords, type RigView } from './rig.ts';
import { type Expected, scene } from './scenes.ts';
import { rig } from './shared-rig.ts';

const DNS = ['dns/unresolved-host'];
/** What is asked of the zone itself, and of its own servers. */
const ZONE_CHECKS = [
  ...['lame-delegation', 'inconsistent-name-servers', 'aliased-name-server', 'apex-cname', 'alias-chain'],
  ...['dangling-record', 'wildcard-record', 'invalid-caa', 'missing-caa', 'missing-ipv6', 'broken-dnssec'],
].map((name) => `dns/${name}`);
const ROUTING = ['missing-https-redirect', 'redirect-loop', 'insecure-redirect', 'redirect-chain'].map(
  (name) => `routing/${name}`,
);
const TLS = ['untrusted-certificate', 'uncovered-host', 'expired-certificate', 'certificate-expiry'].map(
  (name) => `tls/${name}`,
);
const EDGE = ['edge/unprotected-host'];
const MAIL = [
  ...['missing-mx', 'invalid-mx', 'missing-spf', 'multiple-spf-records', 'invalid-spf', 'permissive-spf'],
  ...['too-many-spf-lookups', 'missing-dmarc', 'multiple-dmarc-records', 'invalid-dmarc', 'unenforced-dmarc'],
].map((name) => `email/${name}`);

function all(ids: readonly string[], expected: Expected): Record<string, Expected> {
  return Object.fromEntries(ids.map((id) => [id, expected]));
}

/** None of them may be taken for a fault of the site, nor for its health. */
describe('the rig: what cannot be looked at', () => {
  describe('the name', () => {
    scene({
      title: 'its signatures are not valid, and the resolver fails it',
      domain: 'bogus.test',
      expect: all([...DNS, ...ROUTING, ...TLS, ...EDGE, ...MAIL], { notMeasured: /SERVFAIL/u }),
    });
    scene({
      title: 'the resolver refuses it',
      domain: 'refused.test',
      expect: all([...DNS, ...ZONE_CHECKS, ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
        notMeasured: /refused to answer/u,
      }),
    });
    scene({
      title: 'the resolver denies it, and its own servers answer',
      domain: 'denied.test',
      expect: all([...DNS, 'dns/missing-caa', ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
        notMeasured: /says that denied\.test does not exist, while ns[12]\.denied\.test/u,
      }),
      also: ({ verdict }) => assert.equal(verdict.state, 'INCOMPLETE'),
    });
    scene({
      title: 'the resolver is silent on it',
      domain: 'silent.test',
      expect: all([...DNS, ...ZONE_CHECKS, ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
        notMeasured: /did not answer in time/u,
      }),
    });
  });

  describe('one name of two', () => {
    scene({
      title: 'whose own name server is gone: no pass for both',
      domain: 'half.test',
      expect: {
        ...all([...DNS, ...TLS], {
          notMeasured: /^www\.half\.test: the DNS server (failed|did not answer)/u,
        }),
        'routing/missing-https-redirect': ['nothingOnHttp half.test'],
        'edge/unprotected-host': ['unprotected half.test'],
      },
    });
  });

  describe('the name servers', () => {
    const OWN = ['lame-delegation', 'mismatched-delegation', 'inconsistent-name-servers', 'open-name-server'];
    scene({
      title: 'the network lets no question through but those to its own resolver',
      domain: 'ready.test',
      only: ['dns'],
      // Nothing listens at port 53 itself.
      network: () => {
        const { views, cacert } = rig();
        const [view] = views as [RigView];
        const connectTo = view.network.connectTo.filter((pair) => !pair.startsWith(':53:'));
        return commandWords({ ...view, network: { ...view.network, connectTo } }, cacert);
      },
      expect: {
        ...all(
          OWN.map((name) => `dns/${name}`),
          { notMeasured: /port 53 is probably blocked|could not be asked/u },
        ),
        ...all([...DNS, 'dns/apex-cname', 'dns/broken-dnssec', 'dns/missing-caa'], 'pass'),
      },
    });
    scene({
      title: 'the network answers in the place of every server',
      domain: 'ready.test',
      only: ['dns'],
      network: () => {
        const { views, cacert } = rig();
        const [view] = views as [RigView];
        const connectTo = [`:53:${view.resolver}`, ...view.network.connectTo.slice(1)];
        return commandWords({ ...view, network: { ...view.network, connectTo } }, cacert);
      },
      expect: {
        ...all(
          OWN.map((name) => `dns/${name}`),
          { notMeasured: /your network answers DNS questions in the place of the servers/u },
        ),
        ...all(DNS, 'pass'),
      },
    });
  });

  describe('the resolver', () => {
    const through = (address: () => string) => () => ['--dns', address(), '--allow-private'];
    scene({
      title: 'a resolver that is dead',
      domain: 'ready.test',
      network: through(() => `${ADDRESSES.silentResolver}:${rig().ports.silentDns}`),
      expect: all([...DNS, ...ZONE_CHECKS, ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
        notMeasured: /did not answer in time/u,
      }),
    });
    scene({
      title: 'no resolver at that address',
      domain: 'ready.test',
      network: through(() => `${ADDRESSES.noResolver}:${rig().ports.silentDns}`),
      expect: all([...DNS, ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
        notMeasured: /could not be reached/u,
      }),
      also: ({ verdict }) => assert.equal(verdict.state, 'INCOMPLETE'),
    });

    const ZONE: DnsServerOptions['zone'] = {
      'plain.test': { A: ['127.0.1.1'], MX: ['10 mx.plain.test'], TXT: ['v=spf1 mx -all'] },
      'www.plain.test': { A: ['127.0.1.1'] },
      'mx.plain.test': { A: ['127.0.4.1'] },
      '_dmarc.plain.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@plain.test'] },
    };
    describe('finds nothing at all', () => {
      let server: RunningDnsServer;
      before(async () => {
        server = await startDnsServer({ zone: {} });
      });
      after(() => server.close());
      scene({
        title: 'the resolver finds nothing at all',
        domain: 'acme-launch-ready.com',
        network: through(() => server.address),
        expect: all([...DNS, 'dns/apex-cname', 'dns/missing-caa', ...ROUTING, ...TLS, ...EDGE, ...MAIL], {
          notMeasured: /finds no name at all/u,
        }),
        also: ({ verdict }) => assert.equal(verdict.state, 'INCOMPLETE'),
      });
      scene({
        title: 'a name that nobody can have needs no resolver',
        domain: 'acme.test',
        network: through(() => server.address),
        expect: { 'dns/unresolved-host': ['reserved acme.test'] },
      });
    });

    const served = (
      title: string,
      options: Omit<DnsServerOptions, 'zone'>,
      expect: Record<string, Expected>,
    ) =>
      describe(title, () => {
        let server: RunningDnsServer;
        before(async () => {
          server = await startDnsServer({ zone: ZONE, ...options });
        });
        after(() => server.close());
        scene({
          title,
          domain: 'plain.test',
          only: ['dns', 'email'],
          network: through(() => server.address),
          expect,
        });
      });
    served(
      'answers with noise',
      { mode: 'garbage' },
      all([...DNS, ...MAIL], { notMeasured: /not a DNS message/u }),
    );
    served(
      'answers other questions',
      { mode: 'wrongId' },
      all([...DNS, ...MAIL], { notMeasured: /in time/u }),
    );
    served('is slower than we wait', { delayMs: 2500 }, all([...DNS, ...MAIL], { notMeasured: /in time/u }));
    served('is slow', { delayMs: 700 }, all([...DNS, ...MAIL], 'pass'));
    served('gives long answers over TCP alone', { mode: 'truncate' }, all([...DNS, ...MAIL], 'pass'));
  });

  describe('the server', () => {
    scene({
      title: 'a machine that drops connections',
      domain: 'dropped.test',
      only: ['dns', 'routing', 'tls', 'edge'],
      expect: {
        ...all(DNS, 'pass'),
        ...all([...ROUTING, ...TLS, ...EDGE], { notMeasured: /the server does not answer/u }),
      },
    });
    scene({
      title: 'a server that takes connections and says nothing',
      domain: 'hung.test',
      only: ['dns', 'routing', 'tls', 'edge'],
      expect: {
        ...all(DNS, 'pass'),
        ...all(TLS, { notMeasured: /takes the connection and then says nothing/u }),
        ...all([...ROUTING, ...EDGE], { notMeasured: /takes longer than we wait/u }),
      },
    });
    for (const domain of ['dropped.test', 'hung.test']) {
      scene({
        title: 'twelve hosts on one machine that is down cost no more than one',
        domain,
        files: {
          'launch-ready.yaml': `domain: ${domain}\nhosts: { ${DOWN_HOSTS.map((host) => `${host}: {}`).join(', ')} }\n`,
        },
        only: ['dns', 'routing', 'tls', 'edge'],
        withinSeconds: 15,
        expect: {
          ...all(DNS, 'pass'),
          ...all([...ROUTING, ...TLS, ...EDGE], { notMeasured: /the server/u }),
        },
      });
    }
    scene({
      title: 'a body without end',
      domain: 'pouring.test',
      only: ['dns', 'routing', 'tls'],
      expect: all([...DNS, ...ROUTING, ...TLS], 'pass'),
    });
    scene({
      title: 'a network that replaces certificates',
      domain: 'inspected.test',
      only: ['tls'],
      expect: all(TLS, { notMeasured: /your network replaces certificates.*Zscaler/u }),
    });
    scene({
      title: 'a network that replaces certificates, and so answers in the place of the site',
      domain: 'inspected.test',
      only: ['routing', 'edge'],
      expect: all(['routing/redirect-chain', ...EDGE], {
        notMeasured: /your network replaces certificates/u,
      }),
    });
    scene({
      title: 'a redirect into a private network',
      domain: 'guarded.test',
      only: ['routing', 'tls'],
      network: 'guarded',
      expect: {
        ...all(['routing/redirect-loop', 'routing/redirect-chain'], {
          notMeasured: /127\.0\.6\.1 is the visitor's own computer.*--allow-private/u,
        }),
        ...all(TLS, 'pass'),
      },
      also: () => assert.equal(rig().internalVisits(), 0),
    });
    scene({
      title: 'a private address behind an alias, and one written as IPv6',
      domain: 'hidden.test',
      only: ['dns', 'routing', 'tls', 'edge'],
      network: 'strict',
      expect: {
        'dns/private-address': ['unreachable hidden.test', 'unreachable www.hidden.test'],
        ...all([...ROUTING, ...TLS, ...EDGE], { notMeasured: /only contacted with --allow-private/u }),
      },
      also: () => assert.equal(rig().internalVisits(), 0),
    });
    scene({
      title: 'one of two machines drops connections: the other one is told of all the same',
      domain: 'half-down.test',
      only: ['dns', 'routing', 'tls', 'edge'],
      expect: {
        ...all(DNS, 'pass'),
        'routing/missing-https-redirect': ['nothingOnHttp half-down.test'],
        'edge/unprotected-host': ['unprotected half-down.test'],
        ...all(TLS, { notMeasured: /^www\.half-down\.test: the server does not answer$/u }),
      },
    });
  });
});
