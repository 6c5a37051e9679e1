import assert from 'node:assert/strict';
import { AREAS } from '../../src/areas/index.ts';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { createSession } from '../../src/audit/session.ts';
import type { Finding } from '../../src/model/finding.ts';
import { GATHERERS } from '../../src/observe/index.ts';
import { oldAnswerSeconds, stillThere, wordsAfterAnotherLook } from '../../src/providers/old-answers.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { startDnsServer, type Zone } from '../support/servers/dns-server.ts';

const SIGNAL = new AbortController().signal;

const at = (host: string, record: string): Finding => ({
  checkId: 'email/missing-dmarc',
  messageId: 'missing',
  message: 'm',
  severity: 'high',
  location: { kind: 'host', host, record },
  fingerprint: 'f',
});
const seen = {
  resolvers: [],
  answers: {
    'acme.com A': { server: '', ttl: 2820 },
    'acme.com SOA': { server: '', ttl: 3600, negativeTtl: 300 },
  },
};

describe('how long old answers live', () => {
  it('is as long as the record said', () => assert.equal(oldAnswerSeconds(at('acme.com', 'A'), seen), 2820));

  it('is as long as the zone says where there was none', () => {
    assert.equal(oldAnswerSeconds(at('_dmarc.acme.com', 'TXT'), seen), 300);
  });

  it('is not known without either', () => {
    assert.equal(oldAnswerSeconds(at('acme.org', 'TXT'), seen), undefined);
    assert.equal(oldAnswerSeconds(at('acme.com', 'TXT'), undefined), undefined);
  });

  it('is told in words', () => {
    assert.equal(
      stillThere(at('acme.com', 'A'), 2820),
      'acme.com still gives the old answer. If you have saved the change at your DNS provider, other resolvers may show the old answer for up to 47 min.',
    );
    assert.match(stillThere(at('acme.com', 'A'), 86_400), /up to 24 h\.$/);
    assert.match(stillThere(at('acme.com', 'A'), undefined), /for a while\.$/);
  });
});

describe('a look after a fix', () => {
  const base: Zone = {
    'acme.test': {
      NS: ['ns1.acme.test'],
      SOA: ['ns1.acme.test hostmaster.acme.test 1 7200 900 1209600 600'],
      MX: ['10 mx.acme.test'],
      TXT: ['v=spf1 -all'],
      A: ['192.0.2.1'],
    },
    'ns1.acme.test': { A: ['192.0.2.53'] },
    'mx.acme.test': { A: ['192.0.2.2'] },
  };
  const withDmarc = (text: string): Zone => ({ ...base, '_dmarc.acme.test': { TXT: [text] } });

  /** What is said when a check runs again: the resolver tells what it remembers, the own server what is saved. */
  async function said(
    remembered: Zone,
    before: Zone,
    after: Zone,
  ): Promise<{ words: string | undefined; outcome: string | undefined }> {
    const resolver = await startDnsServer({ zone: remembered, ttl: 2820 });
    const own = await startDnsServer({ zone: before, authoritative: true });
    const fixed = await startDnsServer({ zone: after, authoritative: true });
    const files = createMemoryFileSystem(new Map([['launch-ready.yaml', 'domain: acme.test\n']]));
    const session = createSession({
      areas: AREAS,
      gatherers: GATHERERS,
      files,
      gather: gatherInProcess(files, GATHERERS),
      version: '0',
      now: () => 0,
    });
    const network = (port: number) => ({
      dns: [resolver.address],
      connectTo: [`ns1.acme.test:53:127.0.0.1:${port}`],
      allowPrivate: false,
    });
    const id = 'email/missing-dmarc';
    const look = () => ({ results: session.report().results, artifacts: session.artifacts() });
    try {
      await session.runAgain([id, 'dns/alias-chain'], SIGNAL, { network: network(own.port) });
      const first = look();
      await session.runAgain([id], SIGNAL, {
        network: { ...network(fixed.port), ownServersFor: 'acme.test' },
      });
      const second = look();
      return {
        words: wordsAfterAnotherLook(id, first, second),
        outcome: second.results.find(({ checkId }) => checkId === id)?.outcome,
      };
    } finally {
      session.dispose();
      for (const server of [resolver, own, fixed]) await server.close();
    }
  }

  it('asks the own servers first: saved there, and others may not see it yet', async () => {
    const { words, outcome } = await said(
      base,
      base,
      withDmarc('v=DMARC1; p=reject; rua=mailto:d@acme.test'),
    );
    assert.equal(outcome, 'pass');
    assert.match(
      words ?? '',
      /^(?:_dmarc\.)?acme\.test: saved at your DNS provider; other resolvers may show the old answer for up to 10 min\.$/,
    );
  });

  it('tells when it is not saved where the records are kept', async () => {
    const { words, outcome } = await said(base, base, base);
    assert.equal(outcome, 'fail');
    assert.match(
      words ?? '',
      /still has the old answer at your DNS provider: the change is not saved there yet\.$/,
    );
  });

  it('says nothing of what was fine before', async () => {
    const zone = withDmarc('v=DMARC1; p=reject; rua=mailto:d@acme.test');
    assert.equal((await said(zone, zone, zone)).words, undefined);
  });
});
