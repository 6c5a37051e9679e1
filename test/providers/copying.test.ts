import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding.ts';
import { recordsToCopy } from '../../src/providers/dns-records-to-copy.ts';
import { fixPrompt, fixPrompts } from '../../src/providers/fix-prompt.ts';

const dns = (host: string, record: string, copy: string): Finding => ({
  checkId: 'email/missing-dmarc',
  messageId: 'missing',
  message: 'acme.com has no DMARC record.',
  severity: 'high',
  location: { kind: 'host', host, record },
  remediation: { text: `Add a TXT record at ${host}.`, copy },
  fingerprint: 'f',
});

describe('fields of a DNS record to copy', () => {
  it('have the name that the form of a provider asks for', () => {
    const record = dns('_dmarc.acme.com', 'TXT', 'v=DMARC1; p=none');
    assert.deepEqual(recordsToCopy(record, 'acme.com'), [
      { type: 'TXT', name: '_dmarc', value: 'v=DMARC1; p=none' },
    ]);
    assert.equal(recordsToCopy(dns('acme.com', 'TXT', 'v=spf1 -all'), 'acme.com')[0]?.name, '@');
    assert.equal(recordsToCopy(dns('acme.com', 'TXT', 'v=spf1 -all'), 'other.com')[0]?.name, 'acme.com');
  });

  it('come one record after another where there are several', () => {
    const copy =
      'send.acme.com TXT v=spf1 include:a.test ~all\nk._domainkey.acme.com. 3600 IN CNAME k.b.test';
    assert.deepEqual(recordsToCopy(dns('acme.com', 'TXT', copy), 'acme.com'), [
      { type: 'TXT', name: 'send', value: 'v=spf1 include:a.test ~all' },
      { type: 'CNAME', name: 'k._domainkey', value: 'k.b.test' },
    ]);
  });

  it('are none where there is nothing for a DNS provider', () => {
    assert.deepEqual(recordsToCopy(dns('acme.com', 'TXT', 'one line\nand another'), 'acme.com'), []);
    const inFile: Finding = {
      ...dns('a', 'TXT', 'X='),
      location: {
        kind: 'file',
        path: '.env',
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      },
    };
    assert.deepEqual(recordsToCopy(inFile, 'acme.com'), []);
  });
});

describe('fix prompt', () => {
  const page = '# env/x\n\nWords.\n\n## How to fix\n\nDo this.\n\n## When to accept\n\nNever.\n';

  it('says what, where and how, with the part of the page that helps', () => {
    const finding: Finding = {
      ...dns('a', 'TXT', 'MAIL_KEY='),
      checkId: 'env/undeclared-variable',
      message: 'The code reads MAIL_KEY.',
      location: {
        kind: 'file',
        path: 'src/a.ts',
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } },
      },
      remediation: { text: 'Add this line to .env.example.', copy: 'MAIL_KEY=' },
    };
    const prompt = fixPrompt(finding, page);
    for (const text of [
      'The code reads MAIL_KEY.',
      'src/a.ts, line 4',
      'MAIL_KEY=',
      'Do this.',
      'The text for it:\n\n```\nMAIL_KEY=\n```',
      '--only env/undeclared-variable --offline',
    ])
      assert.ok(prompt.includes(text), text);
    assert.ok(!prompt.includes('Never.\n') && /Never write, print or log the value of a secret/.test(prompt));
  });

  it('leaves new keys to a person, and needs no package of that name', () => {
    const { copy: _, ...rest } = dns('a', 'TXT', '').remediation ?? { text: '' };
    const secret: Finding = {
      ...dns('a', 'TXT', ''),
      checkId: 'secrets/hardcoded-secret',
      location: {
        kind: 'file',
        path: 'src/pay.ts',
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } },
      },
      data: { rule: 'stripe-secret-key' },
      remediation: rest,
    };
    const prompt = fixPrompt(secret);
    assert.match(prompt, /Only a person can make a new key and revoke the old one: say so at the end/);
    assert.match(prompt, /launch-ready_run_audit/);
    assert.doesNotMatch(prompt, /```/);
  });

  it('tells the page once where several findings of a check are told', () => {
    const finding = dns('acme.com', 'TXT', 'v=spf1 -all');
    const told = fixPrompts([finding, { ...finding, message: 'Another.' }], page);
    assert.equal(told.match(/Do this\./g)?.length, 1);
    assert.ok(told.includes('acme.com has no DMARC record.') && told.includes('Another.'));
    assert.equal(told.match(/When you are done/g)?.length, 1);
  });

  it('leaves what is on the network to a person', () => {
    const prompt = fixPrompt(dns('_dmarc.acme.com', 'TXT', 'v=DMARC1; p=none'));
    assert.match(prompt, /TXT record of _dmarc\.acme\.com/);
    assert.match(prompt, /Do not change DNS or servers yourself/);
    assert.ok(!prompt.includes('--offline'));
  });
});
