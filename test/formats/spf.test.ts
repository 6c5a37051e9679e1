import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSpfRecord, parseSpf } from '../../src/formats/spf.ts';
import { expandSpfMacros, parseSpfMacros } from '../../src/formats/spf-macro.ts';

/** `code@start-end` of each problem. */
function problems(text: string): string[] {
  return parseSpf(text).problems.map(({ code, start, end }) => `${code}@${start}-${end}`);
}

describe('SPF records', () => {
  const fine = [
    'v=spf1',
    'v=spf1 ',
    'V=sPf1 -ALL',
    'v=spf1 a mx  ptr ~all',
    'v=spf1 a:%{d}.acme.com/24//64 mx/0 ?all',
    'v=spf1 a:foo:bar/baz.example.com',
    'v=spf1 include:_spf.google.com. redirect=x.example.com',
    'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 -all',
    'v=spf1 exists:%{i}._spf.%{d2r-}.example.com -all exp=why.%{d}',
    'v=spf1 moo.cow-far_out=man:dog/cat -all',
    'v=spf1 a:example.xn--zckzah -all',
    'v=spf1 all -all',
  ];
  for (const text of fine) it(`accepts ${text}`, () => assert.deepEqual(problems(text), []));

  const faults: [string, string[]][] = [
    ['v=spf10', ['notSpf@0-7']],
    ['spf1 -all', ['notSpf@0-9']],
    ['v=spf1 -all.', ['unknownMechanism@7-12']],
    ['v=spf1 -all:x', ['unexpectedArgument@7-13']],
    ['v=spf1 -all/8', ['unexpectedArgument@7-13']],
    ['v=spf1 ptr/0', ['unexpectedArgument@7-12']],
    ['v=spf1 include', ['missingArgument@7-14']],
    ['v=spf1 include: -all', ['missingArgument@7-15']],
    ['v=spf1 a: -all', ['missingArgument@7-9']],
    ['v=spf1 a:abc.123', ['badDomain@9-16']],
    ['v=spf1 a:museum', ['badDomain@9-15']],
    ['v=spf1 a:example.-com', ['badDomain@9-21']],
    ['v=spf1 a/33', ['badPrefixLength@7-11']],
    ['v=spf1 a//129', ['badPrefixLength@7-13']],
    ['v=spf1 a/024', ['badPrefixLength@7-12']],
    ['v=spf1 a/24/64', ['badPrefixLength@7-14']],
    ['v=spf1 ip4:1.2.3', ['badAddress@7-16']],
    ['v=spf1 ip4:1.2.3.04', ['badAddress@7-19']],
    ['v=spf1 ip4:1.2.3.4/33', ['badPrefixLength@7-21']],
    ['v=spf1 ip6:1:2:3:4:5:6:7', ['badAddress@7-24']],
    ['v=spf1 ip6:2001:db8::1/129', ['badPrefixLength@7-26']],
    ['v=spf1 redirect:a.com', ['unknownMechanism@7-21']],
    ['v=spf1 redirect=', ['missingArgument@7-16']],
    ['v=spf1 redirect=a.com redirect=b.com', ['duplicateModifier@22-36']],
    ['v=spf1 exp=a.com exp=a.com', ['duplicateModifier@17-26']],
    ['v=spf1 -exp=a.com', ['unknownMechanism@7-17']],
    ['v=spf1 a:%{x}.com', ['badMacro@9-13']],
    ['v=spf1 a:%{d0}.com', ['badMacro@9-14']],
    ['v=spf1 a:foo%.com', ['badMacro@12-13']],
    ['v=spf1 exp=%{r}.com', ['expOnlyMacro@11-15']],
    ['v=spf1 note=%x', ['badMacro@12-13']],
    ['v=spf1 a\tmx -all', ['badCharacter@7-11']],
    ['v=spf1 a:ex\u00e4mple.com', ['badCharacter@11-12']],
    ['v=spf1 moo.cow/far=x', ['unknownMechanism@7-20']],
  ];
  for (const [text, expected] of faults) {
    it(`rejects ${JSON.stringify(text)}`, () => assert.deepEqual(problems(text), expected));
  }

  it('goes on after an error and after all', () => {
    const record = parseSpf('v=spf1 nonsense -all ip4:300.1.1.1 mx:');
    assert.deepEqual(
      record.terms.map((term) => `${term.kind} ${term.text}`),
      ['invalid nonsense', 'mechanism -all', 'invalid ip4:300.1.1.1', 'invalid mx:'],
    );
    assert.equal(record.problems.length, 3);
  });

  it('says what was meant', () => {
    const hints: [string, string | undefined][] = [
      ['203.0.113.7', 'ip4:203.0.113.7'],
      ['a:203.0.113.7/24', 'ip4:203.0.113.7/24'],
      ['ip4:2001:db8::1', 'ip6:2001:db8::1'],
      ['ip6:203.0.113.7', 'ip4:203.0.113.7'],
      ['ip:203.0.113.7', 'ip4:203.0.113.7'],
      ['-all,', '-all'],
      ['redirect:a.com', 'redirect=a.com'],
      ['includes:a.com', 'include:a.com'],
      ['nonsense', undefined],
    ];
    for (const [term, hint] of hints) assert.equal(parseSpf(`v=spf1 ${term}`).problems[0]?.hint, hint, term);
  });

  it('never throws, and every place is the text it names', () => {
    const piece = fc.constantFrom(
      'a',
      'mx',
      'include:',
      'ip4:',
      'ip6:',
      '1.2.3.4',
      '::1',
      '/24',
      '//64',
      '%{',
      'd2r.',
      '}',
      '=',
      ' ',
      '-',
      'all',
      'redirect=',
      'acme.com',
      '\u0000',
      '\ufffd',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = `v=spf1 ${pieces.join('')}`;
        const record = parseSpf(text);
        assert.equal(isSpfRecord(text), true);
        for (const term of record.terms) assert.equal(text.slice(term.start, term.end), term.text);
        for (const { start, end } of record.problems)
          assert.ok(start >= 0 && start < end && end <= text.length);
        // An invalid term is one that a problem points into, and the other way round.
        const invalid = record.terms.filter((term) => term.kind === 'invalid').length;
        assert.equal(
          invalid > 0,
          record.problems.some((problem) => problem.code !== 'duplicateModifier'),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('SPF macros', () => {
  // RFC 7208 section 7.4, for strong-bad@email.example.com from 192.0.2.3.
  const values = {
    s: 'strong-bad@email.example.com',
    o: 'email.example.com',
    d: 'email.example.com',
    l: 'strong-bad',
    i: '192.0.2.3',
    v: 'in-addr',
  };
  const examples: [string, string][] = [
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l-}', 'strong.bad'],
    ['%{lr}', 'strong-bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{S}', 'strong-bad%40email.example.com'],
    ['a%%b%_c%-d', 'a%b c%20d'],
  ];
  for (const [text, expected] of examples) {
    it(`${text} is ${expected}`, () =>
      assert.equal(expandSpfMacros(parseSpfMacros(text).parts, values), expected));
  }
  it('does not guess what it does not know', () => {
    assert.equal(expandSpfMacros(parseSpfMacros('%{i}.%{d}').parts, { d: 'acme.com' }), undefined);
  });
});
