import assert from 'node:assert/strict';
import type { Report } from '../../src/model/report.ts';
import { formatJson } from '../../src/reporters/json.ts';
import { reportErrors } from '../support/schemas.ts';
import { exampleReport, finding, HOSTILE, result } from './example-report.ts';

describe('reporters/json', () => {
  it('is the report, and fits the published schema', () => {
    const report = exampleReport();
    const parsed = JSON.parse(formatJson(report));
    assert.deepEqual(parsed, report);
    assert.deepEqual(reportErrors(parsed), []);
  });

  it('has a schema that refuses what is not a report', () => {
    const broken: [string, (report: Report) => unknown][] = [
      ['another schema', (report) => ({ ...report, schema: 'launch-ready/report@2' })],
      [
        'a failure without a finding',
        (report) => ({ ...report, results: [result('env/x', { outcome: 'fail' })] }),
      ],
      ['an unknown outcome', (report) => ({ ...report, results: [{ ...result('env/x'), outcome: 'ok' }] })],
      [
        'a path with backslashes',
        (report) => withFinding(report, { location: { kind: 'file', path: 'a\\b' } as never }),
      ],
      ['data that is not flat', (report) => withFinding(report, { data: { a: {} } as never })],
      ['a missing verdict', ({ verdict: _, ...rest }) => rest],
    ];
    for (const [name, breakIt] of broken)
      assert.notDeepEqual(reportErrors(breakIt(exampleReport())), [], name);
  });

  it('keeps hostile text whole, but escaped', () => {
    const report = withFinding(exampleReport(), { message: HOSTILE });
    const text = formatJson(report);
    assert.deepEqual(JSON.parse(text), report);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u);
  });
});

function withFinding(report: Report, changes: Parameters<typeof finding>[1]): Report {
  return {
    ...report,
    results: [result('env/x', { outcome: 'fail', findings: [finding('env/x', changes)] })],
  };
}
