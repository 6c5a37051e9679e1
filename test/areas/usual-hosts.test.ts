import assert from 'node:assert/strict';
import { edgeArea } from '../../src/areas/edge/index.ts';
import { routingArea } from '../../src/areas/routing/index.ts';
import { servedArea } from '../../src/areas/served/index.ts';
import { tlsArea } from '../../src/areas/tls/index.ts';
import { createArtifactStore, type GatheredArtifacts } from '../../src/audit/artifact-store.ts';
import { runCheck } from '../../src/audit/run.ts';
import { emptyConfig } from '../../src/config/model.ts';
import { recogniseEdge } from '../../src/formats/edges.ts';
import type { Check } from '../../src/model/check.ts';
import { isAtLeast } from '../../src/model/severity.ts';
import type { CachedAnswer } from '../../src/observe/domain/host-probes.ts';
import type { Hop, HttpChain } from '../../src/observe/domain/http-chains.ts';
import { USUAL_HOSTS, type UsualHost } from '../support/usual-hosts.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const DAY_MS = 86_400_000;
const CHECKS = [routingArea, tlsArea, servedArea, edgeArea].flatMap((area) => area.checks) as Check[];
const HOSTS = ['acme.test', 'www.acme.test'];

/** What our gatherers would have seen of the site. */
function artifactsOf(usual: UsualHost): Record<string, unknown> {
  const end = usual.canonical === 'apex' ? 'acme.test' : 'www.acme.test';
  const [address = ''] = usual.addresses;
  const policy: Record<string, string> =
    usual.hsts === undefined ? {} : { 'strict-transport-security': usual.hsts };
  const hop = (url: string, status: number, location?: string): Hop => {
    const isSecure = url.startsWith('https:');
    return {
      url,
      status,
      address,
      headers: { ...usual.headers, ...(isSecure && policy) },
      ...(location && { location }),
    };
  };
  const last = hop(`https://${end}/`, 200);
  const secureHops = (host: string) =>
    host === end ? [last] : [hop(`https://${host}/`, usual.move, `https://${end}/`), last];
  const chains = HOSTS.flatMap((host): HttpChain[] => [
    {
      host,
      scheme: 'http',
      hops: [hop(`http://${host}/`, usual.upgrade, `https://${host}/`), ...secureHops(host)],
      end: 'final',
    },
    { host, scheme: 'https', hops: secureHops(host), end: 'final' },
  ]);
  const { edge } = recogniseEdge({ addresses: usual.addresses, aliases: [], headers: [usual.headers] }) ?? {};
  const page = {
    status: 200,
    address,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      ...usual.headers,
      ...usual.page,
    },
    cookies: (usual.cookies ?? []).map((name) => ({
      name,
      secure: true,
      httpOnly: /sess/.test(name),
      isSession: /session_id/.test(name),
    })),
    size: { sent: 9000, unpacked: 40_000 },
    html: {
      title: 'Acme',
      canonical: `https://${end}/`,
      noindex: false,
      insecure: [],
      insecureCount: 0,
      hasMetaPolicy: false,
    },
  };
  const moved = { status: usual.move, address, headers: usual.headers, cookies: [] };
  const path = '/launch-ready-x/no-such-page';
  const carried = (status: number, host: string) => ({
    status,
    location: `https://${host}${path}`,
    keepsPath: true,
    keepsQuery: true,
  });
  const answer: CachedAnswer = {
    status: 200,
    headers: { 'content-encoding': 'br', ...usual.headers, ...usual.asset },
    setsCookie: false,
    bytes: 30_000,
  };
  return {
    Configuration: emptyConfig(),
    Target: {
      sites: [{ name: 'production', domain: 'acme.test', isSubdomain: false }],
      hosts: [
        { host: 'acme.test', role: 'apex', site: 'production' },
        { host: 'www.acme.test', role: 'www', site: 'production' },
      ],
      outside: [],
    },
    DnsRecords: {
      resolvers: [],
      addressKinds: {},
      privateAllowed: false,
      answers: Object.fromEntries(
        HOSTS.map((host) => [
          host,
          {
            A: {
              name: host,
              type: 'A',
              status: 'ok',
              server: '',
              authenticated: false,
              records: usual.addresses.map((data) => ({
                name: host,
                type: data.includes(':') ? 'AAAA' : 'A',
                ttl: 300,
                data,
              })),
            },
          },
        ]),
      ),
    },
    HttpChains: { chains },
    TlsCertificates: {
      hosts: Object.fromEntries(
        HOSTS.map((host) => [
          host,
          {
            ok: true,
            value: {
              ...{ subject: host, names: HOSTS, covers: true, issuer: usual.issuer ?? "Let's Encrypt, R11" },
              ...{ notBefore: NOW - 20 * DAY_MS, notAfter: NOW + 70 * DAY_MS, chainLength: 3, trusted: true },
              ...{
                namesIssuer: true,
                protocol: 'TLSv1.3',
                address,
                fingerprint: 'ab',
                key: { type: 'ec', bits: 256 },
              },
              ...{ signatureHash: 'sha256', timestamps: 2, mustStaple: false },
            },
          },
        ]),
      ),
    },
    TlsServers: {
      hosts: Object.fromEntries(
        HOSTS.map((host) => [
          host,
          {
            ok: true,
            value: {
              ...{
                askedAs: end,
                address,
                brokenCiphers: [],
                staticKeys: usual.staticKeys ?? false,
                forwardSecrecy: true,
              },
              versions: { 'TLSv1.3': true, 'TLSv1.2': true, 'TLSv1.1': false, TLSv1: false, SSLv3: false },
              ...{ protocol: 'h2', postQuantum: true, stapled: false, timestamps: 0, chain: [] },
            },
          },
        ]),
      ),
    },
    WebPages: {
      hosts: Object.fromEntries(
        HOSTS.map((host) => [host, { ok: true, value: host === end ? page : moved }]),
      ),
    },
    HostProbes: {
      hosts: Object.fromEntries(
        HOSTS.map((host) => [
          host,
          {
            unknownPathHttp: carried(usual.upgrade, host),
            unknownPath: host === end ? { status: 404 } : carried(usual.move, end),
            ...(host === end && {
              again: answer,
              asset: { path: '/app-3f2a1b9c.js', hashed: true, answers: [answer, answer] },
            }),
          },
        ]),
      ),
    },
    SiteFiles: {
      sites: {
        production: {
          sitemap: { state: 'missing', status: 404 },
          securityTxt: { state: 'missing', status: 404 },
        },
      },
    },
    OldLinks: { links: [] },
    CertificateRevocations: { asked: false, hosts: {} },
    UnknownNames: { hosts: {} },
    OriginProbes: {
      proxied: edge ? HOSTS.map((host) => ({ host, edge: edge.name, addresses: usual.addresses })) : [],
      probes: [],
      unseen: [],
    },
  };
}

describe('usual hosts, set up as their vendors say', () => {
  for (const usual of USUAL_HOSTS) {
    it(`${usual.name}: nothing above low`, () => {
      const gathered: GatheredArtifacts = {};
      const given = artifactsOf(usual);
      for (const [name, value] of Object.entries(given))
        (gathered as Record<string, unknown>)[name] = { status: 'ready', value, at: NOW };
      const store = createArtifactStore(gathered);
      const results = CHECKS.map((check) => runCheck(check, store, NOW));
      const loud = results
        .filter(({ outcome }) => outcome !== 'review')
        .flatMap(({ findings }) => findings)
        .filter(({ severity }) => isAtLeast(severity, 'medium'));
      assert.deepEqual(
        loud.map(({ message, severity }) => `${severity}: ${message}`),
        [],
      );
      const unlooked = results
        .filter(({ outcome }) => outcome === 'notMeasured')
        .map(({ checkId, reason }) => `${checkId}: ${reason}`);
      assert.deepEqual(unlooked, []);
    });
  }
});
