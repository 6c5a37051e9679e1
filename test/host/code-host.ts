// Takes the command line that @vscode/test-electron gives to VS Code, and has a VS Code server with a headless
// Chromium as its window do the work. Ends with the tests' exit code.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, openBrowser, type RunningServer, startServer } from './server.ts';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
    'disable-workspace-trust': { type: 'boolean' },
  },
});
const developmentPaths = (values.extensionDevelopmentPath ?? []) as string[];
const testsPath = values.extensionTestsPath as string | undefined;
if (!testsPath || developmentPaths.length === 0) {
  console.error('code-host: give --extensionTestsPath and --extensionDevelopmentPath');
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'launch-ready-host-'));
const output = join(work, 'output.txt');
writeFileSync(output, '');
let server: RunningServer | undefined;
let browser: Browser | undefined;
let workbenchLog = '';

async function cleanUp(): Promise<void> {
  await browser?.context.close().catch(() => {});
  await server?.stop();
  rmSync(work, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => cleanUp().finally(() => process.exit(130)));
}

let shown = 0;
function showOutput(): void {
  const bytes = readFileSync(output);
  if (bytes.length > shown) process.stdout.write(bytes.subarray(shown));
  shown = bytes.length;
}

async function runTests(): Promise<number> {
  const extensionsDirectory = (values['extensions-dir'] as string | undefined) ?? join(work, 'extensions');
  mkdirSync(extensionsDirectory, { recursive: true });
  const userSettings =
    values['user-data-dir'] && join(values['user-data-dir'] as string, 'User', 'settings.json');
  server = await startServer({
    dataDirectory: join(work, 'server'),
    extensionsDirectory: resolve(extensionsDirectory),
    testDriver: true,
    trusted: values['disable-workspace-trust'] === true,
    ...(userSettings &&
      existsSync(userSettings) && { settings: JSON.parse(readFileSync(userSettings, 'utf8')) }),
    env: { CODE_HOST_OUTPUT: output, CODE_HOST_TESTS: resolve(testsPath as string) },
  });
  const { port, url } = server;
  browser = await openBrowser(join(work, 'chromium'));
  const { page } = browser;

  const ended = new Promise<number>((done) => {
    void page.exposeFunction('codeAutomationExit', done);
    void page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = args.map(String).join(' ');
      workbenchLog += `[workbench ${type}] ${text}\n`;
      if (/extension host.*(terminated|crash)/i.test(text)) setTimeout(done, 1500, 1);
    });
  });
  const remote = (path: string) => `vscode-remote://localhost:${port}${resolve(path)}`;
  const payload = [
    ...developmentPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(join(import.meta.dirname, 'host-entry.cjs'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const target = positionals[0] && resolve(positionals[0]);
  const what = !target
    ? 'ew=true'
    : `${target.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(target)}`;
  await page.goto(`${url}/?${what}&payload=${encodeURIComponent(JSON.stringify(payload))}`);

  const follow = setInterval(showOutput, 100);
  const limitMs = 1000 * Number(process.env.CODE_HOST_TIMEOUT ?? 300);
  const timedOut = new Promise<number>((done) => setTimeout(done, limitMs, 124).unref());
  const code = await Promise.race([ended, timedOut]);
  clearInterval(follow);
  showOutput();
  if (code === 124) console.error(`code-host: no end after ${limitMs / 1000} s`);
  // VS Code reports success even when the extension host dies, so success needs the mark of host-entry.cjs.
  if (code === 0 && !existsSync(`${output}.ok`)) {
    console.error('code-host: the extension host ended before the tests did');
    return 1;
  }
  if (code !== 0 && process.env.CODE_HOST_SCREENSHOT) {
    await page.screenshot({ path: process.env.CODE_HOST_SCREENSHOT }).catch(() => {});
  }
  return code;
}

let exitCode = 1;
try {
  exitCode = await runTests();
} catch (error) {
  console.error('code-host:', error);
}
if (exitCode !== 0 && process.env.CODE_HOST_VERBOSE) console.error(server?.log(), workbenchLog);
await cleanUp();
process.exit(exitCode);
