import assert from 'node:assert/strict';
import { parseGitIndex } from '../../src/workspace/git-index.ts';
import type { IndexNode } from '../../src/workspace/index-tree.ts';

/** An index of version 4, whose entries drop and add so many characters of the path before. */
function indexOf(entries: readonly (readonly [drop: number, add: string])[]): Buffer {
  const parts: Buffer[] = [];
  const header = Buffer.from('DIRC\0\0\0\x04\0\0\0\0', 'latin1');
  header.writeUInt32BE(entries.length, 8);
  parts.push(header);
  for (const [drop, add] of entries) {
    const fixed = Buffer.alloc(62);
    fixed.writeUInt32BE(0x81a4, 24);
    fixed.writeUInt32BE(7, 36);
    fixed.writeUInt16BE(Math.min(add.length, 0xfff), 60);
    parts.push(fixed, variableInteger(drop), Buffer.from(`${add}\0`, 'latin1'));
  }
  parts.push(Buffer.alloc(20));
  return Buffer.concat(parts);
}

function variableInteger(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(128 | (--rest & 127));
  return Buffer.from(bytes);
}

/** By path. */
function filesIn(
  folder: IndexNode,
  prefix = '',
): Map<string, Pick<IndexNode, 'kind' | 'size' | 'skipWorktree'>> {
  const files = new Map();
  for (let node = folder.first; node; node = node.next) {
    const { name, kind, size, skipWorktree } = node;
    if (kind !== 'folder') files.set(prefix + name, { kind, size, skipWorktree });
    else for (const [path, facts] of filesIn(node, `${prefix}${name}/`)) files.set(path, facts);
  }
  return files;
}

describe('git index', () => {
  it('unfolds paths of version 4', () => {
    const long = 'x'.repeat(300);
    const index = parseGitIndex(
      indexOf([
        [0, `a/${long}`],
        [300, 'y'],
        [3, 'b'],
        [0, 'c'],
      ]),
    );
    const files = filesIn(index.root);
    assert.deepEqual([...files.keys()], [`a/${long}`, 'a/y', 'b', 'bc']);
    assert.deepEqual(files.get('b'), { kind: 'file', size: 7, skipWorktree: false });
  });

  it('refuses an index that unfolds without end', () => {
    const digits = (i: number) => String(i).padStart(5, '0');
    const bomb = indexOf([
      [0, `${'x'.repeat(16_000)}00000`],
      ...Array.from({ length: 99_000 }, (_, i) => [5, digits(i + 1)] as const),
    ]);
    assert.throws(() => parseGitIndex(bomb), /is damaged/);
    assert.throws(() => parseGitIndex(indexOf([[0, 'x'.repeat(20_000)]])), /is damaged/);
  });

  it('refuses paths that git would not write', () => {
    for (const path of [
      '../a',
      'a/../b',
      './a',
      '/a',
      'a//b',
      '.git/config',
      'a/.GIT/hooks/x',
      'a/.',
      '..',
      'a/',
    ]) {
      assert.throws(() => parseGitIndex(indexOf([[0, path]])), /is damaged/, path);
    }
    for (const path of ['.gitignore', 'a/.gitx', '...', 'a..b', '.a/.b']) {
      assert.equal(filesIn(parseGitIndex(indexOf([[0, path]])).root).size, 1, path);
    }
    assert.throws(
      () =>
        parseGitIndex(
          indexOf([
            [0, 'b'],
            [1, 'a'],
          ]),
        ),
      /is damaged/,
      'not in order',
    );
    assert.throws(() => parseGitIndex(indexOf([[1, 'a']])), /is damaged/, 'drops what is not there');
  });
});
