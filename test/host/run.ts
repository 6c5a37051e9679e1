// npm run test:host: packs the extension, installs it into a real VS Code, and runs the suites in its extension host.
//   npm run test:host [-- SUITE …] [-- --oldest]    --oldest: in the oldest VS Code that is supported
//   npm run test:host -- memory                     500 rounds of work, some minutes
//   npm run test:host -- budgets                    prints what the extension costs the host
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { chooseHost, type TestHost } from './choose-host.ts';
import { createWorkspace, WORKSPACES } from './workspaces.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const DRIVER = join(import.meta.dirname, 'driver');
const MOST_KILOBYTES = 1500;
const SUITES = [
  'single-root',
  'multi-root',
  'untrusted',
  'secret-fixes',
  'secret-history',
  'env-editor',
  'no-folder',
  'big-repository',
  'everyday',
  'domain-look',
] as const;
/** Takes minutes, or a quiet machine: only when it is asked for by name. */
const LONG = ['memory', 'budgets'] as const;
type Suite = (typeof SUITES | typeof LONG)[number];

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const suites: readonly Suite[] =
  chosen.length === 0 ? SUITES : [...SUITES, ...LONG].filter((suite) => chosen.includes(suite));

if (suites.some((suite) => LONG.some((long) => long === suite))) process.env.CODE_HOST_TIMEOUT ??= '1800';
if (process.argv.includes('--oldest')) process.env.LAUNCH_READY_HOST_VERSION = 'oldest';
const host = await chooseHost();
if ('missing' in host) {
  console.error(`\nSKIPPED, NOT PASSED: host suites. ${host.missing}`);
  process.exit(process.env.CI ? 1 : 0);
}
const work = mkdtempSync(join(tmpdir(), 'launch-ready-test-'));
let failed = 0;
try {
  const vsix = process.env.LAUNCH_READY_VSIX ? resolve(process.env.LAUNCH_READY_VSIX) : packExtension();
  // Of the build that was packed: another may be made meanwhile. A given .vsix may have its own beside it.
  const given = `${vsix}.meta.json`;
  copyFileSync(existsSync(given) ? given : join(ROOT, 'dist', 'meta.json'), join(work, 'meta.json'));
  const kilobytes = Math.round(statSync(vsix).size / 1000);
  console.log(`Packed: ${kilobytes} KB`);
  if (kilobytes > MOST_KILOBYTES) throw new Error(`the .vsix may hold ${MOST_KILOBYTES} KB`);
  const extensionsDirectory = join(work, 'extensions');
  mkdirSync(extensionsDirectory);
  console.log(`Installed: ${host.install(vsix, extensionsDirectory)}`);
  const testsPath = await bundleSuites();
  for (const suite of suites) {
    console.log(`\n== ${suite}, in ${host.name}`);
    const code = await runSuite(host, suite, testsPath, extensionsDirectory).catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    });
    if (code !== 0) failed++;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`\n${suites.length - failed} of ${suites.length} host suites passed`);
process.exit(failed > 0 ? 1 : 0);

function packExtension(): string {
  const vsix = join(work, 'launch-ready.vsix');
  execFileSync('npm', ['run', '--silent', 'package', '--', '-o', vsix], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return vsix;
}

/** The extension host wants CommonJS; beside node_modules, so that mocha is found. */
async function bundleSuites(): Promise<string> {
  const outdir = join(ROOT, '.vscode-test', `suites-${process.pid}`);
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: [...SUITES, ...LONG, 'index'].map((name) =>
      join(import.meta.dirname, 'suites', `${name}.ts`),
    ),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}

async function runSuite(
  testHost: TestHost,
  suite: Suite,
  testsPath: string,
  extensionsDirectory: string,
): Promise<number> {
  const target = createWorkspace(suite, join(work, suite));
  const env = {
    LAUNCH_READY_SUITE: suite,
    LAUNCH_READY_ROOT: ROOT,
    LAUNCH_READY_META: join(work, 'meta.json'),
    // Whoever runs this has a git configuration of their own, and maybe none.
    HOME: work,
  };
  const options = ['--extensions-dir', extensionsDirectory, '--user-data-dir', join(work, `${suite}-user`)];
  const opened = target === undefined ? [] : [target];
  if (WORKSPACES[suite].trusted) {
    return runTests({
      ...(testHost.executable && { vscodeExecutablePath: testHost.executable }),
      extensionDevelopmentPath: DRIVER,
      extensionTestsPath: testsPath,
      launchArgs: [...opened, ...options],
      extensionTestsEnv: { ...testHost.env, ...env },
    });
  }
  // runTests always trusts the workspace, so this one is started without it.
  const args = [
    ...opened,
    ...options,
    `--extensionDevelopmentPath=${DRIVER}`,
    `--extensionTestsPath=${testsPath}`,
  ];
  return ended(
    spawn(testHost.executable, args, { stdio: 'inherit', env: { ...process.env, ...testHost.env, ...env } }),
  );
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}
