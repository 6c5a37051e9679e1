import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { AREA_IDS } from '../src/model/check.ts';
import { scanModule } from './support/module-scan.ts';

/** The floors of the house, from the ground up. A file imports from its own room, or from a lower floor. */
const FLOORS: readonly (readonly string[])[] = [
  ['model'],
  ['scanner', 'formats', 'workspace', 'net', 'config'],
  ['observe'],
  ['areas'],
  ['reporters', 'exporters', 'audit'],
  ['providers', 'commands'],
  ['extension.ts', 'cli.ts', 'worker.ts', 'action.ts'],
];
/** No I/O, no clock, no chance: what they say depends on what they are given. */
const PURE = ['model', 'formats', 'areas', 'reporters', 'exporters'];
/** Whose code a pure room may run, as long as all that it leads to is pure too; of other rooms it may name types only. */
const PURE_SOURCES = ['model', 'formats', 'areas', 'config'];
const LINE_BUDGETS: readonly [RegExp, number, string][] = [
  [/^providers\//u, 250, 'a provider has at most 250 lines'],
  [
    /^extension\.ts$/u,
    120,
    'the composition root of the editor only builds, wires and disposes: at most 120 lines',
  ],
];
const CHECK_BUDGET = 150;

const packages = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).devDependencies as object);

function roomOf(file: string): string {
  return file.split('/')[0] as string;
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

/** Every breach of one file, each with why it is one. `exists` tells whether a path under src/ is there. */
function breaches(file: string, source: string, exists: (file: string) => boolean): string[] {
  const found: string[] = [];
  const tell = (line: number, why: string) => found.push(`src/${file}:${line} ${why}`);
  const room = roomOf(file);
  const isPure = PURE.includes(room);
  if (floorOf(room) < 0) return [`src/${file}: stands outside the floors; see CONTRIBUTING.md, "Layers"`];
  const { references, globals, hasDefaultExport } = scanModule(source);

  for (const { specifier, typeOnly, line } of references) {
    if (specifier === undefined) {
      tell(line, 'imports a computed name: nobody can say what it loads, and no bundler can follow it');
    } else if (specifier.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), specifier);
      if (target.startsWith('..') || !exists(target))
        tell(line, `imports ${specifier}, which is not a file under src/`);
      else judgeFile(target, typeOnly, (why) => tell(line, why));
    } else judgePackage(specifier, typeOnly, (why) => tell(line, why));
  }
  if (isPure)
    for (const { name, line } of globals)
      tell(line, `uses ${name}: ${room}/ is pure, a gatherer has to do that`);
  if (hasDefaultExport) tell(1, 'has a default export: names that are the same everywhere can be found');
  const lines = source.trimEnd().split('\n').length;
  for (const [pattern, budget, why] of LINE_BUDGETS) {
    if (pattern.test(file) && lines > budget) tell(lines, `is too long: ${why}`);
  }
  if (room === 'areas' && source.includes('defineCheck(') && lines > CHECK_BUDGET) {
    tell(
      lines,
      `is too long: a check has at most ${CHECK_BUDGET} lines; tables and readers go into files beside it`,
    );
  }
  return found;

  function judgeFile(target: string, typeOnly: boolean, tellWhy: (why: string) => void): void {
    const other = roomOf(target);
    if (other === room) {
      if (room === 'areas' && file !== 'areas/index.ts' && target.split('/')[1] !== file.split('/')[1]) {
        tellWhy(`imports ${target}: no area knows another, what they share belongs into formats/ or model/`);
      }
      return;
    }
    if (floorOf(other) < 0) tellWhy(`imports ${target}, which stands outside the floors`);
    else if (floorOf(other) === floorOf(room))
      tellWhy(`imports ${target}: rooms of one floor don't know each other`);
    else if (floorOf(other) > floorOf(room))
      tellWhy(`imports ${target}: imports lead down the floors, never up`);
    else if (isPure && !typeOnly && !PURE_SOURCES.includes(other)) {
      tellWhy(`runs code of ${target}: ${room}/ is pure, of ${other}/ it may import types only`);
    } else if (isPure && !typeOnly && !PURE.includes(other)) {
      const why = impurity(target);
      if (why) tellWhy(`runs code of ${target}, and ${room}/ is pure: ${why}`);
    }
  }

  function judgePackage(specifier: string, typeOnly: boolean, tellWhy: (why: string) => void): void {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    if (name === 'vscode') {
      if (room !== 'providers' && file !== 'extension.ts') {
        tellWhy(
          'imports vscode: only src/providers/ and src/extension.ts know the editor, the rest runs in a terminal too',
        );
      }
    } else if (specifier.startsWith('node:')) {
      if (isPure) tellWhy(`imports ${specifier}: ${room}/ is pure, it reads no file and asks no network`);
    } else if (builtinModules.includes(name)) {
      tellWhy(`imports ${specifier}: Node's own modules are written node:${specifier}`);
    } else if (name === 'undici' && room !== 'net' && !typeOnly) {
      tellWhy('imports undici: only net/ opens connections');
    } else if (!packages.includes(name)) {
      tellWhy(`imports ${name}, which package.json does not name`);
    }
  }
}

/** The first thing that is not pure in a file under src/ or in what it runs; undefined when all is. */
function impurity(file: string, seen = new Set<string>()): string | undefined {
  if (seen.has(file) || !existsSync(path.join('src', file))) return undefined;
  seen.add(file);
  const { references, globals } = scanModule(readFileSync(path.join('src', file), 'utf8'));
  if (globals[0]) return `src/${file}:${globals[0].line} uses ${globals[0].name}`;
  for (const { specifier = '', typeOnly, line } of references) {
    if (typeOnly) continue;
    if (specifier.startsWith('node:')) return `src/${file}:${line} imports ${specifier}`;
    if (!specifier.startsWith('.')) continue;
    const why = impurity(path.posix.join(path.posix.dirname(file), specifier), seen);
    if (why) return why;
  }
  return undefined;
}

function sources(): string[] {
  return readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/u.test(entry.name))
    .map((entry) => path.relative('src', path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

describe('fences', () => {
  const exists = (file: string) => existsSync(path.join('src', file));

  for (const room of FLOORS.flat()) {
    it(`hold in ${room}`, () => {
      const found = sources()
        .filter((file) => roomOf(file) === room)
        .flatMap((file) => breaches(file, readFileSync(path.join('src', file), 'utf8'), exists));
      assert.deepEqual(found, [], `\n${found.join('\n')}\n`);
    });
  }

  it('no source stands outside the floors, and each area has its own folder', () => {
    assert.deepEqual(
      sources().filter((file) => floorOf(roomOf(file)) < 0),
      [],
    );
    const areas = sources().filter((file) => roomOf(file) === 'areas' && file !== 'areas/index.ts');
    assert.deepEqual(
      areas.filter((file) => !(AREA_IDS as readonly string[]).includes(file.split('/')[1] ?? '')),
      [],
    );
  });

  const cases: [file: string, source: string, why: RegExp | undefined][] = [
    ['areas/dns/a.ts', "import { x } from '../email/b.ts';", /no area knows another/u],
    ['areas/dns/a.ts', "import { x } from './b.ts';", undefined],
    ['areas/index.ts', "import { x } from './dns/index.ts';", undefined],
    [
      'areas/dns/a.ts',
      "import { x } from '../../config/domain-name.ts';",
      /domain-name\.ts:\d+ imports node:url/u,
    ],
    ['areas/dns/a.ts', "import { x } from '../../config/did-you-mean.ts';", undefined],
    ['areas/dns/a.ts', "import type { X } from '../../observe/domain/x.ts';", undefined],
    ['areas/dns/a.ts', "import { type X } from '../../observe/domain/x.ts';", undefined],
    ['areas/dns/a.ts', "import { type X, y } from '../../observe/domain/x.ts';", /types only/u],
    ['areas/dns/a.ts', "type X = import('../../observe/domain/x.ts').X;", undefined],
    ['areas/dns/a.ts', "const x = await import('../../observe/domain/x.ts');", /types only/u],
    ['areas/dns/a.ts', "export { x } from '../../observe/domain/x.ts';", /types only/u],
    ['areas/dns/a.ts', "export * from '../../observe/domain/x.ts';", /types only/u],
    ['areas/dns/a.ts', "import '../../observe/domain/x.ts';", /types only/u],
    ['model/a.ts', "import type { X } from '../areas/x.ts';", /never up/u],
    ['model/a.ts', "type X = import('../areas/x.ts').X;", /never up/u],
    ['net/a.ts', "import { x } from '../config/x.ts';", /one floor/u],
    ['observe/a.ts', "declare module '../model/artifacts.ts' { interface Artifacts { X: 1 } }", undefined],
    ['net/a.ts', "declare module '../observe/artifacts.ts' { interface Artifacts { X: 1 } }", /never up/u],
    ['commands/a.ts', "import * as vscode from 'vscode';", /know the editor/u],
    ['commands/a.ts', "type X = import('vscode').Uri;", /know the editor/u],
    ['providers/a.ts', "import * as vscode from 'vscode';", undefined],
    ['formats/a.ts', "import { readFileSync } from 'node:fs';", /pure/u],
    ['formats/a.ts', "const fs = require('fs');", /node:fs/u],
    ['formats/a.ts', "import { parse } from 'yaml';", undefined],
    ['formats/a.ts', "import x from 'left-pad';", /does not name/u],
    ['observe/a.ts', "import { request } from 'undici';", /only net/u],
    ['observe/a.ts', 'const x = await import(name);', /computed/u],
    ['observe/a.ts', "import { x } from './missing.ts';", /not a file/u],
    ['observe/a.ts', "import { x } from '../../package.json';", /not a file/u],
    ['observe/a.ts', "// import { x } from './missing.ts'\nconst text = \"import 'y'\";", undefined],
    ['areas/dns/a.ts', 'const now = Date.now();', /Date\.now/u],
    ['areas/dns/a.ts', 'const now = new Date();', /new Date/u],
    ['areas/dns/a.ts', 'const then = new Date(context.now);', undefined],
    ['areas/dns/a.ts', 'fetch("https://acme.com");', /fetch/u],
    ['areas/dns/a.ts', 'const x = { fetch: 1 }.fetch;', undefined],
    ['areas/dns/a.ts', 'const fetch = 1; const y = fetch;', undefined],
    ['areas/dns/a.ts', 'const x = Math.random();', /Math\.random/u],
    ['areas/dns/a.ts', 'const x = `${' + 'process.env.X}`;', /process/u],
    ['net/a.ts', 'setTimeout(() => {}, 1); Date.now();', undefined],
    ['model/a.ts', 'export default 1;', /default export/u],
    ['model/a.ts', 'const a = 1; export { a as default };', /default export/u],
    ['helpers/a.ts', '', /outside the floors/u],
    ['extension.ts', 'x;\n'.repeat(121), /too long/u],
    ['providers/tree.ts', 'x;\n'.repeat(251), /too long/u],
    ['areas/dns/a.ts', `defineCheck({});\n${'x;\n'.repeat(150)}`, /too long/u],
  ];
  for (const [file, source, why] of cases) {
    it(`${why ? 'refuse' : 'allow'} in ${file}: ${source.slice(0, 70).split('\n')[0]}`, () => {
      const found = breaches(file, source, (target) => !target.includes('missing'));
      if (why) assert.match(found.join('\n'), why);
      else assert.deepEqual(found, []);
    });
  }
});
