import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeSpf, withAll, withInclude, withoutInclude } from '../../../src/areas/email/spf-edit.ts';
import { parseSpf } from '../../../src/formats/spf.ts';

describe('edited SPF records', () => {
  it('puts an include where it is reached', () => {
    const cases: [string | undefined, string][] = [
      [undefined, 'v=spf1 include:x.com ~all'],
      ['v=spf1 -all', 'v=spf1 include:x.com -all'],
      ['v=spf1 include:_spf.google.com ~all', 'v=spf1 include:_spf.google.com include:x.com ~all'],
      ['v=spf1 mx redirect=_spf.acme.com', 'v=spf1 mx include:x.com redirect=_spf.acme.com'],
      ['v=spf1 mx', 'v=spf1 mx include:x.com'],
      ['v=spf1   mx   -all  ', 'v=spf1   mx include:x.com -all'],
      ['v=spf1 -ALL exp=why.acme.com', 'v=spf1 include:x.com -ALL exp=why.acme.com'],
    ];
    for (const [record, expected] of cases) assert.equal(withInclude(record, 'x.com'), expected);
  });

  it('takes an include out', () => {
    assert.equal(
      withoutInclude('v=spf1 mx include:X.com. include:y.com ~all', 'x.com'),
      'v=spf1 mx include:y.com ~all',
    );
  });

  it('replaces how a record ends', () => {
    assert.equal(withAll('v=spf1 mx +all', '~all'), 'v=spf1 mx ~all');
    assert.equal(withAll('v=spf1 all mx', '~all'), 'v=spf1 mx ~all');
    assert.equal(withAll('v=spf1 mx redirect=x.com', '~all'), 'v=spf1 mx redirect=x.com');
  });

  it('merges without refusing what one record let pass', () => {
    assert.equal(
      mergeSpf(['v=spf1 mx include:a.com -all', 'v=spf1 include:A.com ip4:192.0.2.1 -all']),
      'v=spf1 mx include:a.com ip4:192.0.2.1 -all',
    );
    assert.equal(mergeSpf(['v=spf1 mx -all', 'v=spf1 a ~all']), 'v=spf1 mx a ~all');
    assert.equal(mergeSpf(['v=spf1 mx +all', 'v=spf1 a -all']), 'v=spf1 mx a ~all');
    assert.equal(mergeSpf(['v=spf1 mx -all', 'v=spf1 redirect=x.com']), undefined);
  });

  it('offers only records that receivers can read', () => {
    const term = fc.constantFrom(
      'mx',
      'a',
      'include:a.com',
      'ip4:192.0.2.1',
      '-all',
      '~all',
      '?all',
      '+all',
      'redirect=b.com',
      'exp=c.com',
      'note=x',
    );
    const record = fc.uniqueArray(term, { maxLength: 6 }).map((terms) => ['v=spf1', ...terms].join(' '));
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 3 }), (records) => {
        const first = records[0] ?? '';
        const edited = [withInclude(first, 'x.com'), withAll(first, '~all'), withoutInclude(first, 'a.com')];
        for (const text of edited) assert.deepEqual(parseSpf(text).problems, [], text);
        const merged = mergeSpf(records.map((text) => text.replace(/ exp=c\.com/, '')));
        if (merged) assert.deepEqual(parseSpf(merged).problems, [], merged);
        // Reached: nothing that decides stands before the new include.
        const { terms } = parseSpf(withInclude(first, 'x.com'));
        const at = terms.findIndex((entry) => entry.text === 'include:x.com');
        assert.ok(!terms.slice(0, at).some((entry) => entry.kind === 'mechanism' && entry.name === 'all'));
      }),
    );
  });
});
