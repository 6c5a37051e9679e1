import assert from 'node:assert/strict';
import type { Row } from '../../src/providers/checklist-row.ts';
import { viewOf, WHOLE } from '../../src/providers/checklist-view.ts';

const row = (label: string, given: Partial<Row>): Row => ({
  id: label,
  folder: 'file:///acme',
  kind: 'check',
  label,
  description: '',
  tooltip: '',
  standing: 'pass',
  counts: {},
  words: [],
  children: [],
  ...given,
});
const fail = (label: string, severity: Row['severity']) =>
  row(label, { standing: 'fail', ...(severity && { severity }) });
const rows = [
  row('code', {
    kind: 'stage',
    standing: 'fail',
    severity: 'high',
    children: [row('fine', {}), fail('slow', 'low'), fail('leak', 'high')],
  }),
  row('domain', { kind: 'stage', standing: 'notAsked', children: [row('dns', { standing: 'notAsked' })] }),
  row('email', {
    kind: 'stage',
    standing: 'fail',
    severity: 'blocker',
    children: [fail('spf', 'blocker'), row('dkim', { standing: 'notMeasured' })],
  }),
];
const labels = (all: readonly Row[]): unknown[] =>
  all.map(({ label, children }) => (children.length > 0 ? [label, ...labels(children)] : label));

describe('what the checklist shows', () => {
  it('is all at first', () => assert.deepEqual(viewOf(rows, WHOLE), rows));

  it('can be what needs somebody', () => {
    assert.deepEqual(labels(viewOf(rows, { ...WHOLE, show: 'failing' })), [
      ['code', 'slow', 'leak'],
      ['email', 'spf', 'dkim'],
    ]);
  });

  it('can be what stops the launch or costs customers', () => {
    assert.deepEqual(labels(viewOf(rows, { ...WHOLE, show: 'serious' })), [
      ['code', 'leak'],
      ['email', 'spf'],
    ]);
  });

  it('can stand in the order of impact', () => {
    assert.deepEqual(labels(viewOf(rows, { ...WHOLE, order: 'impact' })), [
      ['email', 'spf', 'dkim'],
      ['code', 'leak', 'slow', 'fine'],
      ['domain', 'dns'],
    ]);
  });

  it('keeps a folder that is clear', () => {
    const clear = row('acme', { kind: 'folder', children: [row('fine', {})] });
    assert.deepEqual(labels(viewOf([clear], { ...WHOLE, show: 'failing' })), ['acme']);
  });
});
