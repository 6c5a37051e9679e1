import assert from 'node:assert/strict';
import { FORMATS, type FormatName } from '../../src/config/formats.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

/** `=` for used as written, `= x` for used as x, `! x` for refused with a suggestion, `!` for refused without. */
function read(format: FormatName, text: string): string {
  const reading = FORMATS[format].read(text, NOW);
  if (reading.ok) return reading.value === text ? '=' : `= ${reading.value}`;
  assert.ok(reading.what && reading.remedy, 'says what is wrong and what to do');
  return reading.suggestion === undefined ? '!' : `! ${reading.suggestion}`;
}

const CASES: Partial<Record<FormatName, [string, string][]>> = {
  domain: [
    ['acme.com', '='],
    ['app.acme.co.uk', '='],
    ['xn--bcher-kva.example', '='],
    ['ACME.com', '= acme.com'],
    ['bücher.example', '= xn--bcher-kva.example'],
    ['例え.テスト', '= xn--r8jz45g.xn--zckzah'],
    ['https://acme.com/', '! acme.com'],
    ['http://ana:pw@acme.com:8080/x?y#z', '! acme.com'],
    ['//acme.com', '! acme.com'],
    ['acme.com/pricing', '! acme.com'],
    ['acme.com:443', '! acme.com'],
    ['ana@acme.com', '! acme.com'],
    ['acme.com.', '! acme.com'],
    ['.acme.com', '! acme.com'],
    ['*.acme.com', '! acme.com'],
    ['acme .com', '! acme.com'],
    ['a*.acme.com', '!'],
    ['192.0.2.1', '!'],
    ['[2001:db8::1]', '!'],
    ['2001:db8::1', '!'],
    ['https://192.0.2.1/', '!'],
    ['acme', '!'],
    ['', '!'],
    ['-acme.com', '!'],
    ['ac_me.com', '!'],
    ['acme..com', '!'],
    ['acme.123', '!'],
    [`${'a'.repeat(64)}.com`, '!'],
    [`${'a.'.repeat(130)}com`, '!'],
    ['https://https://', '!'],
  ],
  host: [
    ['app', '='],
    ['@', '='],
    ['eu.app', '='],
    ['App', '= app'],
    ['https://app.acme.com', '! app.acme.com'],
    ['__proto__', '!'],
    ['*', '!'],
  ],
  dateAhead: [
    ['2027-02-01', '='],
    ['2020-01-01', '='],
    ['2027-11-22', '='],
    ['2028-01-01', '!'],
    ['2027-02-30', '!'],
    ['2027/02/01', '! 2027-02-01'],
    ['2027-2-1', '! 2027-02-01'],
    ['2027-02-01T10:00:00Z', '! 2027-02-01'],
    ['01.02.2027', '!'],
    ['soon', '!'],
  ],
  datePast: [
    ['2026-11-21', '='],
    ['2026-11-22', '='],
    ['2026-11-23', '!'],
    ['1999-13-01', '!'],
  ],
  origin: [
    ['https://acme.com', '='],
    ['https://acme.com/', '= https://acme.com'],
    ['acme.com', '! https://acme.com'],
    ['https://acme.com/home', '! https://acme.com'],
    ['https://ana:pw@acme.com', '!'],
    ['ftp://acme.com', '!'],
  ],
  url: [
    ['https://status.acme.com/x', '='],
    ['https://ana:pw@acme.com', '!'],
    ['status.acme.com', '!'],
    ['https://', '!'],
  ],
  pathOrUrl: [
    ['/old', '='],
    ['https://acme.com/old', '='],
    ['old/page.html', '! /old/page.html'],
    ['//evil.example', '!'],
    ['/a b', '!'],
  ],
  mailAddress: [
    ['hello@acme.com', '='],
    ['hello@Bücher.example', '= hello@xn--bcher-kva.example'],
    ['Acme <hello@acme.com>', '! hello@acme.com'],
    ['hello', '!'],
    ['a@b@c.com', '!'],
  ],
  path: [
    ['.env.production', '='],
    ['./docs/rollback.md', '= docs/rollback.md'],
    ['docs\\rollback.md', '! docs/rollback.md'],
    ['C:\\docs\\rollback.md', '!'],
    ['/etc/passwd', '!'],
    ['../secret', '!'],
    ['~/x', '!'],
    ['..\\x', '!'],
  ],
  pathOrLink: [
    ['docs/rollback.md', '='],
    ['https://wiki.example/rollback', '='],
  ],
  glob: [
    ['fixtures/**', '='],
    ['!keep.ts', '='],
    ['*.{ts,js}', '='],
    ['[!a]*', '='],
    ['[a', '!'],
    ['{a,b', '!'],
    ['a}', '!'],
    ['src\\gen\\**', '! src/gen/**'],
    ['C:\\x', '!'],
    ['../x', '!'],
    ['  ', '!'],
  ],
  variable: [
    ['DATABASE_URL', '='],
    ['$DATABASE_URL', '! DATABASE_URL'],
    ['export A=1', '! A'],
    ['A B', '!'],
  ],
  checkId: [
    ['dns/missing-caa', '='],
    ['dns', '!'],
    ['__proto__', '!'],
  ],
  words: [
    ['gatus', '='],
    ['TODO', '!'],
    ['none', '!'],
    ['???', '!'],
    ['SECOND-PERSON', '!'],
    ['you@acme.com', '!'],
    ['youri@acme.com', '='],
    ['Norbert', '='],
    [' ', '!'],
  ],
  label: [
    ['production', '='],
    ['__proto__', '!'],
  ],
};

describe('configuration values', () => {
  for (const [format, cases] of Object.entries(CASES) as [FormatName, [string, string][]][]) {
    it(format, () => {
      assert.deepEqual(
        cases.map(([text]) => [text, read(format, text)]),
        cases,
      );
    });
  }

  it('never repeats a value that may hold a password, and cleans what it repeats', () => {
    const secret = ['hunter', '2'].join('');
    for (const format of ['url', 'origin', 'pathOrUrl', 'pathOrLink', 'variable'] as const) {
      const text = format === 'variable' ? `PASSWORD=${secret}` : `https://ana:${secret}@acme.com/`;
      const reading = FORMATS[format].read(text, NOW);
      assert.ok(!reading.ok && !JSON.stringify(reading).includes(secret), format);
    }
    const hostile = FORMATS.domain.read(`a\u202eb\n\u001b[31m${'x'.repeat(500)}`, NOW);
    assert.ok(!hostile.ok && !/[\u001b\u202e\n]/.test(hostile.what) && hostile.what.length < 120);
  });
});
