import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parseSpf } from '../../src/formats/spf.ts';

interface SpfResult {
  status: { result: string; comment?: string };
}

// Its entry point needs a newer Node than ours; the part for SPF does not.
const { spf } = createRequire(import.meta.url)('mailauth/lib/spf') as {
  spf(options: Record<string, unknown>): Promise<SpfResult>;
};

/** A DNS in which every domain has a plain SPF record, and nothing else exists. */
function resolver(record: string) {
  return async (name: string, type: string): Promise<string[][]> => {
    if (type === 'TXT') return [[name === 'policy.test' ? record : 'v=spf1 -all']];
    throw Object.assign(new Error(`${type} ${name}`), { code: 'ENOTFOUND' });
  };
}

describe('SPF grammar against another implementation', () => {
  it('calls the same records broken as mailauth in its strict mode', async () => {
    // Without `include:`, whose outcome is also a matter of the name that it asks for.
    const piece = fc.constantFrom(
      ...[
        'a',
        'mx',
        'ptr',

        'ip4:',
        'ip6:',
        'exists:',
        '1.2.3.4',
        '192.0.2.300',
        '::1',
        '2001:db8::',
        '/24',
      ],
      ...[
        '/33',
        '//64',
        '/0',
        '/024',
        '%{',
        'd',
        'd2r',
        'i',
        'l',
        'c',
        '0',
        '.',
        '}',
        '%%',
        '%_',
        '%-',
        '=',
        ' ',
        ' ',
        ' -',
      ],
      ...['?', 'all', 'exp=', 'x=', 'acme.com', 'foo', ':', '/', '-com', '.com', '_'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 9 }), async (pieces) => {
        const record = `v=spf1 ${pieces.join('')} -all`;
        const { status } = await spf({
          sender: 'a@policy.test',
          ip: '203.0.113.1',
          helo: 'h.policy.test',
          mta: 'mta.test',
          resolver: resolver(record),
          strict: true,
          maxResolveCount: 1000,
          maxVoidCount: 1000,
        });
        const ours = parseSpf(record).problems;
        assert.equal(
          ours.length > 0,
          status.result === 'permerror',
          `${record}: ${JSON.stringify(ours)}, ${status.comment}`,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
