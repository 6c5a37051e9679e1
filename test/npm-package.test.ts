import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const run = promisify(execFile);
const npmOptions = { shell: process.platform === 'win32', maxBuffer: 50_000_000 };

describe('npm package', function () {
  this.timeout(120_000);
  const base = mkdtempSync(join(tmpdir(), 'launch-ready-pack-'));
  let tarball = '';
  let files: string[] = [];
  // npm keeps what it unpacks there; the person's own is left alone.
  const env = {
    ...process.env,
    HOME: base,
    npm_config_cache: join(base, 'cache'),
    npm_config_update_notifier: 'false',
  };

  before(() => {
    // Built already, as all tests of the build say.
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', base];
    const out = execFileSync('npm', words, {
      ...npmOptions,
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told = JSON.parse(out) as Record<string, unknown> | unknown[];
    // npm 11 gives a list, later ones an object by name.
    const [pack] = (Array.isArray(told) ? told : Object.values(told)) as {
      filename: string;
      files: { path: string }[];
    }[];
    assert.ok(pack);
    tarball = join(base, pack.filename);
    files = pack.files.map(({ path }) => path);
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  it('holds what the command line needs, and no source, test or picture', () => {
    for (const needed of [
      'package.json',
      'README.md',
      'LICENSE',
      'action.yml',
      'dist/cli.mjs',
      'dist/action.mjs',
      'dist/THIRD-PARTY-NOTICES.txt',
      'docs/checks/secrets/hardcoded-secret.md',
      'media/report.schema.json',
      'media/env.schema.json',
      'templates/github-workflows/launch-ready.yml',
    ])
      assert.ok(files.includes(needed), needed);
    const allowed =
      /^(?:package\.json|[A-Z]+\.md|LICENSE|action\.yml|docs\/images\/(?:checklist|trace|compare-dns|env-\w+)\.png|dist\/[\w-]+\.mjs|dist\/THIRD-PARTY-NOTICES\.txt|docs\/(?:[\w-]+\.md|checks\/.+\.md)|media\/[\w.-]+\.schema\.json|templates\/.+\.ya?ml)$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
  });

  it('has no dependency to install', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      assert.equal(manifest[kind], undefined, kind);
    // Nothing runs on the computer of who installs it.
    const scripts = Object.keys(manifest.scripts as object);
    assert.deepEqual(
      scripts.filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name)),
      [],
    );
  });

  it('runs by npx from the file, without a registry', async () => {
    const project = join(base, 'project');
    mkdirSync(project);
    copyFileSync(tarball, join(project, basename(tarball)));
    writeFileSync(join(project, 'package.json'), '{ "name": "shop" }\n');
    const npx = (...words: string[]) =>
      run('npx', ['--yes', '--offline', `./${basename(tarball)}`, ...words], {
        ...npmOptions,
        cwd: project,
        env,
      }).catch((error: { stdout: string; stderr: string; code: number }) => error);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const told = await npx('--version');
    assert.equal(told.stdout.trim(), version, told.stderr);
    const audit = await npx('audit', '--offline', '--format', 'json');
    assert.equal((JSON.parse(audit.stdout) as { schema: string }).schema, 'launch-ready/report@1');
    assert.match((await npx('explain', 'secrets/hardcoded-secret')).stdout, /Why it matters/);
  });

  it('carries the licence of every package whose code is in it', () => {
    const meta = JSON.parse(readFileSync(join(ROOT, 'dist/meta.json'), 'utf8')) as {
      outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
    };
    const inside = new Set<string>();
    for (const { inputs } of Object.values(meta.outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const name = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
        if (name && bytesInOutput > 0) inside.add(name);
      }
    }
    const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const titles = [...notices.matchAll(/^\* (\S+) \S+ \((.+)\)$/gm)].map(([, name, licence]) => ({
      name,
      licence,
    }));
    assert.deepEqual(titles.map(({ name }) => name).sort(), [...inside].sort());
    assert.ok(inside.has('yaml') && inside.has('undici'));
    // Each lets its code be shipped in a closed product too, as long as its text goes along.
    const known = [
      'MIT',
      'ISC',
      '0BSD',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'Apache-2.0',
      'Unlicense',
      'BlueOak-1.0.0',
      'MPL-2.0',
    ];
    for (const { name, licence } of titles) assert.ok(known.includes(licence ?? ''), `${name}: ${licence}`);
    const said = notices.match(/Copyright|Permission (?:is hereby granted|to use)|Apache License/g) ?? [];
    assert.ok(said.length >= titles.length, `${said.length} texts for ${titles.length} packages`);
  });

  it('has no link in its pages that leads nowhere', () => {
    const pages = ['README.md', ...files.filter((file) => file.endsWith('.md') && file !== 'README.md')];
    const broken: string[] = [];
    for (const page of new Set(pages)) {
      const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
        if (/^(?:https?|mailto|command):/.test(target)) continue;
        const path = join(dirname(page), target).replaceAll('\\', '/');
        const isThere = files.includes(path) || (existsSync(join(ROOT, path)) && isFolderOf(path, files));
        if (!isThere) broken.push(`${page}: ${target}`);
      }
    }
    assert.deepEqual(broken, []);
  });
});

function isFolderOf(path: string, files: readonly string[]): boolean {
  return files.some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));
}

describe('workflows to copy', () => {
  it('are whole, and give the action only inputs that it has', async () => {
    const { parse } = await import('yaml');
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    const folder = join(ROOT, 'templates/github-workflows');
    const names = readdirSync(folder);
    assert.deepEqual(names.sort(), [
      'launch-ready-deploy.yml',
      'launch-ready-schedule.yml',
      'launch-ready.yml',
    ]);
    for (const name of names) {
      const flow = parse(readFileSync(join(folder, name), 'utf8')) as {
        on: object;
        permissions: Record<string, string>;
        jobs: Record<string, { steps: { uses?: string; with?: object }[] }>;
      };
      assert.equal(flow.permissions.contents, 'read', name);
      const steps = Object.values(flow.jobs).flatMap((job) => job.steps);
      const ours = steps.filter(({ uses }) => uses?.startsWith('launch-ready/'));
      assert.equal(ours.length, 1, name);
      for (const input of Object.keys(ours[0]?.with ?? {}))
        assert.ok(input in action.inputs, `${name}: ${input}`);
    }
  });
});
