import assert from 'node:assert/strict';
import { formatGithub } from '../../src/reporters/github.ts';
import { EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

const options = { areas: EXAMPLE_AREAS };

/** What the runner does with a line (its command parser, in short). */
function parse(line: string) {
  const match = /^::([a-z-]+)(?: (.*?))?::(.*)$/u.exec(line);
  if (!match) return undefined;
  const properties = Object.fromEntries(
    (match[2] ?? '').split(',').map((pair) => {
      const [key = '', ...rest] = pair.split('=');
      const value = rest.join('=');
      return [key, value.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')];
    }),
  );
  return {
    command: match[1],
    properties,
    text: (match[3] ?? '').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  };
}

describe('reporters/github', () => {
  it('puts each finding on its line', () => {
    const lines = formatGithub(exampleReport(), options).trimEnd().split('\n');
    assert.equal(lines.length, 5);
    assert.deepEqual(parse(lines[0] ?? ''), {
      command: 'error',
      properties: {
        file: 'src/lib/pay ment.ts',
        line: '12',
        col: '24',
        endLine: '12',
        endColumn: '63',
        title: 'A secret stands in the code (secrets/hardcoded-secret)',
      },
      text: [
        'A live payment key stands in the code: whoever can read the code can charge cards in your name.',
        'Fix: Make a new key, then read it from the environment.',
        'STRIPE_SECRET_KEY=',
      ].join('\n'),
    });
    assert.equal(parse(lines[2] ?? '')?.command, 'warning');
    assert.equal(parse(lines[2] ?? '')?.properties.file, 'launch-ready.yaml');
    assert.match(parse(lines[2] ?? '')?.text ?? '', /^acme\.test: The code sends/u);
    assert.equal(parse(lines[3] ?? '')?.properties.title, 'Could not check: DMARC is published');
    assert.equal(lines[4], 'Launch Ready: NOT READY (2 blockers)');
  });

  it('leads paths from the root of the repository', () => {
    assert.match(
      formatGithub(exampleReport(), { ...options, pathPrefix: 'apps/web' }),
      /file=apps\/web\/src\/b\.ts/u,
    );
  });

  it('cannot be made to print a command of somebody else', () => {
    const report = exampleReport({
      results: [
        result('secrets/hardcoded-secret', {
          outcome: 'fail',
          findings: [
            finding('secrets/hardcoded-secret', {
              message: HOSTILE,
              remediation: { text: HOSTILE, copy: HOSTILE },
            }),
            finding('secrets/hardcoded-secret', {
              message: '::error::x',
              location: {
                kind: 'file',
                path: 'a,line=9::b\n::error::c',
                range:
                  finding('x/y').location.kind === 'file'
                    ? { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }
                    : (undefined as never),
              },
            }),
          ],
        }),
        result('email/missing-dmarc', { outcome: 'notMeasured', reason: HOSTILE }),
      ],
      verdict: { ...exampleReport().verdict, headline: `x\n::error::y ##[error]z` },
    });
    const lines = formatGithub(report, options).trimEnd().split('\n');
    assert.equal(lines.length, 4);
    for (const line of lines.slice(0, 3)) {
      assert.ok(['error', 'notice'].includes(parse(line)?.command ?? ''), line);
      assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }
    assert.deepEqual(parse(lines[1] ?? '')?.properties.file, 'a,line=9::b ::error::c');
    assert.equal(lines[3], 'Launch Ready: x ::error::y ## [error]z');
  });

  it('gives one notice where one cause hides several checks', () => {
    const ids = ['email/missing-mx', 'email/missing-dmarc', 'email/missing-sender-in-spf'];
    const results = ids.map((id) =>
      result(id, { outcome: 'notMeasured', reason: 'the name has no address' }),
    );
    const notices = formatGithub(exampleReport({ results }), { areas: EXAMPLE_AREAS })
      .split('\n')
      .filter((line) => line.startsWith('::notice title=Could'));
    assert.equal(notices.length, 1);
    assert.match(
      notices[0] ?? '',
      /^::notice title=Could not check%3A 3 checks::The name has no address\. .*add the DNS record .*%0Aemail\/missing-mx, /u,
    );
  });
});
