import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDnsClient } from '../../src/net/dns-client.ts';
import type { NetworkOptions } from '../../src/net/network-options.ts';
import { makeCertificates } from './certificates.ts';
import { createDelayProxy, type DelayProxy } from './delay-proxy.ts';
import { DNS_CASE_WEB_HOSTS } from './dns-cases.ts';
import { writeNameServers } from './name-servers.ts';
import { ADDRESSES, BROKEN, BROKEN_HOSTS, READY, WEB_HOSTS } from './names.ts';
import { type OddServers, startOddServers } from './odd-servers.ts';
import { freePort } from './ports.ts';
import { createProcesses, type Processes } from './processes.ts';
import { findTools, whyNoRig } from './tools.ts';
import { CASE_ADDRESSES } from './web-cases.ts';
import { nginxConfiguration, WEB_FILES } from './web-servers.ts';

const MAIL_HOSTS = {
  good: [READY, BROKEN].map((domain) => `mx1.${domain}`),
  plain: [`mx2.${BROKEN}`],
};

/** How to ask the rig, plain data. */
export interface RigView {
  /** Round trip that every answer is charged, in milliseconds. */
  rttMs: number;
  /** `address:port` of the validating resolver. */
  resolver: string;
  /** The zones' own servers; the secondary has an old copy. */
  primary: string;
  secondary: string;
  /** The same as the options of the command line. */
  network: NetworkOptions;
}

export interface RigDescription {
  directory: string;
  /** File with the roots of the rig's authorities. */
  cacert: string;
  ports: RigPorts;
  /** Without delay first. */
  views: RigView[];
}

export interface RigPorts {
  dns: number;
  resolver: number;
  https: number;
  http: number;
  edgeCore: number;
  silentDns: number;
}

export interface Rig extends RigDescription {
  proxies: DelayProxy[];
  internalVisits(): number;
  close(): Promise<void>;
}

export interface RigOptions {
  /** Round trips, in milliseconds, at which the rig is to be asked, beside none. */
  rtts?: readonly number[];
  /** After this everything ends by itself. Ten minutes where nothing is said. */
  limitSeconds?: number;
  /** Instead of free ones. Programs that know no other port than 53 need this, and a network namespace of their own. */
  ports?: Partial<RigPorts>;
}

/**
 * Starts real servers on loopback: NSD with signed zones and a stale secondary, a validating Unbound, nginx with certificates made
 * now, mail servers, and some that misbehave. Needs no root. Throws an Error with a sentence, having ended what was started.
 */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const found = findTools();
  const why = whyNoRig();
  if (why !== undefined || !('tools' in found)) throw new Error(`The rig cannot start: ${why}.`);
  const directory = await realpath(await mkdtemp(path.join(tmpdir(), 'launch-ready-rig-')));
  const processes = createProcesses(directory, options.limitSeconds ?? 600);
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    await Promise.allSettled(closing.map((one) => one()));
    await processes.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const ports = { ...(await choosePorts()), ...options.ports };
    const [certificates, files] = await Promise.all([
      makeCertificates(directory),
      writeNameServers(directory, found.tools, ports),
      mkdir(path.join(directory, 'www', 'assets'), { recursive: true }).then(() =>
        Promise.all(
          Object.entries(WEB_FILES).map(([name, text]) => writeFile(path.join(directory, 'www', name), text)),
        ),
      ),
    ]);
    const nginx = path.join(directory, 'nginx.conf');
    await writeFile(nginx, nginxConfiguration(directory, certificates.files, ports));
    processes.start('nsd-primary', found.tools.nsd, ['-d', '-c', files.primary]);
    processes.start('nsd-secondary', found.tools.nsd, ['-d', '-c', files.secondary]);
    processes.start('nsd-parent', found.tools.nsd, ['-d', '-c', files.parent]);
    processes.start('unbound-open', found.tools.unbound, ['-d', '-c', files.openResolver]);
    processes.start('unbound', found.tools.unbound, ['-d', '-c', files.resolver]);
    processes.start('nginx', found.tools.nginx, ['-e', 'stderr', '-p', directory, '-c', nginx]);
    const odd = await startOddServers(processes, ports, certificates.good);
    closing.push(() => odd.close());
    const servers = {
      resolver: `${ADDRESSES.primary}:${ports.resolver}`,
      primary: `${ADDRESSES.primary}:${ports.dns}`,
      secondary: `${ADDRESSES.secondary}:${ports.dns}`,
    };
    await Promise.all([
      answersDns(processes, servers.resolver),
      answersDns(processes, servers.primary),
      answersDns(processes, servers.secondary),
      answersDns(processes, `${ADDRESSES.parent}:${ports.dns}`),
      answersDns(processes, `${ADDRESSES.openResolver}:${ports.dns}`, 'open-ns.test'),
      takesConnections(processes, ADDRESSES.apex, ports.https),
    ]);
    const roots = certificates.roots;
    const direct = { rttMs: 0, ...servers, network: networkOf(servers.resolver, roots, ports, odd.smtp) };
    const views: RigView[] = [direct];
    const proxies: DelayProxy[] = [];
    for (const rttMs of options.rtts ?? []) {
      const proxy = createDelayProxy(rttMs);
      closing.push(() => proxy.close());
      proxies.push(proxy);
      views.push(await viewThrough(proxy, ports, roots, odd));
    }
    processes.up();
    return {
      directory,
      cacert: certificates.rootsFile,
      ports,
      views,
      proxies,
      internalVisits: odd.internalVisits,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const NAME_SERVERS = [
  ...[ADDRESSES.primary, ADDRESSES.primaryToo, ADDRESSES.secondary, ADDRESSES.parent],
  ...[ADDRESSES.openResolver, ADDRESSES.aliasServer],
];
const DNS_ADDRESSES: readonly string[] = [...NAME_SERVERS, ADDRESSES.noNameServer];
const WEB_ADDRESSES = [
  ...new Set([...Object.values(ADDRESSES), ...Object.values(BROKEN_HOSTS), ...Object.values(CASE_ADDRESSES)]),
].filter((address) => !address.startsWith('127.0.0.'));

async function choosePorts(): Promise<RigPorts> {
  const ports = {
    dns: await freePort(DNS_ADDRESSES),
    resolver: await freePort([ADDRESSES.primary]),
    https: await freePort(WEB_ADDRESSES),
    http: await freePort(WEB_ADDRESSES),
    edgeCore: await freePort([ADDRESSES.edge]),
    silentDns: await freePort([ADDRESSES.silentResolver, ADDRESSES.noResolver]),
  };
  // Hardly ever: then once more.
  return new Set(Object.values(ports)).size === Object.keys(ports).length ? ports : choosePorts();
}

interface SmtpPorts {
  good: { port: number };
  plain: { port: number };
}

function networkOf(
  resolver: string,
  caCertificates: string,
  ports: { dns: number; https: number; http: number },
  smtp: SmtpPorts,
): NetworkOptions {
  return {
    dns: [resolver],
    caCertificates,
    allowPrivate: true,
    edgeRanges: [`${ADDRESSES.edge}/32`],
    // The host itself at another port, so that its name is still looked up.
    connectTo: [
      // Every name server at its own address, at another port.
      `:53::${ports.dns}`,
      ...[...WEB_HOSTS, ...DNS_CASE_WEB_HOSTS].flatMap((host) => [
        `${host}:443:${host}:${ports.https}`,
        `${host}:80:${host}:${ports.http}`,
      ]),
      ...MAIL_HOSTS.good.map((host) => `${host}:25:${host}:${smtp.good.port}`),
      ...MAIL_HOSTS.plain.map((host) => `${host}:25:${host}:${smtp.plain.port}`),
    ],
  };
}

/** The same servers, a network away. */
async function viewThrough(
  proxy: DelayProxy,
  ports: RigPorts,
  roots: string,
  { smtp }: OddServers,
): Promise<RigView> {
  const far = await choosePorts();
  const mail = { good: await freePort([ADDRESSES.mail]), plain: await freePort([ADDRESSES.plainMail]) };
  const listening = async (address: string, port: number) => (await isOpen(address, port)) === true;
  await Promise.all([
    proxy.relayDns(ADDRESSES.primary, far.resolver, ports.resolver),
    ...NAME_SERVERS.map((address) => proxy.relayDns(address, far.dns, ports.dns)),
    proxy.relayTcp('smtp', ADDRESSES.mail, mail.good, smtp.good.port),
    proxy.relayTcp('smtp', ADDRESSES.plainMail, mail.plain, smtp.plain.port),
    // Where nothing listens nothing listens far away either: the connection is refused, not taken and cut.
    ...WEB_ADDRESSES.flatMap((address) =>
      (['https', 'http'] as const).map(async (kind) => {
        if (await listening(address, ports[kind]))
          await proxy.relayTcp(kind, address, far[kind], ports[kind]);
      }),
    ),
  ]);
  const resolver = `${ADDRESSES.primary}:${far.resolver}`;
  return {
    rttMs: proxy.rttMs,
    resolver,
    primary: `${ADDRESSES.primary}:${far.dns}`,
    secondary: `${ADDRESSES.secondary}:${far.dns}`,
    network: networkOf(resolver, roots, far, { good: { port: mail.good }, plain: { port: mail.plain } }),
  };
}

const READY_WITHIN_MS = 15_000;

async function answersDns(processes: Processes, server: string, name = BROKEN): Promise<void> {
  await eventually(processes, `${server} answers no DNS question`, async () => {
    const dns = createDnsClient({ dns: [server], timeoutMs: 500, tries: 1 });
    const answer = await dns.query(name, 'NS');
    dns.close();
    return answer.status === 'ok' || answer.status === 'refused';
  });
}

async function takesConnections(processes: Processes, address: string, port: number): Promise<void> {
  await eventually(processes, `${address}:${port} takes no connection`, () => isOpen(address, port));
}

async function eventually(
  processes: Processes,
  failure: string,
  test: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    processes.check();
    if (await test()) return;
    if (performance.now() > deadline) throw new Error(`The rig does not start: ${failure}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 300 });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

/** The words of the command line that lead it to the rig. */
export function commandWords(view: RigView, cacert: string): string[] {
  return [
    ...['--dns', view.resolver],
    ...['--cacert', cacert],
    ...view.network.connectTo.flatMap((pair) => ['--connect-to', pair]),
    '--allow-private',
  ];
}
