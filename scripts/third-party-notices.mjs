// The licences of the packages whose code is in the build: who ships the code ships these texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|copyright)(?:[.-][\w.-]+)?$/i;

/** The folders of the packages that a metafile of esbuild names, each once, by name. */
export function packagesOf(metafile) {
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameOf(folder) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Throws when a package says nothing of its licence. */
export function thirdPartyNotices(metafile, root) {
  const sections = new Map();
  for (const folder of packagesOf(metafile)) {
    const home = join(root, folder);
    const { name, version, license, author } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    if (typeof license !== 'string') throw new Error(`${name} names no licence`);
    const texts = readdirSync(home)
      .filter((file) => LICENCE_FILE.test(file) && existsSync(join(home, file)))
      .sort()
      .map((file) => readFileSync(join(home, file), 'utf8').replace(/\r\n/g, '\n').trim());
    const who = typeof author === 'string' ? author : author?.name;
    const text =
      texts.length > 0 ? texts.join('\n\n') : `Licence: ${license}${who ? `\nCopyright (c) ${who}` : ''}`;
    sections.set(`${name} ${version} (${license})`, text);
  }
  const line = '-'.repeat(80);
  return [
    'Launch Ready contains code of these packages, under these licences.',
    '',
    ...[...sections.keys()].map((title) => `* ${title}`),
    ...[...sections].flatMap(([title, text]) => ['', line, title, line, '', text]),
    '',
  ].join('\n');
}
