import assert from 'node:assert/strict';
import type { Trace, TraceProblem } from '../../src/formats/trace.ts';
import { runCli } from '../support/built-cli.ts';
import { READY } from './names.ts';
import { commandWords, type RigView } from './rig.ts';
import { rig } from './shared-rig.ts';

describe('the rig: the way of one address', function () {
  this.timeout(60_000);
  async function trace(url: string) {
    const { views, cacert, directory } = rig();
    const words = commandWords(views[0] as RigView, cacert);
    const { code, out, err } = await runCli(['trace', url, ...words, '--format', 'json'], { cwd: directory });
    return { code, ...(JSON.parse(out || '{}') as Trace & { problems: TraceProblem[] }), err };
  }

  it('leads to the page of the domain that is ready, with a certificate on each secure step', async () => {
    const { code, steps, problems, end, page, err } = await trace(READY);
    assert.deepEqual([code, end, problems], [0, 'final', []], err);
    assert.equal(steps[0]?.url, `http://${READY}/`);
    assert.equal(steps.at(-1)?.answer?.status, 200);
    assert.ok(page?.title);
    for (const { url, certificate } of steps)
      assert.equal(certificate?.trusted, url.startsWith('https:') || undefined);
  });

  it('shows a name in another script in both forms', async () => {
    const { views, cacert, directory } = rig();
    const words = [...commandWords(views[0] as RigView, cacert), '--no-color'];
    const { out, err } = await runCli(['trace', 'https://bücher.test/', ...words], { cwd: directory });
    assert.match(out, /^└─ https:\/\/bücher\.test\/ \(xn--bcher-kva\.test\)$/mu, err);
    const { steps, page } = await trace('https://bücher.test/');
    assert.equal(steps[0]?.url, 'https://xn--bcher-kva.test/');
    assert.ok(page?.title);
  });

  it('says that a name does not exist where the signed zone says so', async () => {
    const { code, problems } = await trace(`no-such-name.${READY}`);
    assert.equal(code, 1);
    assert.match(problems[0]?.words ?? '', /: the name does not exist in the DNS$/);
  });
});
