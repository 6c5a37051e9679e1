import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ConfigProblem } from '../../src/config/model.ts';
import { parse } from '../../src/config/parse.ts';
import { findUnknownCheckIds } from '../../src/config/unknown-check-ids.ts';
import type { Range } from '../../src/model/location.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const read = (text: string) => parse(text, 'launch-ready.yaml', { now: NOW });

const WHOLE = `domain: acme.com
domains: { production: acme.com, staging: acme.dev }
hosts: { app: { expect: { status: 200, title: Acme } }, api: {}, members: {} }
canonical: https://acme.com
redirects: [{ from: /old, to: /new, status: 301 }]
email: { senders: [{ from: hello@acme.com, provider: resend }], smtpProbe: false }
environments: { production: { files: [.env.production], provided: [DATABASE_URL] } }
checks: { env/unused-variable: off, tls/certificate-expiry: high }
ignore: [fixtures/**]
accept: [{ check: dns/missing-caa, reason: registrar has none, owner: ana@acme.com, until: 2027-02-01 }]
monitoring: { provider: gatus, lastAlertTest: 2026-11-01 }
handover: { owners: [ana@acme.com, bo@acme.com], rollback: docs/rollback.md }
thresholds: { p95Ms: { page: 500, chat: 2000 }, errorRate: 0.01, redirectHops: 1 }
baseline: .launch-ready/baseline.json
`;

/** What stands at a range, so that a test names words instead of numbers. */
function textAt(text: string, range: Range | undefined): string {
  assert.ok(range, 'there is a range');
  const lines = text.split(/\r\n|\n|\r/);
  if (range.start.line === range.end.line) {
    return lines[range.start.line]!.slice(range.start.character, range.end.character);
  }
  return [
    lines[range.start.line]!.slice(range.start.character),
    ...lines.slice(range.start.line + 1, range.end.line),
    lines[range.end.line]!.slice(0, range.end.character),
  ].join('\n');
}

function problemsOf(text: string): string[] {
  return read(text).problems.map(
    (one) => `${one.messageId} ${one.key} «${textAt(text.replace(/^\uFEFF/, ''), one.range)}»`,
  );
}

function only(text: string): ConfigProblem {
  const { problems } = read(text);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems[0]!;
}

describe('configuration parser', () => {
  it('reads every key of the whole example, with ranges', () => {
    const { value, problems, ranges, keyRanges } = read(WHOLE);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, {
      domain: 'acme.com',
      domains: { production: 'acme.com', staging: 'acme.dev' },
      hosts: { app: { expect: { status: 200, title: 'Acme' } }, api: {}, members: {} },
      canonical: 'https://acme.com',
      redirects: [{ from: '/old', to: '/new', status: 301 }],
      email: { senders: [{ from: 'hello@acme.com', provider: 'resend' }], smtpProbe: false },
      environments: { production: { files: ['.env.production'], provided: ['DATABASE_URL'] } },
      checks: { 'env/unused-variable': 'off', 'tls/certificate-expiry': 'high' },
      ignore: ['fixtures/**'],
      accept: [
        {
          check: 'dns/missing-caa',
          reason: 'registrar has none',
          owner: 'ana@acme.com',
          until: '2027-02-01',
        },
      ],
      monitoring: { provider: 'gatus', lastAlertTest: '2026-11-01' },
      handover: { owners: ['ana@acme.com', 'bo@acme.com'], rollback: 'docs/rollback.md' },
      thresholds: { p95Ms: { page: 500, chat: 2000 }, errorRate: 0.01, redirectHops: 1 },
      baseline: '.launch-ready/baseline.json',
    });
    const at = (key: string) => textAt(WHOLE, ranges[key]);
    assert.equal(at('domain'), 'acme.com');
    assert.equal(at('domains.production'), 'acme.com');
    assert.equal(at('hosts.app'), 'app');
    assert.equal(at('hosts.app.expect.title'), 'Acme');
    assert.equal(at('accept.0.check'), 'dns/missing-caa');
    assert.equal(at('handover.owners.1'), 'bo@acme.com');
    assert.equal(textAt(WHOLE, keyRanges['checks.env/unused-variable']), 'env/unused-variable');
  });

  it('a block value ends where its last word ends', () => {
    const text = 'ignore:\n  - a\n  - b\n\n# about the domain\ndomain: acme.com\n';
    assert.equal(textAt(text, read(text).ranges.ignore), '- a\n  - b');
  });

  it('an empty file, comments, and empty groups are fine', () => {
    for (const text of ['', '\n\n', '# nothing yet\n', '---\n', 'email:\nhosts:\nignore:\naccept: []\n']) {
      assert.deepEqual(problemsOf(text), [], JSON.stringify(text));
    }
    assert.deepEqual(read('hosts:\n  app:\n  api:\n').value, { hosts: { app: {}, api: {} } });
  });

  it('goes on after a mistake and uses the rest', () => {
    const text = 'domain: 12\nignore: [a, 3, b]\nhandover: { owners: [ana], rollbak: x.md }\nbaseline: [x]\n';
    const { value } = read(text);
    assert.deepEqual(value, { ignore: ['a', 'b'], handover: { owners: ['ana'] } });
    assert.deepEqual(problemsOf(text), [
      'wrongType domain «12»',
      'wrongType ignore.1 «3»',
      'unknownKey handover.rollbak «rollbak»',
      'wrongType baseline «[x]»',
    ]);
  });

  it('places in lists count what could be used', () => {
    const text =
      'accept:\n  - { check: dns/a, until: soon, host: app }\n  - { check: dns/b, reason: r, owner: o, until: 2027-01-01 }\n';
    const { value, ranges } = read(text);
    assert.equal(value.accept?.[0]?.check, 'dns/b');
    assert.equal(textAt(text, ranges['accept.0.check']), 'dns/b');
    assert.equal(ranges['accept.0.host'], undefined);
  });

  it('suggests the key that was meant, and none where two are as near or the key is there already', () => {
    assert.equal(only('domian: x').data.suggestion, 'domain');
    assert.equal(only('ons: x').data.suggestion, undefined);
    assert.equal(only('thresolds: {}').data.suggestion, 'thresholds');
    assert.equal(only('monitoring: { last_alert_test: 2026-11-01 }').data.suggestion, 'lastAlertTest');
    assert.equal(only('handover: { owner: [a] }').data.suggestion, 'owners');
    assert.equal(only('ignore: []\nignor: []').data.suggestion, undefined);
    assert.equal(only('zebra: 1').data.suggestion, undefined);
  });

  it('syntax errors say line and remedy', () => {
    const cases: [string, string, RegExp][] = [
      ['domain: acme.com\n\tignore: [a]\n', '1:0', /tab/],
      ['domain: "acme.com\nignore: [a]\n', '0:8', /quote is never closed/],
      ['ignore: [a, b\n', '1:0', /bracket/],
      ['domain: acme.com\n  ignore: [a]\n', '0:8', /second key/],
      ['handover: { owners: [@ana] }\n', '0:21', /may not begin/],
      ['ignore: [**/x]\n', '0:9', /unless it is quoted/],
      ['domain: acme.com\n---\ndomain: acme.dev\n', '1:0', /not read/],
    ];
    for (const [text, place, what] of cases) {
      const problem = read(text).problems[0];
      assert.equal(problem?.messageId, 'syntax', text);
      assert.equal(`${problem.range.start.line}:${problem.range.start.character}`, place, text);
      assert.match(String(problem.data.what), what);
      assert.ok(problem.data.remedy);
    }
    assert.equal(read('domain: acme.com\n---\ndomain: acme.dev\n').value.domain, 'acme.com');
  });

  it('the last of a repeated key counts, and is told', () => {
    const text = 'domain: acme.com\nignore: []\ndomain: acme.dev\n';
    assert.equal(read(text).value.domain, 'acme.dev');
    const problem = only(text);
    assert.deepEqual(
      [problem.messageId, problem.range.start.line, problem.data.line],
      ['duplicateKey', 2, 1],
    );
  });

  it('anchors, aliases and merge keys', () => {
    const text =
      'hosts:\n  app: &base { expect: { status: 200 } }\n  api: *base\n  www: { <<: *base, proxied: false }\n';
    assert.deepEqual(read(text).problems, []);
    assert.deepEqual(read(text).value.hosts, {
      app: { expect: { status: 200 } },
      api: { expect: { status: 200 } },
      www: { expect: { status: 200 }, proxied: false },
    });
    assert.equal(textAt(text, read(text).ranges['hosts.api']), 'api');
  });

  it('a merge key without a group is told', () => {
    assert.equal(only('email: { <<: [1], smtpProbe: true }').messageId, 'wrongType');
  });

  it('says and stays text whatever %YAML says', () => {
    const text =
      '%YAML 1.1\n---\nchecks: { env/unused-variable: off }\nmonitoring: { lastAlertTest: 2026-11-01 }\n';
    assert.deepEqual(read(text).problems, []);
    assert.equal(read(text).value.checks?.['env/unused-variable'], 'off');
  });

  it('CRLF, lone CR in comments, BOM, tabs between values', () => {
    const text = '\uFEFF# launch\r\ndomain:\tacme.com\r\nignore:\r\n  - a\r\n';
    const { value, ranges, problems } = read(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, { domain: 'acme.com', ignore: ['a'] });
    assert.deepEqual(ranges.domain, { start: { line: 1, character: 8 }, end: { line: 1, character: 16 } });
    const first = read('\uFEFFdomain: acme.com').ranges.domain;
    assert.deepEqual(first?.start, { line: 0, character: 8 }, 'the byte order mark takes no place');
  });

  it('a root that is no mapping', () => {
    for (const [text, found] of [
      ['- a\n- b\n', 'a list'],
      ['domain acme.com\n', 'text'],
      ['42', 'a number'],
    ] as const) {
      const problem = only(text);
      assert.deepEqual([problem.messageId, problem.key, problem.data.found], ['wrongType', '', found]);
      assert.deepEqual(read(text).value, {});
    }
  });

  it('internationalised and upper-case names are asked for by their A-label; the written form is kept', () => {
    const { value, written, problems } = read('domain: Bücher.Example\nhosts: { Müller: {} }\n');
    assert.deepEqual(problems, []);
    assert.equal(value.domain, 'xn--bcher-kva.example');
    assert.equal(written.domain, 'Bücher.Example');
    assert.deepEqual(Object.keys(value.hosts ?? {}), ['xn--mller-kva']);
    assert.equal(written['hosts.xn--mller-kva'], 'Müller');
  });

  it('__proto__ and constructor are harmless', () => {
    const text =
      '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\nhosts: { __proto__: {}, constructor: {} }\nemail: { __proto__: {} }\nchecks: { __proto__: off }\n';
    const { value } = read(text);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.deepEqual(Object.keys(value.hosts ?? {}), ['constructor']);
    assert.equal(read(text).problems.filter((one) => one.messageId === 'unknownKey').length, 3);
  });

  it('refuses what is too large, too deep, or a bomb, quickly', () => {
    assert.equal(only(`# ${'x'.repeat(256 * 1024)}\n`).messageId, 'tooLarge');
    assert.equal(only(`# ${'ü'.repeat(130 * 1024)}\n`).messageId, 'tooLarge');
    for (const text of [
      '['.repeat(120_000),
      '{a: '.repeat(60_000),
      '- '.repeat(120_000),
      '? '.repeat(9_000),
    ]) {
      assert.equal(only(text).messageId, 'unreadable');
    }
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    assert.ok(read(`a0: &a0 [x]\n${levels.join('\n')}\nignore: *a30\n`).problems.length > 0);
    const lists = Array.from({ length: 8_000 }, (_, i) => `  e${i}: { provided: *l }`).join('\n');
    const bomb = `ignore: &l\n${'  - a\n'.repeat(6_000)}environments:\n${lists}\n`;
    assert.ok(read(bomb).problems.some((one) => one.messageId === 'unreadable'));
  });

  it('stops counting mistakes at fifty', () => {
    const { problems } = read(Array.from({ length: 5_000 }, (_, i) => `zz${i}: 1`).join('\n'));
    assert.equal(problems.length, 51);
    assert.equal(problems.at(-1)?.messageId, 'tooManyProblems');
  });

  it('an entry of accept needs reason, owner and date', () => {
    const text = 'accept: [{ check: dns/missing-caa }]\n';
    assert.deepEqual(read(text).value.accept, []);
    const problem = only(text);
    assert.deepEqual([problem.messageId, problem.data.name], ['missingKey', 'reason and owner and until']);
    assert.equal(textAt(text, problem.range), 'check');
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
        Array.isArray(read(text).problems),
      ),
    );
    const piece = fc.constantFrom(
      ...[
        'domain',
        ': ',
        '\n',
        '  ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '&a ',
        '*a',
        '<<',
        '"',
        "'",
        '|',
        '>',
        '#',
        '? ',
        '\t',
      ],
      ...[
        'hosts',
        'accept',
        'check',
        'expect',
        'until',
        '2026-01-01',
        '!!set ',
        '---\n',
        '%YAML 1.1\n',
        '\r\n',
        '\0',
        'a',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) =>
        Array.isArray(read(pieces.join('')).problems),
      ),
      { numRuns: 1_000 },
    );
  });

  it('never throws on mutated valid text, and its ranges lie inside the text', () => {
    const mutation = fc.tuple(
      fc.nat(WHOLE.length),
      fc.nat(12),
      fc.constantFrom('', '\n', ': ', '[', '}', '"', '\t', '*a', '&a ', '~', 'é'),
    );
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let text = WHOLE;
        for (const [at, length, insert] of mutations)
          text = text.slice(0, at) + insert + text.slice(at + length);
        const { problems, ranges } = read(text);
        const lines = text.split(/\r\n|\n|\r/);
        for (const range of [...problems.map((one) => one.range), ...Object.values(ranges)]) {
          for (const place of [range.start, range.end]) {
            assert.ok(place.line < lines.length && place.character <= lines[place.line]!.length);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('unknown check ids', () => {
  const known = ['dns/missing-caa', 'tls/certificate-expiry', 'secrets/hardcoded-secret'];

  it('finds them in checks and accept, with the one that was meant', () => {
    const text =
      'checks: { tls/certificate-expiri: off, tls/missing-caa: off, secrets/stripe-secret-key: low, dns/zzzzzz: off }\naccept: [{ check: dns/mising-caa, reason: r, owner: o, until: 2027-01-01 }]\n';
    const found = findUnknownCheckIds(read(text), known);
    assert.deepEqual(
      found.map((one) => [textAt(text, one.range), one.data.suggestion]),
      [
        ['tls/certificate-expiri', 'tls/certificate-expiry'],
        ['tls/missing-caa', 'dns/missing-caa'],
        ['dns/zzzzzz', undefined],
        ['dns/mising-caa', 'dns/missing-caa'],
      ],
    );
  });

  it('judges rules where they are known', () => {
    const config = read('checks: { secrets/stripe-secret-key: low, secrets/stripe-secret-kye: low }\n');
    const found = findUnknownCheckIds(config, known, ['secrets/stripe-secret-key']);
    assert.deepEqual(
      found.map((one) => one.data.suggestion),
      ['secrets/stripe-secret-key'],
    );
  });
});
