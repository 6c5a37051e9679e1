import assert from 'node:assert/strict';
import { parseArguments } from '../../src/commands/arguments.ts';
import { type Command, type CommandHead, UsageError } from '../../src/commands/command.ts';

const head: CommandHead = { name: 'audit', operands: 'DIR', summary: 'Looks' };
const command: Command = {
  arity: [1, 1],
  options: [
    { name: 'offline', help: '' },
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], help: '' },
    { name: 'output', value: 'FILE', short: 'o', help: '' },
    { name: 'only', value: 'AREA', list: true, help: '' },
  ],
  example: '',
  run: async () => 0,
};
const parse = (...words: string[]) => parseArguments(head, command, words);

describe('commands/arguments', () => {
  it('reads switches, values, lists and operands in any order', () => {
    const input = parse(
      '--only',
      'dns, tls',
      'web',
      '--format=json',
      '--only=env',
      '-o',
      'a.json',
      '--offline',
    );
    assert.deepEqual(input.operands, ['web']);
    assert.deepEqual(input.values('only'), ['dns', 'tls', 'env']);
    assert.deepEqual([input.value('format'), input.value('output')], ['json', 'a.json']);
    assert.deepEqual([input.has('offline'), input.has('ci')], [true, false]);
  });

  it('takes what follows -- as operands', () => {
    assert.deepEqual(parse('--', '--offline').operands, ['--offline']);
  });

  it('lets the last of a repeated value win', () => {
    assert.equal(parse('x', '--format', 'text', '--format', 'json').value('format'), 'json');
  });

  const mistakes: [words: string[], message: RegExp, hint: RegExp | undefined][] = [
    [['x', '--ofline'], /^unknown option --ofline$/u, /^Did you mean --offline\?$/u],
    [['x', '--Format', 'json'], /unknown option --Format/u, /--format/u],
    [['x', '-x'], /unknown option -x/u, undefined],
    [['x', '--quux'], /unknown option --quux/u, undefined],
    [['x', '--format'], /--format needs a value/u, undefined],
    [['x', '--format', '--offline'], /--format needs a value/u, undefined],
    [['x', '--format='], /--format needs a value/u, undefined],
    [['x', '--format', 'jsn'], /--format does not know "jsn"/u, /Did you mean json/u],
    [['x', '--format', 'yaml'], /--format does not know "yaml"/u, /Choose from: text, json/u],
    [['x', '--offline=yes'], /--offline takes no value/u, undefined],
    [['x', '--only', 'dns,,tls'], /empty value/u, undefined],
    [[], /audit needs DIR/u, undefined],
    [['a', 'b'], /does not know what to do with "b"/u, undefined],
  ];
  for (const [words, message, hint] of mistakes) {
    it(`refuses: ${words.join(' ') || '(nothing)'}`, () => {
      assert.throws(
        () => parse(...words),
        (error) => {
          assert.ok(error instanceof UsageError);
          assert.match(error.message, message);
          if (hint) assert.match(error.hint ?? '', hint);
          else assert.equal(error.hint, undefined);
          return true;
        },
      );
    });
  }
});
