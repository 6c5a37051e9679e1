import assert from 'node:assert/strict';
import { formatMarkdown } from '../../src/reporters/markdown.ts';
import { EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

describe('reporters/markdown', () => {
  it('begins with the verdict and shows each finding with its place and its fix', () => {
    const text = formatMarkdown(exampleReport(), { areas: EXAMPLE_AREAS });
    assert.match(text, /^# Launch Ready: NOT READY \\\(2 blockers\\\)\n/u);
    assert.ok(
      text.includes(`### Blocker: A secret stands in the code (\`secrets/hardcoded-secret\`)

- \`src/lib/pay ment.ts:12:24\`: A live payment key stands in the code: whoever can read the code can charge cards in your name.<br>Fix: Make a new key, then read it from the environment.

  \`\`\`
  STRIPE_SECRET_KEY=
  \`\`\`
`),
      text,
    );
    assert.match(text, /- \*\*Could not check\*\*: DMARC is published/u);
    assert.match(
      text,
      /\| A variable is read but declared nowhere \| src\/a\.ts:3:5 \| ana@<!-- -->acme\.test \| 2027-02-01 \|/u,
    );
    assert.match(text, /not a penetration test/u);
  });

  it('takes no markup, mention, link or HTML from hostile text', () => {
    const message = `<img src=x onerror=1> **bold** [a](javascript:b) @everyone https://evil.test www.evil.test | cell ${HOSTILE}`;
    const report = exampleReport({
      results: [
        result('env/tracked-env-file', {
          outcome: 'fail',
          findings: [
            finding('env/tracked-env-file', { message, remediation: { text: message, copy: '````\n<b>' } }),
            finding('env/tracked-env-file', { location: { kind: 'host', host: '`x`\n# y' } }),
          ],
        }),
      ],
    });
    const text = formatMarkdown(report, { areas: EXAMPLE_AREAS });
    const [, finding1 = ''] = /^(- .*)$/mu.exec(text) ?? [];
    assert.doesNotMatch(finding1, /<img|(?<!\\)\*\*|(?<!\\)\[|@everyone|https:\/\/|www\.e/u);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
    assert.match(text, /^ {2}`````\n {2}````\n {2}<b>\n {2}`````$/mu);
    assert.match(text, /^- `'x' # y`: /mu);
  });
});
