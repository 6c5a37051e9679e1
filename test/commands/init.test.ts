import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments } from '../../src/commands/arguments.ts';
import { initCommand } from '../../src/commands/init.ts';
import { recordedTerminal } from './terminal.ts';

const HEAD = { name: 'init', summary: '', operands: '[DIR]' };

describe('launch-ready init', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-init-'));
  const file = join(folder, 'launch-ready.yaml');
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function init(...words: string[]) {
    const terminal = recordedTerminal({ cwd: folder });
    const code = await initCommand.run(parseArguments(HEAD, initCommand, words), terminal);
    return { code, out: terminal.out.text, err: terminal.err.text };
  }

  before(() => writeFileSync(join(folder, 'CNAME'), 'app.acme.com\n'));

  it('shows what it would write, and writes it when it is asked to', async () => {
    const shown = await init('--dry-run');
    assert.match(shown.out, /^domain: acme\.com$/m);
    assert.match(shown.out, /^ {2}app: \{\} # CNAME$/m);
    assert.match(shown.err, /Nothing was written/);
    assert.equal(existsSync(file), false);
    const written = await init();
    assert.equal(written.out, shown.out);
    assert.equal(readFileSync(file, 'utf8'), shown.out);
  });

  it('adds to a file that is there only when it is told to, and keeps its comments', async () => {
    writeFileSync(file, '# ours\ndomain: acme.com # live\n');
    await assert.rejects(init(), /there is a launch-ready\.yaml already/);
    assert.equal((await init('--merge')).code, 0);
    assert.equal(readFileSync(file, 'utf8'), '# ours\ndomain: acme.com # live\n\nhosts:\n  app: {}\n');
    assert.match((await init('--merge')).err, /says all that the project tells already/);
  });

  it('speaks of the domain that the file names, whatever else the project names', async () => {
    writeFileSync(file, 'domain: acme.test\n');
    const code =
      "import { Resend } from 'resend';\nnew Resend('').emails.send({ from: 'A <hello@acme.test>' });\n";
    writeFileSync(join(folder, 'mail.ts'), code);
    const { out } = await init('--merge');
    assert.equal(
      out,
      'domain: acme.test\n\nemail:\n  senders:\n    - from: hello@acme.test\n      provider: resend\n',
    );
  });

  it('leaves a broken file as it is', async () => {
    writeFileSync(file, 'domain: "acme\n');
    await assert.rejects(init('--merge'), /broken on line 1/);
    assert.equal(readFileSync(file, 'utf8'), 'domain: "acme\n');
  });
});
