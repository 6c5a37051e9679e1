import assert from 'node:assert/strict';
import { type HostLook, isToldElsewhere, judgeHosts, sortHosts } from '../../src/model/host-looks.ts';

const host = (name: string) => ({ host: `${name}.acme.test` });
const looks: Record<string, HostLook<{ blocked?: string; title: string }>> = {
  'www.acme.test': { ok: true, value: { title: 'Acme' } },
  'app.acme.test': { ok: true, value: { title: 'One moment', blocked: 'an edge asks for a riddle' } },
  'api.acme.test': { ok: false, code: 'refused', reason: 'the server refuses the connection' },
  'old.acme.test': { ok: false, code: 'timeout', reason: 'the server does not answer' },
};

describe('looks at hosts', () => {
  it('keeps what was seen, what another check tells, and what could not be looked at apart', () => {
    const hosts = ['www', 'app', 'api', 'old', 'new'].map(host);
    const { seen, without, unmeasured } = sortHosts(hosts, looks);
    assert.deepEqual(seen, [{ host: host('www'), value: { title: 'Acme' } }]);
    assert.deepEqual(without, [
      { host: host('api'), code: 'refused', reason: 'the server refuses the connection' },
    ]);
    assert.deepEqual(unmeasured, [
      'app.acme.test: an edge asks for a riddle',
      'old.acme.test: the server does not answer',
      'new.acme.test: it was not looked at',
    ]);
  });

  it('passes over a refusal, which is a fact, and not over silence', () => {
    assert.equal(isToldElsewhere('refused'), true);
    assert.equal(isToldElsewhere('timeout'), false);
    assert.equal(isToldElsewhere('inspected'), false);
  });

  it('is no pass when nothing was seen, whatever the reason', () => {
    assert.deepEqual(judgeHosts(sortHosts([host('api')], looks), []), {
      outcome: 'notMeasured',
      findings: [],
      reason: 'api.acme.test: the server refuses the connection',
    });
    assert.equal(judgeHosts(sortHosts([], looks), []).outcome, 'notMeasured');
  });

  it('passes with what was seen where the rest is told elsewhere', () => {
    const result = judgeHosts(
      sortHosts([host('www'), host('api')], looks),
      [],
      [{ text: 'It is called Acme.' }],
    );
    assert.deepEqual(result, {
      outcome: 'pass',
      findings: [],
      observations: [{ text: 'It is called Acme.' }],
    });
  });
});
