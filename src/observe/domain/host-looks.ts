import type { HostLook } from '../../model/host-looks.ts';
import { NetworkError } from '../../net/network-error.ts';

/** What each host is answered, by its name; all are asked at once. */
export async function byHost<H extends { host: string }, T>(
  hosts: readonly H[],
  ask: (host: H) => Promise<T>,
): Promise<Record<string, T>> {
  return Object.fromEntries(
    await Promise.all(hosts.map(async (host) => [host.host, await ask(host)] as const)),
  );
}

/** What was seen, or why nothing was. Rejects when that was no matter of the network: aborted, or a fault of ours. */
export async function lookOf<T>(seeing: Promise<T>): Promise<HostLook<T>> {
  try {
    return { ok: true, value: await seeing };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { ok: false, code: error.code, reason: error.message };
  }
}
