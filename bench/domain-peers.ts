/**
 * What other programs find wrong with the broken domains of the rig, beside what we find:
 *   node --import=tsx bench/domain-peers.ts [--only lame.test,old-tls.acme-coach.test] [--raw FILE]
 * Prints two tables in Markdown, and ends with 1 when a peer finds a fault graded blocker or high that we miss. Needs Linux, NSD,
 * Unbound and nginx (see test/rig/tools.ts) and: apt-get install -y --no-install-recommends sslscan dnsviz zonemaster-cli
 * The peers know no ports but 53 and 443, so everything runs in a network namespace of its own; no root needed.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../src/model/report.ts';
import { DNS_CASES } from '../test/rig/dns-cases.ts';
import { BROKEN, BROKEN_HOSTS, READY } from '../test/rig/names.ts';
import { commandWords, type Rig, type RigView, startRig } from '../test/rig/rig.ts';
import { whyNoRig } from '../test/rig/tools.ts';
import { CASE_ADDRESSES, CASES, SSL3_ADDRESS } from '../test/rig/web-cases.ts';
import { type Judged, judge, NOT_GRADED } from './domain-peer-faults.ts';
import {
  missingPeers,
  PEER_PACKAGES,
  type PeerFault,
  runDnsviz,
  runSslscan,
  runZonemaster,
} from './domain-peer-programs.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, raw: { type: 'string' } } });
const HOME = path.resolve(import.meta.dirname, '..');
const INSIDE = 'LAUNCH_READY_OWN_NETWORK';

const missing = await missingPeers();
const why =
  whyNoRig() ??
  (missing.length > 0
    ? `${missing.join(', ')} not found; install with: apt-get install -y --no-install-recommends ${PEER_PACKAGES.join(' ')}`
    : undefined);
if (why !== undefined) {
  console.error(`SKIPPED: ${why}`);
  process.exit(process.env.CI ? 1 : 0);
}
if (process.env[INSIDE] === undefined) {
  const words = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, '--import=tsx'];
  const { status } = spawnSync('unshare', [...words, import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  process.exit(status ?? 1);
}

/** What we say of a scene: `dns/lame-delegation: silent (high)`. */
interface Ours {
  checkId: string;
  messageId: string;
  severity: string;
  host: string;
}

interface Row {
  scene: string;
  ours: Ours[];
  peers: PeerFault[];
}

const MAIL = ['no-mail', 'twice', 'misspelt', 'open', 'long-spf', 'wrong-provider', 'private'];
const ZONES = [
  ...DNS_CASES.map(({ name }) => name).filter((name) => name.endsWith('.test')),
  ...[BROKEN, 'bogus.test', 'half.test'],
  ...MAIL.map((name) => `${name}.test`),
];
/** Names below a zone that the scene is about. */
const HOSTS: Record<string, string[]> = {
  'aliases.test': ['circle', 'far'],
  'dangling.test': ['blog', 'api', 'shop'],
  'caa.test': ['api', 'app'],
  [BROKEN]: ['old'],
};
/** Hosts of the broken domain whose encryption is the good one. */
const SOUND_HOSTS = [
  'loop',
  'chain',
  'mixed',
  'nowhere',
  'endless',
  'edge',
  'flexible',
  'challenge',
  'direct',
];
const isWanted = (name: string) => values.only === undefined || values.only.split(',').includes(name);

const rig = await startRig({ ports: { dns: 53, https: 443, http: 80 }, limitSeconds: 3000 });
try {
  const healthy = (await zoneRow(rig, READY)).peers;
  const zones = await inTurn(ZONES.filter(isWanted), (zone) => zoneRow(rig, zone));
  const hosts = await hostRows(rig);
  if (values.raw !== undefined)
    await writeFile(values.raw, JSON.stringify({ healthy, zones, hosts }, null, 1));
  const ofRig = new Set(healthy.map(({ tag }) => tag));
  const missed = [
    printTable('Zones', ['zonemaster', 'dnsviz'], zones, ofRig),
    printTable('Hosts', ['sslscan'], hosts, ofRig),
  ].flat();
  console.log(
    `\nOf the rig itself, whose servers are all on loopback (said of the healthy ${READY} too): ${[...ofRig].sort().join(', ')}.`,
  );
  console.log('\nNot graded blocker or high:\n');
  for (const [tag, reason] of Object.entries(NOT_GRADED)) console.log(`- ${tag}: ${reason}`);
  console.log(`\n${missed.length} missed by ours${missed.length > 0 ? `: ${missed.join(', ')}` : ''}.`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  await rig.close();
}

async function zoneRow(on: Rig, zone: string): Promise<Row> {
  const hosts = HOSTS[zone] ?? [];
  const names = [zone, ...hosts.map((host) => `${host}.${zone}`)];
  const [ours, zonemaster, dnsviz] = await Promise.all([
    audit(on, zone, hosts, ['dns', 'email']),
    runZonemaster(zone),
    runDnsviz(names),
  ]);
  return { scene: zone, ours, peers: [...zonemaster, ...dnsviz] };
}

async function hostRows(on: Rig): Promise<Row[]> {
  const own = Object.entries(BROKEN_HOSTS).filter(([label]) => !SOUND_HOSTS.includes(label));
  const cases = [...Object.entries(CASE_ADDRESSES), ['ssl3', SSL3_ADDRESS] as const];
  const groups = [
    [BROKEN, own],
    [CASES, cases],
  ] as const;
  const rows: Row[] = [];
  for (const [domain, group] of groups) {
    const wanted = group.filter(([label]) => isWanted(`${label}.${domain}`));
    if (wanted.length === 0) continue;
    const found = await audit(
      on,
      domain,
      wanted.map(([label]) => label),
      ['tls', 'dns/unresponsive-address'],
    );
    rows.push(
      ...(await inTurn(wanted, async ([label, address]) => {
        const host = `${label}.${domain}`;
        return {
          scene: host,
          ours: found.filter((one) => one.host === host),
          peers: await runSslscan(host, address),
        };
      })),
    );
  }
  return rows;
}

/** Two at a time: the servers share the machine with the programs. */
async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await act(items[index] as T);
      if (process.stderr.isTTY) process.stderr.write('.');
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

async function audit(
  on: Rig,
  domain: string,
  hosts: readonly string[],
  only: readonly string[],
): Promise<Ours[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'launch-ready-peers-'));
  try {
    const listed = hosts.map((host) => `  ${host}: {}\n`).join('');
    await writeFile(
      path.join(folder, 'launch-ready.yaml'),
      `domain: ${domain}\n${listed && `hosts:\n${listed}`}`,
    );
    const words = ['audit', folder, '--domain', domain, '--only', only.join(','), '--format', 'json'];
    const text = await new Promise<string>((resolve) => {
      const cli = ['--import=tsx', path.join(HOME, 'src', 'cli.ts')];
      const all = [...cli, ...words, ...commandWords(on.views[0] as RigView, on.cacert)];
      execFile(process.execPath, all, { cwd: HOME, maxBuffer: 2 ** 28 }, (_error, out, err) =>
        resolve(out || err),
      );
    });
    if (!text.startsWith('{'))
      throw new Error(`The audit of ${domain} gives no report: ${text.slice(0, 600)}`);
    return (JSON.parse(text) as Report).results.flatMap(({ checkId, findings }) =>
      findings.map(({ messageId, severity, location }) => ({
        checkId,
        messageId,
        severity,
        host: location.kind === 'host' ? location.host : '',
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives what was missed. */
function printTable(
  title: string,
  peers: readonly PeerFault['peer'][],
  rows: readonly Row[],
  ofRig: ReadonlySet<string>,
): string[] {
  console.log(
    `\n| ${title} | ours | ${peers.join(' | ')} | missed by ours |\n|${'---|'.repeat(peers.length + 3)}`,
  );
  return rows.flatMap(({ scene, ours, peers: faults }) => {
    const judged = faults.filter(({ tag }) => !ofRig.has(tag)).map((fault) => judge(fault, ours));
    const lost = [...new Set(judged.filter(({ state }) => state === 'missed').map(({ fault }) => fault.tag))];
    const mine = [
      ...new Set(ours.map(({ checkId, messageId, severity }) => `${checkId} ${messageId} (${severity})`)),
    ];
    const cells = [
      scene,
      mine.join('<br>') || 'none',
      ...peers.map((peer) => cellOf(judged.filter(({ fault }) => fault.peer === peer))),
      lost.join('<br>') || 'none',
    ];
    console.log(`| ${cells.join(' | ')} |`);
    return lost.map((tag) => `${tag} (${scene})`);
  });
}

function cellOf(judged: readonly Judged[]): string {
  return [...new Set(judged.map(({ fault: { level, tag } }) => `${tag} (${level})`))].join('<br>') || 'none';
}
