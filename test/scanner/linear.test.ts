import assert from 'node:assert/strict';
import { nameProbe } from '../../src/scanner/context/name-probe.ts';
import { providerProbes } from '../../src/scanner/context/provider-probe.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { secretlintRules } from '../../src/scanner/secretlint.ts';
import { makeToken } from '../support/tokens.ts';

/** The same test on 100 KB: it finds what grows even slower, and takes half a minute. */
const FULL = process.env.LAUNCH_READY_FULL_FUZZ === '1';
const LARGE = FULL ? 100_000 : 16_000;
const SMALL = LARGE / 8;
/** Milliseconds below which nothing is looked at more closely. */
const SUSPECT = FULL ? 40 : 10;

interface Subject {
  id: string;
  literals: readonly string[];
  token?: string;
}

/** Texts built to make a pattern try long and fail late: its own beginnings, again and again, and tokens that end wrongly. */
function hostileTexts(literal: string, token = literal): string[] {
  const half = token.slice(0, Math.ceil(token.length / 2));
  return [`${literal} `, half, `${token.slice(0, -1)}!`].map((piece) =>
    piece.repeat(Math.ceil(LARGE / piece.length)).slice(0, LARGE),
  );
}

/** Processor time of one scan, milliseconds. */
function cost(text: string): number {
  const before = process.cpuUsage();
  scanText('src/a.txt', text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Of several scans the fastest: the rest is what else the machine does. */
function bestCost(text: string): number {
  return Math.min(...[1, 2, 3].map(() => cost(text)));
}

describe('the scanner on hostile text', function () {
  this.timeout(120_000);
  const subjects: Subject[] = [
    ...DETECTORS.map(({ id, literals }) => ({ id, literals: literals.slice(0, 1), token: makeToken(id) })),
    { id: 'names', literals: nameProbe.literals },
    { id: 'providers', literals: providerProbes.flatMap((probe) => probe.literals.slice(0, 1)).slice(0, 12) },
    { id: 'secretlint', literals: secretlintRules().flatMap((rule) => rule.literals.slice(0, 1)) },
  ];

  it('takes time in proportion to its length, for every rule', () => {
    for (let i = 0; i < 20; i++) cost('warm up '.repeat(1000));
    const slow: string[] = [];
    const worst = { id: `all below ${SUSPECT} ms`, ms: 0 };
    for (const { id, literals, token } of subjects) {
      for (const text of new Set(literals.flatMap((literal) => hostileTexts(literal, token)))) {
        if (cost(text) < SUSPECT) continue;
        const large = bestCost(text);
        if (large > worst.ms) Object.assign(worst, { id, ms: large });
        // Eight times the text may cost some more than eight times as much; a quadratic rule costs sixty-four times.
        if (large > SUSPECT && large > 24 * Math.max(bestCost(text.slice(0, SMALL)), 0.5)) {
          slow.push(`${id}: ${large} ms`);
        }
      }
    }
    console.log(
      `      slowest ${LARGE / 1000} KB: ${worst.ms.toFixed(1)} ms of processor time (${worst.id})`,
    );
    assert.deepEqual(slow, []);
  });
});
