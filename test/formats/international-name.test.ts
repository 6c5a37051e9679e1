import assert from 'node:assert/strict';
import { domainToASCII, domainToUnicode } from 'node:url';
import { shownName, unicodeName, withShownNames } from '../../src/formats/international-name.ts';

/** RFC 3492, section 7.1, in parts, and names of the kind that are registered. */
const NAMES = [
  'bücher.example',
  'www.müller-straße.example',
  'façade.example',
  'παράδειγμα.δοκιμή',
  'пример.испытание',
  '例え.テスト',
  '例子.测试',
  '실례.테스트',
  'उदाहरण.परीक्षा',
  'مثال.إختبار',
  'דוגמה.טעסט',
  'ひとつ屋根の下2.example',
  'paypаl.example',
];

describe('formats/international-name', () => {
  it('shows names in a sentence in both forms, the one of the DNS once', () => {
    for (const [text, shown] of [
      ['acme.com has no www', 'acme.com has no www'],
      ['www.xn--bcher-kva.test is gone', 'www.bücher.test (www.xn--bcher-kva.test) is gone'],
      [
        'http://xn--bcher-kva.test/a leads to https://xn--bcher-kva.test/b.',
        'http://bücher.test/a (xn--bcher-kva.test) leads to https://bücher.test/b.',
      ],
      ['_dmarc.xn--bcher-kva.test TXT', '_dmarc.bücher.test (_dmarc.xn--bcher-kva.test) TXT'],
      ['xn--99999999999 is none', 'xn--99999999999 is none'],
    ] as const)
      assert.equal(withShownNames(text), shown);
  });

  it('decodes what the platform encodes', () => {
    for (const name of NAMES)
      assert.equal(unicodeName(domainToASCII(name)), domainToUnicode(domainToASCII(name)));
  });

  it('shows both forms, and a plain name as it is', () => {
    assert.equal(shownName('xn--bcher-kva.example'), 'bücher.example (xn--bcher-kva.example)');
    assert.equal(shownName('acme.com'), 'acme.com');
    assert.equal(shownName(''), '');
  });

  it('never shows what is no letter, and gives up on what nobody encoded', () => {
    // A right-to-left override, a full stop of another script, a space: written by hand, since no encoder does.
    for (const name of [
      'xn--.example',
      'xn--a.example',
      'xn--99999999.example',
      'xn--ab-.example',
      'xn--a_b-kva',
    ])
      assert.equal(shownName(name), name);
    for (let seed = 0; seed < 3000; seed++) {
      const label = randomLabel(seed);
      const shown = unicodeName(`xn--${label}.example`);
      if (shown !== undefined) assert.match(shown, /^[\p{L}\p{M}\p{N}·・ー.-]+$/u, label);
    }
  });
});

/** Up to 20 letters, digits and hyphens, the same ones for the same seed. */
function randomLabel(seed: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
  let state = seed * 2654435761 + 1;
  let label = '';
  for (let i = 0; i < 3 + (seed % 18); i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    label += letters[(state >>> 8) % letters.length];
  }
  return label;
}
