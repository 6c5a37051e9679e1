import assert from 'node:assert/strict';
import { safeFixesOf, withEdits } from '../../src/audit/safe-fixes.ts';
import type { Finding, Fix, TextEdit } from '../../src/model/finding.ts';
import { START_OF_FILE } from '../../src/model/location.ts';
import type { Report, Result } from '../../src/model/report.ts';

const at = (line: number, from: number, to = from) => ({
  start: { line, character: from },
  end: { line, character: to },
});
const edit = (path: string, range: TextEdit['range'], newText: string): TextEdit => ({
  path,
  range,
  newText,
});
const fix = (edits: TextEdit[], safety: Fix['safety'] = 'safe'): Fix => ({ title: 'x', safety, edits });

function report(...fixes: Fix[][]): Report {
  const findings = fixes.map(
    (all, i): Finding => ({
      checkId: 'env/a',
      messageId: 'm',
      message: 'm',
      severity: 'high',
      location: { kind: 'file', path: `${i}.ts`, range: START_OF_FILE },
      fixes: all,
      fingerprint: String(i),
    }),
  );
  const result: Result = { checkId: 'env/a', outcome: 'fail', durationMs: 0, reason: null, findings };
  return { results: [result] } as unknown as Report;
}

describe('safe fixes', () => {
  it('are the first safe one of each finding, each once', () => {
    const add = fix([edit('.env.example', at(1, 0), 'A=\n')]);
    const risky = fix([edit('a.ts', at(0, 0), 'x')], 'unsafe');
    assert.equal(safeFixesOf(report([risky, add], [add], [risky])).length, 1);
  });

  it('leave one that touches the text of another for the next look, and let insertions follow one another', () => {
    const one = fix([edit('a.json', at(0, 2, 6), 'x')]);
    const overlapping = fix([edit('a.json', at(0, 4, 8), 'y'), edit('b.json', at(0, 0), 'y')]);
    const beside = fix([edit('a.json', at(0, 6, 8), 'z')]);
    assert.deepEqual(
      safeFixesOf(report([one], [overlapping], [beside])).map(({ edits }) => edits[0]?.newText),
      ['x', 'z'],
    );
    const lines = ['A=\n', 'B=\n'].map((text) => [fix([edit('.env.example', at(0, 0), text)])]);
    assert.equal(safeFixesOf(report(...lines)).length, 2);
  });

  it('add no line twice: the same insertion of two fixes is made once, and a list that has a line already waits', () => {
    const hidden = edit('.gitignore', at(1, 0), '!.env.example\n');
    const add = (text: string) => [fix([hidden, edit('.env.example', START_OF_FILE, text)])];
    const chosen = safeFixesOf(report(add('A=\n'), add('B=\n'), add('A=\nB=\n')));
    assert.equal(chosen.length, 2);
    const made = (path: string) =>
      withEdits(
        '',
        chosen.flatMap(({ edits }) => edits).filter((one) => one.path === path),
      );
    assert.equal(made('.gitignore'), '!.env.example\n');
    assert.equal(made('.env.example'), 'A=\nB=\n');
  });

  it('are made from the top, and end their lines as the file does', () => {
    assert.equal(withEdits('abcdef', [edit('a', at(0, 4, 5), 'E'), edit('a', at(0, 1, 2), '')]), 'acdEf');
    assert.equal(withEdits('a\r\nb\r\n', [edit('a', at(2, 0), 'c\n')]), 'a\r\nb\r\nc\r\n');
    assert.equal(
      withEdits('', [edit('a', START_OF_FILE, 'A=\n'), edit('a', START_OF_FILE, 'B=\n')]),
      'A=\nB=\n',
    );
    // Each was made for a file without a last line end.
    const appended = ['\nB=\n', '\nC=\n'].map((text) => edit('a', at(0, 2), text));
    assert.equal(withEdits('A=', appended), 'A=\nB=\nC=\n');
    assert.equal(withEdits('ab\ncd', [edit('a', at(0, 99), '!')]), 'ab\n!cd');
  });
});
