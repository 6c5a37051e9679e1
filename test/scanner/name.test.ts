import assert from 'node:assert/strict';
import { nameBefore } from '../../src/scanner/name.ts';

describe('nameBefore', () => {
  for (const [text, name] of [
    ['API_KEY=§', 'API_KEY'],
    ['  "apiKey": "§"', 'apiKey'],
    ["const apiKey = '§'", 'apiKey'],
    ["const apiKey: string = '§'", 'apiKey'],
    ["stripe.api_key = '§'", 'stripe.api_key'],
    ['setApiKey("§")', 'setApiKey'],
    ["process.env['TOKEN'] = '§'", 'TOKEN'],
    ['Authorization: Bearer §', 'Authorization'],
    ['deploy --token §', 'token'],
    ['deploy --token=§', 'token'],
    ['$secret => "§"', '$secret'],
    ['the key is § here', ''],
    ['line before\n§', ''],
    ['§', ''],
  ] as const) {
    it(`${JSON.stringify(text)} is called ${name || 'nothing'}`, () => {
      assert.equal(nameBefore(text, text.indexOf('§')), name);
    });
  }

  it('takes bounded time on text of one name', () => {
    assert.ok(nameBefore('a'.repeat(1_000_000), 1_000_000).length <= 80);
  });
});
