import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below the range from which systems take ports for outgoing connections. */
const FIRST = 20_000;
const LAST = 31_999;
const TRIES = 40;

/** A port that is free at all these addresses, over TCP and UDP. Throws an Error with a sentence. */
export async function freePort(addresses: readonly string[]): Promise<number> {
  let taken = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const failures = await Promise.all(addresses.map((address) => whyTaken(address, port)));
    const failure = failures.find((one) => one !== undefined);
    if (failure === undefined) return port;
    taken = failure;
    if (failure.includes('EADDRNOTAVAIL') || failure.includes('EACCES')) break;
  }
  throw new Error(`The rig finds no free port at ${addresses.join(', ')}: ${taken}`);
}

async function whyTaken(address: string, port: number): Promise<string | undefined> {
  try {
    await new Promise<void>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, address, () => server.close(() => resolve()));
    });
    await new Promise<void>((resolve, reject) => {
      const socket = createSocket('udp4');
      socket.once('error', reject);
      socket.bind(port, address, () => socket.close(() => resolve()));
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
