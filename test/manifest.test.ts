import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { docsIndex } from '../scripts/docs-index.ts';
import { formatGithub } from '../src/reporters/github.ts';
import { EXAMPLE_AREAS, exampleReport } from './reporters/example-report.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const declaredCommands: string[] = contributes.commands.map(({ command }: { command: string }) => command);
const source = readdirSync(join(ROOT, 'src/providers'))
  .map((name) => read(`src/providers/${name}`))
  .join('\n');

let packed: Promise<string[]> | undefined;
/** What goes into the .vsix; asked once, since it takes seconds. */
function packedFiles(): Promise<string[]> {
  packed ??= listFiles({ cwd: ROOT });
  return packed;
}

describe('manifest', () => {
  it('declares the commands that the code registers', () => {
    const table =
      /const commands: Record<[\s\S]*?\n {2}\};/.exec(read('src/providers/commands.ts'))?.[0] ?? '';
    const registered = [...table.matchAll(/^ {4}(\w+): /gm)].map(([, name]) => `launchReady.${name}`);
    assert.deepEqual(
      declaredCommands.filter((id) => !registered.includes(id)),
      [],
    );
    // What has no title is only ever run with an argument of ours, so the code names it.
    const untitled = registered.filter((id) => !declaredCommands.includes(id));
    assert.ok(untitled.includes('launchReady.openFinding'));
    assert.deepEqual(
      untitled.filter((id) => !source.includes(`'${id}'`)),
      [],
    );
  });

  it('offers the commands that were promised, by these names', () => {
    const titles = contributes.commands.map(({ title }: { title: string }) => words[title.slice(1, -1)]);
    for (const title of [
      'Run Full Audit',
      'Scan Workspace (No Network)',
      'Check Domain',
      'Set Domain',
      'Fix Next Blocker',
      'Open Report',
      'Explain Finding',
      'Search Git History for Secrets',
    ]) {
      assert.ok(titles.includes(title), title);
    }
    assert.equal(words.category, 'Launch Ready');
  });

  it('has menus, views and links that lead to declared commands', () => {
    const builtIn = /^(?:vscode|workbench)\./;
    const inMenus = Object.values(contributes.menus as Record<string, { command: string }[]>).flat();
    const inWelcome = Object.values(words).flatMap((text) =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''),
    );
    const focus = contributes.views.launchReady.map(({ id }: { id: string }) => `${id}.focus`);
    const used = [...inMenus.map(({ command }) => command), ...inWelcome].filter((id) => !builtIn.test(id));
    assert.deepEqual(
      used.filter((id) => !declaredCommands.includes(id) && !focus.includes(id)),
      [],
    );
    const views = contributes.views.launchReady.map(({ id }: { id: string }) => id);
    assert.deepEqual(views, ['launchReady.checklist']);
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view));
    // What only makes sense on a row is not in the palette.
    const hidden = contributes.menus.commandPalette.filter(({ when }: { when: string }) => when === 'false');
    assert.deepEqual(hidden.map(({ command }: { command: string }) => command).sort(), [
      'launchReady.acceptRisk',
      'launchReady.copyFixPrompt',
      'launchReady.copyRecord',
      'launchReady.copyRemediation',
      'launchReady.fixFinding',
      'launchReady.runRow',
    ]);
  });

  it('has exactly the words that it uses', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
    for (const [key, text] of Object.entries(words)) assert.ok(text.trim() && !text.includes('!'), key);
  });

  it('declares the settings that the code reads, each with a scope and a description', () => {
    const settings = contributes.configuration.properties as Record<
      string,
      { scope: string; markdownDescription: string; default: unknown }
    >;
    const readSettings = [
      ...source.matchAll(/getConfiguration\('launchReady'\)\s*\.get(?:<[^>]*>)?\('(\w+)'/g),
    ].map(([, name]) => `launchReady.${name}`);
    assert.deepEqual([...new Set(readSettings)].sort(), Object.keys(settings).sort());
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(setting.scope && setting.markdownDescription && setting.default !== undefined, name);
    }
    // No repository may switch the network on.
    assert.equal(settings['launchReady.domainChecks']?.scope, 'application');
  });

  it('starts after the window, and says what it does where nothing is trusted', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', 'onWebviewPanel:launchReady.report']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.type, 'module');
    assert.equal(manifest.main, './dist/extension.mjs');
  });

  it('does not use a newer API than it asks for', () => {
    const types = manifest.devDependencies['@types/vscode'] as string;
    assert.equal(manifest.engines.vscode, `^${types.replace(/\.\d+$/, '.0')}`);
  });

  it('reads what the command line writes for machines', () => {
    const [{ regexp, ...groups }] = contributes.problemPatterns;
    const report = exampleReport();
    const lines = formatGithub(report, { areas: EXAMPLE_AREAS })
      .split('\n')
      .filter((line) => line.includes(' file='));
    assert.ok(lines.length > 0);
    for (const line of lines) {
      const match = new RegExp(regexp).exec(line);
      assert.ok(match, line);
      assert.match(match[groups.code] ?? '', /^[a-z]+\/[a-z0-9-]+$/);
      assert.match(match[groups.line] ?? '', /^\d+$/);
      assert.ok(match[groups.message] && !match[groups.message]?.includes('%0A'));
    }
  });

  it('declares the tools for assistants that the code registers, each with words for when not to use it', () => {
    const declared = contributes.languageModelTools as { name: string; modelDescription: string }[];
    const registered = [...source.matchAll(/lm\.registerTool\('([\w-]+)'/g)].map(([, name]) => name);
    assert.deepEqual(declared.map(({ name }) => name).sort(), registered.sort());
    for (const { modelDescription } of declared) assert.match(modelDescription, /\bnot\b/i);
  });

  it('leads a newcomer through three steps, each with a picture that follows the theme', () => {
    const [{ steps }] = contributes.walkthroughs;
    assert.equal(steps.length, 3);
    for (const { media, completionEvents } of steps) {
      const picture = read(media.svg);
      assert.match(picture, /<title>[^<]+<\/title>/);
      assert.ok(picture.includes('var(--vscode-foreground'), media.svg);
      assert.ok(!/(?:href|src)=|<script|<image/.test(picture), media.svg);
      for (const event of completionEvents as string[]) {
        const [, command] = /^onCommand:(.+)$/.exec(event) ?? [];
        if (command) assert.ok(declaredCommands.includes(command), event);
      }
    }
  });

  it('has an icon of the size that the Marketplace asks for', () => {
    const png = readFileSync(join(ROOT, manifest.icon));
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.readUInt32BE(16) >= 256 && png.readUInt32BE(16) === png.readUInt32BE(20));
    for (const { icon } of contributes.viewsContainers.activitybar) assert.match(read(icon), /currentColor/);
  });

  it('packs what is allowed and nothing else', async () => {
    const files = await packedFiles();
    const allowed =
      /^(?:package\.json|package\.nls\.json|(?:README|CHANGELOG|CONTRIBUTING|SUPPORT|SECURITY)\.md|LICENSE|action\.yml|templates\/[\w/.-]+\.yml|docs\/[\w-]+\.md|docs\/images\/(?:checklist|compare-dns|env-\w+|trace)\.png|dist\/[\w-]+\.mjs|dist\/THIRD-PARTY-NOTICES\.txt|docs\/checks\/[a-z]+\/[a-z0-9-]+\.md|media\/(?:icon\.png|launch-ready\.svg|[\w-]+\.schema\.json|walkthrough\/[\w.-]+))$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file.replaceAll('\\', '/'))),
      [],
    );
    for (const needed of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'SUPPORT.md',
      'SECURITY.md',
      'package.nls.json',
      'media/icon.png',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/extension.mjs',
      'dist/worker.mjs',
    ]) {
      assert.ok(files.includes(needed), `${needed} is missing`);
    }
  });
});

describe('pages', () => {
  it('are linked to what is packed with them, or by a whole address', async () => {
    const files = (await packedFiles()).map((file) => file.replaceAll('\\', '/'));
    const broken: string[] = [];
    for (const page of files.filter((file) => file.endsWith('.md'))) {
      const text = read(page)
        .replace(/```[\s\S]*?```/g, '')
        .replace(/`[^`\n]*`/g, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)) {
        if (/^(?:https?|mailto|command):/.test(target)) continue;
        const path = join(dirname(page), target).replaceAll('\\', '/');
        const isThere = files.some((file) => file === path || file.startsWith(`${path}/`));
        if (!isThere) broken.push(`${page}: ${target}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('list every check by area, each with its page', () => {
    assert.equal(read('docs/index.md'), docsIndex(), 'run: npx tsx scripts/generate-schemas.ts');
  });

  it('say what is contacted and what READY means, in these words', () => {
    const words =
      'Launch Ready contacts only the domain you confirm and its own servers, only when you ask; check only domains you own or may test. READY means the listed checks passed at the shown time; it is not a penetration test or a guarantee.';
    for (const page of ['README.md', 'SECURITY.md'])
      assert.ok(read(page).replace(/\s+/g, ' ').includes(words), page);
  });
});

describe('start-up bundle', () => {
  interface Output {
    bytes: number;
    entryPoint?: string;
    inputs: Record<string, unknown>;
    imports: { path: string; kind: string }[];
  }
  const { outputs } = existsSync(join(ROOT, 'dist/meta.json'))
    ? (JSON.parse(read('dist/meta.json')) as { outputs: Record<string, Output> })
    : { outputs: {} };
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path) || !outputs[path]) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') load(next);
  };
  load('dist/extension.mjs');
  const chunks = [...loaded].map((path) => outputs[path] as Output);

  it('stays below 400 KB', () => {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    assert.ok(bytes > 1000 && bytes <= 400_000, `${bytes} bytes`);
  });

  it('holds no module of others, and nothing that reads, parses or asks', () => {
    const inputs = chunks.flatMap((chunk) => Object.keys(chunk.inputs));
    assert.ok(inputs.includes('src/extension.ts'), 'build first: npm run build');
    assert.deepEqual(
      // Names as people write them stand in the rows; what writes them imports nothing.
      inputs.filter((path) =>
        /node_modules|^src\/(?:net|scanner|observe|areas|formats(?!\/international-name)|audit)\//.test(path),
      ),
      [],
    );
  });

  it('is followed by no network module when code is checked, in the editor and in the terminal', () => {
    for (const entry of ['src/providers/open-session.ts', 'src/commands/audit.ts']) {
      loaded.clear();
      const [start] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
      assert.ok(start, `${entry} is loaded on demand`);
      load(start);
      const inputs = [...loaded].flatMap((path) => Object.keys((outputs[path] as Output).inputs));
      assert.ok(inputs.includes('src/observe/index.ts'), entry);
      const asking =
        /node_modules\/(?:undici|dns-packet|tldts|htmlparser2|ipaddr\.js)\/|^src\/observe\/domain\//;
      assert.deepEqual(
        inputs.filter((path) => asking.test(path)),
        [],
        entry,
      );
    }
  });

  it('loads no network module of Node', () => {
    const specifiers = chunks.flatMap((chunk) => chunk.imports.map(({ path }) => path));
    assert.deepEqual(
      specifiers.filter((path) => /^(?:node:)?(?:net|tls|dns|dns\/promises|https?|http2|dgram)$/.test(path)),
      [],
    );
  });
});
