import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { nameProbe } from '../../src/scanner/context/name-probe.ts';
import { providerProbes } from '../../src/scanner/context/provider-probe.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import type { scanText } from '../../src/scanner/scan.ts';
import { secretlintRules } from '../../src/scanner/secretlint.ts';
import { makeToken } from '../support/tokens.ts';

/** The same test on 100 KB: it finds what grows even slower, and takes half a minute. */
const FULL = process.env.LAUNCH_READY_FULL_FUZZ === '1';
const LARGE = FULL ? 100_000 : 16_000;
const SMALL = LARGE / 8;
/** What no rule may take for 100 KB of hostile text, with room for a machine that does other things. */
const MOST = 20;
const ROOM = FULL ? 4 : 6;
/** Milliseconds below which nothing is looked at more closely. */
const SUSPECT = FULL ? 12 : 5;

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

let scan: typeof scanText;

/** The scanner as it is shipped: what loads sources for tests adds helpers that cost more than some rules. */
async function loadBuilt(folder: string): Promise<typeof scanText> {
  const outfile = path.join(folder, 'scan.mjs');
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [path.join(import.meta.dirname, '../../src/scanner/scan.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
  });
  return ((await import(pathToFileURL(outfile).href)) as { scanText: typeof scanText }).scanText;
}

/** Processor time of one scan, milliseconds. */
function cost(text: string): number {
  const before = process.cpuUsage();
  scan('src/a.txt', text);
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

  const folder = mkdtempSync(path.join(tmpdir(), 'linear-'));
  before(async () => {
    scan = await loadBuilt(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('takes time in proportion to its length, for every rule', () => {
    for (let i = 0; i < 40; i++) cost('warm up '.repeat(1000));
    const slow: string[] = [];
    const worst = new Map<string, number>();
    for (const { id, literals, token } of subjects) {
      for (const text of new Set(literals.flatMap((literal) => hostileTexts(literal, token)))) {
        const first = cost(text);
        const large = first < SUSPECT ? first : Math.min(first, bestCost(text));
        if (large > (worst.get(id) ?? 0)) worst.set(id, large);
        if (large < SUSPECT) continue;
        // Eight times the text may cost a few times eight times as much where the machine is shared; a quadratic rule costs sixty-four times.
        const grows = large > 40 * Math.max(bestCost(text.slice(0, SMALL)), 0.5);
        const limit = (MOST * ROOM * LARGE) / 100_000;
        // Twice three times, since another program may have had its turn.
        if (grows || (large > limit && bestCost(text) > limit)) slow.push(`${id}: ${large.toFixed(1)} ms`);
      }
    }
    const slowest = [...worst].sort(([, a], [, b]) => b - a).slice(0, 5);
    console.log(`      slowest ${LARGE / 1000} KB, milliseconds of processor time:`);
    for (const [id, ms] of slowest) console.log(`        ${ms.toFixed(1).padStart(5)} ${id}`);
    const above = [...worst.values()].filter((ms) => ms > MOST).length;
    console.log(`        ${above} of ${worst.size} rules above ${MOST} ms`);
    assert.deepEqual(slow, []);
  });
});
