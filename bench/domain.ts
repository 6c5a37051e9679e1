/**
 * The full audit of a domain against real servers on loopback, at several round trips:
 *   node --import=tsx bench/domain.ts [--rtt 0,50,100,200] [--runs 5] [--profile 100] [--scene servers,edge] [--sequence 100]
 *
 * The one ratio: total / slowest probe. The total is the median of all runs. The slowest probe is what nobody can make shorter by
 * asking more at once: the chain of questions of one host where each needs the answer of the one before (name, connection, handshake,
 * page, and so on for each redirect), over http and https. Every host's chain is timed alone, in a session of its own, in the same
 * process right after the runs; the slowest two again as often as there were runs, and the slower median counts. At most 1.25 at
 * 100 ms, 1.15 at 200 ms.
 *
 * "In sequence" is the same plan with one question at a time (concurrency 1); it must come to the same answers, at least 20 times
 * slower. "Dropping" has twelve hosts on a machine that takes no connection and says nothing, and a domain of which one host of
 * two is there: it may cost its own time-out, three seconds, once, and nobody else's time.
 *
 * Then where the time goes at one round trip. Needs NSD, Unbound and nginx (see test/rig/tools.ts).
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS } from '../src/areas/index.ts';
import { gatherInProcess } from '../src/audit/gather.ts';
import { createSession } from '../src/audit/session.ts';
import type { ArtifactName, Artifacts } from '../src/model/artifacts.ts';
import type { GatherContext, Gatherer } from '../src/model/gatherer.ts';
import { isAnswered } from '../src/net/dns-answer.ts';
import type { NetworkOptions } from '../src/net/network-options.ts';
import { httpChainsGatherer } from '../src/observe/domain/http-chains.ts';
import { closeNetwork, networkSession } from '../src/observe/domain/network-session.ts';
import type { Target } from '../src/observe/domain/target.ts';
import { GATHERERS } from '../src/observe/index.ts';
import { createNodeFileSystem } from '../src/workspace/node-file-system.ts';
import type { Passage } from '../test/rig/delay-proxy.ts';
import { ADDRESSES, BROKEN, BROKEN_HOSTS, DOWN_HOSTS, READY, READY_HOSTS } from '../test/rig/names.ts';
import { whyNoRig } from '../test/rig/tools.ts';
import { type FarRig, startFarRig } from './domain-rig.ts';

const { values } = parseArgs({
  options: {
    rtt: { type: 'string', default: '0,50,100,200' },
    runs: { type: 'string', default: '5' },
    profile: { type: 'string', default: '100' },
    scene: { type: 'string', default: 'servers,edge,dropping' },
    sequence: { type: 'string', default: '100' },
    purposes: { type: 'boolean', default: false },
  },
});
const rtts = values.rtt.split(',').map(Number);
const runs = Number(values.runs);
const profiled = Number(values.profile);
const sequenced = values.sequence.split(',').map(Number);

interface Scene {
  domain: string;
  hosts: readonly string[];
}

const SCENES: Record<string, Scene> = {
  /** Twelve hosts on servers of their own; some redirect, one is gone. */
  servers: {
    domain: BROKEN,
    hosts: ['app', 'api', 'staging', 'overdue', 'mixed', 'no-compression', 'edge', 'direct', 'old', 'shop'],
  },
  /** Twelve hosts behind one address, as at a platform or an edge. */
  edge: { domain: READY, hosts: READY_HOSTS },
};

function configurationOf({ domain, hosts }: Scene): string {
  return `domain: ${domain}
hosts:
${hosts.map((host) => `  ${host}: {}\n`).join('')}email:
  senders:
    - { from: hello@${domain}, provider: resend }
    - { from: news@${domain}, provider: mailgun }
    - { from: ana@${domain}, provider: google }
`;
}

const why = whyNoRig();
if (why !== undefined) {
  console.error(`SKIPPED: ${why}`);
  process.exit(process.env.CI ? 1 : 0);
}
const folder = await mkdtemp(path.join(tmpdir(), 'launch-ready-bench-'));
await mkdir(path.join(folder, 'src'));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
try {
  const rig = await startFarRig(rtts, 20);
  try {
    for (const name of values.scene.split(',')) {
      if (name === 'dropping') {
        await dropping(rig);
        continue;
      }
      const scene = SCENES[name];
      if (!scene)
        throw new Error(`There is no scene ${name}; there are ${Object.keys(SCENES).join(', ')}, dropping.`);
      console.log(`\n# ${name}: ${scene.domain} with ${scene.hosts.length + 2} hosts`);
      await writeFile(path.join(folder, 'launch-ready.yaml'), configurationOf(scene));
      await bench(rig);
    }
  } finally {
    await rig.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Span {
  name: string;
  from: number;
  to: number;
}

interface AuditRun {
  ms: number;
  /** When it began, in milliseconds since the epoch. */
  begun: number;
  /** Of each gatherer, in milliseconds from the start. */
  spans: Span[];
  answers: Answers;
  target: Target;
}

/** What came back: the same for every way of asking, or the comparison is none. */
interface Answers {
  dns: number;
  hops: number;
  certificates: number;
}

async function bench(rig: FarRig): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const rtt of rtts) {
    const view = rig.description.views.find(({ rttMs }, index) => index > 0 && rttMs === rtt);
    if (!view) throw new Error(`The rig cannot be asked at ${rtt} ms.`);
    // The first run fills the resolver's cache, and the compiler's.
    await audit(view.network);
    await rig.take(rtt);
    const done: { run: AuditRun; passages: Passage[] }[] = [];
    for (let i = 0; i < runs; i++) {
      const run = await audit(view.network);
      done.push({ run, passages: await rig.take(rtt) });
    }
    const middle = medianBy(done, ({ run }) => run.ms);
    const { run, passages } = middle;
    const alone = await slowestProbe(view.network, run.target);
    await rig.take(rtt);
    const count = (kind: Passage['kind']) => passages.filter((one) => one.kind === kind).length;
    const sequence = sequenced.includes(rtt) ? await audit({ ...view.network, concurrency: 1 }) : undefined;
    await rig.take(rtt);
    rows.push({
      'RTT ms': rtt,
      'total ms': Math.round(run.ms),
      'min–max': `${Math.round(Math.min(...done.map((one) => one.run.ms)))}–${Math.round(Math.max(...done.map((one) => one.run.ms)))}`,
      DNS: count('dns'),
      https: count('https'),
      http: count('http'),
      smtp: count('smtp'),
      answers: wordsOf(run.answers),
      'slowest probe alone ms': `${Math.round(alone.ms)} (${alone.name})`,
      ratio: `${(run.ms / alone.ms).toFixed(2)}${limitWords(rtt)}`,
      ...(sequence && {
        'in sequence ms': Math.round(sequence.ms),
        'answers in sequence': `${wordsOf(sequence.answers)}${wordsOf(sequence.answers) === wordsOf(run.answers) ? ' (the same)' : ' (NOT THE SAME)'}`,
        'times faster': `${(sequence.ms / run.ms).toFixed(1)} (at least 20)`,
      }),
    });
    if (rtt === profiled) profile(rtt, middle);
  }
  console.log('\nMedians');
  for (const row of rows) {
    console.log(
      Object.entries(row)
        .map(([name, value]) => `${name}: ${value}`)
        .join(' · '),
    );
  }
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!first || !last || first === last) return;
  const slope =
    (Number(last['total ms']) - Number(first['total ms'])) /
    (Number(last['RTT ms']) - Number(first['RTT ms']));
  console.log(
    `\nRound trips one after another on the longest path (slope of the total): ${slope.toFixed(1)}`,
  );
}

/** The domain's part of a full audit, as the command line runs it; the workspace is read before. */
async function audit(options: NetworkOptions, connections?: Connection[]): Promise<AuditRun> {
  // A new object is a new session: nothing is remembered.
  const network = { ...options };
  const spans: Span[] = [];
  let begun = performance.now();
  const timed = GATHERERS.map((gatherer: Gatherer) => {
    if (gatherer.scope !== 'network') return gatherer;
    const gather = gatherer.gather.bind(gatherer);
    return {
      ...gatherer,
      async gather(context: GatherContext) {
        const from = performance.now() - begun;
        try {
          return await gather(context);
        } finally {
          spans.push({ name: gatherer.produces, from, to: performance.now() - begun });
        }
      },
    } as Gatherer;
  });
  const files = createNodeFileSystem(folder);
  const session = createSession({
    areas: AREAS,
    gatherers: timed,
    files,
    gather: gatherInProcess(files, timed),
    version: 'bench',
    now: Date.now,
    only: AREAS.filter((area) => area.network).map(({ id }) => id),
  });
  await session.scanWorkspace(stop.signal);
  const opened = values.purposes ? countPurposes(network) : undefined;
  if (connections) watch(network, connections, () => performance.now() - begun);
  const wall = Date.now();
  begun = performance.now();
  await session.checkDomain({ network }, stop.signal);
  const ms = performance.now() - begun;
  closeNetwork(network);
  if (opened) console.table(opened);
  const artifacts = session.artifacts();
  const value = <A extends ArtifactName>(name: A): Artifacts[A] | undefined => {
    const entry = artifacts[name];
    return entry?.status === 'ready' ? (entry.value as Artifacts[A]) : undefined;
  };
  const target = value('Target');
  if (!target) throw new Error('The audit had no target.');
  const dns = Object.values(value('DnsRecords')?.answers ?? {}).flatMap((answers) => Object.values(answers));
  const answers = {
    dns: dns.filter(isAnswered).length,
    hops: (value('HttpChains')?.chains ?? []).reduce((sum, { hops }) => sum + hops.length, 0),
    certificates: Object.values(value('TlsCertificates')?.hosts ?? {}).filter(({ ok }) => ok).length,
  };
  return { ms, begun: wall, spans, answers, target };
}

interface Connection {
  host: string;
  /** It was taken, and what was asked over it came to an end. */
  open: boolean;
  /** When it was over, in milliseconds from the start. */
  to: number;
}

function watch(network: NetworkOptions, connections: Connection[], clock: () => number): void {
  const { connector } = networkSession({ network });
  const use = connector.use.bind(connector);
  connector.use = async (host, port, options, task) => {
    let open = false;
    try {
      const value = await use(host, port, options, task);
      open = true;
      return value;
    } finally {
      connections.push({ host, open, to: clock() });
    }
  };
}

/** How many connections were for what: by port, and by what of ours stands first on the stack. */
function countPurposes(network: NetworkOptions): Record<string, number> {
  const counts: Record<string, number> = {};
  const { connector } = networkSession({ network });
  const use = connector.use.bind(connector);
  Error.stackTraceLimit = 40;
  connector.use = (host, port, options, task) => {
    const files = [...(new Error().stack ?? '').matchAll(/src\/(net|observe\/domain)\/([\w-]+)\.ts/g)];
    const path = [...new Set(files.map(([, , file]) => file))].join(' < ');
    const purpose = `${port} ${path}`;
    counts[purpose] = (counts[purpose] ?? 0) + 1;
    return use(host, port, options, task);
  };
  return counts;
}

/** Of the goal; other round trips have none. */
function limitWords(rtt: number): string {
  const limit = { 100: 1.25, 200: 1.15 }[rtt];
  return limit === undefined ? '' : ` (at most ${limit})`;
}

function wordsOf({ dns, hops, certificates }: Answers): string {
  return `${dns} DNS + ${hops} web + ${certificates} certificates`;
}

interface Alone {
  name: string;
  ms: number;
}

/** The slowest host's own chain of questions, timed alone; see the head of this file. */
async function slowestProbe(options: NetworkOptions, target: Target): Promise<Alone> {
  const { signal } = stop;
  const time = async ({ host }: { host: string }): Promise<Alone> => {
    const network = { ...options };
    // Reading the roots is not the probe's time; the whole audit pays for it, once.
    networkSession({ network });
    const artifact = () => ({ ...target, hosts: target.hosts.filter((one) => one.host === host) });
    const context = { signal, network, now: Date.now(), artifact } as unknown as GatherContext;
    const begun = performance.now();
    await httpChainsGatherer.gather(context).catch(() => {});
    const ms = performance.now() - begun;
    closeNetwork(network);
    return { name: host, ms };
  };
  const once: Alone[] = [];
  for (const host of target.hosts) once.push(await time(host));
  const medians: Alone[] = [];
  for (const { name } of once.toSorted((a, b) => a.ms - b.ms).slice(-2)) {
    const again: Alone[] = [];
    for (let i = 0; i < runs; i++) again.push(await time({ host: name }));
    medians.push(medianBy(again, ({ ms }) => ms));
  }
  return medians.toSorted((a, b) => a.ms - b.ms).at(-1) as Alone;
}

/** What a machine that drops connections costs; it cannot be behind the delaying proxy, so that there is no round trip. */
async function dropping(rig: FarRig): Promise<void> {
  const [view] = rig.description.views;
  if (!view) throw new Error('The rig cannot be asked.');
  const cases: [words: string, scene: Scene, lost: (host: string) => boolean][] = [
    [
      `${DOWN_HOSTS.length + 2} hosts on a machine that drops connections`,
      { domain: 'dropped.test', hosts: DOWN_HOSTS },
      () => true,
    ],
    [
      'one host of two drops connections',
      { domain: 'half-down.test', hosts: [] },
      (host) => host.startsWith('www.'),
    ],
  ];
  console.log('\n# dropping: its own time-out once (3000 ms), and nobody else waits');
  for (const [words, scene, isLost] of cases) {
    await writeFile(path.join(folder, 'launch-ready.yaml'), configurationOf(scene));
    const done: { ms: number; others: number }[] = [];
    for (let i = 0; i < runs; i++) {
      const connections: Connection[] = [];
      const { ms } = await audit(view.network, connections);
      const heard = connections.filter(({ host, open }) => open && !isLost(host));
      done.push({ ms, others: Math.max(0, ...heard.map(({ to }) => to)) });
    }
    const { ms, others } = medianBy(done, (one) => one.ms);
    const last = others > 0 ? ` · last answer of the others: ${Math.round(others)} ms` : '';
    console.log(`${words}: ${Math.round(ms)} ms${last}`);
  }
}

/** Where the time of one run goes: gatherers, and the connections that ended last. */
function profile(rtt: number, { run, passages }: { run: AuditRun; passages: Passage[] }): void {
  const trips = (ms: number) => (rtt > 0 ? ` = ${(ms / rtt).toFixed(1)} round trips` : '');
  console.log(`\nProfile at ${rtt} ms: ${Math.round(run.ms)} ms${trips(run.ms)}`);
  for (const { name, from, to } of run.spans.toSorted((a, b) => b.to - a.to)) {
    console.log(`  ${name.padEnd(18)} ${Math.round(from)}–${Math.round(to)} ms${trips(to - from)}`);
  }
  const labels = Object.entries({ 'apex, www': ADDRESSES.apex, ...BROKEN_HOSTS });
  console.log('  Connections that ended last:');
  const tcp = passages.filter(({ kind }) => kind !== 'dns');
  for (const { kind, address, begun, ended } of tcp.toSorted((a, b) => b.ended - a.ended).slice(0, 12)) {
    const [only, another] = labels.filter(([, one]) => one === address);
    const host = only && !another ? only[0] : address;
    console.log(`    ${kind.padEnd(5)} ${host.padEnd(16)} ${begun - run.begun}–${ended - run.begun} ms`);
  }
  const dns = passages.filter(({ kind }) => kind === 'dns').map(({ begun }) => begun - run.begun);
  const waves = new Map<number, number>();
  for (const at of dns) {
    const wave = Math.floor((at / Math.max(rtt, 10)) * 2) / 2;
    waves.set(wave, (waves.get(wave) ?? 0) + 1);
  }
  console.log(
    `  DNS questions by the round trip they began in: ${[...waves.entries()]
      .sort(([a], [b]) => a - b)
      .map(([wave, many]) => `${wave}: ${many}`)
      .join(', ')}`,
  );
}

function medianBy<T>(items: readonly T[], measure: (item: T) => number): T {
  return items.toSorted((a, b) => measure(a) - measure(b))[Math.floor(items.length / 2)] as T;
}
