import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One question or connection that went through. Times in milliseconds since the epoch. */
export interface Passage {
  kind: 'dns' | 'https' | 'http' | 'smtp';
  address: string;
  begun: number;
  /** When the last byte reached the client. */
  ended: number;
}

export interface DelayProxy {
  rttMs: number;
  /** What went through since the start or the last time; then forgets it. */
  take(): Passage[];
  /** UDP and TCP. */
  relayDns(address: string, from: number, to: number): Promise<void>;
  relayTcp(kind: 'https' | 'http' | 'smtp', address: string, from: number, to: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A far-away network on loopback, without root and without the kernel's netem: half a round trip each way for all that
 * passes. A TCP connection is there at once on loopback, so the round trip of its handshake is charged too: the client's first
 * bytes arrive one and a half round trips after the connection was opened, and the server's first bytes two.
 */
export function createDelayProxy(rttMs: number): DelayProxy {
  const half = rttMs / 2;
  let passages: Passage[] = [];
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const udps = new Set<UdpSocket>();

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay();
    return socket;
  };

  const begin = (kind: Passage['kind'], address: string): Passage => {
    const begun = Date.now();
    const passage = { kind, address, begun, ended: begun };
    passages.push(passage);
    return passage;
  };

  const relay = (kind: Passage['kind'], address: string, from: number, to: number) => {
    const server = createServer({ allowHalfOpen: true }, (client) => {
      const passage = begin(kind, address);
      keep(client);
      const upstream = keep(connect({ host: address, port: to, allowHalfOpen: true }));
      const opened = performance.now();
      pipe(client, upstream, half, opened + 1.5 * rttMs);
      pipe(upstream, client, half, opened + 2 * rttMs, () => {
        passage.ended = Date.now();
      });
    });
    servers.push(server);
    return new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(from, address, resolve);
    });
  };

  return {
    rttMs,
    take() {
      const taken = passages;
      passages = [];
      return taken;
    },
    relayTcp: relay,
    async relayDns(address, from, to) {
      await relay('dns', address, from, to);
      const front = createSocket('udp4');
      udps.add(front);
      front.on('message', (query, client) => {
        const passage = begin('dns', address);
        setTimeout(() => {
          const back = createSocket('udp4');
          udps.add(back);
          const done = () => {
            if (udps.delete(back)) back.close();
          };
          back.on('error', done);
          back.on('message', (answer) => {
            setTimeout(() => {
              passage.ended = Date.now();
              if (udps.has(front)) front.send(answer, client.port, client.address);
            }, half);
            done();
          });
          setTimeout(done, 5000).unref();
          back.send(query, to, address);
        }, half);
      });
      await new Promise<void>((resolve, reject) => {
        front.once('error', reject);
        front.bind(from, address, resolve);
      });
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const udp of udps) udp.close();
      udps.clear();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** In order, each part `delay` after it came and none before `earliest`. */
function pipe(from: Socket, to: Socket, delay: number, earliest: number, onData = () => {}): void {
  const waiting: { due: number; act: () => void }[] = [];
  const wait = () => {
    if (waiting[0]) setTimeout(flush, Math.max(0, waiting[0].due - performance.now()));
  };
  const flush = () => {
    // Timers may fire a part of a millisecond early.
    while (waiting[0] && waiting[0].due <= performance.now() + 0.5) waiting.shift()?.act();
    wait();
  };
  const later = (act: () => void) => {
    waiting.push({ due: Math.max(performance.now() + delay, earliest), act });
    if (waiting.length === 1) wait();
  };
  from.on('data', (chunk) =>
    later(() => {
      if (to.writable) to.write(chunk);
      onData();
    }),
  );
  from.on('end', () => later(() => to.end()));
  from.on('error', () => later(() => to.resetAndDestroy()));
  from.on('close', () => later(() => to.destroySoon()));
}
