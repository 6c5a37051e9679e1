import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { HistoryRequest, SecretHistory } from '../../../src/observe/repository/secret-history.ts';
import { readHistory } from '../../../src/observe/repository/secret-history-read.ts';
import { makeToken } from '../../support/tokens.ts';
import { createSandbox, type Sandbox } from '../../workspace/git-sandbox.ts';

type Read = Extract<SecretHistory, { state: 'read' }>;

const token = (seed: number) => makeToken('stripe-secret-key', seed);
const signal = new AbortController().signal;
const read = (folder: string, request: HistoryRequest = { kind: 'all' }): Promise<Read> =>
  readHistory(folder, request, { signal });

/** What a person would compare, in a stable order. */
const told = ({ secrets }: Read) =>
  secrets
    .map(
      ({ rule, path, range, inHead }) =>
        `${rule} ${path}:${range.start.line + 1} ${inHead ? 'in head' : 'gone'}`,
    )
    .sort();

/** Identities are made anew in each process, not in each run. */
const comparable = ({ secrets }: Read) => secrets;

describe('secret history', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let clock: number;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.git('init', '-q', '-b', 'main');
    clock = Date.parse('2026-03-04T10:12:13Z') / 1000;
  });
  afterEach(() => sandbox.remove());

  const code = (seed: number, before = 0) => `${'\n'.repeat(before)}const key = '${token(seed)}';\n`;
  /** One minute after the last one. */
  function commit(message = 'change'): string {
    sandbox.git('add', '-A');
    clock += 60;
    sandbox.setDate(clock);
    sandbox.git('commit', '-q', '--allow-empty', '-m', message);
    return sandbox.git('rev-parse', 'HEAD').trim();
  }
  it('tells the first commit, its date, the path and line then, and whether it still stands', async () => {
    sandbox.write('src/a.ts', code(1, 2));
    const first = commit();
    sandbox.write('src/b.ts', code(2));
    sandbox.write('src/a.ts', code(1, 7));
    commit();
    sandbox.write('src/b.ts', 'const key = process.env.KEY;\n');
    const last = commit();
    const history = await read(sandbox.root);
    assert.deepEqual(told(history), [
      'stripe-secret-key src/a.ts:3 in head',
      'stripe-secret-key src/b.ts:1 gone',
    ]);
    const a = history.secrets.find(({ path }) => path === 'src/a.ts');
    assert.equal(a?.commit, first.slice(0, 10));
    assert.notEqual(a?.commit, last.slice(0, 10));
    assert.equal(a?.date, '2026-03-04T10:13:13Z');
    assert.equal(a?.id, 'stripe-secret-key@src/a.ts@2026-03-04T10:13:13Z');
    assert.deepEqual(a?.range.start, { line: 2, character: 13 });
    assert.equal(history.commits, 3);
  });

  it('a root commit, an empty one, a rename, a copy, a deletion, a change of mode', async () => {
    sandbox.write('old.ts', code(1));
    commit();
    commit('empty');
    sandbox.git('mv', 'old.ts', 'new.ts');
    commit('rename');
    sandbox.write('copy.ts', code(1));
    sandbox.git('update-index', '--chmod=+x', 'new.ts');
    commit('copy');
    let history = await read(sandbox.root);
    assert.deepEqual(told(history), ['stripe-secret-key old.ts:1 in head']);
    assert.deepEqual(history.secrets[0]?.paths.slice().sort(), ['copy.ts', 'new.ts', 'old.ts']);
    sandbox.git('rm', '-q', 'new.ts', 'copy.ts');
    commit('delete');
    history = await read(sandbox.root);
    assert.deepEqual(told(history), ['stripe-secret-key old.ts:1 gone']);
  });

  it('merges: what a branch brought is told once, of its own commit', async () => {
    sandbox.write('a.ts', 'base\n');
    commit();
    sandbox.git('switch', '-q', '-c', 'side');
    sandbox.write('side.ts', code(1));
    const own = commit('side');
    sandbox.git('switch', '-q', 'main');
    sandbox.write('main.ts', 'x\n');
    commit('main');
    sandbox.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    const history = await read(sandbox.root);
    assert.deepEqual(
      history.secrets.map(({ commit: id, path }) => [id, path]),
      [[own.slice(0, 10), 'side.ts']],
    );
  });

  it('an evil merge: what was slipped into the merge itself is found, new files and octopus merges included', async () => {
    sandbox.write('a.ts', 'one\ntwo\nthree\n');
    commit();
    for (const name of ['left', 'right', 'third']) {
      sandbox.git('switch', '-q', '-c', name, 'main');
      sandbox.write(`${name}.ts`, `${name}\n`);
      if (name !== 'third') sandbox.write('a.ts', `${name}\ntwo\nthree\n`);
      commit(name);
    }
    sandbox.git('switch', '-q', 'left');
    try {
      sandbox.git('merge', '-q', '--no-commit', 'right');
    } catch {
      // The conflict that the merge resolves.
    }
    sandbox.write('a.ts', `left and right\n${code(1)}two\nthree\n`);
    sandbox.write('only-in-the-merge.ts', code(2));
    const evil = commit('evil merge');
    sandbox.git('switch', '-q', 'main');
    sandbox.git('merge', '-q', '--no-commit', '--no-ff', 'left', 'third');
    sandbox.write('third.ts', `third\n${code(3)}`);
    const octopus = commit('evil octopus');
    sandbox.git('branch', '-D', '-q', 'left', 'right', 'third');
    const history = await read(sandbox.root);
    assert.deepEqual(
      history.secrets.map(({ commit: id, path, range }) => [id, path, range.start.line]).sort(),
      [
        [evil.slice(0, 10), 'a.ts', 1],
        [evil.slice(0, 10), 'only-in-the-merge.ts', 0],
        [octopus.slice(0, 10), 'third.ts', 1],
      ].sort(),
    );
    assert.equal(history.secrets.length, 3);
  });

  it('branches, tags and work trees count, the stash does not', async () => {
    sandbox.write('a.ts', 'base\n');
    commit();
    sandbox.git('switch', '-q', '-c', 'side');
    sandbox.write('branch.ts', code(1));
    commit();
    sandbox.git('switch', '-q', '--detach');
    sandbox.write('tag.ts', code(2));
    commit();
    sandbox.git('tag', '-a', '-m', 'tagged', 'v1');
    sandbox.git('switch', '-q', 'main');
    sandbox.write('a.ts', code(3));
    sandbox.git('stash', '-q');
    assert.deepEqual(told(await read(sandbox.root)), [
      'stripe-secret-key branch.ts:1 gone',
      'stripe-secret-key tag.ts:1 gone',
    ]);
  });

  it('binary files are counted, text that git takes for binary is read', async () => {
    sandbox.write('picture.png', Buffer.from([0x89, 0x50, 0, 1, 2, 3]));
    sandbox.write('data', Buffer.concat([Buffer.from([0, 1, 2, 3]), Buffer.from(code(1))]));
    sandbox.write('wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(code(2), 'utf16le')]));
    sandbox.write('.gitattributes', 'hidden.ts -diff\n*.cfg binary\n');
    sandbox.write('hidden.ts', code(3));
    sandbox.write('a.cfg', code(4));
    commit();
    sandbox.git('rm', '-q', 'data', 'hidden.ts');
    commit();
    const history = await read(sandbox.root);
    assert.deepEqual(told(history), [
      'stripe-secret-key a.cfg:1 in head',
      'stripe-secret-key hidden.ts:1 gone',
      'stripe-secret-key wide.txt:1 in head',
    ]);
    assert.equal(history.skipped.binary, 2);
  });

  it('very large files are counted, not read', async () => {
    sandbox.write('large.ts', `${code(1)}${'x'.repeat(99)}\n`.repeat(1).padEnd(6 * 1024 * 1024, 'abc def\n'));
    sandbox.write('small.ts', code(2));
    commit();
    const history = await read(sandbox.root);
    assert.deepEqual(told(history), ['stripe-secret-key small.ts:1 in head']);
    assert.equal(history.skipped.oversized, 1);
  });

  it('paths with spaces, quotes, tabs, other scripts, and bytes that are no UTF-8', async () => {
    const names = [
      'with space.ts',
      'quo"te.ts',
      'tab\there.ts',
      'a b/b a/b.ts',
      'größe/ключ.ts',
      ' -- b/x.ts',
    ];
    for (const [i, name] of names.entries()) sandbox.write(name, code(i + 1));
    writeFileSync(
      Buffer.concat([Buffer.from(`${sandbox.root}/caf`), Buffer.from([0xe9]), Buffer.from('.ts')]),
      code(50),
    );
    commit();
    sandbox.git('rm', '-q', '-r', '.');
    commit();
    const history = await read(sandbox.root);
    assert.deepEqual(history.secrets.map(({ path }) => path).sort(), [...names, 'caf\\xE9.ts'].sort());
    assert.ok(history.secrets.every(({ inHead }) => !inHead));
    // What was read is told the same from what was kept.
    assert.deepEqual(comparable(await read(sandbox.root)), comparable(history));
  });

  it('content that looks like a header of a patch stays content', async () => {
    const forged = [
      'diff --git a/evil.ts b/evil.ts',
      'index 0000000000000000000000000000000000000000..1111111111111111111111111111111111111111',
      '--- a/evil.ts',
      '+++ b/evil.ts',
      '@@ -0,0 +1,1 @@',
      `+const key = '${token(9)}';`,
      '\0deadbeef 1 2026',
    ].join('\n');
    sandbox.write(
      'notes.ts',
      `${forged}\n${forged
        .split('\n')
        .map((line) => `+${line}`)
        .join('\n')}\n`.replaceAll('\0', ''),
    );
    const id = commit();
    const history = await read(sandbox.root);
    assert.deepEqual(
      history.secrets.map(({ path, commit: from }) => [path, from]),
      [['notes.ts', id.slice(0, 10)]],
    );
    assert.equal(history.commits, 1);
  });

  it('settings of the repository change nothing: root commits, renames, prefixes, colours, order, grafts, replacements', async () => {
    sandbox.write('z.ts', code(1));
    const first = commit();
    sandbox.git('mv', 'z.ts', 'y.ts');
    sandbox.write('b.ts', code(2));
    const second = commit();
    const expected = comparable(await read(sandbox.root));
    assert.equal(expected.length, 2);
    rmSync(sandbox.path('.git/launch-ready'), { recursive: true });
    for (const [name, value] of Object.entries({
      'log.showRoot': 'false',
      'diff.renames': 'copies',
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.algorithm': 'patience',
      'diff.context': '9',
      'diff.interHunkContext': '9',
      'color.ui': 'always',
      'log.diffMerges': 'off',
      'log.follow': 'true',
      'diff.orderFile': 'order',
      'diff.relative': 'true',
      'core.quotePath': 'true',
      'format.pretty': 'oneline',
      'log.date': 'relative',
      'core.bigFileThreshold': '1',
    })) {
      sandbox.git('config', name, value);
    }
    sandbox.setDate(clock + 60);
    sandbox.git(
      'replace',
      second,
      sandbox.git('commit-tree', `${second}^{tree}`, '-m', 'other', '-p', first).trim(),
    );
    sandbox.write('.git/info/grafts', `${second}\n`);
    assert.deepEqual(comparable(await read(sandbox.root)), expected);
  });

  it('a comment that says it is no secret holds for the history too, wherever it stood', async () => {
    sandbox.write(
      'a.ts',
      `// launch-ready-ignore-next-line secrets/stripe-secret-key -- a test key\n${code(1)}`,
    );
    sandbox.write('b.ts', code(2));
    sandbox.write('c.ts', `// secretlint-disable-next-line\n${code(3)}`);
    commit();
    sandbox.write('a.ts', code(1));
    commit();
    assert.deepEqual(told(await read(sandbox.root)), ['stripe-secret-key b.ts:1 in head']);
    assert.deepEqual(told(await read(sandbox.root)), ['stripe-secret-key b.ts:1 in head']);
  });

  it('two secrets of one kind in one file and commit have names of their own', async () => {
    sandbox.write('a.ts', code(1) + code(2));
    commit();
    const { secrets } = await read(sandbox.root);
    assert.equal(secrets.length, 2);
    assert.deepEqual(
      secrets.map(({ id, range }) => [/#2$/.test(id), range.start.line]),
      [
        [false, 0],
        [true, 1],
      ],
    );
  });

  it('a shallow clone says so and keeps nothing; its lowest commit counts whole', async () => {
    sandbox.write('origin/a.ts', code(1));
    const origin = sandbox.path('origin');
    sandbox.git('init', '-q', '-b', 'main', origin);
    for (const text of [code(1), code(2), code(2, 1)]) {
      sandbox.write('origin/a.ts', text);
      sandbox.git('-C', origin, 'add', '.');
      sandbox.git('-C', origin, 'commit', '-q', '-m', 'x');
    }
    sandbox.git('clone', '-q', '--depth', '2', `file://${origin}`, sandbox.path('shallow'));
    let history = await read(sandbox.path('shallow'));
    assert.deepEqual([history.shallow, history.commits], [true, 2]);
    assert.deepEqual(told(history), ['stripe-secret-key a.ts:1 in head']);
    sandbox.git('-C', sandbox.path('shallow'), 'fetch', '-q', '--unshallow');
    history = await read(sandbox.path('shallow'));
    assert.deepEqual([history.shallow, history.commits, history.secrets.length], [false, 3, 2]);
  });

  it('a work tree with a .git file, a bare repository, a folder below the top', async () => {
    sandbox.write('apps/web/a.ts', code(1));
    sandbox.write('b.ts', code(2));
    commit();
    sandbox.git('rm', '-q', '-r', '.');
    commit();
    sandbox.git('worktree', 'add', '-q', '-b', 'other', sandbox.path('tree'), 'HEAD~1');
    const all = ['stripe-secret-key apps/web/a.ts:1 gone', 'stripe-secret-key b.ts:1 gone'];
    assert.deepEqual(told(await read(sandbox.root)), all);
    const there = all.map((one) => one.replace('gone', 'in head'));
    assert.deepEqual(told(await read(sandbox.path('tree'))), there);
    assert.deepEqual(told(await read(sandbox.path('tree/apps/web'))), ['stripe-secret-key a.ts:1 in head']);
    // One state for all work trees, in the directory that they share.
    assert.ok(statSync(sandbox.path('.git/launch-ready/history.json')).isFile());
    sandbox.git('clone', '-q', '--bare', sandbox.path('.git'), sandbox.path('bare.git'));
    assert.deepEqual(told(await read(sandbox.path('bare.git'))), all);
  });

  it('a repository without a commit', async () => {
    const history = await read(sandbox.root);
    assert.deepEqual([history.commits, history.secrets], [0, []]);
  });

  it('a range: only what its commits brought in', async () => {
    sandbox.write('a.ts', code(1));
    const first = commit();
    sandbox.write('b.ts', code(2));
    commit();
    sandbox.write('b.ts', 'clean\n');
    const last = commit();
    const range = { kind: 'range' as const, include: [last], exclude: [first], unpublished: false };
    const history = await read(sandbox.root, range);
    assert.deepEqual(told(history), ['stripe-secret-key b.ts:1 gone']);
    assert.equal(history.commits, 2);
    assert.throws(() => statSync(sandbox.path('.git/launch-ready')));
  });

  describe('the second run', () => {
    it('reads only what is new', async () => {
      sandbox.write('a.ts', code(1));
      commit();
      sandbox.write('a.ts', 'clean\n');
      commit();
      assert.equal((await read(sandbox.root)).newCommits, 2);
      const again = await read(sandbox.root);
      assert.deepEqual([again.commits, again.newCommits], [2, 0]);
      assert.deepEqual(told(again), ['stripe-secret-key a.ts:1 gone']);
      // The same secret elsewhere: joined with what is known, by no value.
      sandbox.write('b.ts', code(1));
      commit();
      const third = await read(sandbox.root);
      assert.deepEqual([third.commits, third.newCommits, third.secrets.length], [3, 1, 1]);
      assert.deepEqual(third.secrets[0]?.paths, ['a.ts', 'b.ts']);
      assert.equal(third.secrets[0]?.inHead, true);
    });

    it('reads all again when history was rewritten, when the state is damaged or somebody else wrote it', async () => {
      sandbox.write('a.ts', code(1));
      commit();
      sandbox.write('b.ts', code(2));
      commit();
      await read(sandbox.root);
      sandbox.git('commit', '-q', '--amend', '-m', 'rewritten');
      assert.equal((await read(sandbox.root)).newCommits, 2);
      const file = sandbox.path('.git/launch-ready/history.json');
      const good = readFileSync(file, 'utf8');
      for (const bad of [
        '',
        '{}',
        'null',
        '[',
        good.replace(/"engine":"\w+"/, '"engine":"other"'),
        good.replace('"commits":2', '"commits":"2"'),
        good.replace(/"line":0/, '"line":-1'),
        good.replace(/"line":0/, '"line":90'),
        good.replace(/"character":13/, '"character":3'),
        good.replace(/"commit":"\w/, '"commit":"--output=x'),
        good.replace(/"rawPath":"a.ts"/, '"rawPath":"a.ts\\n"'),
        good.replace(/"tips":\["\w/, '"tips":["'),
      ]) {
        assert.notEqual(bad, good);
        writeFileSync(file, bad);
        const history = await read(sandbox.root);
        assert.deepEqual([history.newCommits, history.secrets.length], [2, 2], bad.slice(0, 60));
      }
    });

    it('is kept where only the owner can read it, and holds no value and nothing derived from one', async () => {
      sandbox.write('a.ts', code(1));
      sandbox.write('.env', `DATABASE_PASSWORD=${makeToken('openai-api-key', 3)}\n`);
      commit();
      await read(sandbox.root);
      const file = sandbox.path('.git/launch-ready/history.json');
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
      assertSilent(readFileSync(file, 'utf8'), [token(1), makeToken('openai-api-key', 3)]);
    });

    it('tells the same as one run over everything, whatever the repository went through', async () => {
      const step = fc.record({
        file: fc.constantFrom('a.ts', 'b.ts', 'dir/c.ts'),
        seeds: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
        action: fc.constantFrom('write', 'delete', 'branch', 'merge', 'read'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
          const own = createSandbox();
          try {
            own.git('init', '-q', '-b', 'main');
            let branches = 0;
            const keep = () => {
              own.git('add', '-A');
              own.git('commit', '-q', '--allow-empty', '-m', 'x');
            };
            keep();
            for (const { file, seeds, action } of steps) {
              if (action === 'write') own.write(file, seeds.map((seed) => code(seed, seed)).join(''));
              if (action === 'delete') rmSync(own.path(file), { force: true });
              if (action === 'branch') own.git('switch', '-q', '-c', `branch-${++branches}`, 'main');
              if (action === 'merge') {
                try {
                  own.git('merge', '-q', '-m', 'merge', '-X', 'ours', 'main');
                } catch {
                  own.git('add', '-A');
                }
              }
              keep();
              if (action === 'read') await read(own.root);
            }
            const inParts = await read(own.root);
            rmSync(own.path('.git/launch-ready'), { recursive: true, force: true });
            const atOnce = await read(own.root);
            assert.deepEqual(comparable(inParts), comparable(atOnce));
            assert.equal(inParts.commits, atOnce.commits);
          } finally {
            own.remove();
          }
        }),
        { numRuns: 12 },
      );
    });
  });

  it('no value reaches what is told or kept, for any kind', async () => {
    const kinds = [
      'stripe-secret-key',
      'github-token',
      'openai-api-key',
      'aws-access-key-id',
      'slack-token',
    ].filter((kind) => {
      try {
        makeToken(kind);
        return true;
      } catch {
        return false;
      }
    });
    assert.ok(kinds.length >= 2);
    const values = kinds.map((kind, i) => makeToken(kind, i + 1));
    sandbox.write('a.ts', values.map((value, i) => `const secret${i} = '${value}';`).join('\n'));
    sandbox.write('b.env', values.map((value, i) => `API_KEY_${i}=${value}`).join('\n'));
    commit();
    sandbox.git('rm', '-q', 'a.ts', 'b.env');
    commit();
    const history = await read(sandbox.root);
    assert.ok(history.secrets.length >= 2);
    assertSilent(JSON.stringify(history), values);
    assertSilent(readFileSync(sandbox.path('.git/launch-ready/history.json'), 'utf8'), values);
  });
});

/** Neither the value nor twelve characters of its random part in a row. */
function assertSilent(text: string, values: readonly string[]): void {
  for (const value of values) {
    for (let i = 8; i + 12 <= value.length; i++)
      assert.ok(!text.includes(value.slice(i, i + 12)), value.slice(0, 4));
    assert.ok(!text.includes(value));
  }
}
