import assert from 'node:assert/strict';
import { caaClimb, caaRule, readCaa } from '../../src/formats/caa.ts';

const records = (...texts: string[]) => texts.flatMap((text) => readCaa(text) ?? []);

describe('formats/caa', () => {
  it('climbs from the name to the last label (RFC 8659, section 3)', () => {
    assert.deepEqual(caaClimb('www.acme.co.uk'), ['www.acme.co.uk', 'acme.co.uk', 'co.uk', 'uk']);
    assert.deepEqual(caaClimb('*.acme.com'), ['acme.com', 'com']);
  });

  it('lets anybody issue where only other tags stand', () => {
    assert.deepEqual(caaRule(records('0 iodef "mailto:a@acme.com"'), false), { issuers: undefined });
    assert.deepEqual(caaRule(records('0 issuewild "a.test"'), false), { issuers: undefined });
  });

  it('takes issuewild alone for a wildcard, and issue where there is none', () => {
    const both = records('0 issue "a.test"', '0 issuewild "b.test"');
    assert.deepEqual(caaRule(both, true).issuers, ['b.test']);
    assert.deepEqual(caaRule(both, false).issuers, ['a.test']);
    assert.deepEqual(caaRule(records('0 issue "a.test"'), true).issuers, ['a.test']);
  });

  it('counts what does not fit the grammar as nobody (section 4.2)', () => {
    assert.deepEqual(caaRule(records('0 issue "%%%"'), false).issuers, []);
    assert.deepEqual(caaRule(records('0 issue ";"'), false).issuers, []);
    assert.deepEqual(caaRule(records('0 issue ";"', '0 issue "A.test"'), false).issuers, ['a.test']);
  });

  it('stops at a critical tag that nobody knows, and only there', () => {
    const rule = caaRule(records('0 issue "a.test"', '128 future "x"'), false);
    assert.deepEqual(rule, { issuers: [], blockedBy: 'future' });
    assert.deepEqual(caaRule(records('0 issue "a.test"', '0 future "x"'), false).issuers, ['a.test']);
    assert.equal(readCaa('128 issue "a.test"')?.problem, undefined);
  });

  it('reads options', () => {
    const [record] = records('0 issue "a.test; accounturi=https://a.test/1 ; validationmethods=dns-01"');
    assert.equal(record?.issuer, 'a.test');
    assert.deepEqual(record?.parameters, {
      accounturi: 'https://a.test/1',
      validationmethods: 'dns-01',
    });
  });
});
