import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NetworkOptions } from '../../src/net/network-options.ts';
import { createCertificateAuthority } from '../support/servers/certificate-authority.ts';
import { startDnsServer, type Zone } from '../support/servers/dns-server.ts';
import { startSmtpServer } from '../support/servers/smtp-server.ts';
import { startWebServer } from '../support/servers/web-server.ts';
import { SAMPLE_DOMAIN } from './files.ts';

export interface SampleServers {
  network: NetworkOptions;
  /** The same as `network`, in the words of the command line. */
  arguments: string[];
  close(): Promise<void>;
}

/** The sample's records as the founder clicked them together: no www, mail of Google alone, no DMARC. */
const ZONE: Zone = {
  [SAMPLE_DOMAIN]: {
    A: ['127.0.0.1'],
    NS: [`ns1.${SAMPLE_DOMAIN}`, `ns2.${SAMPLE_DOMAIN}`],
    SOA: [`ns1.${SAMPLE_DOMAIN} hostmaster.${SAMPLE_DOMAIN} 2026112101 7200 3600 1209600 300`],
    MX: [`10 mx.${SAMPLE_DOMAIN}`],
    TXT: ['v=spf1 include:_spf.google.com ~all', 'google-site-verification=acme'],
  },
  [`ns1.${SAMPLE_DOMAIN}`]: { A: ['127.0.0.1'] },
  [`ns2.${SAMPLE_DOMAIN}`]: { A: ['127.0.0.1'] },
  test: { NS: ['a.nic.test'], SOA: ['a.nic.test hostmaster.nic.test 1 7200 3600 1209600 300'] },
  'a.nic.test': { A: ['127.0.0.1'] },
  [`mx.${SAMPLE_DOMAIN}`]: { A: ['127.0.0.1'] },
  '_spf.google.com': { TXT: ['v=spf1 include:_netblocks.google.com ~all'] },
  '_netblocks.google.com': { TXT: ['v=spf1 ip4:35.190.247.0/24 ip4:64.233.160.0/19 ~all'] },
};

/**
 * Serves the sample's domain on loopback: DNS, a web server whose certificate ends in days and that answers http without
 * a redirect, and a mail server. `directory` is private: the certificate authority's root is written there.
 */
export async function serveSample(directory: string): Promise<SampleServers> {
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: [SAMPLE_DOMAIN], fromDays: -84, toDays: 6 });
  const page = '<!doctype html><html lang="en"><title>Acme</title><h1>Acme</h1>';
  const headers = { server: 'nginx/1.24.0', 'x-powered-by': 'Next.js' };
  const started: { close(): Promise<void> }[] = [];
  const close = async () => void (await Promise.all(started.map((server) => server.close())));
  try {
    const dns = await startDnsServer({ zone: ZONE });
    started.push(dns);
    const own = await startDnsServer({ zone: ZONE, authoritative: true });
    started.push(own);
    const pages = { '/': { body: page, headers } };
    const web = await startWebServer({ [SAMPLE_DOMAIN]: { certificate, https: pages, http: pages } });
    started.push(web);
    const mail = await startSmtpServer({ mode: 'plain', name: `mx.${SAMPLE_DOMAIN}` });
    started.push(mail);
    const cacert = path.join(directory, 'sample-root.pem');
    await writeFile(cacert, authority.root, { mode: 0o600 });
    // Only the hosts that have an address: www has none, and must not be answered for.
    const connectTo = [
      ...web.connectTo.map((pair) => SAMPLE_DOMAIN + pair),
      `mx.${SAMPLE_DOMAIN}${mail.connectTo}`,
      // All name servers are one program.
      `:53::${own.port}`,
    ];
    return {
      network: { dns: [dns.address], caCertificates: authority.root, connectTo, allowPrivate: true },
      arguments: [
        ...['--dns', dns.address],
        ...['--cacert', cacert],
        ...connectTo.flatMap((pair) => ['--connect-to', pair]),
        '--allow-private',
      ],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
