import assert from 'node:assert/strict';
import { alsoCovered, scopeInWords, scopeOf } from '../../src/audit/accepted-risk.ts';
import { covers } from '../../src/audit/suppressions.ts';
import { addAcceptedRisk, addIgnore } from '../../src/config/edit.ts';
import { filePattern } from '../../src/config/file-pattern.ts';
import { parse } from '../../src/config/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Result } from '../../src/model/report.ts';

function at(path: string, line: number, checkId: string, data: Finding['data'] = {}): Finding {
  const range = { start: { line, character: 0 }, end: { line, character: 5 } };
  return {
    checkId,
    messageId: 'm',
    message: 'm',
    severity: 'high',
    location: { kind: 'file', path, range },
    data,
    fingerprint: `${checkId}${path}${line}`,
  };
}
const SECRET = 'secrets/hardcoded-secret';
const secret = (path: string, line: number, rule: string, name: string) =>
  at(path, line, SECRET, { rule, name });
const variable = (path: string, line: number, name: string) =>
  at(path, line, 'env/undeclared-variable', { name });
const results = (...findings: Finding[]): Result[] => [
  { checkId: 'x', outcome: 'fail', durationMs: 0, reason: null, findings },
];

describe('accepting one finding', () => {
  it('speaks of its kind, its file and its name, and of no line', () => {
    assert.deepEqual(scopeOf(secret('src/pay.ts', 3, 'stripe-secret-key', 'key')), {
      check: 'secrets/stripe-secret-key',
      path: '/src/pay.ts',
      name: 'key',
    });
    assert.deepEqual(scopeOf(at('.env', 0, 'env/unignored-env-file')), {
      check: 'env/unignored-env-file',
      path: '/.env',
    });
    const onHost: Finding = {
      ...at('', 0, 'dns/missing-caa'),
      location: { kind: 'host', host: 'acme.test' },
    };
    assert.deepEqual(scopeOf(onHost), { check: 'dns/missing-caa', host: 'acme.test' });
  });

  it('leaves every other finding of its check in the file open', () => {
    const one = variable('src/a.ts', 1, 'A_KEY');
    const others = [
      variable('src/a.ts', 2, 'B_KEY'),
      variable('src/b.ts', 1, 'A_KEY'),
      secret('src/a.ts', 1, 'stripe-secret-key', 'A_KEY'),
    ];
    const scope = scopeOf(one);
    assert.equal(covers(scope, one), true);
    assert.deepEqual(alsoCovered(one, scope, results(one, ...others)), []);
    assert.equal(scopeInWords(one, []), 'This covers this one finding and nothing else.');
  });

  it('says how many others no words tell apart', () => {
    const one = secret('src/pay.ts', 3, 'stripe-secret-key', '');
    const twins = [8, 11].map((line) => secret('src/pay.ts', line, 'stripe-secret-key', ''));
    const other = secret('src/pay.ts', 20, 'openai-api-key', '');
    const also = alsoCovered(one, scopeOf(one), results(one, ...twins, other));
    assert.deepEqual(also, twins);
    assert.equal(
      scopeInWords(one, also),
      'This also covers 2 others of this kind in this file (line 9, 12).',
    );
  });

  it('fits files whose names hold signs of patterns, and only those', () => {
    for (const path of ['app/[slug]/page.tsx', 'a!b/#c.ts', 'x{y}.ts', '.env', 'q?.ts']) {
      const one = at(path, 0, 'env/x');
      assert.equal(covers(scopeOf(one), one), true, path);
      assert.equal(covers(scopeOf(one), at(`deeper/${path}`, 0, 'env/x')), false, path);
    }
    assert.equal(covers(scopeOf(at('q?.ts', 0, 'env/x')), at('qa.ts', 0, 'env/x')), false);
  });

  it('names a file for ignore in the same way', () => {
    for (const path of ['app/[slug]/page.tsx', 'app/[...all]/a{b.ts', '#a!.ts']) {
      assert.ok(addIgnore(undefined, filePattern(path)).ok, path);
    }
  });

  it('can be written down and read again', () => {
    const scope = scopeOf(variable('app/[slug]/page.tsx', 1, 'A_KEY'));
    const risk = { reason: 'r', owner: 'ana@acme.test', until: '2027-01-01', ...scope };
    const written = addAcceptedRisk(undefined, risk);
    assert.ok(written.ok);
    const { value, problems } = parse(written.text);
    assert.deepEqual([value.accept, problems], [[risk], []]);
  });
});
