import assert from 'node:assert/strict';
import type { ParsedConfig } from '../../../src/config/model.ts';
import { configurationGatherer } from '../../../src/observe/repository/configuration.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';

type Files = Parameters<typeof createMemoryFileSystem>;

function gather(
  contents: Files[0],
  configPath = 'launch-ready.yaml',
  options?: Files[1],
): Promise<ParsedConfig> {
  return configurationGatherer.gather({
    files: createMemoryFileSystem(contents, options),
    configPath,
    now: Date.parse('2026-11-21T00:00:00Z'),
    signal: new AbortController().signal,
    artifact: () => assert.fail('needs no artifact'),
  });
}

describe('configuration gatherer', () => {
  it('no file is no problem, but a named one must be there', async () => {
    const none = await gather({ 'a.ts': '' });
    assert.deepEqual([none.exists, none.path, none.problems], [false, 'launch-ready.yaml', []]);
    const named = await gather({}, 'ops/launch.yaml');
    assert.equal(named.problems[0]?.messageId, 'unreadable');
  });

  it('reads launch-ready.yaml, else launch-ready.yml, or the named file', async () => {
    assert.equal((await gather({ 'launch-ready.yaml': 'domain: acme.com' })).value.domain, 'acme.com');
    const short = await gather({ 'launch-ready.yml': 'domain: acme.com' });
    assert.deepEqual([short.path, short.value.domain], ['launch-ready.yml', 'acme.com']);
    const named = await gather({ 'ops/x.yaml': 'domain: acme.com', 'launch-ready.yaml': '' }, './ops/x.yaml');
    assert.equal(named.value.domain, 'acme.com');
  });

  it('reads what Notepad writes', async () => {
    const text = 'domain: bücher.de\r\n';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [Buffer.from(`\uFEFF${text}`), utf16, Buffer.from(utf16).swap16()]) {
      const config = await gather({ 'launch-ready.yaml': bytes });
      assert.deepEqual(config.problems, []);
      assert.equal(config.written?.domain, 'bücher.de');
      assert.deepEqual(config.ranges.domain?.start, { line: 0, character: 8 });
    }
  });

  it('what cannot be read is a problem, never a throw', async () => {
    const kinds = [
      await gather({ 'launch-ready.yaml': new Uint8Array([0xff, 0x00, 0xfe, 0x80]) }),
      await gather({ 'launch-ready.yaml': 'x' }, undefined, { denied: ['launch-ready.yaml'] }),
      await gather({ 'launch-ready.yaml/x': '' }),
      await gather({ 'launch-ready.yaml': '#'.repeat(300_000) }),
    ].map(({ problems, exists, value }) => [problems[0]?.messageId, exists, Object.keys(value).length]);
    assert.deepEqual(kinds, [
      ['unreadable', true, 0],
      ['unreadable', true, 0],
      ['unreadable', true, 0],
      ['tooLarge', true, 0],
    ]);
  });

  it('is stale when the file changes', () => {
    assert.ok(configurationGatherer.isInvalidatedBy?.('launch-ready.yaml'));
    assert.ok(!configurationGatherer.isInvalidatedBy?.('src/launch-ready.yaml.ts'));
  });
});
