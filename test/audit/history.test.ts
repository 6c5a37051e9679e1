import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { AREAS } from '../../src/areas/index.ts';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { createSession } from '../../src/audit/session.ts';
import { GATHERERS } from '../../src/observe/index.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';
import { makeToken } from '../support/tokens.ts';
import { createSandbox, type Sandbox } from '../workspace/git-sandbox.ts';

const code = (seed: number) => `const key = '${makeToken('stripe-secret-key', seed)}';\n`;

describe('session with history', () => {
  let sandbox: Sandbox;
  const signal = new AbortController().signal;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.git('init', '-q', '-b', 'main');
    sandbox.write('a.ts', code(1));
    sandbox.git('add', '-A');
    sandbox.git('commit', '-q', '-m', 'one');
  });
  afterEach(() => sandbox.remove());

  function open() {
    const files = createNodeFileSystem(sandbox.root);
    const session = createSession({
      areas: AREAS,
      gatherers: GATHERERS,
      files,
      gather: gatherInProcess(files, GATHERERS),
      version: '0',
      now: () => Date.parse('2026-11-21T00:00:00Z'),
      only: ['secrets'],
    });
    const found = () =>
      session
        .report()
        .results.flatMap(({ checkId, findings }) =>
          findings.map(
            ({ messageId, location }) =>
              `${checkId} ${messageId} ${location.kind === 'file' ? location.path : ''}`,
          ),
        );
    return { session, found };
  }

  it('reads none by itself; once it was asked for, a scan keeps it and edits are judged by it', async () => {
    const { session, found } = open();
    await session.scanWorkspace(signal);
    assert.deepEqual(found(), ['secrets/hardcoded-secret inCode a.ts']);
    assert.equal(existsSync(sandbox.path('.git/launch-ready')), false);
    await session.readHistory({ kind: 'all' }, signal);
    assert.deepEqual(found(), ['secrets/hardcoded-secret inCode a.ts']);
    await session.updateDocument('a.ts', 'const key = process.env.KEY;\n', signal);
    assert.deepEqual(found(), ['secrets/rotation-pending removed a.ts']);
    sandbox.write('.gitignore', '.env\n');
    sandbox.write('.env', `KEY=${makeToken('stripe-secret-key', 1)}\n`);
    await session.scanWorkspace(signal);
    assert.deepEqual(found(), ['secrets/rotation-pending moved .env']);
    assert.equal(
      session.report().results.find(({ checkId }) => checkId === 'secrets/secret-in-history')?.outcome,
      'pass',
    );
  });

  it('an aborted reading leaves what was there', async () => {
    const { session, found } = open();
    await session.scanWorkspace(signal);
    const controller = new AbortController();
    const reading = session.readHistory({ kind: 'all' }, controller.signal);
    controller.abort();
    await assert.rejects(reading);
    assert.deepEqual(found(), ['secrets/hardcoded-secret inCode a.ts']);
    assert.equal(session.artifacts().SecretHistory, undefined);
  });
});
