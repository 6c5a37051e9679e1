import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { type Answer, encode } from 'dns-packet';
import { describe, it } from 'mocha';
import { decodeAnswer, encodeQuery } from '../../src/net/dns-message.ts';

const QUESTION = { name: 'a.test', type: 'A' } as const;

function answerTo(id: number, answers: Answer[]): Buffer {
  return encode({ id, type: 'response', flags: 0x180, questions: [QUESTION], answers });
}

describe('net/dns-message', () => {
  it('takes no address from a message that is cut short', () => {
    const query = encodeQuery(QUESTION, { edns: true });
    const whole = answerTo(query.id, [{ name: 'a.test', type: 'A', ttl: 1, class: 'IN', data: '1.2.3.4' }]);
    assert.deepEqual(decodeAnswer(whole, query, QUESTION)?.records[0]?.data, '1.2.3.4');
    for (let length = 0; length < whole.length; length++) {
      assert.throws(() => decodeAnswer(whole.subarray(0, length), query, QUESTION), `${length} bytes`);
    }
  });

  it('reads damaged messages as addresses or not at all', () => {
    const query = encodeQuery(QUESTION, { edns: true });
    const whole = answerTo(query.id, [
      { name: 'a.test', type: 'A', ttl: 1, class: 'IN', data: '1.2.3.4' },
      { name: 'a.test', type: 'AAAA', ttl: 1, class: 'IN', data: '2001:db8::1' },
    ]);
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed % below;
    };
    for (let round = 0; round < 5000; round++) {
      const bytes = Buffer.from(whole);
      for (let change = random(4); change >= 0; change--) bytes[2 + random(bytes.length - 2)] = random(256);
      let records: { type: string; data: string }[] = [];
      try {
        records = decodeAnswer(bytes, query, QUESTION)?.records ?? [];
      } catch {
        continue;
      }
      for (const { type, data } of records) {
        if (type === 'A' || type === 'AAAA') assert.ok(isIP(data), data);
      }
    }
  });

  it('takes no answer to another question', () => {
    const query = encodeQuery(QUESTION, { edns: true });
    const other = { name: 'b.test', type: 'A' } as const;
    assert.equal(
      decodeAnswer(encode({ id: query.id, type: 'response', questions: [other] }), query, QUESTION),
      undefined,
    );
    assert.equal(decodeAnswer(answerTo((query.id + 1) & 0xffff, []), query, QUESTION), undefined);
    assert.equal(decodeAnswer(query.bytes, query, QUESTION), undefined);
    // A record of another name answers nothing.
    const stray = answerTo(query.id, [{ name: 'b.test', type: 'A', ttl: 1, class: 'IN', data: '1.2.3.4' }]);
    assert.equal(decodeAnswer(stray, query, QUESTION)?.status, 'nodata');
  });
});
