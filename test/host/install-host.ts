import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A real VS Code from the npm registry alone, for machines that cannot reach the desktop download: the server and
 * web workbench inside `code-server`, on the Node that it wants. No compiler, nothing that runs at install time.
 */
const VERSIONS = { codeServer: '4.139.1', node: '24.21.0' };
const READY = JSON.stringify({ ...VERSIONS, rev: 5 });

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

export function defaultHostDirectory(): string {
  return process.env.LAUNCH_READY_HOST_DIR ?? join(homedir(), '.cache', 'launch-ready', 'vscode-host');
}

/** True where the recipe works: it needs the Linux build of Node from npm. */
export function canInstallHost(): boolean {
  return process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
}

/** Installs the host unless it is there. Whole or not at all: it is built beside and renamed. Throws when npm fails. */
export function installHost(directory = defaultHostDirectory()): VsCodeHost {
  const target = resolve(directory);
  const marker = join(target, 'ready.json');
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== READY) {
    console.error(`Installing VS Code (code-server ${VERSIONS.codeServer}) into ${target} …`);
    build(target);
  }
  return { node: join(target, 'node_modules', nodePackage(), 'bin', 'node'), server: join(target, 'vscode') };
}

function nodePackage(): string {
  return `node-linux-${process.arch}`;
}

function build(target: string): void {
  const work = `${target}.new-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    writeFileSync(join(work, 'package.json'), '{"private":true}');
    npm(['install', '--ignore-scripts', '--no-package-lock', `${nodePackage()}@${VERSIONS.node}`], work);
    npm(['pack', `code-server@${VERSIONS.codeServer}`, '--pack-destination', work], work);
    const archive = join(work, `code-server-${VERSIONS.codeServer}.tgz`);
    execFileSync('tar', ['xzf', archive, '-C', work, '--strip-components=2', 'package/lib/vscode']);
    rmSync(archive);
    const server = join(work, 'vscode');
    installDependencies(server);
    trim(work, server);
    stubNativeModules(server);
    writeFileSync(join(work, 'ready.json'), READY);
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
function installDependencies(server: string): void {
  const file = join(server, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(manifest.dependencies)) {
    if (!NEEDED.has(name)) delete manifest.dependencies[name];
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
  constructor(name, file) { this.file = file; this.level = 2; }
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
Object.assign(exports, { version: 0, Logger, setLevel() {}, setFlushOn() {}, shutdown() {} });
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(name, file);`,
  );
}
