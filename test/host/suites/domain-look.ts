import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DnsDifference } from '../../../src/formats/dns-changes.ts';
import type { DnsMap } from '../../../src/formats/dns-map.ts';
import type { Trace } from '../../../src/formats/trace.ts';
import { type RunningDnsServer, startDnsServer, type Zone } from '../../support/servers/dns-server.ts';
import { type RunningWebServer, startWebServer } from '../../support/servers/web-server.ts';
import { api, file, probe, settled, until } from './support.ts';

const run = <T>(name: string, ...given: unknown[]) =>
  vscode.commands.executeCommand<T>(`launchReady.${name}`, undefined, ...given);
const BEFORE: Zone = {
  'acme.test': { A: ['198.51.100.7'], NS: ['ns1.acme.test'], MX: ['10 mx.acme.test'] },
  'www.acme.test': { CNAME: ['acme.test'] },
  'mx.acme.test': { A: ['198.51.100.9'] },
  'ns1.acme.test': { A: ['198.51.100.53'] },
};
const AFTER: Zone = { ...BEFORE, 'acme.test': { A: ['198.51.100.8'], NS: ['ns1.acme.test'] } };

/** What the editor is told, as a person who starts it would: launch options of the tests, not of a workspace. */
async function use(dns: RunningDnsServer, web: RunningWebServer, agreed: string[]): Promise<void> {
  // The environment says where to, and never that it may be: a repository's dev container can set it.
  const network = { dns: [dns.address], connectTo: web.connectTo, agreed: ['acme.test'] };
  process.env.LAUNCH_READY_NETWORK = JSON.stringify(network);
  (await api()).agreeTo(agreed);
}
const documentOf = (name: string) =>
  vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'launch-ready-text' && uri.path === `/${name}`,
  );

describe('looking at a domain beside the audit', () => {
  let first: RunningDnsServer;
  let moved: RunningDnsServer;
  let web: RunningWebServer;
  before(async () => {
    await api();
    await settled();
    first = await startDnsServer({ zone: BEFORE });
    moved = await startDnsServer({ zone: AFTER });
    web = await startWebServer({
      'acme.test': { http: { '*': { redirect: 'http://www.acme.test/' } } },
      'www.acme.test': { http: { '*': { body: '<title>Acme</title>' } } },
    });
  });
  after(async () => {
    delete process.env.LAUNCH_READY_NETWORK;
    (await api()).agreeTo([]);
    await Promise.all([first.close(), moved.close(), web.close()]);
  });

  it('asks nothing of the network before the person agreed', async () => {
    await use(first, web, []);
    // Nobody is there to answer: the host closes the question.
    await Promise.race([run('traceDomain', 'acme.test'), settled()]);
    assert.deepEqual([first.log, web.log], [[], []]);
  });

  it('traces an address off the extension host, and shows its way as a page to read', async () => {
    await use(first, web, ['acme.test']);
    const seen = probe().sockets.length;
    const trace = await run<Trace>('traceDomain', 'acme.test/sale');
    assert.deepEqual(
      trace?.steps.map(({ url, answer }) => [url, answer?.status]),
      [
        ['http://acme.test/sale', 308],
        ['http://www.acme.test/', 200],
      ],
    );
    const shown = await until('the page is open', () => documentOf('Trace of acme.test'));
    assert.match(shown.getText(), /^└─ http:\/\/www\.acme\.test\/$/m);
    assert.match(shown.getText(), /Visitors get to http:\/\/www\.acme\.test\/, after 1 redirect\./);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), shown.uri.toString());
    const asked = await until('the worker told', () => {
      const ours = probe().sockets.slice(seen);
      return ours.some((socket) => socket.startsWith('worker: ')) && ours;
    });
    // The name server of this test answers from this thread as well; what connects would be ours.
    assert.deepEqual(
      asked.filter((socket) => socket.startsWith('tcp ')),
      [],
    );
    assert.ok(!(await api()).report()?.results.some(({ checkId }) => checkId === 'dns/unresolved-host'));
  });

  it('saves a snapshot, and compares it with the DNS after a move', async () => {
    const place = file('dns-acme.test.json');
    await use(first, web, ['acme.test']);
    const map = await run<DnsMap>('saveDnsSnapshot', place);
    assert.equal(map?.domain, 'acme.test');
    const saved = JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(place)).toString()) as DnsMap;
    assert.deepEqual(saved, map);
    await use(moved, web, ['acme.test']);
    const difference = await run<DnsDifference>('compareDnsSnapshot', place);
    assert.deepEqual(difference?.changes.map(({ name, type }) => `${name} ${type}`).sort(), [
      'acme.test A',
      'acme.test MX',
    ]);
    const tab = await until('the comparison is open', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputTextDiff),
    );
    assert.match(tab.label, /^DNS of acme\.test: \d{4}-\d\d-\d\d ↔ now$/);
    const { original, modified } = tab.input as vscode.TabInputTextDiff;
    const [old, now] = [original, modified].map((uri) =>
      vscode.workspace.textDocuments
        .find((document) => document.uri.toString() === uri.toString())
        ?.getText(),
    );
    assert.match(old ?? '', /^acme\.test\. +IN MX 10 mx\.acme\.test\./m);
    assert.match(now ?? '', /^acme\.test\. +IN A 198\.51\.100\.8/m);
    assert.doesNotMatch(now ?? '', / MX /);
    const told = await until('the changes are told', () => documentOf('DNS changes of acme.test'));
    assert.match(told.getText(), /^Mail lost {2}acme\.test MX$/m);
  });

  it('says what is wrong with a file that is no snapshot, and of an address that is none', async () => {
    await use(first, web, ['acme.test']);
    const questions = first.log.length;
    assert.equal(await run('compareDnsSnapshot', file('package.json')), undefined);
    assert.equal(await run('traceDomain', 'ftp://acme.test'), undefined);
    assert.equal(first.log.length, questions);
  });
});
