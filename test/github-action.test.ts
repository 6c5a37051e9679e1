import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { sarifErrors } from './support/schemas.ts';
import { makeToken } from './support/tokens.ts';

const ROOT = join(import.meta.dirname, '..');
// The built one: what runs in a workflow.
const ENTRY = join(ROOT, 'dist', 'action.mjs');
const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string; description: string }>;
  outputs: Record<string, unknown>;
  runs: { using: string; main: string };
};
const BASE_SHA = 'b'.repeat(40);

interface Run {
  code: number | null;
  out: string;
  err: string;
  summary: string;
  outputs: Record<string, string>;
  /** What GitHub was asked. */
  asked: { method: string; url: string; authorization: string | undefined; body: string }[];
}

describe('GitHub Action', () => {
  const base = mkdtempSync(join(tmpdir(), 'launch-ready-action-'));
  let github: Server;
  let asked: Run['asked'] = [];
  /** What GitHub answers. */
  let answers: { file?: string | null; sarif: number } = { sarif: 202 };

  before(async () => {
    github = createServer(async (request, response) => {
      asked.push({
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization,
        body: await bodyOf(request),
      });
      if (request.method === 'POST') response.writeHead(answers.sarif).end('{}');
      else if (typeof answers.file === 'string') response.end(answers.file);
      else response.writeHead(404).end('{}');
    });
    await new Promise<void>((done) => github.listen(0, '127.0.0.1', done));
  });
  after(() => {
    github.closeAllConnections();
    github.close();
    rmSync(base, { recursive: true, force: true });
  });

  function project(files: Record<string, string>): string {
    const folder = mkdtempSync(join(base, 'repo-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.test', ...words], {
        cwd: folder,
        stdio: 'ignore',
      });
    git('init', '--quiet');
    git('add', '--force', '.');
    git('commit', '--quiet', '--message', 'x');
    return folder;
  }

  /** Runs the action as the runner does: every input set, also those that the workflow leaves out. */
  async function run(
    folder: string,
    event: { name: string; payload?: object },
    inputs: Record<string, string> = {},
  ): Promise<Run> {
    asked = [];
    const work = mkdtempSync(join(base, 'run-'));
    const file = (name: string, text = '') => {
      writeFileSync(join(work, name), text);
      return join(work, name);
    };
    const { port } = github.address() as AddressInfo;
    const env: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: work,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event.payload ?? {})),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: work,
    };
    for (const [name, { default: value = '' }] of Object.entries(ACTION.inputs)) {
      const given = inputs[name] ?? (name === 'token' ? 'token-of-the-job' : value);
      env[`INPUT_${name.toUpperCase()}`] = given;
    }
    const child = spawn(process.execPath, [ENTRY], { cwd: folder, env });
    const [out, err, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((done) => child.once('close', done)),
    ]);
    return {
      code,
      out,
      err,
      summary: readFileSync(join(work, 'summary'), 'utf8'),
      outputs: outputsOf(readFileSync(join(work, 'output'), 'utf8')),
      asked,
    };
  }

  const pull = (head: string | null) => ({
    name: 'pull_request',
    payload: {
      pull_request: {
        number: 7,
        head: { repo: head === null ? null : { full_name: head } },
        base: { sha: BASE_SHA, ref: 'main', repo: { full_name: 'acme/shop' } },
      },
    },
  });
  const leak = () => ({
    'package.json': '{ "name": "shop" }\n',
    'src/pay.ts': `export const key = '${makeToken('stripe-secret-key', 1)}';\n`,
  });

  it('is described as it is built: its entry, and every input and output', () => {
    assert.equal(ACTION.runs.main, 'dist/action.mjs');
    const source = ['github-action', 'github-event', 'github-api']
      .map((name) => readFileSync(join(ROOT, `src/commands/${name}.ts`), 'utf8'))
      .join('\n');
    for (const name of Object.keys(ACTION.inputs)) assert.ok(source.includes(`'${name}'`), name);
    for (const name of Object.keys(ACTION.outputs)) assert.match(source, new RegExp(`\\b${name}\\b`), name);
  });

  it('annotates a push, sums it up, hands it to code scanning, and fails where a blocker is', async () => {
    answers = { sarif: 202 };
    const files = leak();
    const { code, out, summary, outputs, asked } = await run(project(files), { name: 'push' });
    assert.equal(code, 1);
    assert.match(out, /^::error file=src\/pay\.ts,line=1,col=\d+,.*\(secrets\/hardcoded-secret\)::/m);
    assert.match(summary, /^# Launch Ready: NOT READY \(1 blocker/);
    assert.equal(outputs.verdict, 'NOT READY');
    assert.deepEqual([outputs.blockers, outputs['exit-code'], outputs['sarif-uploaded']], ['1', '1', 'true']);
    const [sent] = asked;
    assert.deepEqual(
      [asked.length, sent?.method, sent?.url],
      [1, 'POST', '/repos/acme/shop/code-scanning/sarifs'],
    );
    assert.equal(sent?.authorization, 'Bearer token-of-the-job');
    const body = JSON.parse(sent?.body ?? '') as { commit_sha: string; ref: string; sarif: string };
    assert.deepEqual([body.commit_sha, body.ref], ['a'.repeat(40), 'refs/heads/main']);
    const sarif = gunzipSync(Buffer.from(body.sarif, 'base64')).toString();
    assert.deepEqual(sarifErrors(JSON.parse(sarif)), []);
    assert.equal(readFileSync(outputs.sarif ?? '', 'utf8'), sarif);
    const secret = /'(.+)'/.exec(files['src/pay.ts'])?.[1] ?? '';
    for (const text of [out, summary, sarif]) assert.ok(secret && !text.includes(secret));
  });

  it('is not stopped by a repository without code scanning, and can leave it alone', async () => {
    answers = { sarif: 403 };
    const folder = project({ 'package.json': '{}\n' });
    const { code, out, outputs } = await run(folder, { name: 'push' });
    assert.equal(code, 0);
    assert.match(out, /::notice::Not sent to code scanning: code scanning is not on/);
    assert.equal(outputs['sarif-uploaded'], 'false');
    assert.deepEqual((await run(folder, { name: 'push' }, { 'upload-sarif': 'never' })).asked, []);
    assert.deepEqual((await run(folder, { name: 'push' }, { token: '' })).asked, []);
  });

  it('names what a pull request accepts, before anything else, and nothing that was accepted before', async () => {
    const accept = (check: string, reason: string) =>
      `  - { check: ${check}, reason: "${reason}", owner: ana@acme.test, until: ${nextMonth()} }\n`;
    const before = `accept:\n${accept('handover/missing-owner', 'known')}`;
    answers = { sarif: 202, file: before };
    const after = `${before}${accept('secrets/hardcoded-secret', 'fine | <img src=x> @ana')}checks: { env/unused-variable: off }\nignore: [vendor/**]\n`;
    const folder = project({ ...leak(), 'launch-ready.yaml': after });
    const { summary, asked, code } = await run(folder, pull('acme/shop'));
    assert.equal(code, 0);
    assert.equal(asked[0]?.url, `/repos/acme/shop/contents/launch-ready.yaml?ref=${BASE_SHA}`);
    const [head = ''] = summary.split('## Code');
    assert.match(head, /## This pull request changes what counts/);
    assert.match(
      head,
      /\| `secrets\/hardcoded-secret` \| everywhere \| `ana@.*\| fine \\\| &lt;img src=x> `@ana` \|/,
    );
    assert.ok(!head.includes('handover/missing-owner'));
    assert.match(head, /- switched off: `env\/unused-variable`\n- ignored files: `vendor\/\*\*`/);
    // A base without the file: all of it is new.
    answers = { sarif: 202, file: null };
    assert.match((await run(folder, pull('acme/shop'))).summary, /handover\/missing-owner/);
  });

  it('asks the network nothing for a pull request from a fork, whatever its launch-ready.yaml names', async () => {
    const folder = project({ 'package.json': '{}\n', 'launch-ready.yaml': 'domain: acme.com\n' });
    for (const from of ['mallory/shop', null]) {
      answers = { sarif: 202, file: '' };
      const { out, asked, summary, outputs } = await run(folder, pull(from));
      assert.match(out, /::notice::The pull request comes from a fork/);
      assert.match(summary, /domain not checked/);
      assert.equal(outputs['sarif-uploaded'], 'false');
      // Its own base, at GitHub, and nothing else.
      assert.deepEqual(
        asked.map(({ url }) => url),
        [`/repos/acme/shop/contents/launch-ready.yaml?ref=${BASE_SHA}`],
      );
    }
  });

  it('counts only what a pull request changes, where that is asked for', async () => {
    const folder = project(leak());
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
    writeFileSync(join(folder, 'new.ts'), 'export {};\n');
    const event = pull('acme/shop');
    event.payload.pull_request.base.sha = sha;
    answers = { sarif: 202, file: null };
    const { code, summary } = await run(folder, event, { 'changed-only': 'true' });
    assert.equal(code, 0);
    assert.match(summary, /only files changed since/);
  });

  it('says what is wrong with its inputs as an annotation, and cannot be given options through them', async () => {
    const folder = project({ 'package.json': '{}\n' });
    for (const [inputs, words] of [
      [{ only: 'secrts' }, /::error title=Launch Ready::.*secrets/],
      [{ 'fail-on': 'bad' }, /::error title=Launch Ready::.*bad/],
      [{ offline: 'maybe' }, /offline is true or false/],
      [{ directory: 'nowhere' }, /there is no folder nowhere/],
      [{ directory: '--allow-private' }, /there is no folder --allow-private/],
    ] as const) {
      const { code, out } = await run(folder, { name: 'push' }, inputs);
      assert.equal(code, 2, JSON.stringify(inputs));
      assert.match(out, words);
    }
    const wrong = project({ 'package.json': '{}\n', 'launch-ready.yaml': 'domian: acme.com\n' });
    assert.equal((await run(wrong, { name: 'push' })).code, 2);
  });
});

function nextMonth(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return textOf(request);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** As the runner reads them: NAME<<END, the value, END. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm))
    outputs[name] = value;
  return outputs;
}
