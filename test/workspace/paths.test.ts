import assert from 'node:assert/strict';
import {
  byteKey,
  isAbsolutePath,
  isContainedPath,
  isNetworkPath,
  parentOf,
  pathStyleOf,
  relativePath,
  resolvePath,
} from '../../src/workspace/paths.ts';

/** Windows and macOS paths, as data. */
describe('paths', () => {
  it('tells Windows roots from others', () => {
    for (const root of ['C:\\work', 'c:/work', 'C:', '\\\\server\\share\\x', '\\\\?\\C:\\x']) {
      assert.equal(pathStyleOf(root), 'windows', root);
    }
    for (const root of ['/home/a', '/c:/odd', '/a\\b', '/memory'])
      assert.equal(pathStyleOf(root), 'posix', root);
  });

  const resolved: [string, string, string][] = [
    ['/a/b', 'c', '/a/b/c'],
    ['/a/b', '../c/./d', '/a/c/d'],
    ['/a/b', '/x/y/', '/x/y'],
    ['/a', '../../../..', '/'],
    ['/a', 'b\\c', '/a/b\\c'],
    ['C:\\work\\app', '..\\.git\\worktrees\\x', 'C:/work/.git/worktrees/x'],
    ['C:\\work\\app', 'd:/repo/.git', 'D:/repo/.git'],
    ['C:\\work', '\\other', 'C:/other'],
    ['C:\\work', '..\\..\\..', 'C:/'],
    ['\\\\server\\share\\app', '..\\..\\x', '//server/share/x'],
    ['\\\\?\\C:\\work\\app', 'x', 'C:/work/app/x'],
    ['\\\\?\\UNC\\server\\share\\app', 'x', '//server/share/app/x'],
  ];
  for (const [base, path, expected] of resolved) {
    it(`resolves ${path} from ${base}`, () => assert.equal(resolvePath(base, path), expected));
  }

  const relative: [string, string, boolean, string | undefined][] = [
    ['/a/b', '/a/b/c/d', false, 'c/d'],
    ['/a/b', '/a/b', false, ''],
    ['/a/b', '/a/bc', false, undefined],
    ['/a/b', '/a/b/../c', false, undefined],
    ['/', '/a', false, 'a'],
    ['/A/b', '/a/B/c', false, undefined],
    ['/Users/ana/App', '/users/Ana/app/SRC/Index.ts', true, 'SRC/Index.ts'],
    ['C:\\Work\\App', 'c:\\work\\app\\src\\a.ts', true, 'src/a.ts'],
    ['C:\\Work', 'D:\\Work\\a.ts', true, undefined],
    ['C:\\', 'c:\\a\\b', true, 'a/b'],
    ['\\\\Server\\Share', '\\\\server\\share\\x\\y', true, 'x/y'],
    // macOS may hand out a name with its accents composed or not; it is the same folder.
    ['/Users/ana/Cafe\u0301', '/Users/ana/Caf\u00e9/menu.ts', false, 'menu.ts'],
  ];
  for (const [root, path, ignoreCase, expected] of relative) {
    it(`sees ${path} from ${root}`, () => assert.equal(relativePath(root, path, ignoreCase), expected));
  }

  it('stops at the top', () => {
    assert.equal(parentOf('/a/b'), '/a');
    assert.equal(parentOf('/a'), '/');
    assert.equal(parentOf('/'), undefined);
    assert.equal(parentOf('C:\\a'), 'C:/');
    assert.equal(parentOf('C:\\'), undefined);
    assert.equal(parentOf('\\\\server\\share\\a'), '//server/share/');
    assert.equal(parentOf('\\\\server\\share\\'), undefined);
  });

  it('knows shares and devices', () => {
    for (const path of ['\\\\evil\\share', '//evil/share', '\\\\.\\pipe\\x'])
      assert.ok(isNetworkPath(path), path);
    for (const path of ['/a', 'C:\\a', 'a\\\\b']) assert.ok(!isNetworkPath(path), path);
  });

  it('refuses paths that would leave the root', () => {
    for (const path of ['..', 'a/../b', '/a', 'a//b', './a', 'a/', 'a\0b']) {
      assert.ok(!isContainedPath(path, 'posix'), path);
    }
    for (const path of ['a\\..\\b', 'C:x', 'a.txt:stream']) {
      assert.ok(!isContainedPath(path, 'windows'), path);
      assert.ok(isContainedPath(path, 'posix'), path);
    }
    assert.ok(isAbsolutePath('C:x', 'windows') && isAbsolutePath('\\x', 'windows'));
    assert.ok(!isAbsolutePath('C:x', 'posix'));
  });

  it('compares names as git does', () => {
    assert.equal(byteKey('plain.ts'), 'plain.ts');
    assert.equal(byteKey('\u00e9'), '\u00c3\u00a9');
    assert.notEqual(byteKey('e\u0301'), byteKey('\u00e9'));
    assert.equal(byteKey('e\u0301', { compose: true }), byteKey('\u00e9'));
    assert.equal(byteKey('README.Md', { ignoreCase: true }), 'readme.md');
    // Only A to Z: git leaves É as it is.
    assert.notEqual(byteKey('\u00c9', { ignoreCase: true }), byteKey('\u00e9', { ignoreCase: true }));
  });
});
