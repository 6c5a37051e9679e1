// `npm run editor`: opens the extension in a real VS Code, on the sample project whose domain this command serves itself.
// `npm run editor -- DIR` opens DIR instead. A desktop VS Code is used where there is one (`code` on the PATH), else
// VS Code's server from npm, to be looked at with any browser. Ends with Ctrl+C, and takes everything with it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installExtension, startServer } from '../test/host/server.ts';
import { makeSample, type Sample } from '../test/sample/sample.ts';
import { type SampleServers, serveSample } from '../test/sample/servers.ts';

const HOME = path.resolve(import.meta.dirname, '..');
const CLEAN_UP: (() => unknown)[] = [];

process.exit(await main(process.argv[2]));

async function main(directory: string | undefined): Promise<number> {
  try {
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: HOME, stdio: 'inherit' });
    const { folder, env } = directory ? { folder: given(directory), env: {} } : await servedSample();
    const work = mkdtempSync(path.join(tmpdir(), 'launch-ready-editor-'));
    CLEAN_UP.push(() => rmSync(work, { recursive: true, force: true }));
    if (hasDesktop()) {
      console.log(`Opening ${folder} in VS Code; close its window to end this command.`);
      const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${HOME}`, folder];
      return (
        spawnSync('code', args, {
          stdio: 'inherit',
          env: { ...process.env, ...env },
          shell: process.platform === 'win32',
        }).status ?? 1
      );
    }
    return await serve(folder, env, work);
  } finally {
    for (const step of CLEAN_UP.reverse()) await step();
  }
}

/** npm runs scripts in the project's folder; the person's own is in INIT_CWD. */
function given(directory: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), directory);
}

async function servedSample(): Promise<{ folder: string; env: Record<string, string> }> {
  const sample: Sample = await makeSample();
  CLEAN_UP.push(() => sample.remove());
  const servers: SampleServers = await serveSample(sample.directory);
  CLEAN_UP.push(() => servers.close());
  return { folder: sample.folder, env: { LAUNCH_READY_NETWORK: JSON.stringify(servers.network) } };
}

function hasDesktop(): boolean {
  const isHeadless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  return (
    !isHeadless &&
    spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0
  );
}

async function serve(folder: string, env: Record<string, string>, work: string): Promise<number> {
  const vsix = path.join(work, 'launch-ready.vsix');
  execFileSync('npm', ['run', '--silent', 'package', '--', '-o', vsix], {
    cwd: HOME,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const extensionsDirectory = path.join(work, 'extensions');
  mkdirSync(extensionsDirectory);
  installExtension(vsix, extensionsDirectory);
  const server = await startServer({ dataDirectory: path.join(work, 'server'), extensionsDirectory, env });
  CLEAN_UP.push(() => server.stop());
  console.log(
    `\nVS Code is at ${server.url}/?folder=${encodeURIComponent(folder)}\nIts Launch Ready view is the rocket on the left. End with Ctrl+C.`,
  );
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end(0));
  });
}
