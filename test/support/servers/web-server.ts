import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { IssuedCertificate } from './certificate-authority.ts';

/** What one virtual host answers. Data, or a function of the request where data does not do. */
export interface HostScript {
  certificate?: IssuedCertificate;
  /** By path, `*` for all others: over https, and over http where `http` says nothing else. */
  https?: Record<string, PageScript>;
  http?: Record<string, PageScript>;
  /** Takes the connection and then says nothing: the TLS handshake hangs. */
  hangAfterAccept?: boolean;
}

export interface PageScript {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string;
  /** Shorthand: 308 to this. */
  redirect?: string;
  /** Never sends headers. */
  hang?: boolean;
  /** Sends a body without end. */
  endless?: boolean;
  /** Full control, for what depends on cookies or paths. */
  handle?: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface RunningWebServer {
  /** Port of https. */
  port: number;
  httpPort: number;
  /** `--connect-to` values that bring ports 443 and 80 of every host here. */
  connectTo: string[];
  /** `https acme.test /` for each request. */
  log: string[];
  close(): Promise<void>;
}

/** Headers as the edges really send them. */
export const EDGE_HEADERS = {
  cloudflare: { server: 'cloudflare', 'cf-ray': '8c1f0a1b2c3d4e5f-FRA', 'cf-cache-status': 'DYNAMIC' },
  vercel: { server: 'Vercel', 'x-vercel-id': 'fra1::abcde-1700000000000-0123456789ab' },
  netlify: { server: 'Netlify', 'x-nf-request-id': '01HZZZZZZZZZZZZZZZZZZZZZZZ' },
} as const;

/** An HTTP and a TLS server on loopback that answer by virtual host. */
export async function startWebServer(
  hosts: Record<string, HostScript>,
  options: { host?: string; port?: number; httpPort?: number } = {},
): Promise<RunningWebServer> {
  const address = options.host ?? '127.0.0.1';
  const log: string[] = [];
  const contexts = new Map<string, SecureContext>();
  for (const [name, script] of Object.entries(hosts)) {
    if (script.certificate) contexts.set(name, createSecureContext(script.certificate));
  }

  const answer = (scheme: 'https' | 'http') => (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '/';
    log.push(`${scheme} ${host} ${path}`);
    const script = hosts[host];
    const pages = (scheme === 'http' ? script?.http : undefined) ?? script?.https;
    const page = pages?.[path.replace(/\?.*/, '')] ?? pages?.['*'];
    if (!page) return response.writeHead(404).end('not found');
    if (page.handle) return page.handle(request, response);
    if (page.hang) return undefined;
    const status = page.status ?? (page.redirect === undefined ? 200 : 308);
    const location = page.redirect === undefined ? {} : { location: page.redirect };
    response.writeHead(status, { 'content-type': 'text/html', ...page.headers, ...location });
    if (page.endless) return pour(response);
    return response.end(page.body ?? '<!doctype html><title>Acme</title>');
  };

  const http = createHttpServer(answer('http'));
  const https = createTlsServer(
    {
      SNICallback: (name, callback) => {
        if (hosts[name]?.hangAfterAccept) return;
        // Without a certificate for the name the handshake fails with an alert, as at an edge that does not know the host.
        callback(null, contexts.get(name));
      },
    },
    answer('https'),
  );
  https.on('tlsClientError', () => {});
  const sockets = new Set<Socket>();
  for (const server of [http, https]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  }

  await listen(https, options.port ?? 0, address);
  await listen(http, options.httpPort ?? 0, address);
  const port = portOf(https);
  const httpPort = portOf(http);
  return {
    port,
    httpPort,
    connectTo: [`:443:${address}:${port}`, `:80:${address}:${httpPort}`],
    log,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([https, http].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Writes for as long as somebody reads. */
function pour(response: ServerResponse): void {
  const chunk = 'x'.repeat(16_384);
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}

function listen(server: Server | TlsServer, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as { port: number }).port;
}
