import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCloudflareList, withCloudflareList, withDay } from '../../scripts/refreshed-data.ts';
import { EDGES } from '../../src/formats/edges.ts';

const FORMATS = path.resolve(import.meta.dirname, '..', '..', 'src', 'formats');
const { ranges = [], rangesAsOf = '' } = EDGES.find(({ name }) => name === 'Cloudflare') ?? {};

describe('npm run refresh-data', () => {
  it('writes the same list as it stands, and a changed one with its day', () => {
    const source = readFileSync(path.join(FORMATS, 'edges.ts'), 'utf8');
    assert.equal(withCloudflareList(source, ranges, rangesAsOf), source);
    const changed = withCloudflareList(source, ['192.0.2.0/24', ...ranges], '2027-01-31');
    assert.match(changed, /'192\.0\.2\.0\/24', '173\.245\.48\.0\/20'/);
    assert.match(
      changed,
      /name: 'Cloudflare',\n {4}ranges: \[\n(?: {6}\.\.\.\[.*\],\n)+ {4}\],\n {4}rangesAsOf: '2027-01-31'/,
    );
    assert.equal(changed.split('rangesAsOf: ').length, source.split('rangesAsOf: ').length);
    assert.throws(() => withCloudflareList('nothing', ranges, '2027-01-31'), /has no place/);
  });

  it('takes nothing for a list that is none', () => {
    const answer = { result: { ipv4_cidrs: ranges.slice(0, 15), ipv6_cidrs: ranges.slice(15) } };
    assert.deepEqual(readCloudflareList(JSON.stringify(answer)), ranges);
    assert.throws(() => readCloudflareList('{"result":{"ipv4_cidrs":["1.2.3.0/24"]}}'), /no list/);
    assert.throws(
      () => readCloudflareList(JSON.stringify({ result: { ipv4_cidrs: Array(12).fill("x'") } })),
      /no list/,
    );
  });

  it('writes the day of the platforms', () => {
    const source = readFileSync(path.join(FORMATS, 'hosted-services.ts'), 'utf8');
    assert.match(withDay(source, '2027-01-31'), /HOSTED_SERVICES_AS_OF = '2027-01-31'/);
  });
});
