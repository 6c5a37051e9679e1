import assert from 'node:assert/strict';
import type { ParsedConfig } from '../../src/config/model.ts';
import { domainQuestion, domainWorkList } from '../../src/providers/domain-question.ts';
import { domainWork } from '../../src/providers/domain-work.ts';

const config = (value: ParsedConfig['value']): ParsedConfig => ({
  path: 'launch-ready.yaml',
  exists: true,
  value,
  ranges: {},
  problems: [],
});

describe('question before the first look at a domain', () => {
  it('has the words that were agreed on', () => {
    const work = {
      domain: 'acme.com',
      sites: ['acme.com'],
      hosts: [],
      questions: [],
      dnsQueries: 12,
      webRequests: 4,
      tlsHandshakes: 2,
    };
    assert.equal(
      domainQuestion(work),
      'Check acme.com from this computer? About 12 DNS queries, 4 web requests and 2 TLS handshakes go to acme.com, its subdomains and servers. Nothing is sent to us. Check only domains you own or may test.',
    );
  });

  it('names every domain that is looked at, and those of other scripts in both forms', async () => {
    const several = config({ domains: { staging: 'acme.dev', production: 'xn--bcher-kva.example' } });
    const work = await domainWork(several, {}, 'xn--bcher-kva.example');
    assert.deepEqual(work.sites, ['xn--bcher-kva.example', 'acme.dev']);
    assert.match(
      domainQuestion(work),
      /^Check bücher\.example \(xn--bcher-kva\.example\), acme\.dev from this computer\?/,
    );
    assert.match(
      domainQuestion(work),
      / go to xn--bcher-kva\.example, acme\.dev, their subdomains and servers\. /,
    );
  });

  it('counts what is asked of the domain, its www, the hosts of launch-ready.yaml and for mail', async () => {
    const plain = await domainWork(config({ domain: 'acme.com' }), {}, 'acme.com');
    assert.deepEqual(plain.hosts, ['acme.com', 'www.acme.com']);
    assert.equal(plain.webRequests, 18);
    assert.equal(plain.tlsHandshakes, 8);
    for (const question of [
      'A www.acme.com',
      'CAA acme.com',
      'MX acme.com',
      'TXT _dmarc.acme.com',
      'TXT acme.com',
    ]) {
      assert.ok(plain.questions.includes(question), question);
    }
    assert.ok(plain.dnsQueries > new Set(plain.questions).size);
    const more = config({
      domain: 'acme.com',
      hosts: { app: {}, api: {} },
      email: { senders: [{ from: 'a@acme.com', provider: 'resend' }] },
    });
    const bigger = await domainWork(more, {}, 'acme.com');
    assert.equal(bigger.webRequests, 34);
    assert.ok(bigger.questions.includes('TXT resend._domainkey.acme.com'));
  });

  it('counts what the senders in the code lead to', async () => {
    const senders = { 'src/mail.ts': { uses: [{ provider: 'resend' }], from: [] } } as unknown as Parameters<
      typeof domainWork
    >[1];
    const work = await domainWork(config({ domain: 'acme.com' }), senders, 'acme.com');
    assert.ok(work.questions.includes('TXT resend._domainkey.acme.com'));
  });

  it('lists every one of them', async () => {
    const work = await domainWork(config({ domain: 'acme.com' }), {}, 'acme.com');
    const list = domainWorkList(work);
    for (const text of [...work.questions, ...work.hosts.map((host) => `https://${host}/`)])
      assert.ok(list.includes(text), text);
  });
});
