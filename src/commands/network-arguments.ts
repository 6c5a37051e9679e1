import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import type { NetworkOptions } from '../net/network-options.ts';
import { type Input, type OptionSpec, UsageError } from './command.ts';

/** The options that all commands share which look at a domain; curl's words where curl has them. */
export const NETWORK_OPTIONS: readonly OptionSpec[] = [
  { name: 'domain', value: 'NAME', help: 'the live domain to look at; wins over launch-ready.yaml' },
  { name: 'offline', help: 'ask nothing of the network' },
  { name: 'dns', value: 'ADDR[:PORT]', list: true, help: "DNS servers to ask instead of the system's" },
  { name: 'cacert', value: 'FILE', help: 'further certificate authorities to trust, as PEM' },
  {
    name: 'connect-to',
    value: 'HOST:PORT:ADDR:PORT',
    list: true,
    help: 'connect to the second pair where the first is meant (staging, tests)',
  },
  { name: 'rdap', help: 'also ask the registry, a third party, when the domain runs out' },
  {
    name: 'revocation',
    help: "also read the certificate authority's list, a third party's, of what it took back",
  },
  { name: 'allow-private', help: 'allow private and loopback addresses (staging, tests)' },
];

const DNS_PORT = 53;

/** Undefined when the network is not to be asked. Throws `UsageError`. */
export function networkOptions(input: Input, cwd: string): NetworkOptions | undefined {
  if (input.has('offline')) return undefined;
  const cacert = input.value('cacert');
  return {
    dns: input.values('dns').map(dnsServer),
    connectTo: input.values('connect-to').map(connectTo),
    allowPrivate: input.has('allow-private'),
    ...(input.has('rdap') && { rdap: true }),
    ...(input.has('revocation') && { revocation: true }),
    ...(cacert !== undefined && { caCertificates: readCertificates(path.resolve(cwd, cacert), cacert) }),
  };
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353` to `address:port`. */
function dnsServer(written: string): string {
  const [, bracketed, bracketedPort] = /^\[(.+)\](?::(\d+))?$/u.exec(written) ?? [];
  if (bracketed !== undefined && isIP(bracketed) === 6)
    return `[${bracketed}]:${port(bracketedPort, written)}`;
  if (isIP(written) === 6) return `[${written}]:${DNS_PORT}`;
  const [, address = written, digits] = /^([^:]+):(\d+)$/u.exec(written) ?? [];
  if (isIP(address) === 4) return `${address}:${port(digits, written)}`;
  throw new UsageError(`--dns needs an IP address, not "${written}"`, 'For example: --dns 1.1.1.1');
}

function port(digits: string | undefined, written: string): number {
  const number = digits === undefined ? DNS_PORT : Number(digits);
  if (number < 1 || number > 65_535) throw new UsageError(`"${written}" has no port between 1 and 65535`);
  return number;
}

/** The same form as curl's `--connect-to`: empty parts of the first pair stand for all, of the second for what was asked for. */
function connectTo(written: string): string {
  const part = String.raw`(\[[0-9a-fA-F:.]+\]|[^:[\]]*)`;
  const match = new RegExp(`^${part}:(\\d*):${part}:(\\d*)$`, 'u').exec(written);
  if (!match) {
    throw new UsageError(
      `--connect-to needs HOST:PORT:ADDR:PORT, not "${written}"`,
      'For example: --connect-to acme.com:443:127.0.0.1:8443',
    );
  }
  return written;
}

function readCertificates(file: string, written: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--cacert cannot read ${written}`);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--cacert: ${written} holds no certificate in PEM form`);
  }
  return text;
}
