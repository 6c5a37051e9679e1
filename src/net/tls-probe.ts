import { type CertificateFacts, certificateFacts } from './certificate-facts.ts';
import type { Connector } from './connector.ts';
import { shakeHands } from './tls-handshake.ts';
import type { Trust } from './trust.ts';

export interface TlsProbe {
  /** One handshake with the host's name. Eight seconds a connection. Throws `NetworkError`, or the signal's reason. */
  look(host: string, port: number, signal: AbortSignal): Promise<CertificateFacts>;
}

export const HANDSHAKE_LATE = 'the server takes the connection and then says nothing';

export function createTlsProbe(connector: Connector, trust: Trust, timeoutMs = 8000): TlsProbe {
  return {
    look(host, port, signal) {
      trust.prepare();
      const limits = { signal, timeoutMs, late: HANDSHAKE_LATE };
      return connector.use(host, port, limits, async ({ socket, address }, within) => {
        const tls = await shakeHands(socket, host, trust, ['h2', 'http/1.1'], within);
        try {
          return certificateFacts(tls, host, address, trust);
        } finally {
          tls.destroy();
        }
      });
    },
  };
}
