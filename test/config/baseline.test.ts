import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BaselineEntry,
  baselineHash,
  formatBaseline,
  newBaseline,
  parseBaseline,
} from '../../src/config/baseline.ts';
import { addRotated, setBaseline } from '../../src/config/edit.ts';
import { parse } from '../../src/config/parse.ts';

const HASH = 'A'.repeat(32);
const SECRET = 'stripe-secret-key@src/pay.ts@2026-03-04T10:12:13Z';

describe('baseline file', () => {
  const entry = fc.record<BaselineEntry>({
    hash: fc.oneof(fc.constant('*'), fc.stringMatching(/^[A-Za-z0-9_-]{32}$/)),
    rule: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
    path: fc.constantFrom('**', 'src/**', 'a "b".ts', '/größe/*.ts'),
  });

  it('comes back as it was, each entry once, and is valid JSON', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const baseline = { ...newBaseline(), entries: [...entries, ...entries] };
        const text = formatBaseline(baseline);
        JSON.parse(text);
        const read = parseBaseline(text);
        assert.ok(read.ok);
        assert.equal(formatBaseline(read.value), text);
        const keys = (list: BaselineEntry[]) => [...new Set(list.map((one) => JSON.stringify(one)))].sort();
        assert.deepEqual(keys(read.value.entries), keys(entries));
        assert.equal(read.value.entries.length, keys(entries).length);
      }),
    );
  });

  it('one line a secret: adding one changes no other line', () => {
    fc.assert(
      fc.property(fc.array(entry), entry, (entries, one) => {
        const baseline = newBaseline();
        const before = formatBaseline({ ...baseline, entries }).split('\n');
        const after = formatBaseline({ ...baseline, entries: [...entries, one] }).split('\n');
        assert.deepEqual(
          before.filter((line) => !after.includes(line)),
          [],
        );
        assert.ok(after.length - before.length <= 1);
      }),
    );
  });

  it('says what is wrong, and accepts nothing then', () => {
    const good = formatBaseline({ ...newBaseline(), entries: [{ hash: HASH, rule: 'a', path: '**' }] });
    for (const [bad, says] of [
      ['', /not valid JSON/],
      ['null', /not a launch-ready\/baseline@1 file/],
      [good.replace('baseline@1', 'baseline@9'), /not a launch-ready\/baseline@1 file/],
      [good.replace(/"salt": "[^"]+"/, '"salt": "x"'), /salt is damaged/],
      [good.replace(HASH, 'short'), /entry 1 has a hash that is damaged/],
      [good.replace('"**"', '""'), /entry 1 has a path/],
      [good.replace('"a"', '"A b"'), /entry 1 has a kind/],
      [good.replace('"a", ', ''), /entry 1 is not \["hash", "kind", "path"\]/],
      [good.replace(`"${HASH}","a"`, '"*","*"'), /would accept every secret/],
      [`<<<<<<< ours\n${good}`, /merge conflict/],
    ] as const) {
      const read = parseBaseline(bad);
      if (bad !== good) assert.match(read.ok ? 'ok' : read.reason, says, bad);
    }
    fc.assert(fc.property(fc.anything(), (value) => void parseBaseline(JSON.stringify(value) ?? '')));
  });

  it('the hash is slow, salted, and tells nothing of the length', async () => {
    const [one, two] = [newBaseline().salt, newBaseline().salt];
    const hash = await baselineHash('a', one);
    assert.equal(hash, await baselineHash('a', one));
    assert.notEqual(hash, await baselineHash('a', two));
    assert.notEqual(hash, await baselineHash('b', one));
    assert.equal((await baselineHash('a'.repeat(5000), one)).length, hash.length);
  });
});

describe('launch-ready.yaml: rotated and baseline', () => {
  const readValue = (text: string) => {
    const { value, problems } = parse(text, 'launch-ready.yaml', { now: Date.parse('2026-11-21T00:00:00Z') });
    assert.deepEqual(problems, []);
    return value;
  };

  it('reads what was rotated, and never repeats what may be the secret itself', () => {
    const { value, problems } = parse(
      `rotated:\n  - secret: sk_pasted_by_mistake_1234567890\n    date: 2026-11-01\n  - secret: "${SECRET}#2"\n    date: 2026-11-01\n`,
    );
    assert.deepEqual(value.rotated, [{ secret: `${SECRET}#2`, date: '2026-11-01' }]);
    assert.equal(problems.length, 1);
    assert.doesNotMatch(JSON.stringify(problems), /pasted/);
    const later = parse(`rotated: [{ secret: "${SECRET}", date: 2027-01-01 }]`, 'launch-ready.yaml', {
      now: Date.parse('2026-11-21T00:00:00Z'),
    });
    assert.equal(later.problems[0]?.messageId, 'invalidValue');
  });

  it('adds to it once, to a new file, a list in lines and a list in brackets', () => {
    const rotated = { secret: SECRET, date: '2026-11-01' };
    for (const text of [
      undefined,
      'domain: acme.test\n',
      'rotated:\n  - secret: "a@b@2026-01-01T00:00:00Z"\n    date: 2026-01-02\n',
      'rotated: [{ secret: "a@b@2026-01-01T00:00:00Z", date: 2026-01-02 }]\n',
      'rotated:\n',
    ]) {
      const edit = addRotated(text, rotated);
      assert.ok(edit.ok);
      assert.deepEqual(readValue(edit.text).rotated?.at(-1), rotated);
      assert.deepEqual(addRotated(edit.text, { ...rotated, date: '2026-11-02' }), {
        ok: true,
        text: edit.text,
      });
    }
    assert.equal(addRotated(undefined, { secret: 'sk_x', date: '2026-11-01' }).ok, false);
    assert.equal(addRotated(undefined, { secret: SECRET, date: 'today' }).ok, false);
  });

  it('names the baseline once, and leaves another one alone', () => {
    for (const text of [undefined, 'domain: acme.test\n', '{ domain: acme.test }\n', '# only a comment\n']) {
      const edit = setBaseline(text, '.launch-ready/baseline.json');
      assert.ok(edit.ok);
      assert.equal(readValue(edit.text).baseline, '.launch-ready/baseline.json');
      assert.deepEqual(setBaseline(edit.text, '.launch-ready/baseline.json'), { ok: true, text: edit.text });
      assert.equal(setBaseline(edit.text, 'other.json').ok, false);
    }
  });
});
