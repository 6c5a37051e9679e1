// One build for the extension, the command line and the worker: shared parts are split off, and what is only
// imported on demand (yaml, the secret rules, the network) stays out of the editor's start.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

const debug = process.argv.includes('--debug');

const result = await build({
  entryPoints: ['src/extension.ts', 'src/cli.ts', 'src/worker.ts', 'src/action.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['vscode'],
  // Its main entry is UMD, whose inner requires no bundler can follow.
  // tldts is imported on demand, and a CommonJS file that is imported on demand loses its named exports.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js', tldts: 'tldts/dist/es6/index.js' },
  minify: !debug,
  sourcemap: debug ? 'inline' : false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
  // Bundled CommonJS packages still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

// Written whole beside the old ones and renamed, so that a process that runs meanwhile never sees half a build.
await mkdir('dist', { recursive: true });
const files = [
  ...result.outputFiles.map((file) => ({ path: file.path, contents: file.contents })),
  // The test of what is loaded at activation reads this; it is not part of the .vsix.
  { path: 'dist/meta.json', contents: JSON.stringify(result.metafile) },
  {
    path: 'dist/THIRD-PARTY-NOTICES.txt',
    contents: thirdPartyNotices(result.metafile, import.meta.dirname),
  },
];
for (const { path, contents } of files) {
  await writeFile(`${path}.new-${process.pid}`, contents, {
    mode: basename(path) === 'cli.mjs' ? 0o755 : 0o644,
  });
  await rename(`${path}.new-${process.pid}`, path);
}
const built = new Set(files.map(({ path }) => basename(path)));
for (const name of await readdir('dist')) {
  if (!built.has(name) && !name.includes('.new-')) await rm(`dist/${name}`, { recursive: true, force: true });
}
