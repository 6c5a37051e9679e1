import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sampleFiles, UNTRACKED } from './files.ts';

const run = promisify(execFile);

export interface Sample {
  /** A private temporary folder (0700) of this sample alone. */
  directory: string;
  /** The project, within it. */
  folder: string;
  remove(): Promise<void>;
}

/** Writes the sample project into a private temporary folder (0700), as a git repository where git is there. */
export async function makeSample(): Promise<Sample> {
  const parent = await mkdtemp(path.join(tmpdir(), 'launch-ready-'));
  const remove = () => rm(parent, { recursive: true, force: true, maxRetries: 3 });
  try {
    const folder = path.join(parent, 'acme');
    for (const [name, text] of Object.entries(sampleFiles())) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text, { mode: 0o600 });
    }
    await commit(folder);
    return { directory: parent, folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Takes nothing from the person's own git configuration. Without git the sample is a plain folder. */
async function commit(folder: string): Promise<void> {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...inherited } = process.env;
  const env = { ...inherited, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words: string[]) => run('git', ['-C', folder, ...words], { env, timeout: 20_000 });
  try {
    await git('--version');
  } catch {
    return;
  }
  await git('init', '-q', '-b', 'main');
  await git('add', '-A', '--', '.', ...UNTRACKED.map((name) => `:!${name}`));
  await git(
    '-c',
    'user.name=Ana',
    '-c',
    'user.email=ana@acme.test',
    'commit',
    '-q',
    '--no-gpg-sign',
    '-m',
    'It works',
  );
}
