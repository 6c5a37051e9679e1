import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A real VS Code from the npm registry alone, for machines that cannot reach the desktop download: the server and
 * web workbench inside `code-server`, on the Node that it wants. No compiler, nothing that runs at install time.
 */
export const HOST_VERSIONS = {
  current: { codeServer: '4.139.1', node: '24.21.0' },
  /** VS Code 1.103.2, the first that the manifest's `engines` allows. */
  oldest: { codeServer: '4.103.2', node: '22.23.3' },
} as const;
export type HostVersion = keyof typeof HOST_VERSIONS;
const REVISION = 5;

/** Older servers name dependencies that are built or downloaded when they are installed: these come ready made. */
const REPLACED: Record<string, [name: string, version: string]> = {
  '@vscode/ripgrep': ['@vscode/ripgrep-universal', '1.18.0'],
  'node-pty': ['node-pty', '1.2.0-beta.15'],
};

/** What the workbench, the extension host and our tests need of the server's dependencies. */
const NEEDED = new Set([
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/deviceid',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'node-addon-api',
  'node-pty',
  'tas-client',
  'tas-client-umd',
  'undici',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
]);

const UNUSED_EXTENSIONS = [
  'copilot',
  'debug-auto-launch',
  'debug-server-ready',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'tunnel-forwarding',
];

export interface VsCodeHost {
  /** The Node that runs it. */
  node: string;
  /** Where `out/server-main.js` is. */
  server: string;
}

/** LAUNCH_READY_HOST_VERSION=oldest asks for the oldest VS Code that is supported. */
export function wantedVersion(): HostVersion {
  const wanted = process.env.LAUNCH_READY_HOST_VERSION ?? 'current';
  if (wanted !== 'current' && wanted !== 'oldest')
    throw new Error(`LAUNCH_READY_HOST_VERSION is "current" or "oldest", not "${wanted}"`);
  return wanted;
}

export function defaultHostDirectory(version = wantedVersion()): string {
  const name = version === 'current' ? 'vscode-host' : `vscode-host-${version}`;
  return process.env.LAUNCH_READY_HOST_DIR ?? join(homedir(), '.cache', 'launch-ready', name);
}

/** True where the recipe works: it needs the Linux build of Node from npm. */
export function canInstallHost(): boolean {
  return process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
}

/** Installs the host unless it is there. Whole or not at all: it is built beside and renamed. Throws when npm fails. */
export function installHost(
  directory = defaultHostDirectory(),
  version: HostVersion = wantedVersion(),
): VsCodeHost {
  const target = resolve(directory);
  const marker = join(target, 'ready.json');
  const ready = JSON.stringify({ ...HOST_VERSIONS[version], rev: REVISION });
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== ready) {
    console.error(`Installing VS Code (code-server ${HOST_VERSIONS[version].codeServer}) into ${target} …`);
    build(target, version, ready);
  }
  return { node: join(target, 'node_modules', nodePackage(), 'bin', 'node'), server: join(target, 'vscode') };
}

function nodePackage(): string {
  return `node-linux-${process.arch}`;
}

function build(target: string, version: HostVersion, ready: string): void {
  const { codeServer, node } = HOST_VERSIONS[version];
  const work = `${target}.new-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    writeFileSync(join(work, 'package.json'), '{"private":true}');
    npm(['install', '--ignore-scripts', '--no-package-lock', `${nodePackage()}@${node}`], work);
    npm(['pack', `code-server@${codeServer}`, '--pack-destination', work], work);
    const archive = join(work, `code-server-${codeServer}.tgz`);
    execFileSync('tar', ['xzf', archive, '-C', work, '--strip-components=2', 'package/lib/vscode']);
    rmSync(archive);
    const server = join(work, 'vscode');
    installDependencies(server, version);
    trim(work, server);
    stubNativeModules(server);
    writeFileSync(join(work, 'ready.json'), ready);
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function npm(args: string[], cwd: string): void {
  execFileSync('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      npm_config_loglevel: 'error',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    },
  });
}

/** Versions are pinned by the server's own npm-shrinkwrap.json. */
function installDependencies(server: string, version: HostVersion): void {
  const file = join(server, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(manifest.dependencies)) {
    const replacement = version === 'oldest' ? REPLACED[name] : undefined;
    if (replacement || !NEEDED.has(name)) delete manifest.dependencies[name];
    if (replacement) manifest.dependencies[replacement[0]] = replacement[1];
  }
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  npm(['install', '--omit=dev', '--ignore-scripts'], server);
}

function trim(work: string, server: string): void {
  for (const name of UNUSED_EXTENSIONS)
    rmSync(join(server, 'extensions', name), { recursive: true, force: true });
  for (const folder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    const path = join(server, 'node_modules', folder);
    for (const name of readdirSync(path)) {
      if (name !== `linux-${process.arch}`) rmSync(join(path, name), { recursive: true });
    }
  }
  for (const name of ['include', 'share']) {
    rmSync(join(work, 'node_modules', nodePackage(), name), { recursive: true, force: true });
  }
}

/** Native modules that are not worth a compiler: a log writer, a watcher of the parent process, copy-on-write. */
function stubNativeModules(server: string): void {
  const stub = (name: string, code: string) => {
    const path = join(server, 'node_modules', name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(join(path, 'index.js'), code);
  };
  stub('@vscode/native-watchdog', 'exports.start = () => {};');
  stub('native-watchdog', 'exports.start = () => {};');
  if (!existsSync(join(server, 'node_modules', '@vscode/ripgrep'))) {
    const path = `../ripgrep-universal/bin/linux-${process.arch}/rg`;
    stub('@vscode/ripgrep', `exports.rgPath = require.resolve('${path}');`);
  }
  stub(
    '@vscode/fs-copyfile',
    `const fs = require('fs');
module.exports = { copyFile: fs.promises.copyFile, copyFileSync: fs.copyFileSync, isCloneSupported: () => false, constants: fs.constants, cp: fs.promises.cp };`,
  );
  stub(
    '@vscode/spdlog',
    `const fs = require('fs');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(name, file) {
    this.file = file;
    this.level = 2;
    try { fs.mkdirSync(require('path').dirname(file), { recursive: true }); } catch {}
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {} clearFormatters() {} flush() {} drop() {}
}
LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function (text) {
    if (level < this.level) return;
    try { fs.appendFileSync(this.file, new Date().toISOString() + ' [' + name + '] ' + text + '\\n'); } catch {}
  };
});
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(name, file);`,
  );
}
