import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Zone } from './dns-cases.ts';
import { ADDRESSES } from './names.ts';
import type { Tools } from './tools.ts';
import { rigZones, zoneText } from './zones.ts';

const run = promisify(execFile);
const SERIAL = 2026112101;
const STALE_SERIAL = 2026112001;

/** Names that the resolver treats in its own way, whatever their zones say. */
export const RESOLVER_NAMES = {
  refused: 'refused.test',
  silent: 'silent.test',
  denied: 'denied.test',
} as const;

export interface NameServerFiles {
  primary: string;
  secondary: string;
  parent: string;
  resolver: string;
  /** A name server that also looks names up, for anybody. */
  openResolver: string;
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
    await writeFile(fileOf(zone), zoneText(zone, [...zone.lines, ...further], SERIAL));
    const stale = zone.stale ? { ...zone, nameServers: ['ns1'] } : zone;
    if (zone.stale ?? zone.behind)
      await writeFile(`${fileOf(zone)}.stale`, zoneText(stale, zone.stale ?? zone.lines, STALE_SERIAL));
    if (zone.signed) keys.set(zone.name, await sign(directory, tools, zone, fileOf(zone)));
  };
  await Promise.all(zones.filter((zone) => !parents.includes(zone)).map((zone) => write(zone)));
  const vouched = zones.filter(({ name, delegation }) => keys.has(name) && !delegation);
  const delegated = await Promise.all(
    vouched.map(({ name }) => readFile(path.join(directory, `dsset-${name}.`), 'utf8')),
  );
  await Promise.all(parents.map((zone) => write(zone, delegated)));
  await writeFile(path.join(directory, 'anchor.key'), keys.get('test') ?? '');

  const fileNames = {
    primary: 'nsd-primary.conf',
    secondary: 'nsd-secondary.conf',
    parent: 'nsd-parent.conf',
    resolver: 'unbound.conf',
    openResolver: 'unbound-open.conf',
  };
  const files = Object.fromEntries(
    Object.entries(fileNames).map(([name, file]) => [name, path.join(directory, file)]),
  ) as unknown as NameServerFiles;
  const nsd = (name: string, addresses: string[], entries: NsdZone[]) =>
    nsdConfiguration(directory, name, addresses, ports.dns, entries);
  const isAbove = ({ name }: Zone) => name === '.' || name === 'test';
  const below = zones.filter((zone) => !isAbove(zone) && zone.servedBy === undefined);
  const entry = (zone: Zone): NsdZone => ({ ...zone, file: served(zone) });
  await writeFile(files.parent, nsd('nsd-parent', [ADDRESSES.parent], zones.filter(isAbove).map(entry)));
  await writeFile(
    files.primary,
    nsd('nsd-primary', [ADDRESSES.primary, ADDRESSES.primaryToo], below.map(entry)),
  );
  const copied = below.filter((zone) => !zone.withoutSecondary);
  await writeFile(
    files.secondary,
    nsd(
      'nsd-secondary',
      [ADDRESSES.secondary],
      copied.map((zone) =>
        (zone.stale ?? zone.behind) ? { ...zone, file: `${fileOf(zone)}.stale` } : entry(zone),
      ),
    ),
  );
  await writeFile(files.resolver, unboundConfiguration(directory, zones, ports));
  const open = zones.find(({ servedBy }) => servedBy === 'open resolver') as Zone;
  await writeFile(files.openResolver, openResolverConfiguration(directory, open.name, fileOf(open), ports));
  return files;
}

/** Signs with one key; gives its DNSKEY record. */
async function sign(directory: string, tools: Tools, zone: Zone, file: string): Promise<string> {
  const options = { cwd: directory };
  const { stdout } = await run(
    tools['dnssec-keygen'],
    [
      ...(zone.signed === 'weak' ? ['-a', 'RSASHA256', '-b', '1024'] : ['-a', 'ECDSAP256SHA256']),
      ...['-q', '-f', 'KSK', '-K', directory, zone.name],
    ],
    options,
  );
  const dates = zone.signed === 'expired' ? ['-P', '-s', '20250101000000', '-e', '20250201000000'] : [];
  const hashing = zone.signed === 'weak' ? ['-3', 'AABB', '-H', '10'] : [];
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
      ...hashing,
      '-o',
      zone.name,
      '-f',
      `${file}.signed`,
      file,
    ],
    options,
  );
  const changes = {
    tampered: [String(SERIAL), String(SERIAL + 1)],
    'tampered-address': [ADDRESSES.closed, ADDRESSES.nobody],
  } as const;
  const change = changes[zone.signed as keyof typeof changes] as readonly [string, string] | undefined;
  if (change) {
    const text = await readFile(`${file}.signed`, 'utf8');
    await writeFile(`${file}.signed`, text.replace(...change));
  }
  return readFile(path.join(directory, `${stdout.trim()}.key`), 'utf8');
}

interface NsdZone {
  name: string;
  file: string;
  transfer?: true;
}

function nsdConfiguration(
  directory: string,
  name: string,
  addresses: readonly string[],
  port: number,
  zones: readonly NsdZone[],
): string {
  return `server:
${addresses.map((address) => `  ip-address: ${address}@${port}\n`).join('')}  port: ${port}
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
${zones.map(nsdZone).join('')}`;
}

function nsdZone({ name, file, transfer }: NsdZone): string {
  const anybody = transfer ? '  provide-xfr: 127.0.0.0/8 NOKEY\n' : '';
  return `zone:\n  name: "${name}"\n  zonefile: "${file}"\n${anybody}`;
}

function openResolverConfiguration(
  directory: string,
  zone: string,
  file: string,
  ports: { dns: number },
): string {
  return `server:
  interface: ${ADDRESSES.openResolver}@${ports.dns}
  port: ${ports.dns}
  do-ip6: no
  do-daemonize: no
  num-threads: 1
  username: ""
  chroot: ""
  directory: "${directory}"
  pidfile: "${directory}/unbound-open.pid"
  use-syslog: no
  logfile: ""
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  local-zone: "test." nodefault
  module-config: "iterator"
remote-control:
  control-enable: no
auth-zone:
  name: "${zone}."
  zonefile: "${file}"
  for-downstream: yes
stub-zone:
  name: "."
  stub-addr: ${ADDRESSES.parent}@${ports.dns}
`;
}

/** Who is asked for a zone: one server, so that the resolver's answer does not depend on chance. */
function serverOf({ name, servedBy }: Zone): string {
  if (name === '.' || name === 'test') return ADDRESSES.parent;
  if (servedBy === 'alias server') return ADDRESSES.aliasServer;
  return servedBy === 'open resolver' ? ADDRESSES.openResolver : ADDRESSES.primary;
}

function unboundConfiguration(
  directory: string,
  zones: readonly Zone[],
  ports: { dns: number; resolver: number },
): string {
  const stubs = zones.map(
    (zone) =>
      `stub-zone:\n  name: "${zone.name === '.' ? '.' : `${zone.name}.`}"\n  stub-addr: ${serverOf(zone)}@${ports.dns}\n`,
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
  local-zone: "${RESOLVER_NAMES.denied}." always_nxdomain
  domain-insecure: "127.in-addr.arpa"
  trust-anchor-file: "${directory}/anchor.key"
remote-control:
  control-enable: no
${stubs.join('')}`;
}
