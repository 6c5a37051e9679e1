import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { installHost, type VsCodeHost } from './install-host.ts';

export interface ServerOptions {
  /** Holds the server's and the user's data; made and removed by the caller. */
  dataDirectory: string;
  extensionsDirectory: string;
  /** The test driver: without it a built VS Code ignores the extension development path in the address. */
  testDriver?: boolean;
  /** False: folders open in Restricted Mode, as a stranger's clone does. */
  trusted?: boolean;
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
}

export interface RunningServer {
  port: number;
  url: string;
  log(): string;
  stop(): Promise<void>;
}

/** A quiet window: nothing in it but the editor and the extension. */
const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  // On by default in a browser.
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Starts VS Code's server on a free port of the loopback. Throws with the server's log when it does not come up. */
export async function startServer(
  options: ServerOptions,
  host: VsCodeHost = installHost(),
): Promise<RunningServer> {
  const userDirectory = join(options.dataDirectory, 'data', 'User');
  mkdirSync(userDirectory, { recursive: true });
  writeFileSync(
    join(userDirectory, 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2),
  );
  const port = await freePort();
  const args = [
    ...serverArguments(options),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...[
      '--disable-update-check',
      '--disable-getting-started-override',
      '--log',
      process.env.CODE_HOST_LOG ?? 'warn',
    ],
    ...['--builtin-extensions-dir', builtInExtensions(options.dataDirectory, host)],
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
  ];
  const child = spawn(host.node, args, {
    cwd: host.server,
    // No gallery to ask, and the sockets of its command line helper go where they are cleaned up.
    env: {
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...process.env,
      XDG_RUNTIME_DIR: options.dataDirectory,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // It leads its own process group, so that the extension host and the watchers end with it.
    detached: true,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  await new Promise<void>((ok, fail) => {
    const timer = setInterval(() => {
      if (!log.includes('Extension host agent listening')) return;
      clearInterval(timer);
      ok();
    }, 30);
    child.once('exit', (code) => {
      clearInterval(timer);
      fail(new Error(`VS Code's server ended with ${code}\n${log}`));
    });
  });
  return { port, url: `http://localhost:${port}`, log: () => log, stop: () => stopGroup(child) };
}

/** Installs a .vsix into `extensionsDirectory`, as a person would; returns what is then installed. */
export function installExtension(
  vsix: string,
  extensionsDirectory: string,
  host: VsCodeHost = installHost(),
): string {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'launch-ready-install-'));
  try {
    const base = serverArguments({ dataDirectory, extensionsDirectory });
    const run = (args: string[]) =>
      execFileSync(host.node, [...base, ...args], {
        cwd: host.server,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    run(['--install-extension', resolve(vsix), '--force']);
    return run(['--list-extensions', '--show-versions']).trim();
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

export interface Browser {
  context: BrowserContext;
  page: Page;
}

/** Opens a window: a headless Chromium. Throws in words when there is none. */
export async function openBrowser(profile: string, size = { width: 1280, height: 800 }): Promise<Browser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: size,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

export function chromiumPath(): string {
  const candidates = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Error('No Chromium here: install it (apt-get install chromium) or set CHROMIUM to its path.');
  return found;
}

/** All but TypeScript's: its compiler is no part of the recipe, and without it the extension only complains. */
function builtInExtensions(dataDirectory: string, host: VsCodeHost): string {
  const all = join(host.server, 'extensions');
  const kept = join(dataDirectory, 'built-in');
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(all)) {
    if (name !== 'typescript-language-features') symlinkSync(join(all, name), join(kept, name));
  }
  return kept;
}

function serverArguments({
  dataDirectory,
  extensionsDirectory,
}: {
  dataDirectory: string;
  extensionsDirectory: string;
}) {
  return [
    'out/server-main.js',
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--server-data-dir', dataDirectory],
    ...['--extensions-dir', extensionsDirectory],
  ];
}

function freePort(): Promise<number> {
  return new Promise((ok, fail) => {
    const server = createServer()
      .once('error', fail)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() =>
          typeof address === 'object' && address ? ok(address.port) : fail(new Error('no port')),
        );
      });
  });
}

function stopGroup(child: ChildProcess): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), name);
    } catch {
      // It is gone.
    }
  };
  return new Promise((ok) => {
    if (child.exitCode !== null || child.signalCode !== null) return ok();
    const timer = setTimeout(() => signal('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(timer);
      signal('SIGKILL');
      ok();
    });
    signal('SIGTERM');
  });
}
