import assert from 'node:assert/strict';
import type { Report } from '../../src/model/report.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import {
  ageInWords,
  badgeOf,
  statusIcon,
  statusText,
  statusTooltip,
} from '../../src/providers/status-text.ts';

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

  it('has an icon for each verdict, that turns while something is looked at', () => {
    const icons: [string, Parameters<typeof statusIcon>[0]][] = [
      ['circle-outline', { ...idle, reports: [] }],
      ['error', { ...idle, reports: [report({ state: 'NOT READY', blockers: 1 })] }],
      ['question', { ...idle, reports: [report({ state: 'INCOMPLETE', notMeasured: 3 })] }],
      ['warning', { ...idle, reports: [report({ state: 'READY WITH RISKS', high: 4 })] }],
      ['circle-outline', { ...idle, domainChecked: false, reports: [report({})] }],
      ['checklist', { ...idle, reports: [report({ state: 'READY WITH RISKS', review: 2 })] }],
      ['pass', { ...idle, reports: [report({})] }],
      ['sync~spin', { ...idle, busy: true, reports: [report({ blockers: 1 })] }],
    ];
    for (const [icon, state] of icons) assert.equal(statusIcon(state), icon);
  });

  describe('tooltip', () => {
    const failing = (severity: string, ...messages: string[]) => ({
      checkId: `env/${severity}`,
      outcome: 'fail',
      findings: messages.map((message, i) => ({
        message,
        severity,
        location: { kind: 'file', path: 'a_b.ts', range: { start: { line: i, character: 0 } } },
      })),
    });
    const named = (verdict: Partial<Verdict>, ...results: unknown[]) => ({
      name: 'shop',
      report: { ...report(verdict), results } as Report,
    });
    const many = named(
      { state: 'NOT READY', blockers: 4, high: 1, headline: 'NOT READY (4 blockers)', scope: 'code only' },
      failing('high', 'Mild.'),
      failing('blocker', 'One.', 'Two *two*.', 'Three.', `Four ${'x'.repeat(300)}`),
    );

    it('says the verdict and what stops the launch, in five lines at most', () => {
      assert.deepEqual(statusTooltip([many]), [
        '**NOT READY \\(4 blockers\\)** · code only',
        '$(error) One `a_b.ts:1`',
        '$(error) Two \\*two\\* `a_b.ts:2`',
        'and 2 more that stop the launch',
        'Click for the next thing to fix',
      ]);
    });

    it('keeps each line short, and speaks of high risks where nothing stops the launch', () => {
      const high = named(
        { state: 'READY WITH RISKS', high: 1, headline: 'READY WITH RISKS (1 high)' },
        failing('high', `Long ${'x '.repeat(300)}`),
      );
      const lines = statusTooltip([high]);
      assert.equal(lines.length, 3);
      assert.match(lines[1] ?? '', /^\$\(warning\) Long x x .{20,50}… `a_b\.ts:1`$/);
    });

    it('names the folders where there are several, the worst first', () => {
      const calm = { name: 'docs', report: { ...report({ headline: 'READY' }), results: [] } as Report };
      const lines = statusTooltip([calm, many]);
      assert.equal(lines.length, 5);
      assert.equal(lines[0], '**shop: NOT READY \\(4 blockers\\)** · docs: READY');
    });

    it('leads to the checklist where nothing fails, and says that nothing was checked', () => {
      const calm = named({ headline: 'READY (domain not checked)' });
      assert.deepEqual(statusTooltip([calm]), [
        '**READY \\(domain not checked\\)**',
        'Click for the checklist',
      ]);
      assert.deepEqual(statusTooltip([]), ['Nothing was checked yet', 'Click for the checklist']);
    });
  });

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
