import assert from 'node:assert/strict';
import { parseGitConfig } from '../../src/workspace/git-config.ts';

describe('git config', () => {
  it('reads the settings it knows, as git writes them', () => {
    assert.deepEqual(
      parseGitConfig(
        '[core]\r\n\tignorecase = true ; as on Windows\r\n\tprecomposeunicode\r\n' +
          '\texcludesFile = "C:\\\\my rules\\\\a#b" # mine\n[extensions] objectFormat = SHA256\n[core "x"]\n\tignorecase = false\n',
      ),
      { hashBytes: 32, ignoreCase: true, compose: true, excludesFile: 'C:\\my rules\\a#b' },
    );
    assert.equal(parseGitConfig('[core]\nexcludesFile = a\\\n b  \n').excludesFile, 'a b');
    assert.equal(parseGitConfig('[CORE]\nIgnoreCase = no').ignoreCase, false);
  });

  it('passes over what makes no sense, in bounded time', () => {
    const defaults = { hashBytes: 20, ignoreCase: false, compose: false, excludesFile: undefined };
    assert.deepEqual(parseGitConfig(''), defaults);
    assert.deepEqual(parseGitConfig('ignorecase = true\n[core\n= x\n[]\n"'), defaults);
    for (const part of ['[a "', '" ', '[', ' ', '\\', '= "']) {
      assert.deepEqual(parseGitConfig(`[a ${part.repeat(200_000)}`), defaults);
    }
  });
});
