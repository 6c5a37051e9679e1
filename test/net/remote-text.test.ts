import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { remoteText } from '../../src/net/remote-text.ts';

describe('net/remote-text', () => {
  it('leaves ordinary text alone', () => {
    assert.equal(remoteText('Let’s Encrypt, R11 – ünïcode 🙂'), 'Let’s Encrypt, R11 – ünïcode 🙂');
  });

  it('takes out controls, escapes and what turns the reading direction', () => {
    assert.equal(remoteText('a\u001b[31mb\u0000c\u009bd\r\n'), 'a [31mb c d');
    assert.equal(remoteText('x\u202egpj.exe\u2066\u200b'), 'x gpj.exe');
  });

  it('cuts long text without tearing a character', () => {
    const cut = remoteText(`${'x'.repeat(254)}🙂🙂`);
    assert.equal(cut, `${'x'.repeat(254)}…`);
    assert.equal(remoteText('y'.repeat(1e6)).length, 256);
    assert.equal(remoteText('a\ud800b'), 'a b');
  });
});
