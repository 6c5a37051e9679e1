import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { type Answer, encode } from 'dns-packet';
import { describe, it } from 'mocha';
import type { RecordType } from '../../src/net/dns-answer.ts';
import { decodeAnswer, encodeQuery } from '../../src/net/dns-message.ts';
import { wireType } from '../../src/net/dns-presentation.ts';
import { costs, cpuMs } from '../support/mutations.ts';

const FULL = process.env.LAUNCH_READY_FULL_FUZZ === '1';
const ROUNDS = FULL ? 300_000 : 6_000;

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const HTTPS_RDATA = bytes('000100000100030268320004000401020304');

/** A type of answers alone: what a DNAME at a name above makes of a question. */
type SeedType = Exclude<RecordType, 'AXFR'> | 'DNAME';

/** Data of every type that the client decodes, as dns-packet takes it: one that is left out does not compile. */
const DATA: Record<SeedType, unknown> = {
  A: '1.2.3.4',
  AAAA: '2001:db8::1',
  NS: 'ns1.a.test',
  CNAME: 'b.a.test',
  PTR: 'host.a.test',
  DNAME: 'b.test',
  SOA: {
    mname: 'ns1.a.test',
    rname: 'host.a.test',
    serial: 1,
    refresh: 2,
    retry: 3,
    expire: 4,
    minimum: 5,
  },
  MX: { preference: 10, exchange: 'mx.a.test' },
  TXT: ['v=spf1 -all', 'second string'],
  SRV: { priority: 1, weight: 2, port: 443, target: 'srv.a.test' },
  CAA: { flags: 128, tag: 'issue', value: 'letsencrypt.org' },
  DS: { keyTag: 1, algorithm: 13, digestType: 2, digest: bytes('ab'.repeat(32)) },
  DNSKEY: { flags: 257, algorithm: 13, key: bytes('cd'.repeat(64)) },
  RRSIG: {
    ...{ typeCovered: 'A', algorithm: 13, labels: 2, originalTTL: 300, expiration: 2, inception: 1 },
    ...{ keyTag: 1, signersName: 'a.test', signature: bytes('ef'.repeat(64)) },
  },
  NSEC: { nextDomain: 'b.a.test', rrtypes: ['A', 'TXT', 'CAA'] },
  NSEC3: {
    ...{ algorithm: 1, flags: 1, iterations: 10, salt: bytes('aabb') },
    ...{ nextDomain: bytes('00'.repeat(20)), rrtypes: ['A', 'RRSIG'] },
  },
  NSEC3PARAM: bytes('0100000a02aabb'),
  TLSA: { usage: 3, selector: 1, matchingType: 1, certificate: bytes('11'.repeat(32)) },
  HTTPS: HTTPS_RDATA,
  SVCB: HTTPS_RDATA,
  NAPTR: { order: 1, preference: 2, flags: 'S', services: 'SIP', regexp: '!a!b!', replacement: 'a.test' },
};

const OPT: Answer = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0, flags: 0 },
  flag_do: false,
  options: [{ code: 'CLIENT_SUBNET', ip: '1.2.3.0' } as never],
};

/** Small and repeatable. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const seeds = Object.entries(DATA).map(([name, data]) => {
  const question = { name: 'a.test', type: name as RecordType };
  const query = encodeQuery(question, { edns: true });
  const type = wireType(name);
  const record = { name: 'a.test', type, ttl: 300, class: 'IN', data } as Answer;
  const message = (rcode: number) =>
    encode({
      ...{ id: query.id, type: 'response', flags: 0x8580 | rcode, questions: [{ name: 'a.test', type }] },
      ...{ answers: [record, record], authorities: [record], additionals: [OPT] },
    });
  return { name, question, query, whole: message(0), codes: [0, 1, 2, 3, 4, 5, 9].map(message) };
});

describe('net: damaged DNS messages', () => {
  for (const { name, question, query, whole } of seeds) {
    it(`reads ${name}, and refuses every cut of it`, () => {
      const message = decodeAnswer(whole, query, question);
      assert.equal(message?.status, 'ok');
      assert.equal(message.records.length, 2);
      assert.equal(message.records[0]?.type, name);
      assert.notEqual(message.records[0]?.data, '');
      for (let length = 0; length < whole.length; length++)
        assert.throws(() => decodeAnswer(whole.subarray(0, length), query, question), `${length} bytes`);
    });
  }

  it(`lives through ${ROUNDS} mutations of every type and code`, async function () {
    this.timeout(FULL ? 600_000 : 20_000);
    const random = randomNumbers(7);
    const cost = costs<{ seed: (typeof seeds)[number]; damaged: Buffer }>();
    let answered = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const seed = seeds[round % seeds.length] as (typeof seeds)[number];
      const damaged = mutate(seed.codes[random(seed.codes.length)] as Buffer, random);
      // The id stays, or nothing further is read.
      damaged.writeUInt16BE(seed.query.id, 0);
      const from = process.cpuUsage();
      try {
        const message = decodeAnswer(damaged, seed.query, seed.question);
        if (message) answered++;
        const { records = [], direct } = message ?? {};
        for (const record of [...records, ...(direct?.authorities ?? []), ...(direct?.additionals ?? [])]) {
          assert.equal(typeof record.data, 'string');
          if (record.type === 'A' || record.type === 'AAAA') assert.ok(isIP(record.data), record.data);
        }
      } catch (error) {
        assert.ok(error instanceof Error);
        assert.notEqual(error.name, 'AssertionError', error.message);
      }
      cost.add({ seed, damaged }, cpuMs(from));
    }
    assert.ok(answered > ROUNDS / 20, 'most mutations would be thrown away unread');
    const slowest = await cost.settle(({ seed, damaged }) => {
      try {
        decodeAnswer(damaged, seed.query, seed.question);
      } catch {
        // Refusing is as good.
      }
    });
    console.log(`      ${answered} read as answers; slowest ${slowest.toFixed(1)} ms of the processor`);
  });
});

function mutate(seed: Buffer, random: (below: number) => number): Buffer {
  let message = Buffer.from(seed);
  for (let change = random(4); change >= 0; change--) {
    const at = 2 + random(message.length - 2);
    switch (random(6)) {
      case 0:
        message[at] = random(256);
        break;
      case 1:
        message[at] = (message[at] as number) ^ (1 << random(8));
        break;
      case 2:
        message = Buffer.concat([message.subarray(0, at), message.subarray(at + 1 + random(8))]);
        break;
      case 3:
        message = Buffer.concat([message.subarray(0, at), Buffer.alloc(1 + random(8)), message.subarray(at)]);
        break;
      case 4:
        // A pointer to somewhere, itself included.
        message.writeUInt16BE(0xc000 | random(message.length), Math.min(at, message.length - 2));
        break;
      default:
        message = message.subarray(0, Math.max(12, at));
    }
    if (message.length < 14) return Buffer.concat([message, Buffer.alloc(14 - message.length)]);
  }
  return message;
}
