import assert from 'node:assert/strict';
import { formatMarkdown } from '../../src/reporters/markdown.ts';
import { cell, words } from '../../src/reporters/markdown-words.ts';
import { EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

describe('reporters/markdown', () => {
  it('begins with the verdict and shows each finding with its place and its fix', () => {
    const text = formatMarkdown(exampleReport(), { areas: EXAMPLE_AREAS });
    assert.match(text, /^# Launch Ready: NOT READY \(2 blockers\)\n/u);
    assert.ok(
      text.includes(`### Blocker: A secret stands in the code (\`secrets/hardcoded-secret\`)

- \`src/lib/pay ment.ts:12:24\`: A live payment key stands in the code: whoever can read the code can charge cards in your name.

  **Fix:** Make a new key, then read it from the environment.

  \`\`\`
  STRIPE_SECRET_KEY=
  \`\`\`
`),
      text,
    );
    assert.match(text, /- \*\*Could not check\*\*: DMARC is published/u);
    assert.match(
      text,
      /\| A variable is read but declared nowhere \| src\/a\.ts:3:5 \| `ana@acme\.test` \| 2027-02-01 \|/u,
    );
    assert.match(text, /not a penetration test/u);
  });

  it('says first what stops the launch', () => {
    const text = formatMarkdown(exampleReport(), { areas: EXAMPLE_AREAS });
    assert.match(
      text,
      /^# .*\n\n.*\n\n.*\n\n## What stops the launch\n\n1\. `src\/lib\/pay ment\.ts:12:24`: A live payment key stands in the code\n2\. /u,
    );
  });

  it('can be read as it is written: nothing is escaped that is no markup', () => {
    const plain =
      'Set NEXT_PUBLIC_SITE_URL (engines.node says >=22) & read .env: sk_live_… is R&D #tag, done!';
    assert.equal(words(plain), plain);
    assert.equal(
      words('Make one at https://a.test/keys, then ask ana@acme.test.'),
      'Make one at `https://a.test/keys`, then ask `ana@acme.test`.',
    );
    assert.equal(
      words('*a* _b_ [c](d) <e> &lt; `f` ~g~ $h$ \\'),
      '\\*a\\* \\_b_ \\[c](d) &lt;e> &amp;lt; \\`f\\` \\~g\\~ \\$h\\$ \\\\',
    );
    assert.equal(cell('a|b https://a.test/?q=a|b'), 'a\\|b `https://a.test/?q=a\\|b`');
  });

  it('tells one cause once, and what to do about it', () => {
    const ids = ['email/missing-mx', 'email/missing-dmarc', 'email/missing-sender-in-spf'];
    const results = ids.map((id) =>
      result(id, { outcome: 'notMeasured', reason: 'the name has no address' }),
    );
    const text = formatMarkdown(exampleReport({ results }), { areas: EXAMPLE_AREAS });
    assert.match(
      text,
      /^- \*\*Could not check\*\* \(3 checks\): The name has no address\. `email\/missing-mx`, /mu,
    );
    assert.match(
      text,
      /\n## Could not be checked\n\n- 3 checks: The name has no address\. Look whether the name/u,
    );
  });

  it('has an end, however much was found', () => {
    const findings = Array.from({ length: 150 }, () => finding('env/tracked-env-file'));
    const report = exampleReport({
      results: [result('env/tracked-env-file', { outcome: 'fail', findings })],
    });
    const text = formatMarkdown(report, { areas: EXAMPLE_AREAS });
    assert.equal(text.match(/^- `src/gmu)?.length, 100);
    assert.match(text, /^And 140 more below\.$/mu);
    assert.match(text, /^And 50 more: the JSON report has them all\.$/mu);
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
    assert.doesNotMatch(finding1, /<img|(?<!\\)\*\*|(?<!\\)\[|(?<!`)(?:@everyone|https:\/\/|www\.e)/u);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
    assert.match(text, /^ {2}`````\n {2}````\n {2}<b>\n {2}`````$/mu);
    assert.match(text, /^- `` `x` # y ``: /mu);
  });
});
