import assert from 'node:assert/strict';
import type { Report } from '../../src/model/report.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { ageInWords, badgeOf, statusText } from '../../src/providers/status-text.ts';

const report = (verdict: Partial<Verdict>): Report =>
  ({
    verdict: {
      state: 'READY',
      blockers: 0,
      high: 0,
      medium: 0,
      low: 0,
      accepted: 0,
      notMeasured: 0,
      review: 0,
      headline: '',
      scope: '',
      ...verdict,
    },
  }) as Report;

const idle = { busy: false, hasDomain: true, domainChecked: true };

describe('status text', () => {
  const cases: [string, Parameters<typeof statusText>[0]][] = [
    ['Launch: checking…', { ...idle, busy: true, reports: [] }],
    ['Launch: not checked', { ...idle, reports: [] }],
    ['Launch: 1 blocker', { ...idle, reports: [report({ state: 'NOT READY', blockers: 1, high: 3 })] }],
    ['Launch: 3 blockers', { ...idle, reports: [report({ blockers: 1 }), report({ blockers: 2 })] }],
    [
      'Launch: 3 checks could not run',
      { ...idle, reports: [report({ state: 'INCOMPLETE', notMeasured: 3 })] },
    ],
    ['Launch: 4 high risks', { ...idle, reports: [report({ state: 'READY WITH RISKS', high: 4 })] }],
    [
      'Launch: 1 high risk, domain not checked',
      { ...idle, domainChecked: false, reports: [report({ high: 1 })] },
    ],
    [
      'Launch: code clear, domain not set',
      { ...idle, hasDomain: false, domainChecked: false, reports: [report({})] },
    ],
    ['Launch: code clear, domain not checked', { ...idle, domainChecked: false, reports: [report({})] }],
    ['Launch: 2 to check by hand', { ...idle, reports: [report({ state: 'READY WITH RISKS', review: 2 })] }],
    ['Launch: ready', { ...idle, reports: [report({}), report({})] }],
  ];
  for (const [text, state] of cases) it(text, () => assert.equal(statusText(state), text));

  it('counts only blockers and highs on the badge', () => {
    assert.deepEqual(badgeOf([report({ blockers: 1, high: 2, medium: 9, low: 9 }), report({ high: 1 })]), {
      value: 4,
      tooltip: '1 blocker, 3 high risks',
    });
    assert.equal(badgeOf([report({ blockers: 2 })])?.tooltip, '2 blockers');
    assert.equal(badgeOf([report({ medium: 5 })]), undefined);
  });

  it('tells an age in words', () => {
    const minute = 60_000;
    assert.deepEqual(
      [0, 59_999, minute, 59 * minute, 60 * minute, 23 * 60 * minute, 24 * 60 * minute, 49 * 60 * minute].map(
        ageInWords,
      ),
      ['just now', 'just now', '1 min ago', '59 min ago', '1 h ago', '23 h ago', '1 day ago', '2 days ago'],
    );
  });
});
