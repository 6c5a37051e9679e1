import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADDRESSES } from '../test/rig/names.ts';

/** What a peer says is wrong, in its own words. */
export interface PeerFault {
  peer: 'zonemaster' | 'dnsviz' | 'sslscan';
  /** Its own level: `ERROR`, `WARNING` … */
  level: string;
  tag: string;
  /** What it is about, in the peer's words. */
  detail: string;
}

export const PEER_PACKAGES = ['sslscan', 'dnsviz', 'zonemaster-cli'] as const;

/** The peers that are not there. */
export async function missingPeers(): Promise<string[]> {
  const found = await Promise.all(
    PEER_PACKAGES.map((name) => output('sh', ['-c', `command -v ${name}`]).then((text) => text !== '')),
  );
  return PEER_PACKAGES.filter((_, index) => !found[index]);
}

const LIMIT_MS = 180_000;

/** What a program prints, whatever it ends with. Throws when it does not end. */
function output(command: string, words: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, words, { maxBuffer: 2 ** 28, timeout: LIMIT_MS }, (error, stdout) => {
      if (error?.killed) reject(new Error(`${command} ${words.join(' ')} does not end`));
      else resolve(stdout);
    });
    child.stdin?.end(input);
  });
}

interface ZonemasterEntry {
  level: string;
  tag: string;
  args?: Record<string, unknown>;
}

/** Zonemaster from the rig's own root. */
export async function runZonemaster(zone: string): Promise<PeerFault[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'launch-ready-peers-'));
  try {
    const hints = path.join(folder, 'hints');
    await writeFile(hints, `. 3600000 NS ns1.\nns1. 3600000 A ${ADDRESSES.parent}\n`);
    const options = [
      '--no-ipv6',
      '--no-progress',
      '--json-stream',
      '--no-json-translate',
      '--level',
      'WARNING',
    ];
    const text = await output('zonemaster-cli', ['--hints', hints, ...options, zone]);
    const entries = text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as ZonemasterEntry);
    if (text !== '' && entries.length === 0) throw new Error(`zonemaster-cli ${zone}: ${text.slice(0, 300)}`);
    return entries.map(({ level, tag, args = {} }) => ({
      peer: 'zonemaster',
      level,
      tag,
      detail: Object.entries(args)
        .map((pair) => pair.join('='))
        .join('; '),
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** DNSViz from the rig's own root: what it asks, and then what it makes of that, for these names only. */
export async function runDnsviz(names: readonly string[]): Promise<PeerFault[]> {
  const root = `.:ns1=${ADDRESSES.parent}`;
  const probed = await output('dnsviz', ['probe', '-A', '-4', '-a', '.', '-x', root, ...names]);
  const text = await output('dnsviz', ['grok', '-P', '-l', 'info'], probed);
  if (text === '') throw new Error(`dnsviz says nothing of ${names.join(', ')}`);
  const faults: PeerFault[] = [];
  // What is above the zone is not the zone's.
  for (const [name, found] of Object.entries(JSON.parse(text) as Record<string, unknown>))
    if (names.some((one) => `${one}.` === name)) collect(found, faults);
  return faults;
}

function collect(value: unknown, faults: PeerFault[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'errors' || key === 'warnings') {
      for (const { code, description } of inner as { code: string; description: string }[])
        faults.push({
          peer: 'dnsviz',
          level: key === 'errors' ? 'ERROR' : 'WARNING',
          tag: code,
          detail: description,
        });
    } else collect(inner, faults);
  }
}

/** What sslscan shows in red or yellow on a terminal. Its XML holds no judgement but the strength of a cipher. */
export async function runSslscan(host: string, address: string): Promise<PeerFault[]> {
  const xml = await output('sslscan', ['--no-colour', '--xml=-', `--sni-name=${host}`, `${address}:443`]);
  const faults: PeerFault[] = [];
  const fault = (tag: string, detail: string, level = 'ERROR') =>
    faults.push({ peer: 'sslscan', level, tag, detail });
  if (!xml.includes('<ssltest')) fault('NO_TLS', 'no connection');
  for (const { type, version, enabled } of elements(xml, 'protocol')) {
    if (enabled !== '1') continue;
    if (type === 'ssl') fault('OLD_SSL', `SSLv${version}`);
    else if (version === '1.0' || version === '1.1') fault('OLD_TLS', `TLSv${version}`, 'WARNING');
  }
  if (xml.includes('<ssltest') && elements(xml, 'protocol').every(({ enabled }) => enabled !== '1'))
    fault('NO_TLS', 'no version');
  for (const { cipher, strength, sslversion } of elements(xml, 'cipher')) {
    if (['null', 'anonymous', 'weak'].includes(strength ?? ''))
      fault('WEAK_CIPHER', `${sslversion} ${cipher}`);
    else if (/RC4|DES|EXP/u.test(cipher ?? '')) fault('WEAK_CIPHER', `${sslversion} ${cipher}`);
  }
  for (const { sslversion, vulnerable } of elements(xml, 'heartbleed'))
    if (vulnerable === '1') fault('HEARTBLEED', sslversion ?? '');
  for (const { supported } of elements(xml, 'compression'))
    if (supported === '1') fault('COMPRESSION', 'TLS compression');
  for (const { supported, secure } of elements(xml, 'renegotiation'))
    if (supported === '1' && secure === '0') fault('INSECURE_RENEGOTIATION', 'renegotiation');
  for (const { type, bits } of elements(xml, 'pk'))
    if (type === 'RSA' && Number(bits) < 2048) fault('WEAK_KEY', `${type} ${bits}`);
  const text = (name: string) => new RegExp(`<${name}>([^<]*)<`, 'u').exec(xml)?.[1] ?? '';
  if (/sha1|md5/iu.test(text('signature-algorithm'))) fault('WEAK_SIGNATURE', text('signature-algorithm'));
  if (text('self-signed') === 'true') fault('SELF_SIGNED', 'certificate');
  if (text('expired') === 'true') fault('EXPIRED', text('not-valid-after'));
  if (Date.parse(text('not-valid-before')) > Date.now()) fault('NOT_YET_VALID', text('not-valid-before'));
  return faults;
}

function elements(xml: string, name: string): Record<string, string | undefined>[] {
  return [...xml.matchAll(new RegExp(`<${name} ([^>]*)>`, 'gu'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/gu)].map(([, key, value]) => [key, value]),
    ),
  );
}
