import assert from 'node:assert/strict';
import { formatSarif } from '../../src/reporters/sarif.ts';
import { sarifErrors } from '../support/schemas.ts';
import { at, EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

const options = { areas: EXAMPLE_AREAS, help: (id: string) => `# ${id}\n\nWhat to do.` };

describe('reporters/sarif', () => {
  const sarif = JSON.parse(formatSarif(exampleReport(), options));
  const run = sarif.runs[0];

  it('is valid against the official schema', () => {
    assert.deepEqual(sarifErrors(sarif), []);
    assert.notDeepEqual(sarifErrors({ ...sarif, runs: [{ ...run, columnKind: 'bytes' }] }), []);
  });

  it('names the kind of a secret as its rule, and everything else by its check', () => {
    assert.deepEqual(
      run.results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => [
        ruleId,
        run.tool.driver.rules[ruleIndex].id,
      ]),
      [
        'secrets/stripe-secret-key',
        'secrets/hardcoded-secret',
        'email/missing-sender-in-spf',
        'env/undeclared-variable',
        'env/undeclared-variable',
      ].map((id) => [id, id]),
    );
    const rule = run.tool.driver.rules[0];
    assert.equal(rule.defaultConfiguration.level, 'error');
    assert.deepEqual(rule.help.markdown, '# secrets/hardcoded-secret\n\nWhat to do.');
  });

  it('gives exact places, percent-encoded and counted from 1', () => {
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.deepEqual(run.results[0].locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/lib/pay%20ment.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 24, endLine: 12, endColumn: 64 },
        },
      },
    ]);
    assert.deepEqual(run.results[2].locations[0].physicalLocation.artifactLocation.uri, 'launch-ready.yaml');
    assert.deepEqual(run.results[2].locations[0].logicalLocations, [
      { name: 'acme.test', fullyQualifiedName: 'acme.test TXT' },
    ]);
  });

  it('carries levels, fingerprints, fixes and suppressions', () => {
    const [secret, , spf, accepted, commented] = run.results;
    assert.deepEqual([secret.level, spf.level, accepted.level], ['error', 'warning', 'note']);
    assert.deepEqual(secret.partialFingerprints, { 'launchReady/v1': '0123456789abcdef' });
    assert.equal(secret.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, 'process.env.KEY');
    assert.deepEqual(secret.suppressions, []);
    assert.deepEqual(accepted.suppressions, [
      {
        kind: 'external',
        status: 'accepted',
        justification: 'accepted by ana@acme.test until 2027-02-01: only in previews',
      },
    ]);
    assert.equal(commented.suppressions[0].kind, 'inSource');
  });

  it('tells what could not be looked at as a notification, never as a result', () => {
    const [notification, ...others] = run.invocations[0].toolExecutionNotifications;
    assert.deepEqual(others, []);
    assert.match(notification.message.text, /Could not check: DMARC is published \(the name server/u);
    assert.equal(run.tool.driver.rules[notification.associatedRule.index].id, 'email/missing-dmarc');
  });

  it('stays valid and unambiguous with hostile text and paths', () => {
    const hostile = exampleReport({
      results: [
        result('env/undeclared-variable', {
          outcome: 'fail',
          findings: [
            finding('env/undeclared-variable', {
              message: HOSTILE,
              location: at(`a b/%2e#?:${HOSTILE}`, 0, 0),
            }),
          ],
        }),
      ],
    });
    const text = formatSarif(hostile, options);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u);
    assert.deepEqual(sarifErrors(JSON.parse(text)), []);
    assert.match(
      JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri,
      /^a%20b\/%252e%23%3F%3A/u,
    );
  });

  it('leads paths from the root of the repository', () => {
    const prefixed = JSON.parse(formatSarif(exampleReport(), { ...options, pathPrefix: 'apps/web' }));
    const { uri } = prefixed.runs[0].results[1].locations[0].physicalLocation.artifactLocation;
    assert.equal(uri, 'apps/web/src/b.ts');
  });
});
