import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding.ts';
import { oldAnswerSeconds, stillThere } from '../../src/providers/old-answers.ts';

const at = (host: string, record: string): Finding => ({
  checkId: 'email/missing-dmarc',
  messageId: 'missing',
  message: 'm',
  severity: 'high',
  location: { kind: 'host', host, record },
  fingerprint: 'f',
});
const answers = {
  'acme.com': {
    A: { records: [{ type: 'A', ttl: 2820, data: '192.0.2.1' }] },
    SOA: {
      records: [{ type: 'SOA', ttl: 3600, data: 'ns1.acme.com hostmaster.acme.com 1 7200 900 1209600 300' }],
    },
  },
};

describe('how long old answers live', () => {
  it('is as long as the record said', () =>
    assert.equal(oldAnswerSeconds(at('acme.com', 'A'), answers), 2820));

  it('is as long as the zone says where there was none', () => {
    assert.equal(oldAnswerSeconds(at('_dmarc.acme.com', 'TXT'), answers), 300);
  });

  it('is not known without either', () => {
    assert.equal(oldAnswerSeconds(at('acme.org', 'TXT'), answers), undefined);
    assert.equal(oldAnswerSeconds(at('acme.com', 'TXT'), {}), undefined);
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
