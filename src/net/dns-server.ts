import { isIP, isIPv6 } from 'node:net';

export interface DnsServer {
  address: string;
  port: number;
}

/** `1.1.1.1`, `1.1.1.1:5353`, `::1`, `[::1]:5353`. Throws an Error with a sentence on anything else. */
export function parseDnsServer(text: string): DnsServer {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text);
  const address = isIP(text) ? text : (match?.[1] ?? match?.[2] ?? '');
  const port = isIP(text) ? 53 : Number(match?.[3] ?? 53);
  if (!isIP(address) || port < 1 || port > 65535) {
    throw new Error(
      `"${text}" is not a DNS server: give an IP address, with or without a port, such as 9.9.9.9:53.`,
    );
  }
  return { address, port };
}

export function serverName({ address, port }: DnsServer): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
