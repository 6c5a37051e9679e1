import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { IssuedCertificate } from './certificate-authority.ts';

/**
 * `starttls`: offers it and keeps the promise. `plain`: does not offer it. `broken`: offers it and answers 454.
 * `refuses`: greets with 554. `silent`: takes the connection and never greets.
 */
export type SmtpMode = 'starttls' | 'plain' | 'broken' | 'refuses' | 'silent';

export interface RunningSmtpServer {
  port: number;
  /** `--connect-to` value that brings port 25 of every host here. */
  connectTo: string;
  /** Commands as they came. No server here takes any mail. */
  log: string[];
  close(): Promise<void>;
}

/** A mail server on loopback that knows EHLO, STARTTLS and QUIT, and refuses all mail. */
export async function startSmtpServer(
  options: { mode?: SmtpMode; certificate?: IssuedCertificate; host?: string; name?: string } = {},
): Promise<RunningSmtpServer> {
  const { mode = 'starttls', host = '127.0.0.1', name = 'mx.acme.test' } = options;
  const log: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (mode === 'silent') return;
    if (mode === 'refuses') return void socket.end(`554 ${name} No SMTP service here\r\n`);
    socket.write(`220 ${name} ESMTP ready\r\n`);
    converse(socket, false);
  });

  function converse(socket: Socket, secure: boolean): void {
    let buffer = '';
    const read = (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        log.push(line);
        const verb = line.split(' ')[0]?.toUpperCase();
        if (verb === 'EHLO') {
          const offers = mode !== 'plain' && !secure;
          socket.write(`250-${name}\r\n${offers ? '250-STARTTLS\r\n' : ''}250 SIZE 1000000\r\n`);
        } else if (verb === 'STARTTLS' && mode === 'starttls' && options.certificate && !secure) {
          socket.off('data', read);
          socket.write('220 go ahead\r\n');
          const upgraded = new TLSSocket(socket, {
            isServer: true,
            secureContext: createSecureContext(options.certificate),
          });
          upgraded.on('error', () => {});
          return converse(upgraded, true);
        } else if (verb === 'STARTTLS') {
          socket.write('454 TLS not available\r\n');
        } else if (verb === 'QUIT') {
          socket.end('221 bye\r\n');
        } else {
          socket.write('502 not here\r\n');
        }
      }
    };
    socket.on('data', read);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    connectTo: `:25:${host}:${port}`,
    log,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
