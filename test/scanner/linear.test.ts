import assert from 'node:assert/strict';
import { nameProbe } from '../../src/scanner/context/name-probe.ts';
import { providerProbes } from '../../src/scanner/context/provider-probe.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scannerEngine } from '../../src/scanner/engine.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { makeToken } from '../support/tokens.ts';

const SMALL = 12_500;
const LARGE = 100_000;

/** Texts that are built to make a pattern try long and fail late: its own beginnings, again and again, and their endings. */
function hostileTexts(literal: string, token: string | undefined): string[] {
  const half = token?.slice(0, Math.ceil(token.length / 2)) ?? literal;
  const last = token?.slice(0, -1) ?? literal;
  return [
    literal,
    `${literal} `,
    `${literal}=`,
    `${literal}"`,
    `${literal}a`,
    `${literal}A0-`,
    half,
    `${half} `,
    `${last}!`,
    `${last}\n`,
  ].map((piece) => piece.repeat(Math.ceil(LARGE / piece.length)).slice(0, LARGE));
}

/** Processor time of the fastest of three scans, microseconds. */
function cost(text: string): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.cpuUsage();
      scanText('src/a.txt', text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    }),
  );
}

describe('the scanner on hostile text', function () {
  this.timeout(120_000);
  const subjects = [
    ...DETECTORS.map(({ id, literals }) => ({ id, literals: literals.slice(0, 3), token: makeToken(id) })),
    { id: 'names', literals: nameProbe.literals, token: undefined },
    {
      id: 'providers',
      literals: providerProbes.flatMap((probe) => probe.literals).slice(0, 12),
      token: undefined,
    },
    {
      id: 'secretlint',
      literals: scannerEngine()
        .foreign.flat()
        .flatMap((rule) => rule.literals.slice(0, 1)),
      token: undefined,
    },
  ];

  it('takes time in proportion to its length, for every rule', () => {
    const slow: string[] = [];
    let worst = { id: '', ms: 0 };
    for (const { id, literals, token } of subjects) {
      for (const text of new Set(literals.flatMap((literal) => hostileTexts(literal, token)))) {
        const large = cost(text);
        if (large / 1000 > worst.ms) worst = { id, ms: large / 1000 };
        // Eight times the text may cost some more than eight times as much; a quadratic rule costs sixty-four times.
        // Below 20 ms the ratio says nothing.
        if (large > 20_000 && large > 24 * Math.max(cost(text.slice(0, SMALL)), 500))
          slow.push(`${id}: ${large / 1000} ms`);
      }
    }
    console.log(`      worst of 100 KB: ${worst.ms.toFixed(1)} ms of processor time (${worst.id})`);
    assert.deepEqual(slow, []);
  });
});
