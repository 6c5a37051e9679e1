import assert from 'node:assert/strict';
import { editedSince, withFile } from '../../src/model/by-file.ts';

describe('model/by-file', () => {
  const first = { 'a.ts': 1, 'c.ts': 3 };

  it('keeps path order when a file comes, changes and goes, and leaves the former facts alone', () => {
    const came = withFile(first, 'b.ts', 2);
    const changed = withFile(came, 'a.ts', 9);
    const went = withFile(changed, 'c.ts', undefined);
    assert.deepEqual(Object.entries(came), [
      ['a.ts', 1],
      ['b.ts', 2],
      ['c.ts', 3],
    ]);
    assert.deepEqual(Object.entries(went), [
      ['a.ts', 9],
      ['b.ts', 2],
    ]);
    assert.deepEqual(first, { 'a.ts': 1, 'c.ts': 3 });
    assert.deepEqual([...(editedSince(first, went) ?? [])].sort(), ['a.ts', 'b.ts', 'c.ts']);
    assert.deepEqual([...(editedSince(came, changed) ?? [])], ['a.ts']);
  });

  it('tells no difference of facts to themselves, and nothing of facts that were not made of each other', () => {
    assert.equal(editedSince(first, first)?.size, 0);
    assert.equal(editedSince({ ...first }, withFile(first, 'b.ts', 2)), undefined);
  });

  it('does not follow more than a few edits', () => {
    let now: Record<string, number> = first;
    for (let i = 0; i < 40; i++) now = withFile(now, 'a.ts', i);
    assert.equal(editedSince(first, now), undefined);
  });
});
