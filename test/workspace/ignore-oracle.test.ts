import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { listFiles } from '../../src/workspace/file-list.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';
import { createSandbox, type Sandbox } from './git-sandbox.ts';

/** Each asks git six times; CI takes its time. */
const RUNS = Number(process.env.ORACLE_RUNS ?? (process.env.LAUNCH_READY_FULL_FUZZ === '1' ? 100 : 30));

/** Random trees with random ignore files: our list is git's. */
describe('file list against git', function () {
  this.timeout(60_000 + RUNS * 200);
  let sandbox: Sandbox;
  before(function () {
    // The names need a disk that tells case and takes any character.
    if (process.platform !== 'linux') this.skip();
    sandbox = createSandbox();
    sandbox.git('init', '-q');
  });
  after(() => sandbox?.remove());

  const name = fc.constantFrom(
    'a',
    'b',
    'ab',
    'abc',
    'a.b',
    'b.a',
    'A',
    'é',
    'a b',
    'b ',
    '#a',
    '!a',
    'a]',
    'a\\b',
    '*',
  );
  const filePath = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const piece = fc.oneof(
    { weight: 6, arbitrary: name },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        '*',
        '**',
        '***',
        '?',
        'a*',
        '*b',
        '*.b',
        'a**',
        '**b',
        '[ab]',
        '[!a]',
        '[^a]',
        '[a-c]*',
        '[]a]',
        '[a',
        '\\a',
        '\\#a',
        '\\!a',
        '\\*',
        'a\\',
        '[[:alpha:]]',
        '[[:bad:]]',
        '[é]',
        '??',
        'a\\ ',
        '[a\\]]',
        '*a*b*',
        '[+--]',
        '[[:]',
      ),
    },
  );
  const rule = fc
    .record({
      negated: fc.boolean(),
      lead: fc.constantFrom('', '', '', '/', '**/', '//'),
      parts: fc.array(piece, { minLength: 1, maxLength: 3 }),
      joint: fc.constantFrom('/', '/', '/', '/**/', '\\/', ''),
      tail: fc.constantFrom('', '', '', '/', '/**', '/*', ' ', '  ', '\r', '\t'),
    })
    .map((r) => (r.negated ? '!' : '') + r.lead + r.parts.join(r.joint) + r.tail);
  const ignoreFile = fc
    .tuple(
      fc.array(fc.oneof({ weight: 12, arbitrary: rule }, fc.constantFrom('', '# x', '!', '/', ' ')), {
        maxLength: 5,
      }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\ufeff'),
    )
    .map(([rules, eol, mark]) => mark + rules.join(eol));
  const project = fc.record({
    files: fc.uniqueArray(filePath, { minLength: 3, maxLength: 14 }),
    ignores: fc.dictionary(fc.constantFrom('', 'a/', 'b/', 'a/b/', 'ab/', 'a/a/'), ignoreFile, {
      maxKeys: 3,
    }),
    exclude: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, ignoreFile),
    tracked: fc.nat(4),
    ignoreCase: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    version: fc.constantFrom('2', '4'),
  });

  it('names the same files, whatever the rules', async () => {
    await fc.assert(
      fc.asyncProperty(project, async (p) => {
        for (const entry of sandbox.git('ls-files', '-z', '-co').split('\0')) {
          if (entry) rmSync(sandbox.path(entry.split('/')[0]!), { recursive: true, force: true });
        }
        rmSync(sandbox.path('.git/index'), { force: true });
        sandbox.git('config', 'core.ignoreCase', String(p.ignoreCase));
        sandbox.git('config', 'index.version', p.version);
        sandbox.write('.git/info/exclude', p.exclude);
        const isFree = spellings(p.ignoreCase);
        for (const path of p.files) {
          if (!isFree(path)) continue;
          try {
            sandbox.write(path);
          } catch {
            // One path's file is another one's folder: the first stays.
          }
        }
        const onDisk = sandbox.git('ls-files', '-z', '-o').split('\0').filter(Boolean);
        if (p.tracked > 0 && onDisk.length > 0) {
          sandbox.git(
            '--literal-pathspecs',
            'add',
            '-f',
            '--',
            ...onDisk.filter((_path, i) => i % 4 < p.tracked - 1 || i === 0),
          );
        }
        for (const [directory, rules] of Object.entries(p.ignores)) {
          if (!isFree(`${directory}.gitignore`)) continue;
          try {
            sandbox.write(`${directory}.gitignore`, rules);
          } catch {
            // The folder is a file here.
          }
        }
        const { files, repository, reason } = await listFiles(createNodeFileSystem(sandbox.root));
        assert.equal(repository, 'git', reason);
        assert.deepEqual(
          files.map((file) => file.path),
          sandbox.lsFiles(),
        );
        assert.deepEqual(
          files.filter((file) => file.tracked).map((file) => file.path),
          sandbox
            .git('ls-files', '-z')
            .split('\0')
            .filter(Boolean)
            .sort((a, b) => (a < b ? -1 : 1)),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

/** Where case does not matter, a disk holds one spelling of a name: says whether a path can be there. */
function spellings(ignoreCase: boolean): (path: string) => boolean {
  const known = new Map<string, string>();
  return (path) => {
    if (!ignoreCase) return true;
    const parts = path.split('/');
    return parts.every((_part, i) => {
      const whole = parts.slice(0, i + 1).join('/');
      const spelling = known.get(whole.toLowerCase()) ?? whole;
      known.set(whole.toLowerCase(), spelling);
      return spelling === whole;
    });
  };
}
