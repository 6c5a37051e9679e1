import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding.ts';
import { findingsTold } from '../../src/providers/findings-told.ts';

const at = (path: string, severity: Finding['severity'], checkId: string, data = {}): Finding => ({
  checkId,
  messageId: 'm',
  message: `Wrong in ${path}.`,
  severity,
  location: {
    kind: 'file',
    path,
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
  },
  data,
  remediation: { text: 'Add this line.', copy: 'A=' },
  fingerprint: path,
});

describe('findings as an assistant is told of them', () => {
  it('are said once where they are the same, the gravest first', () => {
    const low = [at('z.ts', 'low', 'env/x', { name: 'A' }), at('y.ts', 'low', 'env/x', { name: 'B' })];
    const secrets = Array.from({ length: 20 }, (_, i) =>
      at(`${i}.ts`, 'blocker', 'secrets/x', { rule: 'k', name: 'key' }),
    );
    const other = at('o.ts', 'blocker', 'secrets/x', { rule: 'other' });
    const places = secrets.slice(1, 13).map(({ fingerprint }) => `${fingerprint}:2`);
    assert.deepEqual(findingsTold([...low, ...secrets, other]), [
      '- blocker secrets/x at 0.ts:2: Wrong in 0.ts. Fix: Add this line. Text for it: "A="',
      `  The same at ${places.join(', ')}, 7 more places`,
      '- blocker secrets/x at o.ts:2: Wrong in o.ts. Fix: Add this line. Text for it: "A="',
      '- low env/x at z.ts:2: Wrong in z.ts. Fix: Add this line. Text for it: "A="',
      '  The same at y.ts:2 (B)',
    ]);
  });

  it('end with how many were left out', () => {
    const many = Array.from({ length: 45 }, (_, i) => at('a.ts', 'low', `env/x${i}`));
    assert.equal(findingsTold(many).at(-1), 'and 5 more');
    assert.equal(findingsTold(many).length, 41);
  });
});
