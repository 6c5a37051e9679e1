import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DnsMap } from '../../src/formats/dns-map.ts';
import { runCli } from '../support/built-cli.ts';
import { ADDRESSES, BROKEN, READY } from './names.ts';
import { commandWords, type RigView } from './rig.ts';
import { rig } from './shared-rig.ts';

describe('the rig: the map of a domain', function () {
  this.timeout(60_000);
  let folder: string;
  let words: string[];
  before(async () => {
    folder = await mkdtemp(path.join(rig().directory, 'map-'));
    const { views, cacert } = rig();
    words = commandWords(views[0] as RigView, cacert);
  });

  const dns = (...rest: string[]) => runCli(['dns', ...rest], { cwd: folder });
  /** Every name server of the broken domain is the one that has the old copy. */
  const atSecondary = () =>
    ['ns1', 'ns2'].flatMap((name) => [
      '--connect-to',
      `${name}.${BROKEN}:53:${ADDRESSES.secondary}:${rig().ports.dns}`,
    ]);

  it('holds every record of the zone that has a usual name, with lifetimes as the zone has them', async () => {
    const { code, err } = await dns('snapshot', READY, ...words, '--format', 'json', '-o', 'ready.json');
    assert.equal(code, 0, err);
    const map = JSON.parse(await readFile(path.join(folder, 'ready.json'), 'utf8')) as DnsMap;
    assert.deepEqual([map.fromZone, map.unanswered], [true, []]);
    const shown = new Map(map.records.map(({ name, type, ttl }) => [`${name} ${type}`, ttl]));
    const expected = ['A', 'AAAA', 'NS', 'SOA', 'DS', 'MX', 'TXT', 'CAA', 'HTTPS'].map(
      (type) => `${READY} ${type}`,
    );
    for (const key of [
      ...expected,
      ...[`www.${READY} CNAME`, `mx1.${READY} A`, `ns2.${READY} A`, `_dmarc.${READY} TXT`],
      ...[`resend._domainkey.${READY} TXT`, `google._domainkey.${READY} TXT`, `send.${READY} MX`],
    ]) {
      assert.ok(shown.has(key), `${key} is missing`);
      if (!key.endsWith(' DS')) assert.equal(shown.get(key), 300, key);
    }
  });

  it('tells the old copy of a zone from the new one, and the way back', async () => {
    const old = await dns(
      'snapshot',
      BROKEN,
      ...atSecondary(),
      ...words,
      '--format',
      'json',
      '-o',
      'old.json',
    );
    assert.equal(old.code, 0, old.err);
    const { code, out, err } = await dns('diff', 'old.json', ...words);
    assert.equal(code, 0, out + err);
    assert.match(out, new RegExp(`^Site moved {2}${BROKEN} A$`, 'mu'));
    assert.match(out, /^ {2}- 127\.0\.1\.9\n {2}\+ 127\.0\.1\.1$/mu);
    assert.match(out, new RegExp(`^Name servers moved {2}${BROKEN} NS$`, 'mu'));
    const plan = await dns('rollback-plan', 'old.json', ...words);
    assert.equal(plan.code, 0, plan.err);
    assert.match(plan.out, new RegExp(`^1\\. ${BROKEN} NS, at the registrar$`, 'mu'));
    assert.match(plan.out, new RegExp(`enter {2}${BROKEN}\\. 300 IN A 127\\.0\\.1\\.9$`, 'mu'));
  });

  it('does not call a zone that the resolver rejects empty', async () => {
    const { code, out } = await dns('snapshot', 'bogus.test', ...words);
    assert.equal(code, 0);
    assert.match(out, /bogus\.test +A +5 minutes +127\.0\.1\.1/u);
  });
});
