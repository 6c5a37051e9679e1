// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { parseDotenv } from '../../src/formats/dotenv.ts';

const ours = (text: string) =>
  Object.fromEntries(
    parseDotenv(text)
      .filter((entry) => !entry.commented)
      .map((entry) => [entry.name, entry.value]),
  );

const pieces = fc.constantFrom(
  ...[
    'A',
    'B_2',
    'export ',
    'export',
    '=',
    ' = ',
    ': ',
    ':',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '#',
    ' # note',
    "'",
    '"',
  ],
  ...[
    '`',
    '\\',
    "\\'",
    '\\"',
    '\\n',
    'value',
    'x y',
    '$A',
    '${B}',
    '-',
    '.',
    'é',
    '\u00a0',
    '=1',
    "='q'",
    '="d"',
  ],
);
const files = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

describe('formats/dotenv', () => {
  it('reads the same names and values as dotenv on 10,000 generated files', () => {
    fc.assert(
      fc.property(files, (text) => {
        assert.deepEqual(ours(text), { ...dotenv.parse(text) });
      }),
      { numRuns: 10_000 },
    );
  });

  it('agrees with node --env-file on the forms that both accept', () => {
    const text = [
      'A=1',
      'B="two words" # note',
      "C='single $A'",
      'D=',
      'export E=5',
      'F="a\nb"',
      'A=last',
    ].join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
    try {
      const file = join(folder, 'values');
      writeFileSync(file, text);
      const script = 'const {A,B,C,D,E,F}=process.env;console.log(JSON.stringify({A,B,C,D,E,F}))';
      const { stdout } = spawnSync(process.execPath, [`--env-file=${file}`, '-e', script], {
        encoding: 'utf8',
      });
      assert.deepEqual(JSON.parse(stdout), ours(text));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('gives exact ranges, and the shape of each declaration', () => {
    const text = 'A=1\n# DATABASE_URL=postgres://x\nexport B="two\nlines" # c\nC: y\r\nD=\n# see FOO=bar\n';
    const shown = parseDotenv(text).map((e) => [
      text.slice(e.nameFrom, e.nameTo),
      text.slice(e.valueFrom, e.valueTo),
      [
        e.commented && 'commented',
        e.multiLine && 'multiLine',
        e.exported && 'exported',
        e.colon && 'colon',
        e.quote,
      ]
        .filter(Boolean)
        .join(' '),
    ]);
    assert.deepEqual(shown, [
      ['A', '1', ''],
      ['DATABASE_URL', 'postgres://x', 'commented'],
      ['B', '"two\nlines"', 'multiLine exported "'],
      ['C', 'y', 'colon'],
      ['D', '', ''],
    ]);
  });

  it('takes no commented name from inside a multi-line value', () => {
    assert.deepEqual(
      parseDotenv('KEY="a\n# NAME=x\nb"\n').map((e) => e.name),
      ['KEY'],
    );
  });
});
