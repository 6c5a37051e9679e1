import assert from 'node:assert/strict';
import { findSuppressionComments } from '../../src/observe/repository/suppression-comments.ts';
import { ignoreComment } from '../../src/providers/ignore-comment.ts';

const ID = 'env/undeclared-variable';

describe('ignore comment', () => {
  const cases: [path: string, line: string, above: string, expected: string | undefined][] = [
    ['src/a.ts', '  const a = 1;', '', `  // launch-ready-ignore-next-line ${ID} -- not a problem`],
    ['.env.local', 'KEY=x', '', `# launch-ready-ignore-next-line ${ID} -- not a problem`],
    ['api/Dockerfile', 'FROM node:20', '', `# launch-ready-ignore-next-line ${ID} -- not a problem`],
    [
      '.github/workflows/ci.yml',
      '\t- run: x',
      '',
      `\t# launch-ready-ignore-next-line ${ID} -- not a problem`,
    ],
    ['index.html', '<script>', '', `<!-- launch-ready-ignore-next-line ${ID} -- not a problem -->`],
    ['a.css', 'a {}', '', `/* launch-ready-ignore-next-line ${ID} -- not a problem */`],
    ['a.sql', 'select 1;', '', `-- launch-ready-ignore-next-line ${ID} -- not a problem`],
    [
      'a.tsx',
      '      <a href={x}>',
      '    <div>',
      `      {/* launch-ready-ignore-next-line ${ID} -- not a problem */}`,
    ],
    ['a.tsx', '    <div>', '  return (', `    // launch-ready-ignore-next-line ${ID} -- not a problem`],
    ['App.vue', 'const a = 1;', 'const b = 2;', `// launch-ready-ignore-next-line ${ID} -- not a problem`],
    ['package.json', '  "a": 1', '', undefined],
    ['LICENSE', 'text', '', undefined],
  ];
  for (const [path, line, above, expected] of cases) {
    it(`${expected ? 'is written' : 'is not offered'} in ${path} above "${line.trim()}"`, () => {
      const comment = ignoreComment(path, ID, line, above, 'not a problem');
      assert.equal(comment, expected);
      if (!comment) return;
      // What we write is what we read.
      assert.deepEqual(findSuppressionComments(`${comment}\n${line}\n`), [
        { line: 1, ids: [ID], reason: 'not a problem' },
      ]);
    });
  }
});
