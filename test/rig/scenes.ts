import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../src/model/finding.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { runCli } from '../support/built-cli.ts';
import { ADDRESSES } from './names.ts';
import { commandWords, type RigView } from './rig.ts';
import { rig } from './shared-rig.ts';

/** A check that could not look, and what its reason must say. */
export interface NotMeasured {
  notMeasured: RegExp;
}

/** `messageId host` of every finding; or how the check ended without one. */
export type Expected = readonly string[] | 'pass' | 'notApplicable' | 'review' | NotMeasured;

/** One run of the built command line against the rig, and what it must come to. */
export interface Scene {
  /** After "the audit of a domain". */
  title: string;
  domain: string;
  /** The project around it, by path. */
  files?: Record<string, string>;
  /** Areas or checks; all network areas where nothing is said. */
  only?: readonly string[];
  /**
   * Instead of the options that lead to all of the rig. `public`: its resolver, and no private address. `guarded`: the same, and
   * this domain's own web server by address, which is the person's word. `strict`: all of the rig, without --allow-private.
   */
  network?: 'public' | 'guarded' | 'strict' | (() => readonly string[]);
  /** By check id. A check that is not named here is not looked at. */
  expect: Record<string, Expected>;
  /** What else must be true. */
  also?: (report: Report) => void;
  /** Seconds within which the whole run must be over. */
  withinSeconds?: number;
  /** Why it cannot pass yet: it is shown as pending, and does not run. */
  pending?: string;
}

export const NETWORK_AREAS = ['dns', 'routing', 'tls', 'served', 'edge', 'email'];

/** The scenes that were described, for the suite that counts what they cover. */
export const described: Scene[] = [];

/** As mocha names it. */
export function titleOf({ domain, title }: Scene): string {
  return `${domain}: ${title}`;
}

/** Describes a scene as a mocha suite: one run, one test a check. */
export function scene(one: Scene): void {
  const title = titleOf(one);
  if (one.pending !== undefined) return void it(`${title} (${one.pending})`);
  described.push(one);
  describe(title, function () {
    this.timeout((one.withinSeconds ?? 20) * 1000);
    let report: Report;

    before('runs the audit', async () => {
      report = await audit(one);
    });
    for (const [checkId, expected] of Object.entries(one.expect)) {
      it(`${checkId}: ${wordsOf(expected)}`, () => {
        const result = report.results.find((candidate) => candidate.checkId === checkId);
        assert.ok(result, `${checkId} did not run`);
        compare(result, expected);
      });
    }
    const { also } = one;
    if (also) it('and what else', () => also(report));
  });
}

function compare(result: Result, expected: Expected): void {
  const shown = {
    outcome: result.outcome,
    reason: result.reason,
    findings: result.findings.map(shortOf).sort(),
  };
  if (Array.isArray(expected)) {
    assert.deepEqual(shown.findings, [...expected].sort());
    assert.equal(shown.outcome, 'fail');
  } else if (expected === 'review') {
    // What to look at is a finding of its own.
    assert.equal(shown.outcome, expected);
  } else if (typeof expected === 'string') {
    assert.deepEqual({ ...shown, reason: null }, { outcome: expected, reason: null, findings: [] });
  } else {
    assert.deepEqual({ ...shown, reason: null }, { outcome: 'notMeasured', reason: null, findings: [] });
    assert.match(shown.reason ?? '', (expected as NotMeasured).notMeasured);
  }
}

function shortOf({ messageId, location }: Finding): string {
  return `${messageId} ${location.kind === 'host' ? location.host : location.path}`;
}

function wordsOf(expected: Expected): string {
  if (typeof expected === 'string') return expected;
  return 'notMeasured' in expected ? 'could not look, and says why' : `finds ${expected.join(', ')}`;
}

async function audit({ domain, files = {}, only = NETWORK_AREAS, network }: Scene): Promise<Report> {
  const folder = await mkdtemp(path.join(rig().directory, 'project-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const run = await runCli(
    [
      ...['audit', '.', '--domain', domain, '--only', only.join(','), '--format', 'json'],
      ...(typeof network === 'function' ? network() : optionsOf(network, domain)),
    ],
    { cwd: folder },
  );
  try {
    return JSON.parse(run.out) as Report;
  } catch {
    throw new Error(`The command line ended with ${run.code} and no report: ${run.err.slice(-800)}`);
  }
}

function optionsOf(network: 'public' | 'guarded' | 'strict' | undefined, domain: string): string[] {
  const { views, cacert, ports } = rig();
  const [view] = views as [RigView];
  const words = commandWords(view, cacert);
  if (network === undefined) return words;
  if (network === 'strict') return words.filter((word) => word !== '--allow-private');
  const options = ['--dns', view.resolver, '--cacert', cacert];
  if (network === 'public') return options;
  const pairs = [domain, `www.${domain}`].flatMap((host) => [
    `${host}:443:${ADDRESSES.guarded}:${ports.https}`,
    `${host}:80:${ADDRESSES.guarded}:${ports.http}`,
  ]);
  return [...options, ...pairs.flatMap((pair) => ['--connect-to', pair])];
}
