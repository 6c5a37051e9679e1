import assert from 'node:assert/strict';
import { AREAS } from '../../src/areas/index.ts';
import { type GatherPort, gatherInProcess } from '../../src/audit/gather.ts';
import { createSession } from '../../src/audit/session.ts';
import type { Area } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { FileGatherer, GatherContext, Gatherer, ProjectGatherer } from '../../src/model/gatherer.ts';
import type { Report } from '../../src/model/report.ts';
import { GATHERERS } from '../../src/observe/index.ts';
import type { FileSystem } from '../../src/workspace/file-system.ts';
import { createMemoryFileSystem } from '../support/memory-file-system.ts';
import { makeToken } from '../support/tokens.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const SIGNAL = new AbortController().signal;
const secret = () => `const key = '${makeToken('stripe-secret-key')}';\n`;

/** A disk that can change under the session. */
function disk(contents: Record<string, string>): FileSystem & { write(path: string, text?: string): void } {
  const files = new Map(Object.entries(contents));
  const current = () => createMemoryFileSystem(files);
  return {
    root: '/memory',
    readFile: (path, maxBytes) => current().readFile(path, maxBytes),
    readDirectory: (path) => current().readDirectory(path),
    stat: (path) => current().stat(path),
    write(path, text) {
      if (text === undefined) files.delete(path);
      else files.set(path, text);
    },
  };
}

function open(
  files: FileSystem,
  overrides: { gather?: GatherPort; areas?: readonly Area[]; gatherers?: readonly Gatherer[] } = {},
) {
  return createSession({
    areas: AREAS,
    gatherers: GATHERERS,
    files,
    gather: gatherInProcess(files, GATHERERS),
    version: '0.0.0',
    now: () => NOW,
    ...overrides,
  });
}
const findings = (report: Report, area: string): Finding[] =>
  report.results.filter(({ checkId }) => checkId.startsWith(`${area}/`)).flatMap((result) => result.findings);
const secretPaths = (report: Report) =>
  findings(report, 'secrets').map(({ location }) =>
    location.kind === 'file' ? location.path : location.host,
  );

describe('session', () => {
  it('tells the same after single edits as a fresh scan of the same text', async () => {
    const files = disk({ 'src/a.ts': 'export {};\n', 'src/b.ts': secret() });
    const session = open(files);
    await session.scanWorkspace(SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/b.ts']);
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts', 'src/b.ts']);
    await session.updateDocument('src/b.ts', '', SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
    files.write('src/a.ts', secret());
    files.write('src/b.ts', '');
    const fresh = open(files);
    await fresh.scanWorkspace(SIGNAL);
    assert.deepEqual(
      session.report().results.map(({ durationMs: _, ...rest }) => rest),
      fresh.report().results.map(({ durationMs: _, ...rest }) => rest),
    );
  });

  it('what is saved as it was typed is not looked at again, and what came in between is', async () => {
    const files = disk({ 'src/a.ts': '' });
    let asked = 0;
    const counting: FileGatherer<'HardcodedSecrets'> = {
      ...(GATHERERS.find(
        ({ produces }) => produces === 'HardcodedSecrets',
      ) as FileGatherer<'HardcodedSecrets'>),
    };
    const { gatherFile } = counting;
    counting.gatherFile = (file, context) => {
      asked++;
      return gatherFile(file, context);
    };
    const gatherers = GATHERERS.map((one) => (one.produces === 'HardcodedSecrets' ? counting : one));
    const session = open(files, { gatherers });
    await session.scanWorkspace(SIGNAL);
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    files.write('src/a.ts', secret());
    asked = 0;
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    await session.filesChanged(['src/a.ts'], SIGNAL);
    assert.equal(asked, 0);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
    // Closed, changed by somebody else, and typed again as it was.
    await session.closeDocument('src/a.ts', SIGNAL);
    files.write('src/a.ts', '');
    await session.scanWorkspace(SIGNAL);
    assert.deepEqual(secretPaths(session.report()), []);
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
  });

  it('a closed document counts as it is on disk', async () => {
    const session = open(disk({ 'src/a.ts': '' }));
    await session.scanWorkspace(SIGNAL);
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    await session.closeDocument('src/a.ts', SIGNAL);
    assert.deepEqual(secretPaths(session.report()), []);
  });

  it('follows files that are made, deleted and ignored', async () => {
    const files = disk({ 'src/a.ts': secret() });
    const session = open(files);
    await session.scanWorkspace(SIGNAL);
    files.write('src/new.ts', secret());
    await session.filesChanged(['src/new.ts'], SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts', 'src/new.ts']);
    files.write('src/a.ts');
    await session.filesChanged(['src/a.ts'], SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/new.ts']);
  });

  it('a line of .gitignore takes files in and out', async () => {
    const files = disk({ 'src/a.ts': secret(), '.gitignore': '' });
    const session = open(files);
    await session.scanWorkspace(SIGNAL);
    files.write('.gitignore', 'src/\n');
    await session.filesChanged(['.gitignore'], SIGNAL);
    assert.deepEqual(secretPaths(session.report()), []);
    files.write('.gitignore', '');
    await session.filesChanged(['.gitignore'], SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
  });

  it('another domain is another target: nothing of the first is asked again', async () => {
    const files = disk({});
    const requests: (string | undefined)[] = [];
    const silent = GATHERERS.map((gatherer): Gatherer => {
      if (gatherer.scope !== 'network' || gatherer.produces === 'Target') return gatherer;
      return {
        ...gatherer,
        gather: (context: GatherContext) => {
          requests.push(context.artifact('Target').sites[0]?.domain);
          return Promise.reject(new Error('not asked in this test'));
        },
      };
    });
    const session = open(files, { gather: gatherInProcess(files, silent) });
    const network = { dns: [], connectTo: [], allowPrivate: false };
    await session.checkDomain({ domain: 'a.test', network }, SIGNAL);
    assert.deepEqual([...new Set(requests)], ['a.test']);
    requests.length = 0;
    await session.checkDomain({ domain: 'b.test', network }, SIGNAL);
    assert.deepEqual([...new Set(requests)], ['b.test']);
    assert.equal(session.report().domain, 'b.test');
  });

  it('says what launch-ready.yaml switches off', async () => {
    const session = open(
      disk({ 'launch-ready.yaml': 'checks: { secrets/hardcoded-secret: off }\n', 'a.ts': secret() }),
    );
    await session.scanWorkspace(SIGNAL);
    assert.deepEqual(session.report().switchedOff, ['secrets/hardcoded-secret']);
    assert.deepEqual(secretPaths(session.report()), []);
  });

  it('one check runs again without the others', async () => {
    const files = disk({ 'src/a.ts': '' });
    const names: string[] = [];
    const gather = gatherInProcess(files, GATHERERS);
    const session = open(files, {
      gather: (request, ...rest) => {
        names.push(...request.names);
        return gather(request, ...rest);
      },
    });
    await session.scanWorkspace(SIGNAL);
    files.write('src/a.ts', secret());
    names.length = 0;
    await session.runAgain(['secrets/hardcoded-secret'], SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
    assert.ok(names.includes('HardcodedSecrets') && !names.includes('EnvReads'), names.join());
  });

  it('reads what decides the questions to the network without asking any', async () => {
    const files = disk({
      'launch-ready.yaml': 'domain: acme.test\n',
      'package.json': '{ "dependencies": { "resend": "4.0.0" } }',
      'src/mail.ts': "import { Resend } from 'resend';\nexport const mail = new Resend('');\n",
    });
    const names: string[] = [];
    const gather = gatherInProcess(files, GATHERERS);
    const session = open(files, {
      gather: (request, ...rest) => {
        names.push(...request.names);
        return gather(request, ...rest);
      },
    });
    await session.prepareDomain(SIGNAL);
    const senders = session.artifacts().MailSenders;
    assert.ok(senders?.status === 'ready' && Object.hasOwn(senders.value, 'src/mail.ts'));
    assert.equal(session.configuration()?.value.domain, 'acme.test');
    const network = GATHERERS.filter(({ scope }) => scope === 'network').map(({ produces }) => produces);
    assert.deepEqual(
      names.filter((name) => (network as string[]).includes(name)),
      [],
    );
  });

  it('tells which areas of the domain were not asked about, when one was', async () => {
    const network = { dns: [], connectTo: [], allowPrivate: false };
    const files = disk({ 'launch-ready.yaml': 'domain: acme.test\n' });
    const gather = gatherInProcess(files, GATHERERS);
    const session = open(files, {
      gather: async ({ network: asked, ...request }, ...rest) => {
        const names = request.names.filter((name) => name !== 'TlsCertificates');
        const gathered = await gather({ ...request, names }, ...rest);
        const failed = { status: 'failed' as const, reason: 'nobody is there', at: NOW };
        return { ...gathered, ...(asked && { TlsCertificates: failed }) };
      },
    });
    await session.scanWorkspace(SIGNAL);
    await session.runAgain(['tls'], SIGNAL, { domain: 'acme.test', network });
    const { notAsked, results } = session.report();
    assert.ok(results.some(({ checkId }) => checkId.startsWith('tls/')));
    const left = notAsked.map(({ area }) => area);
    assert.ok(left.includes('email') && !left.includes('tls'), left.join());
  });

  it('a path named __proto__ is a path', async () => {
    const session = open(disk({ __proto__x: '', ['__proto__']: secret() }));
    await session.scanWorkspace(SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['__proto__']);
    await session.updateDocument('__proto__', '', SIGNAL);
    assert.deepEqual(secretPaths(session.report()), []);
  });

  it('shows open documents before the folder was read, from their own text alone', async () => {
    const session = open(disk({ 'src/a.ts': '', 'src/b.ts': secret() }));
    await session.updateDocument('src/a.ts', secret(), SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts']);
    await session.scanWorkspace(SIGNAL);
    assert.deepEqual(secretPaths(session.report()), ['src/a.ts', 'src/b.ts']);
  });

  it('a mistake in launch-ready.yaml is found, and mended, as it is typed', async () => {
    const session = open(disk({ 'launch-ready.yaml': 'chekcs: {}\n' }));
    await session.scanWorkspace(SIGNAL);
    assert.equal(findings(session.report(), 'deploy').length, 1);
    await session.updateDocument('launch-ready.yaml', 'checks: { env/undeclared-varible: off }\n', SIGNAL);
    const [unknownId] = findings(session.report(), 'deploy');
    assert.match(unknownId?.message ?? '', /undeclared-varible/);
    await session.updateDocument('launch-ready.yaml', 'checks: { env/undeclared-variable: off }\n', SIGNAL);
    assert.equal(findings(session.report(), 'deploy').length, 0);
  });

  it('tells which kind of secret a misspelt one was meant to be', async () => {
    const session = open(disk({ 'launch-ready.yaml': 'checks: { secrets/stripe-secret-kye: low }\n' }));
    await session.scanWorkspace(SIGNAL);
    const [slip, ...more] = findings(session.report(), 'deploy');
    assert.match(slip?.remediation?.text ?? '', /secrets\/stripe-secret-key/);
    assert.deepEqual(more, []);
    for (const known of ['stripe-secret-key', 'clerk-secret-key', 'pusher-key', 'generic-secret']) {
      await session.updateDocument('launch-ready.yaml', `checks: { secrets/${known}: low }\n`, SIGNAL);
      assert.equal(findings(session.report(), 'deploy').length, 0, known);
    }
  });

  it('an aborted scan keeps nothing and leaves what was known', async () => {
    const files = disk({ 'src/a.ts': secret() });
    const session = open(files);
    await session.scanWorkspace(SIGNAL);
    const before = session.artifacts();
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(session.scanWorkspace(controller.signal), { name: 'AbortError' });
    assert.deepEqual(session.artifacts(), before);
  });

  it('history is read once, also when a scan begins meanwhile, and not at all when it was cancelled', async () => {
    const files = disk({ 'src/a.ts': secret() });
    const inProcess = gatherInProcess(files, GATHERERS);
    const reads: AbortSignal[] = [];
    let release = () => {};
    const session = open(files, {
      async gather(request, signal, onProgress) {
        if (request.names.includes('SecretHistory')) {
          reads.push(signal);
          await new Promise<void>((done) => {
            release = done;
          });
        }
        return inProcess(request, signal, onProgress);
      },
    });
    const told = () =>
      session
        .report()
        .results.map(({ checkId }) => checkId)
        .filter((id) => /rotation-pending|secret-in-history/.test(id));
    await session.scanWorkspace(SIGNAL);
    const cancelled = new AbortController();
    const first = session.readHistory({ kind: 'all' }, cancelled.signal);
    cancelled.abort();
    release();
    await assert.rejects(first, { name: 'AbortError' });
    assert.deepEqual(told(), []);
    const second = session.readHistory({ kind: 'all' }, SIGNAL);
    await session.scanWorkspace(SIGNAL);
    release();
    await second;
    await session.scanWorkspace(SIGNAL);
    assert.equal(reads.length, 2);
    assert.deepEqual(told().sort(), ['secrets/rotation-pending', 'secrets/secret-in-history']);
  });

  it('tells what has come in of a look that goes on, and takes it back when that is aborted', async () => {
    const files = disk({ 'src/b.ts': secret() });
    const inProcess = gatherInProcess(files, GATHERERS);
    let go = () => {};
    const held: GatherPort = async (request, signal, onProgress, onArtifact) => {
      const gathered = await inProcess(request, signal, onProgress, onArtifact);
      await new Promise<void>((done) => {
        go = done;
      });
      return gathered;
    };
    const session = open(files, { gather: held });
    let fills = 0;
    const waited: boolean[] = [];
    session.onDidFill(() => {
      fills++;
      waited.push(session.soFar().waiting.includes('secrets/hardcoded-secret'));
    });
    const until = async (test: () => boolean) => {
      for (let tries = 0; tries < 200 && !test(); tries++) await new Promise((done) => setTimeout(done, 5));
      assert.ok(test(), String(test));
    };
    const controller = new AbortController();
    const scan = session.scanWorkspace(controller.signal);
    await until(() => fills >= 2);
    assert.deepEqual(secretPaths(session.soFar().report), []);
    await new Promise((done) => setTimeout(done, 20));
    go();
    await until(() => secretPaths(session.soFar().report).length === 1);
    await until(() => waited.at(-1) === false);
    assert.ok(waited.includes(true));
    assert.ok(session.soFar().report.notAsked.some(({ area }) => area === 'dns'));
    controller.abort();
    go();
    await assert.rejects(scan);
    assert.deepEqual(secretPaths(session.soFar().report), []);
    assert.deepEqual(session.soFar().waiting, []);
  });

  it('an error in a gatherer makes its checks notMeasured and the rest goes on', async () => {
    const files = disk({ 'src/a.ts': secret() });
    const broken: readonly Gatherer[] = GATHERERS.map(
      (gatherer): Gatherer =>
        gatherer.produces === 'Configuration'
          ? {
              ...(gatherer as ProjectGatherer),
              gather: () => Promise.reject(new Error('the disk is on fire')),
            }
          : gatherer,
    );
    const session = open(files, { gather: gatherInProcess(files, broken) });
    await session.scanWorkspace(SIGNAL);
    const report = session.report();
    const monitoring = report.results.filter(({ checkId }) => checkId.startsWith('monitoring/'));
    assert.ok(monitoring.length > 0);
    for (const result of monitoring) {
      assert.equal(result.outcome, 'notMeasured');
      assert.equal(result.reason, 'the disk is on fire');
    }
    assert.deepEqual(secretPaths(report), ['src/a.ts']);
  });

  it('without a domain the network areas were not asked for', async () => {
    const session = open(disk({}));
    await session.scanWorkspace(SIGNAL);
    const { notAsked, verdict } = session.report();
    assert.ok(notAsked.some(({ area, reason }) => area === 'dns' && reason === 'no domain is set'));
    assert.equal(verdict.scope, 'code only; domain not checked');
  });

  it('a listener hears of changes until it leaves', async () => {
    const session = open(disk({ 'src/a.ts': '' }));
    let calls = 0;
    const leave = session.onDidChange(() => calls++);
    await session.scanWorkspace(SIGNAL);
    assert.equal(calls, 1);
    leave();
    await session.updateDocument('src/a.ts', 'x', SIGNAL);
    assert.equal(calls, 1);
  });
});
