import assert from 'node:assert/strict';
import { applySuppressions } from '../../src/audit/suppressions.ts';
import type { LaunchConfig } from '../../src/config/model.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Result } from '../../src/model/report.ts';
import { findSuppressionComments } from '../../src/observe/repository/suppression-comments.ts';

const NOW = Date.parse('2026-11-21T23:30:00Z');

function secretAt(path: string, line: number, rule = 'stripe-secret-key'): Finding {
  const at = { line, character: 4 };
  return {
    checkId: 'secrets/hardcoded-secret',
    messageId: 'secret',
    message: 'm',
    severity: 'blocker',
    location: { kind: 'file', path, range: { start: at, end: { line, character: 9 } } },
    data: { rule },
    fingerprint: `${path}${line}`,
  };
}
function onHost(host: string): Finding {
  return {
    checkId: 'dns/missing-caa',
    messageId: 'm',
    message: 'm',
    severity: 'low',
    location: { kind: 'host', host },
    fingerprint: host,
  };
}
function apply(
  findings: Finding[],
  config: LaunchConfig = {},
  comments = {},
  outcome: Outcome = 'fail',
  reason: string | null = null,
) {
  const results: Result[] = [
    { checkId: findings[0]?.checkId ?? 'secrets/hardcoded-secret', outcome, durationMs: 0, reason, findings },
  ];
  const { results: kept, suppressed } = applySuppressions(results, { config, comments, now: NOW });
  return { result: kept[0] as Result, suppressed };
}

describe('suppressions', () => {
  it('a comment silences its line by check id or by kind, and the check then passes', () => {
    for (const id of ['secrets/hardcoded-secret', 'secrets/stripe-secret-key']) {
      const { result, suppressed } = apply(
        [secretAt('src/a.ts', 3)],
        {},
        { 'src/a.ts': [{ line: 3, ids: [id], reason: 'a test key' }] },
      );
      assert.equal(result.outcome, 'pass');
      assert.deepEqual(suppressed[0]?.suppression, { kind: 'comment', reason: 'a test key' });
    }
    const other = apply(
      [secretAt('src/a.ts', 3)],
      {},
      { 'src/a.ts': [{ line: 3, ids: ['env/undeclared-variable'] }] },
    );
    assert.equal(other.result.outcome, 'fail');
    assert.equal(
      apply([secretAt('src/a.ts', 3)], {}, { 'src/a.ts': [{ line: 2, ids: ['secrets/hardcoded-secret'] }] })
        .result.outcome,
      'fail',
    );
  });

  it("what only a person can tell passes while somebody's look at it holds, and names who looked", () => {
    const look = (date: string, check = 'handover/missing-rollback') => {
      const results: Result[] = [
        {
          checkId: 'handover/missing-rollback',
          outcome: 'review',
          durationMs: 0,
          reason: 'no way back declared',
          findings: [],
        },
      ];
      const config = { reviewed: [{ check, by: 'ana@acme.test', date }] };
      const [result] = applySuppressions(results, { config, comments: {}, now: NOW }).results;
      return `${result?.outcome}: ${result?.reason}`;
    };
    assert.equal(look('2026-11-01'), 'pass: ana@acme.test looked at this on 2026-11-01');
    assert.equal(look('2026-08-23'), 'pass: ana@acme.test looked at this on 2026-08-23');
    assert.equal(
      look('2026-08-22'),
      'review: no way back declared; ana@acme.test looked at this 91 days ago: look again',
    );
    assert.equal(look('2026-11-01', 'handover/missing-owners'), 'review: no way back declared');
  });

  it('a look by hand never hides a failure', () => {
    const config = { reviewed: [{ check: 'dns/missing-caa', by: 'a', date: '2026-11-01' }] };
    assert.equal(apply([onHost('acme.test')], config).result.outcome, 'fail');
  });

  it('ignore globs follow the rules of .gitignore', () => {
    assert.equal(apply([secretAt('fixtures/x/a.ts', 3)], { ignore: ['fixtures/**'] }).result.outcome, 'pass');
    assert.equal(apply([secretAt('src/a.ts', 3)], { ignore: ['fixtures/**'] }).result.outcome, 'fail');
  });

  it('an accepted risk counts through its last day and then comes back, with words', () => {
    const accept = (until: string) => ({
      accept: [{ check: 'dns/missing-caa', reason: 'no CAA', owner: 'ana@acme.test', until }],
    });
    const today = apply([onHost('acme.test')], accept('2026-11-21'));
    assert.equal(today.result.outcome, 'pass');
    assert.deepEqual(today.suppressed[0]?.suppression, {
      kind: 'accept',
      reason: 'no CAA',
      owner: 'ana@acme.test',
      until: '2026-11-21',
    });
    const expired = apply([onHost('acme.test')], accept('2026-11-20'));
    assert.equal(expired.result.outcome, 'fail');
    assert.match(expired.result.reason ?? '', /ana@acme\.test accepted ran out on 2026-11-20/);
  });

  it('an acceptance can be narrowed to a host or a path', () => {
    const risk = {
      check: 'dns/missing-caa',
      reason: 'r',
      owner: 'o',
      until: '2027-01-01',
      host: 'www.acme.test',
    };
    assert.equal(apply([onHost('acme.test')], { accept: [risk] }).result.outcome, 'fail');
    assert.equal(apply([onHost('www.acme.test')], { accept: [risk] }).result.outcome, 'pass');
    const byPath = {
      check: 'secrets/hardcoded-secret',
      reason: 'r',
      owner: 'o',
      until: '2027-01-01',
      path: 'legacy/**',
    };
    assert.equal(apply([secretAt('legacy/a.ts', 1)], { accept: [byPath] }).result.outcome, 'pass');
    assert.equal(apply([secretAt('src/a.ts', 1)], { accept: [byPath] }).result.outcome, 'fail');
  });

  it('severities of launch-ready.yaml win, the kind before the check', () => {
    const { result } = apply([secretAt('a.ts', 1), secretAt('a.ts', 2, 'jwt')], {
      checks: { 'secrets/hardcoded-secret': 'high', 'secrets/jwt': 'low' },
    });
    assert.deepEqual(
      result.findings.map((finding) => finding.severity),
      ['high', 'low'],
    );
    assert.equal(
      apply([secretAt('a.ts', 2, 'jwt')], { checks: { 'secrets/jwt': 'off' } }).result.outcome,
      'pass',
    );
  });

  it('what could not be looked at is no pass once the findings are gone', () => {
    const { result } = apply(
      [onHost('acme.test')],
      { checks: { 'dns/missing-caa': 'off' } },
      {},
      'fail',
      'the server did not answer',
    );
    assert.equal(result.outcome, 'notMeasured');
  });
});

describe('suppression comments', () => {
  it('are found in every comment style, for the same or the next line', () => {
    const text = [
      '// launch-ready-ignore-next-line secrets/hardcoded-secret -- a published test key',
      'const key = 1; // launch-ready-ignore-line env/undeclared-variable',
      '# launch-ready-ignore-next-line secrets/jwt, secrets/pem',
      '<!-- launch-ready-ignore-next-line secrets/jwt -- shown in the docs -->',
      '/* launch-ready-ignore-line secrets/jwt -- old */',
      '-- launch-ready-ignore-next-line secrets/jwt',
      'const text = launch-ready-ignore-line;',
    ].join('\r\n');
    assert.deepEqual(findSuppressionComments(text), [
      { line: 1, ids: ['secrets/hardcoded-secret'], reason: 'a published test key' },
      { line: 1, ids: ['env/undeclared-variable'] },
      { line: 3, ids: ['secrets/jwt', 'secrets/pem'] },
      { line: 4, ids: ['secrets/jwt'], reason: 'shown in the docs' },
      { line: 4, ids: ['secrets/jwt'], reason: 'old' },
      { line: 6, ids: ['secrets/jwt'] },
    ]);
  });

  it('need an id: silence is never for everything', () => {
    assert.deepEqual(findSuppressionComments('// launch-ready-ignore-next-line\nx'), []);
  });

  it('cost little in a long minified line', () => {
    const text = `${'a('.repeat(400_000)}// launch-ready-ignore-line secrets/jwt`;
    assert.equal(findSuppressionComments(text).length, 1);
  });
});
