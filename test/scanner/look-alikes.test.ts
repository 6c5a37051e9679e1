import assert from 'node:assert/strict';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { SURROUNDINGS } from '../support/token-surroundings.ts';
import { TOKEN_TEMPLATES } from '../support/token-templates.ts';

const SLOT = /\{(\w+):(\d+)\}/g;
const NO_LETTERS = /^digit$/;
const SIX_LETTERS = /^hex$/i;
const NO_DIGITS = /^(?:lower|upper|base32|base32low|rancher)$/;
const CAPITALS = /^(?:upper|base32|BASE36|HEX|bech32)$/;

/** What people write where a key would stand, again and again until the form is full. */
const WORDS = [
  'x',
  'example',
  'examplekey',
  'yourapikeyhere',
  'test',
  'testkey',
  'thisisatesttoken',
  'fakekey',
  'dummytoken',
  'mocktoken',
  'placeholder',
  'changeme',
  'notarealkey',
  'mysecretkey',
  'invalidtoken',
  'insertyourkeyhere',
  'tokengoeshere',
  'redacted',
  'foobarbaz',
  'helloworld',
  'unittestsecret',
  'doesnotexist',
];
/** Runs that count, and pieces that repeat: told as made up, if at all. */
const RUNS = [
  'abc123',
  'a1b2c3d4e5f6',
  '0123456789abcdef',
  '1234567890',
  'deadbeef',
  'cafebabe',
  '0',
  '1',
  'a',
];

/** The token of that kind with every drawn part replaced, or undefined where its alphabet has no such characters. */
function filled(template: string, unit: string): string | undefined {
  let fits = true;
  const token = template.replace(SLOT, (_, alphabet: string, digits: string) => {
    const length = Number(digits);
    const letters = /[a-z]/.test(unit);
    if (letters && NO_LETTERS.test(alphabet)) fits = false;
    if (SIX_LETTERS.test(alphabet) && /[g-z]/.test(unit)) fits = false;
    if (/\d/.test(unit) && NO_DIGITS.test(alphabet)) fits = false;
    const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    return CAPITALS.test(alphabet) ? text.toUpperCase() : text;
  });
  return fits ? token.replace('{crc62}', 'abcdef') : undefined;
}

/** Kinds whose secret a person chooses: there any word may be one. And short ones, in which a word is seen by chance. */
const CHOSEN = /password|pgpass|go-database|curl-account|jwt-signing|cloudinary-address/;

const kinds = DETECTORS.filter(
  ({ id, publicByDesign }) => !publicByDesign && !CHOSEN.test(id) && typeof TOKEN_TEMPLATES[id] === 'string',
);

function foundFor(id: string, token: string) {
  const [head, tail] = SURROUNDINGS[id] ?? ['', ''];
  return scanText('src/a.txt', `X: ${head}${token}${tail}\n`).filter(
    ({ publicByDesign, doubt }) => !publicByDesign && doubt !== 'counted',
  );
}

describe('what has the form of a key and is none', () => {
  it('is tried for nearly every kind', () => {
    assert.ok(kinds.length > 350, String(kinds.length));
  });

  for (const unit of [...WORDS, ...RUNS]) {
    it(`${unit}, in the form of every kind, is told of as made up at most`, () => {
      const told = kinds.flatMap(({ id }) => {
        const token = filled(TOKEN_TEMPLATES[id] as string, unit);
        const [found] = token === undefined ? [] : foundFor(id, token);
        return found ? [`${id}: ${found.rule}`] : [];
      });
      assert.deepEqual(told, []);
    });
  }
});
