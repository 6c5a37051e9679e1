import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import { type DnsMessage, type DnsQuestion, decodeAnswer, type EncodedQuery } from './dns-message.ts';
import type { DnsServer } from './dns-server.ts';

/** Why no answer came, besides the answer itself. */
export type Exchange =
  | { kind: 'answer'; message: DnsMessage }
  | { kind: 'timeout' | 'unreachable' | 'malformed' };

/** After bytes that are no DNS message, a true answer gets this long: an off-path liar must not win by noise. */
const GRACE_AFTER_GARBAGE_MS = 400;

/**
 * One datagram out, one in. The socket is connected, so that the system drops what other addresses send and tells
 * when nobody listens; its port is random for each question (RFC 5452).
 */
export function exchangeUdp(
  server: DnsServer,
  query: EncodedQuery,
  question: DnsQuestion,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    let garbage = false;
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Not all listeners: dgram's own tell it to close when it is still connecting.
      socket.removeAllListeners('message').removeAllListeners('error');
      socket.on('error', () => {});
      socket.close();
      act();
    };
    const finish = (exchange: Exchange) => settle(() => resolve(exchange));
    const abort = () => settle(() => reject(signal.reason));
    const expire = () => finish({ kind: garbage ? 'malformed' : 'timeout' });
    let timer = setTimeout(expire, timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', () => finish({ kind: 'unreachable' }));
    socket.on('message', (bytes) => {
      const message = tryDecode(bytes, query, question);
      if (message === 'other') return;
      if (message !== 'garbage') return finish({ kind: 'answer', message });
      if (garbage) return;
      garbage = true;
      clearTimeout(timer);
      timer = setTimeout(expire, Math.min(GRACE_AFTER_GARBAGE_MS, timeoutMs));
    });
    socket.connect(server.port, server.address, () => {
      socket.send(query.bytes, (error) => {
        if (error) finish({ kind: 'unreachable' });
      });
    });
  });
}

/** The same question over TCP (RFC 7766), for an answer that did not fit. */
export function exchangeTcp(
  server: DnsServer,
  query: EncodedQuery,
  question: DnsQuestion,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: server.address, port: server.port });
    const chunks: Buffer[] = [];
    let received = 0;
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
      act();
    };
    const finish = (exchange: Exchange) => settle(() => resolve(exchange));
    const abort = () => settle(() => reject(signal.reason));
    const timer = setTimeout(() => finish({ kind: 'timeout' }), timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', () => finish({ kind: 'unreachable' }));
    socket.on('close', () => finish({ kind: received > 0 ? 'malformed' : 'unreachable' }));
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.bytes.length);
      socket.write(Buffer.concat([length, query.bytes]));
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 2) return;
      const bytes = Buffer.concat(chunks);
      const length = bytes.readUInt16BE(0);
      if (bytes.length < 2 + length) return;
      const message = tryDecode(bytes.subarray(2, 2 + length), query, question);
      finish(typeof message === 'string' ? { kind: 'malformed' } : { kind: 'answer', message });
    });
  });
}

function tryDecode(
  bytes: Buffer,
  query: EncodedQuery,
  question: DnsQuestion,
): DnsMessage | 'other' | 'garbage' {
  try {
    return decodeAnswer(bytes, query, question) ?? 'other';
  } catch {
    return 'garbage';
  }
}
