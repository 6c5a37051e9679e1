import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeToken } from '../support/tokens.ts';

const PACKAGES = 280;
const MODULES = 95;
const LEAKING_FILES = 1000;
const LEAKS = 10;

/** What is in the big workspace: so many files that git tracks, so many keys in them. */
export const BIG = {
  files: PACKAGES * (MODULES + 1) + LEAKING_FILES + 5,
  findings: LEAKING_FILES * LEAKS,
  /** Modules that differ on the other branch. */
  changed: 2000,
};

/** A monorepo of some 28,000 files with 10,000 keys in them, two branches, a binary and an oversized file. */
export function makeBigWorkspace(directory: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.test', ...args], {
      cwd: directory,
      stdio: 'ignore',
    });
  put(directory, 'package.json', '{ "name": "big", "private": true, "workspaces": ["packages/*"] }\n');
  put(directory, '.gitignore', 'node_modules/\n');
  put(directory, 'launch-ready.yaml', 'domain: acme.test\n');
  put(directory, 'assets/data.json', `["${'lorem ipsum '.repeat(700_000)}"]\n`);
  put(directory, 'assets/photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]));
  for (let p = 0; p < PACKAGES; p++) {
    put(directory, `packages/p${p}/package.json`, `{ "name": "@big/p${p}", "version": "1.0.0" }\n`);
    for (let m = 0; m < MODULES; m++) put(directory, modulePath(p, m), moduleText(p, m, 'main'));
  }
  for (let f = 0; f < LEAKING_FILES; f++) put(directory, leakPath(f), leakText(f));
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  git('checkout', '--quiet', '-b', 'other');
  for (let i = 0; i < BIG.changed; i++) {
    const [p, m] = [i % PACKAGES, Math.floor(i / PACKAGES)];
    put(directory, modulePath(p, m), moduleText(p, m, 'other'));
  }
  put(directory, leakPath(0), 'export const nothing = 1;\n');
  git('commit', '--quiet', '--all', '--message', 'Other');
  git('checkout', '--quiet', 'main');
}

export function leakPath(index: number): string {
  return `packages/p${index % PACKAGES}/src/keys/keys-${index}.ts`;
}

function modulePath(p: number, m: number): string {
  return `packages/p${p}/src/module-${m}.ts`;
}

function leakText(index: number): string {
  const line = (i: number) =>
    `export const key${i} = '${makeToken('stripe-secret-key', 10_000 + index * LEAKS + i)}';\n`;
  return Array.from({ length: LEAKS }, (_, i) => line(i)).join('');
}

function moduleText(p: number, m: number, branch: string): string {
  return `import { helper } from './module-${(m + 1) % MODULES}.ts';

/** Adds the numbers of ${branch}. */
export function sum${m}(list: readonly number[]): number {
  return list.reduce((total, one) => total + helper(one), ${p});
}

export const apiHost = process.env.API_HOST ?? 'https://api.acme.test';
export const token = (request: { headers: Map<string, string> }) => request.headers.get('authorization');
`;
}

/** A project of 4,000 files and one of 2,000 lines, for the figures of the budgets. */
export function makeMeasuredWorkspace(directory: string): void {
  put(directory, 'package.json', '{ "name": "measured", "private": true, "workspaces": ["packages/*"] }\n');
  put(directory, 'launch-ready.yaml', 'domain: acme.test\n');
  for (let i = 0; i < 3996; i++) {
    const [p, m] = [i % 42, Math.floor(i / 42)];
    put(directory, modulePath(p, m), moduleText(p, m, 'main'));
  }
  const line = (i: number) =>
    i % 50 === 0
      ? `export const setting${i} = process.env.SETTING_${i} ?? 'none';\n`
      : `export const sum${i} = (list: readonly number[]) => list.reduce((total, one) => total + one, ${i});\n`;
  put(directory, 'src/long.ts', Array.from({ length: 2000 }, (_, i) => line(i)).join(''));
  put(directory, leakPath(0), leakText(0));
}

function put(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
