import assert from 'node:assert/strict';
import { parseRegistration, rdapServerFor } from '../../src/formats/rdap.ts';

const LIST = JSON.stringify({
  services: [
    [['uk'], ['https://rdap.nominet.test/uk']],
    [['co.uk'], ['http://plain.test/', 'https://rdap.co.test/']],
    [['com', 'net'], ['https://rdap.com.test/']],
    [['old'], ['http://only-plain.test/']],
  ],
});

describe('formats/rdap', () => {
  it('finds the registry by the longest suffix, over https alone', () => {
    assert.equal(rdapServerFor('acme.com', LIST), 'https://rdap.com.test/');
    assert.equal(rdapServerFor('acme.uk', LIST), 'https://rdap.nominet.test/uk/');
    assert.equal(rdapServerFor('acme.co.uk', LIST), 'https://rdap.co.test/');
    assert.equal(rdapServerFor('acme.old', LIST), undefined);
    assert.equal(rdapServerFor('acme.zz', LIST), undefined);
    assert.throws(() => rdapServerFor('acme.com', '[]'), /cannot be read/);
  });

  it('reads dates, locks and the registrar, and takes nothing for granted', () => {
    const answer = {
      objectClassName: 'domain',
      status: ['Client Transfer Prohibited', 7],
      events: [
        { eventAction: 'registration', eventDate: '2020-01-01T00:00:00Z' },
        { eventAction: 'expiration', eventDate: '2027-01-01T00:00:00Z' },
      ],
      entities: [
        {
          roles: ['registrar'],
          vcardArray: [
            'vcard',
            [
              ['version', {}, 'text', '4.0'],
              ['fn', {}, 'text', 'Acme Registrar'],
            ],
          ],
        },
      ],
    };
    assert.deepEqual(parseRegistration(JSON.stringify(answer)), {
      expires: Date.parse('2027-01-01T00:00:00Z'),
      locked: true,
      statuses: ['client transfer prohibited'],
      registrar: 'Acme Registrar',
    });
    const bare = parseRegistration(
      '{"objectClassName":"domain","events":[{"eventAction":"expiration","eventDate":"soon"}]}',
    );
    assert.deepEqual(bare, { locked: false, statuses: [] });
    for (const text of ['', '[]', 'null', '{"objectClassName":"entity"}', '<html>'])
      assert.throws(() => parseRegistration(text), /^Error: the (answer|registry)/);
  });
});
