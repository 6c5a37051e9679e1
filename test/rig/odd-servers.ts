import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { startDnsServer } from '../support/servers/dns-server.ts';
import { type RunningSmtpServer, startSmtpServer } from '../support/servers/smtp-server.ts';
import { EDGE_HEADERS, startWebServer } from '../support/servers/web-server.ts';
import { ADDRESSES, READY } from './names.ts';
import type { Processes } from './processes.ts';
import type { WebPorts } from './web-servers.ts';
import { WEB_FILES } from './web-servers.ts';

interface Certificate {
  certPem: string;
  keyPem: string;
}

/** What no real server can be made to do, in this process; one more process for the server that drops connections. */
export interface OddServers {
  /** Connections to the address that must never be contacted, so far. */
  internalVisits(): number;
  smtp: { good: RunningSmtpServer; plain: RunningSmtpServer };
  close(): Promise<void>;
}

/** NSD refuses to load such a zone; the servers of some registrars serve it. */
const APEX_ALIAS = {
  'apex-alias.test': {
    CNAME: ['www.apex-alias.test'],
    NS: ['ns1.apex-alias.test', 'ns2.apex-alias.test'],
    SOA: ['ns1.apex-alias.test hostmaster.apex-alias.test 1 7200 3600 1209600 300'],
  },
  'www.apex-alias.test': { A: [ADDRESSES.closed] },
  'ns1.apex-alias.test': { A: [ADDRESSES.aliasServer] },
  'ns2.apex-alias.test': { A: [ADDRESSES.aliasServer] },
};

export async function startOddServers(
  processes: Processes,
  ports: WebPorts & { silentDns: number; dns: number },
  good: Certificate,
): Promise<OddServers> {
  const certificate = {
    cert: good.certPem,
    key: good.keyPem,
    notBefore: new Date(0),
    notAfter: new Date(0),
  };
  const closing: (() => Promise<unknown>)[] = [];
  let visits = 0;

  for (const port of [ports.https, ports.http]) {
    closing.push(await listen(ADDRESSES.hung, port, () => {}));
    closing.push(
      await listen(ADDRESSES.internal, port, (socket) => {
        visits++;
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
      }),
    );
    closing.push(await startDropping(processes, ADDRESSES.dropped, port));
  }
  closing.push(await startSsl3(ports));
  closing.push(await startSilentResolver(ports.silentDns));
  const aliasServer = await startDnsServer({
    host: ADDRESSES.aliasServer,
    port: ports.dns,
    authoritative: true,
    zone: APEX_ALIAS,
  });
  closing.push(() => aliasServer.close());
  const pouring = await startWebServer(
    Object.fromEntries(
      ['pouring.test', 'www.pouring.test'].map((name) => [
        name,
        { certificate, https: { '*': { endless: true } }, http: { '*': { redirect: `https://${name}/` } } },
      ]),
    ),
    { host: ADDRESSES.pouring, port: ports.https, httpPort: ports.http },
  );
  closing.push(() => pouring.close());
  closing.push(await startEdgeCore(ports.edgeCore));
  const smtp = {
    good: await startSmtpServer({ certificate, host: ADDRESSES.mail, name: 'mx1.acme-coach.test' }),
    plain: await startSmtpServer({ mode: 'plain', host: ADDRESSES.plainMail, name: 'mx2.acme-coach.test' }),
  };
  closing.push(
    () => smtp.good.close(),
    () => smtp.plain.close(),
  );
  return {
    internalVisits: () => visits,
    smtp,
    close: async () => void (await Promise.all(closing.map((close) => close()))),
  };
}

async function listen(address: string, port: number, act: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.resume();
    act(socket);
  });
  await listening(server, port, address);
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

function listening(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve());
  });
}

/** The first record of a server that takes SSL 3.0 with RSA and AES: a hello with no session and no extensions. */
const SSL3_HELLO = Buffer.concat([
  Buffer.from([22, 3, 0, 0, 42, 2, 0, 0, 38, 3, 0]),
  Buffer.alloc(32, 1),
  Buffer.from([0, 0, 0x2f, 0]),
]);

/** Goes on with SSL 3.0 where nothing newer than TLS 1.1 is offered; all else is the good server's. */
function startSsl3(ports: WebPorts) {
  const forward = (socket: Socket, first: Buffer, port: number) => {
    const onward = connect({ host: ADDRESSES.apex, port });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    onward.write(first);
    socket.pipe(onward).pipe(socket);
  };
  const starting = (['https', 'http'] as const).map((kind) =>
    listen(ADDRESSES.ssl3, ports[kind], (socket) => {
      socket.once('data', (first) => {
        const isOld = kind === 'https' && first[0] === 22 && first.readUInt16BE(9) < 0x0303;
        if (isOld) socket.end(SSL3_HELLO);
        else forward(socket, first, ports[kind]);
      });
    }),
  );
  return Promise.all(starting).then((closing) => async () => {
    await Promise.all(closing.map((close) => close()));
  });
}

/** Takes one connection into the queue and then never looks at it: once the queue is full, the system drops what comes. */
const DROPPER = `
const server = require('node:net').createServer();
server.listen({ host: process.argv[1], port: Number(process.argv[2]), backlog: 1 }, () =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
`;

/** A server whose machine drops what is sent to it, as firewalls do: connecting takes for ever. */
async function startDropping(processes: Processes, address: string, port: number) {
  processes.start(`dropping-${port}`, process.execPath, ['-e', DROPPER, address, String(port)]);
  const fillers: Socket[] = [];
  const opens = () =>
    new Promise<boolean | undefined>((resolve) => {
      const socket = connect({ host: address, port });
      socket.on('error', () => resolve(undefined));
      socket.on('connect', () => {
        fillers.push(socket);
        resolve(true);
      });
      setTimeout(() => {
        if (!socket.connecting) return;
        socket.destroy();
        resolve(false);
      }, 400);
    });
  const deadline = performance.now() + 10_000;
  for (;;) {
    const open = await opens();
    if (open === false) break;
    if (performance.now() > deadline) throw new Error(`${address}:${port} does not drop connections`);
    if (open === undefined) await new Promise((resolve) => setTimeout(resolve, 30));
    processes.check();
  }
  return async () => {
    for (const socket of fillers) socket.destroy();
  };
}

function startSilentResolver(port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(port, ADDRESSES.silentResolver, () =>
      resolve(() => new Promise((done) => socket.close(() => done()))),
    );
  });
}

const KEPT = 'public, max-age=31536000, immutable';

/** The insides of the fake Cloudflare edge; nginx in front of it speaks TLS. */
async function startEdgeCore(port: number) {
  const server = createHttpServer((request, response) => {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    const secure = request.headers['x-forwarded-proto'] === 'https';
    const headers = {
      ...EDGE_HEADERS.cloudflare,
      'alt-svc': 'h3=":443"; ma=86400',
      ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
      'content-security-policy': "default-src 'self'; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
    };
    const redirect = (location: string) => void response.writeHead(301, { ...headers, location }).end();
    if (path === '/cdn-cgi/trace')
      return void response
        .writeHead(200, { ...headers, 'content-type': 'text/plain' })
        .end(`h=${host}\ncolo=AMS\n`);
    if (host.startsWith('challenge.'))
      return void response.writeHead(403, { ...headers, 'cf-mitigated': 'challenge' }).end();
    // "Flexible": the edge asks the origin over http, which sends everybody to https.
    if (host.startsWith('flexible.') || !secure) return redirect(`https://${host}${path}`);
    if (host === `www.${READY}`) return redirect(`https://${READY}${path}`);
    const status = Number(/^status-(\d+)\./.exec(host)?.[1] ?? 200);
    if (path === '/' && status === 200) {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' });
      return void response.end(WEB_FILES['assets.html']);
    }
    const file = status === 200 ? WEB_FILES[path.slice(1)] : undefined;
    const type = file === undefined ? 'text/html' : 'application/javascript';
    const kept = file === undefined ? {} : { 'cache-control': KEPT, 'cf-cache-status': 'HIT' };
    response.writeHead(file === undefined ? (status === 200 ? 404 : status) : 200, {
      ...headers,
      ...kept,
      'content-type': type,
    });
    return void response.end(file ?? 'Nothing here.');
  });
  await listening(server, port, ADDRESSES.edge);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
