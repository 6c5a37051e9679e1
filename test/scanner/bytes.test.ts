import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanBytes, scanSource, scanText } from '../../src/scanner/scan.ts';
import { openSource } from '../../src/workspace/source-file.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { makeToken } from '../support/tokens.ts';

const places = (matches: ReturnType<typeof scanText>) =>
  matches.map(({ rule, start, end }) => ({ rule, start, end }));
const TOKEN = makeToken('stripe-secret-key');
const line = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('é', '😀😀', '日本語', '\u{10ffff}', '\r\n', '\ufeff', `const key = '${TOKEN}';`),
);

/** A file as the audit reads it: bytes, decoded only where something stands in them. */
async function scanFile(bytes: Uint8Array) {
  const source = await openSource(createMemoryFileSystem({ 'a.ts': bytes }), 'a.ts');
  assert.equal(source.kind, 'text');
  return source.kind === 'text'
    ? { text: source.text, matches: scanSource(source) }
    : { text: '', matches: [] };
}

describe('scanning bytes', () => {
  it('finds the same places as scanning the text, whatever characters stand before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const bytes = Buffer.from(`x${lines.join('\n')}\nconst last = '${TOKEN}';\n`, 'utf8');
        if (bytes.includes(0)) return;
        const text = bytes.toString('utf8');
        assert.deepEqual(places(scanBytes('a.ts', bytes)), places(scanText('a.ts', text)));
        const file = await scanFile(bytes);
        assert.deepEqual(places(file.matches), places(scanText('a.ts', file.text)));
      }),
      { numRuns: 200 },
    );
  });

  it('counts no byte order mark, and copes with damaged UTF-8', async () => {
    const code = Buffer.from(`// é 😀\nconst key = '${TOKEN}';\n`, 'utf8');
    for (const bytes of [
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), code]),
      Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0xe2, 0x82]), code]),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(code.toString('utf8'), 'utf16le')]),
    ]) {
      const { text, matches } = await scanFile(bytes);
      assert.deepEqual(
        matches.map(({ start, end }) => text.slice(start, end)),
        [TOKEN],
      );
    }
  });
});
