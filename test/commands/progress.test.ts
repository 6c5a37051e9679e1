import assert from 'node:assert/strict';
import { progressLine } from '../../src/commands/progress.ts';
import { recordedStream } from './terminal.ts';

describe('commands/progress', () => {
  it('says nothing in a pipe', () => {
    const stream = recordedStream();
    const progress = progressLine(stream);
    progress.show({ text: 'Reading files', fraction: 0.5 });
    progress.end();
    assert.equal(stream.text, '');
  });

  it('is one line within the window, taken away at the end', () => {
    const stream = recordedStream({ isTerminal: true, columns: 40 });
    const progress = progressLine(stream);
    progress.show({ text: `Reading\n\u001b[2J ${'x'.repeat(100)}`, fraction: 0.5 });
    progress.end();
    const [, line = ''] = /^\r\u001b\[K(.*)\r\u001b\[K$/u.exec(stream.text) ?? [];
    assert.match(line, /^█{8}░{8} Reading/u);
    assert.ok(line.length < 40, `${line.length} columns`);
    assert.doesNotMatch(line, /\u001b/u);
  });
});
