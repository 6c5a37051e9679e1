import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ADDRESSES } from './names.ts';
import type { Tools } from './tools.ts';
import { rigZones, type Zone, zoneText } from './zones.ts';

const run = promisify(execFile);
const SERIAL = 2026112101;
const STALE_SERIAL = 2026112001;

/** Names that the resolver treats in its own way, whatever their zones say. */
export const RESOLVER_NAMES = { refused: 'refused.test', silent: 'silent.test' } as const;

export interface NameServerFiles {
  primary: string;
  secondary: string;
  resolver: string;
}

/** Writes and signs the zones, and writes the configurations of NSD, twice, and of Unbound. */
export async function writeNameServers(
  directory: string,
  tools: Tools,
  ports: { dns: number; resolver: number },
): Promise<NameServerFiles> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const zones = rigZones(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
  const fileOf = (zone: Zone) => path.join(directory, `${zone.name === '.' ? 'root' : zone.name}.zone`);
  const served = (zone: Zone) => (zone.signed ? `${fileOf(zone)}.signed` : fileOf(zone));

  // Children first: their parent's zone holds what their keys are known by.
  const parents = zones.filter(({ name }) => name === 'test');
  const keys = new Map<string, string>();
  const write = async (zone: Zone, further: string[] = []) => {
    await writeFile(fileOf(zone), zoneText(zone.name, [...zone.lines, ...further], SERIAL));
    if (zone.stale) await writeFile(`${fileOf(zone)}.stale`, zoneText(zone.name, zone.stale, STALE_SERIAL));
    if (zone.signed) keys.set(zone.name, await sign(directory, tools, zone, fileOf(zone)));
  };
  await Promise.all(zones.filter((zone) => !parents.includes(zone)).map((zone) => write(zone)));
  const delegated = await Promise.all(
    [...keys.keys()].map((name) => readFile(path.join(directory, `dsset-${name}.`), 'utf8')),
  );
  await Promise.all(parents.map((zone) => write(zone, delegated)));
  await writeFile(path.join(directory, 'anchor.key'), keys.get('test') ?? '');

  const files = {
    primary: path.join(directory, 'nsd-primary.conf'),
    secondary: path.join(directory, 'nsd-secondary.conf'),
    resolver: path.join(directory, 'unbound.conf'),
  };
  const nsd = (name: string, address: string, entries: [string, string][]) =>
    nsdConfiguration(directory, name, address, ports.dns, entries);
  await writeFile(
    files.primary,
    nsd(
      'nsd-primary',
      ADDRESSES.primary,
      zones.map((zone) => [zone.name, served(zone)]),
    ),
  );
  const stale = zones
    .filter((zone) => zone.stale)
    .map((zone): [string, string] => [zone.name, `${fileOf(zone)}.stale`]);
  await writeFile(files.secondary, nsd('nsd-secondary', ADDRESSES.secondary, stale));
  await writeFile(files.resolver, unboundConfiguration(directory, zones, ports));
  return files;
}

/** Signs with one key; gives its DNSKEY record. */
async function sign(directory: string, tools: Tools, zone: Zone, file: string): Promise<string> {
  const options = { cwd: directory };
  const { stdout } = await run(
    tools['dnssec-keygen'],
    ['-q', '-a', 'ECDSAP256SHA256', '-f', 'KSK', '-K', directory, zone.name],
    options,
  );
  const dates = zone.signed === 'expired' ? ['-P', '-s', '20250101000000', '-e', '20250201000000'] : [];
  await run(
    tools['dnssec-signzone'],
    [
      '-q',
      '-z',
      '-S',
      '-K',
      directory,
      '-d',
      directory,
      ...dates,
      '-o',
      zone.name,
      '-f',
      `${file}.signed`,
      file,
    ],
    options,
  );
  return readFile(path.join(directory, `${stdout.trim()}.key`), 'utf8');
}

function nsdConfiguration(
  directory: string,
  name: string,
  address: string,
  port: number,
  zones: [string, string][],
): string {
  return `server:
  ip-address: ${address}@${port}
  port: ${port}
  do-ip6: no
  username: ""
  zonesdir: "${directory}"
  database: ""
  pidfile: "${directory}/${name}.pid"
  xfrdfile: "${directory}/${name}.xfrd"
  xfrdir: "${directory}"
  zonelistfile: "${directory}/${name}.zonelist"
  server-count: 1
  hide-version: yes
remote-control:
  control-enable: no
${zones.map(([zone, file]) => `zone:\n  name: "${zone}"\n  zonefile: "${file}"\n`).join('')}`;
}

function unboundConfiguration(
  directory: string,
  zones: readonly Zone[],
  ports: { dns: number; resolver: number },
): string {
  const stubs = zones.map(
    ({ name }) =>
      `stub-zone:\n  name: "${name === '.' ? '.' : `${name}.`}"\n  stub-addr: ${ADDRESSES.primary}@${ports.dns}\n`,
  );
  return `server:
  interface: ${ADDRESSES.primary}@${ports.resolver}
  port: ${ports.resolver}
  do-ip6: no
  do-daemonize: no
  num-threads: 1
  username: ""
  chroot: ""
  directory: "${directory}"
  pidfile: "${directory}/unbound.pid"
  use-syslog: no
  logfile: ""
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  qname-minimisation: no
  local-zone: "test." nodefault
  local-zone: "127.in-addr.arpa." nodefault
  local-zone: "${RESOLVER_NAMES.refused}." always_refuse
  local-zone: "${RESOLVER_NAMES.silent}." always_deny
  domain-insecure: "127.in-addr.arpa"
  trust-anchor-file: "${directory}/anchor.key"
remote-control:
  control-enable: no
${stubs.join('')}`;
}
