import assert from 'node:assert/strict';
import { exitCodeOf, judgeLaunch } from '../../src/audit/verdict.ts';
import type { Area, Check } from '../../src/model/check.ts';
import { passed } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { NotAsked, Result } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/severity.ts';

const check = (id: Check['id'], severity: Severity, minimumBar = false): Check => ({
  id,
  title: id,
  failureTitle: id,
  severity,
  minimumBar,
  requires: [],
  messages: {},
  run: () => passed(),
});
const CHECKS = [
  check('secrets/a', 'blocker'),
  check('dns/b', 'blocker'),
  check('env/c', 'high'),
  check('monitoring/d', 'high', true),
];
const area = (id: Area['id'], network: boolean): Area => ({
  id,
  title: id.toUpperCase(),
  stage: 'code',
  network,
  checks: [],
});
const AREAS = [area('secrets', false), area('env', false), area('dns', true), area('email', true)];

function finding(severity: Severity): Finding {
  return {
    checkId: 'secrets/a',
    messageId: 'm',
    message: 'm',
    severity,
    location: { kind: 'host', host: 'acme.test' },
    fingerprint: 'f',
  };
}
function result(checkId: string, outcome: Outcome, ...severities: Severity[]): Result {
  return { checkId, outcome, durationMs: 0, reason: null, findings: severities.map(finding) };
}
const judge = (results: Result[], notAsked: NotAsked[] = []) =>
  judgeLaunch(CHECKS, results, [], notAsked, AREAS);

describe('verdict', () => {
  it('counts blockers and says so', () => {
    const verdict = judge([
      result('secrets/a', 'fail', 'blocker', 'blocker', 'low'),
      result('dns/b', 'notMeasured'),
    ]);
    assert.equal(verdict.headline, 'NOT READY (2 blockers)');
    assert.deepEqual([verdict.blockers, verdict.low, verdict.notMeasured], [2, 1, 1]);
    assert.equal(judge([result('secrets/a', 'fail', 'blocker')]).headline, 'NOT READY (1 blocker)');
  });

  it('is incomplete when a blocker-grade check could not look and no blocker was found', () => {
    const verdict = judge([result('dns/b', 'notMeasured'), result('env/c', 'notMeasured')]);
    assert.equal(verdict.headline, 'INCOMPLETE (2 checks could not run)');
    assert.equal(judge([result('env/c', 'notMeasured')]).state, 'READY');
  });

  it('names the risks', () => {
    assert.equal(judge([result('env/c', 'fail', 'high', 'high')]).headline, 'READY WITH RISKS (2 high)');
    assert.equal(judge([result('env/c', 'fail', 'medium')]).headline, 'READY');
  });

  it('never says a bare READY while a row of the minimum bar has no answer', () => {
    assert.equal(
      judge([result('monitoring/d', 'review', 'high')]).headline,
      'READY WITH RISKS (1 to answer by hand)',
    );
    assert.equal(
      judge([result('monitoring/d', 'notMeasured')]).headline,
      'READY WITH RISKS (1 check could not run)',
    );
    assert.equal(judge([result('env/c', 'review')]).headline, 'READY');
  });

  it('names what was not asked for, in words, and does not let it change the exit code', () => {
    const offline = [
      { area: 'dns' as const, reason: 'offline' },
      { area: 'email' as const, reason: 'offline' },
    ];
    const verdict = judge([result('secrets/a', 'pass')], offline);
    assert.equal(verdict.headline, 'READY (code only; domain not checked)');
    assert.equal(exitCodeOf({ results: [], verdict }, 'blocker'), 0);
    assert.equal(judge([], [{ area: 'email', reason: 'x' }]).scope, 'not checked: EMAIL');
    const others = ['env', 'dns', 'email'] as const;
    const alone = judge(
      [],
      others.map((area) => ({ area, reason: 'x' })),
    );
    assert.equal(alone.scope, 'only SECRETS checked', 'a long list of what was left out hides what was not');
    assert.equal(judge([], [{ area: 'email', check: 'email/missing-mx', reason: 'x' }]).scope, '');
  });

  it('review findings are shown, not counted', () => {
    assert.equal(judge([result('env/c', 'review', 'blocker')]).blockers, 0);
  });

  it('exit codes: findings first, then incomplete', () => {
    const of = (results: Result[], failOn: Severity) =>
      exitCodeOf({ results, verdict: judge(results) }, failOn);
    assert.equal(of([result('secrets/a', 'fail', 'blocker')], 'blocker'), 1);
    assert.equal(of([result('secrets/a', 'fail', 'high')], 'blocker'), 0);
    assert.equal(of([result('secrets/a', 'fail', 'high')], 'high'), 1);
    assert.equal(of([result('dns/b', 'notMeasured')], 'blocker'), 3);
    assert.equal(of([result('dns/b', 'notMeasured'), result('env/c', 'fail', 'high')], 'high'), 1);
  });
});
