import assert from 'node:assert/strict';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { addVariable } from '../../src/audit/move/env-text.ts';
import { changed } from '../../src/audit/move/text-change.ts';
import { moved } from './move-support.ts';

const NAME = 'STRIPE_SECRET_KEY';

/** How a value is written between the quotes of a language, so that the program sees the value. */
interface Writing {
  language: string;
  path: string;
  open: string;
  close: string;
  body(value: string): string;
  head: string;
  read: string;
  joiner: string;
}

const slashed = (value: string, quote: string) =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');

const WRITINGS: Writing[] = [
  {
    language: 'JavaScript',
    path: 'a.js',
    open: "'",
    close: "'",
    body: (v) => slashed(v, "'"),
    head: 'x(',
    read: `process.env.${NAME}`,
    joiner: '+',
  },
  {
    language: 'Python',
    path: 'a.py',
    open: '"',
    close: '"',
    body: (v) => slashed(v, '"'),
    head: 'import os\nx(',
    read: `os.environ["${NAME}"]`,
    joiner: '+',
  },
  {
    language: 'Go',
    path: 'a.go',
    open: '"',
    close: '"',
    body: (v) => slashed(v, '"'),
    head: 'package a\n\nimport "os"\n\nvar x = f(',
    read: `os.Getenv("${NAME}")`,
    joiner: '+',
  },
  {
    language: 'Ruby',
    path: 'a.rb',
    open: '"',
    close: '"',
    body: (v) => slashed(v, '"').replaceAll('#', '\\#'),
    head: 'x(',
    read: `ENV.fetch("${NAME}")`,
    joiner: '+',
  },
  {
    language: 'PHP',
    path: 'a.php',
    open: '"',
    close: '"',
    body: (v) => slashed(v, '"').replaceAll('$', '\\$'),
    head: '<?php x(',
    read: `getenv('${NAME}')`,
    joiner: '.',
  },
];

/** Anything that a key, a password or a key file may hold. */
const value = fc
  .array(
    fc.oneof(fc.constantFrom(...'\'"`\\#$={}%& \n\r;\tä🔑'), fc.stringMatching(/^[A-Za-z0-9+/_-]{1,12}$/)),
    { minLength: 4, maxLength: 12 },
  )
  .map((parts) => `S3cr3t${parts.join('')}End`);
/** What stands before and behind it in the same literal. */
const around = fc.stringMatching(/^[A-Za-z0-9 :,.-]{0,12}$/);

describe('what is planned for a secret', () => {
  for (const { language, path, open, close, body, head, read, joiner } of WRITINGS) {
    it(`keeps all of the rest in ${language}, and puts the value in one place, where dotenv reads it back`, async () => {
      await fc.assert(
        fc.asyncProperty(value, around, around, async (secret, before, after) => {
          // What the format of env files cannot hold is refused; see below.
          fc.pre(addVariable('', NAME, secret, false) !== undefined);
          const written = body(secret);
          const literal = `${open}${before}${written}${after}${close}`;
          const text = `${head}${literal}, 1)\n`;
          const { plan, after: files } = await moved({
            path,
            text,
            secret: written,
            files: { '.env': 'A=1\n# B=\n' },
          });
          const expected = [
            ...(before ? [`${open}${before}${close}`] : []),
            read,
            ...(after ? [`${open}${after}${close}`] : []),
          ].join(` ${joiner} `);
          const interpolated = language === 'Ruby' && (before || after);
          const rest = interpolated ? `${open}${before}#{${read}}${after}${close}` : expected;
          assert.equal(files[path], `${head}${rest}, 1)\n`);
          assert.deepEqual(parse(files['.env'] ?? ''), { A: '1', [NAME]: secret });
          for (const [file, content] of Object.entries(files)) {
            if (file === plan.envFile) continue;
            assert.ok(!content.includes(secret) && !content.includes(written), file);
          }
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe('a value added to an env file', () => {
  it('is read back unchanged, and so is all that was there', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'A=1',
        'B="x',
        "C='y'",
        '# D=',
        'export E=2',
        'F=`a',
        'b`',
        '"',
        '',
        'G: 3',
        `${NAME}=`,
      ),
      fc.stringMatching(/^[A-Z'"#= ]{0,9}$/),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        value,
        (lines, eol, ends, secret) => {
          const text = lines.join(eol) + (ends && lines.length > 0 ? eol : '');
          const before = parse(text);
          fc.pre(!before[NAME]);
          const change = addVariable(text, NAME, secret, false);
          // Behind a quote that is never closed nothing can be added: that is told, not done.
          if (!change) return;
          assert.deepEqual(parse(changed(text, [change])), { ...before, [NAME]: secret });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is never refused in a file that is in order', () => {
    fc.assert(
      fc.property(value, (secret) => {
        fc.pre(!(secret.includes("'") && secret.includes('"') && secret.includes('`')));
        fc.pre(!/\r/.test(secret) && !/\\[nr]/.test(secret));
        assert.ok(addVariable('A=1\n', NAME, secret, false), JSON.stringify(secret));
      }),
      { numRuns: 1000 },
    );
  });

  it('has its dollars escaped where the framework replaces names', () => {
    assert.equal(addVariable('', 'DB_PASSWORD', 'a$bc', true)?.newText, "DB_PASSWORD='a\\$bc'\n");
    assert.equal(addVariable('', 'DB_PASSWORD', 'a$bc', false)?.newText, "DB_PASSWORD='a$bc'\n");
  });
});
