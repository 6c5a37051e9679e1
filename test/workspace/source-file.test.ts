import assert from 'node:assert/strict';
import {
  countSkipped,
  decodeSource,
  isEnvFile,
  MAX_ENV_FILE_BYTES,
  MAX_SOURCE_BYTES,
  readSource,
} from '../../src/workspace/source-file.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';

const words = 'A=caf\u00e9 \u{1f680}\r\nB=2\n';
const utf16 = (bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${words}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`;

describe('source file', () => {
  it('decodes UTF-8 and UTF-16, and drops the byte order mark', () => {
    for (const [bytes, encoding] of [
      [Buffer.from(words), 'utf-8'],
      [Buffer.from(`\ufeff${words}`), 'utf-8-bom'],
      [utf16(false), 'utf-16le'],
      [utf16(true), 'utf-16be'],
    ] as const) {
      assert.deepEqual(decodeSource(bytes), { kind: 'text', text: words, encoding });
    }
    assert.deepEqual(decodeSource(new Uint8Array()), { kind: 'text', text: '', encoding: 'utf-8' });
    assert.equal((decodeSource(Buffer.from([0x61, 0xe9, 0x62])) as { text: string }).text, 'a\ufffdb');
    assert.equal(decodeSource(Buffer.concat([utf16(true), Buffer.from([0])])).kind, 'text');
  });

  it('leaves the given bytes as they are', () => {
    const bytes = utf16(true);
    const before = Buffer.from(bytes);
    decodeSource(bytes);
    assert.deepEqual(bytes, before);
  });

  it('tells binary by a NUL in the first 8 KB', () => {
    assert.equal(decodeSource(Buffer.from('abc\0def')).kind, 'binary');
    assert.equal(decodeSource(Buffer.from(`${'x'.repeat(8191)}\0`)).kind, 'binary');
    assert.equal(decodeSource(Buffer.from(`${'x'.repeat(8192)}\0`)).kind, 'text');
    assert.equal(decodeSource(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])).kind, 'binary', 'UTF-32');
  });

  it('recognises a pointer of Git LFS, and not what only speaks of one', () => {
    assert.equal(decodeSource(Buffer.from(pointer)).kind, 'lfsPointer');
    assert.equal(decodeSource(Buffer.from(pointer.replace('oid', 'ext-0-foo x\noid'))).kind, 'lfsPointer');
    assert.equal(decodeSource(Buffer.from(`# ${pointer}`)).kind, 'text');
    assert.equal(decodeSource(Buffer.from(pointer + 'x'.repeat(1024))).kind, 'text');
    assert.equal(decodeSource(Buffer.from(pointer.replace('oid sha256', 'oid'))).kind, 'text');
  });

  it('counts what it does not read, and says why', async () => {
    const files = createMemoryFileSystem(
      {
        'a.ts': words,
        'logo.png': 'x\0y',
        'video.mp4': pointer,
        'bundle.js': new Uint8Array(MAX_SOURCE_BYTES + 1).fill(0x61),
        'locked.ts': '',
      },
      { denied: ['locked.ts'] },
    );
    const counts = { binary: 0, oversized: 0, unreadable: 0 };
    const messages: string[] = [];
    for (const path of ['a.ts', 'logo.png', 'video.mp4', 'bundle.js', 'locked.ts', 'gone.ts']) {
      const source = await readSource(files, path);
      if (source.kind === 'text') continue;
      countSkipped(counts, source.reason);
      messages.push(source.message);
    }
    assert.deepEqual(counts, { binary: 2, oversized: 1, unreadable: 2 });
    assert.deepEqual(messages, [
      'logo.png is not text',
      'The content of video.mp4 is kept by Git LFS and is not here',
      'bundle.js is too large to read',
      'No permission to read locked.ts',
      'There is no gone.ts; it may have been deleted or renamed meanwhile',
    ]);
  });

  it('reads a large .env on one line, up to a limit', async () => {
    const files = createMemoryFileSystem({
      'apps/web/.env': `A=${'x'.repeat(MAX_SOURCE_BYTES)}`,
      '.env': new Uint8Array(MAX_ENV_FILE_BYTES + 1).fill(0x61),
    });
    assert.equal((await readSource(files, 'apps/web/.env')).kind, 'text');
    const tooLarge = await readSource(files, '.env');
    assert.equal(tooLarge.kind === 'skipped' && tooLarge.reason, 'oversized');
    for (const path of ['.env.local', 'a/.envrc', '.dev.vars', 'config/app.env'])
      assert.ok(isEnvFile(path), path);
    for (const path of ['env.ts', 'environment', '.environment/x.ts']) assert.ok(!isEnvFile(path), path);
  });
});
