import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import {
  canInstallHost,
  defaultHostDirectory,
  HOST_VERSIONS,
  installHost,
  wantedVersion,
} from './install-host.ts';
import { chromiumPath, installExtension } from './server.ts';

/** A VS Code to run tests in. */
export interface TestHost {
  name: string;
  executable: string;
  env: Record<string, string>;
  /** Installs a .vsix; returns what is then installed. */
  install(vsix: string, extensionsDirectory: string): string;
}

/**
 * The desktop build (LAUNCH_READY_DESKTOP=1, and wherever the recipe does not work), else VS Code's server from npm.
 * Says in words why there is none.
 */
export async function chooseHost(): Promise<TestHost | { missing: string }> {
  try {
    if (process.env.LAUNCH_READY_DESKTOP || !canInstallHost()) return await desktopHost();
    // Found before HOME is changed for the tests.
    const directory = defaultHostDirectory();
    installHost(directory);
    return {
      name: `VS Code Server (code-server ${HOST_VERSIONS[wantedVersion()].codeServer})`,
      executable: join(import.meta.dirname, 'code-host.mjs'),
      env: { LAUNCH_READY_HOST_DIR: directory, CHROMIUM: chromiumPath() },
      install: installExtension,
    };
  } catch (error) {
    return { missing: `No VS Code could be had: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function desktopHost(): Promise<TestHost> {
  const executable = await downloadAndUnzipVSCode({
    ...(wantedVersion() === 'oldest' && { version: '1.103.2' }),
    cachePath: join(homedir(), '.cache', 'launch-ready', 'vscode-desktop'),
  });
  const [command = '', ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  const run = (more: string[]) =>
    execFileSync(command, [...args, ...more], { encoding: 'utf8', shell: process.platform === 'win32' });
  return {
    name: 'VS Code desktop',
    executable,
    env: {},
    install(vsix, extensionsDirectory) {
      run(['--extensions-dir', extensionsDirectory, '--install-extension', vsix, '--force']);
      return run(['--extensions-dir', extensionsDirectory, '--list-extensions', '--show-versions']).trim();
    },
  };
}
