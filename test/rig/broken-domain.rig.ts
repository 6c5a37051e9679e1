import assert from 'node:assert/strict';
import { BROKEN, BROKEN_HOSTS } from './names.ts';
import { scene } from './scenes.ts';

const at = (messageId: string, ...labels: string[]) =>
  labels.map((label) => `${messageId} ${label === '@' ? BROKEN : `${label}.${BROKEN}`}`);

/** Beside the hosts that have servers: names that lead nowhere, and one that leads to another company. */
const HOSTS = [...Object.keys(BROKEN_HOSTS), 'shop', 'old', 'text-only', 'missing'];
const PROTECTED = ['edge', 'flexible', 'challenge'];
const NAMELESS = ['old', 'text-only', 'missing'];

const YAML = `domain: ${BROKEN}\nhosts:\n${HOSTS.map((host) => `  ${host}: {}\n`).join('')}`;

describe('the rig: a domain with everything wrong', () => {
  scene({
    title: 'every host is told what is wrong with it, and nothing else',
    domain: BROKEN,
    files: { 'launch-ready.yaml': YAML },
    withinSeconds: 30,
    expect: {
      'dns/unresolved-host': [
        ...at('danglingAlias', 'old'),
        ...at('noAddress', 'text-only'),
        ...at('noHost', 'missing'),
      ],
      'routing/missing-https-redirect': [
        ...at('servedOverHttp', 'staging', 'direct'),
        ...at('httpFirst', 'chain'),
        ...at('staysOnHttp', 'stays-http'),
      ],
      'routing/redirect-loop': [
        ...at('loop', 'loop', 'flexible'),
        ...at('nowhere', 'nowhere'),
        ...at('tooMany', 'endless'),
      ],
      'routing/insecure-redirect': at('downgrade', 'downgrade'),
      'routing/redirect-chain': at('tooLong', 'chain', 'downgrade'),
      'tls/untrusted-certificate': [
        ...at('selfSigned', 'self-signed'),
        ...at('incompleteChain', 'no-chain'),
        ...at('oldProtocol', 'old-tls'),
        ...at('notEncrypted', 'plain-443'),
        ...at('notServed', 'no-tls'),
      ],
      'tls/uncovered-host': at('uncovered', 'wrong-host'),
      'tls/expired-certificate': [...at('expired', 'expired'), ...at('notYetValid', 'not-yet')],
      'tls/certificate-expiry': [...at('urgent', 'api'), ...at('overdue', 'overdue')],
      'edge/unprotected-host': at(
        'unprotected',
        '@',
        'www',
        ...HOSTS.filter((host) => !PROTECTED.includes(host) && !NAMELESS.includes(host)),
      ),
      'email/unenforced-dmarc': [`none _dmarc.${BROKEN}`],
    },
    also({ results }) {
      const routing = results.find(({ checkId }) => checkId === 'routing/redirect-chain');
      assert.match(routing?.reason ?? '', /challenge\.acme-coach\.test.*prove that they are human/u);
    },
  });

  scene({
    title: 'http leads to another host at once, and www is behind a private name',
    domain: 'off-host.test',
    expect: {
      'routing/missing-https-redirect': ['offHostFirst off-host.test'],
      'dns/unresolved-host': 'pass',
    },
  });
  scene({
    title: 'nothing at port 80',
    domain: 'closed.test',
    expect: {
      'routing/missing-https-redirect': ['nothingOnHttp closed.test', 'nothingOnHttp www.closed.test'],
      'tls/untrusted-certificate': 'pass',
    },
  });
  scene({
    title: 'no www',
    domain: 'no-www.test',
    expect: { 'dns/unresolved-host': ['noWww www.no-www.test'] },
  });
  scene({
    title: 'a name in another script is shown as people write it, and as the DNS does',
    domain: 'bücher.test',
    files: { 'launch-ready.yaml': 'domain: bücher.test\n' },
    only: ['dns/missing-caa', 'dns/unresolved-host', 'routing/missing-https-redirect', 'tls/uncovered-host'],
    expect: {
      'dns/missing-caa': ['missing xn--bcher-kva.test'],
      'dns/unresolved-host': ['noWww www.xn--bcher-kva.test'],
      'routing/missing-https-redirect': ['nothingOnHttp xn--bcher-kva.test'],
      'tls/uncovered-host': 'pass',
    },
    also({ domain, results }) {
      assert.equal(domain, 'xn--bcher-kva.test');
      const findings = results.flatMap((result) => result.findings);
      for (const { message, data, location } of findings) {
        assert.match(message, /bücher\.test\/? \((www\.)?xn--bcher-kva\.test\)/u);
        // For programs, and to paste, it is the name that the DNS knows.
        assert.match(JSON.stringify({ data, location }), /xn--bcher-kva\.test/);
      }
      const copied = findings.flatMap(({ remediation }) => remediation?.copy ?? []);
      assert.ok(
        copied.some((text) => text.includes('www.xn--bcher-kva.test. 3600 IN CNAME xn--bcher-kva.test.')),
      );
      assert.doesNotMatch(copied.join(), /ü/u);
    },
  });
  scene({
    title: 'a domain that nobody registered',
    domain: 'gone.test',
    expect: { 'dns/unresolved-host': ['noDomain gone.test'], 'email/missing-mx': 'notApplicable' },
  });
  scene({
    title: 'addresses that only work in one network',
    domain: 'private.test',
    only: ['dns/private-address', 'dns/unresolved-host'],
    network: 'public',
    expect: {
      'dns/private-address': ['unreachable private.test', 'unreachable www.private.test'],
      'dns/unresolved-host': 'pass',
    },
  });
  scene({
    title: 'a redirect without http before https of somebody else',
    domain: 'elsewhere.test',
    expect: { 'routing/redirect-chain': ['tooLong elsewhere.test', 'tooLong www.elsewhere.test'] },
  });
});
