// npm run test:ui: packs and installs the extension, opens the sample in a real VS Code, and uses it as a person does.
// Renews the pictures in docs/images/; others, and those of other themes: .vscode-test/images/THEME/.
//   npm run test:ui [-- WORD …] [-- --theme light|high-contrast|high-contrast-light]
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { canInstallHost, installHost } from '../host/install-host.ts';
import { chromiumPath, installExtension, openBrowser, startServer } from '../host/server.ts';
import { makeSample } from '../sample/sample.ts';
import { serveSample } from '../sample/servers.ts';
import { SCENES } from './scenes.ts';
import { smallPicture } from './small-picture.ts';
import { createWorkbench } from './workbench.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

function whyNot(): string | undefined {
  try {
    if (!canInstallHost()) return 'It needs Linux on x64 or arm64.';
    chromiumPath();
    installHost();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const obstacle = whyNot();
if (obstacle) {
  console.error(`\nSKIPPED, NOT PASSED: tests of the user interface. ${obstacle}`);
  process.exit(process.env.CI ? 1 : 0);
}

const { values, positionals: only } = parseArgs({
  options: { theme: { type: 'string', default: 'dark' } },
  allowPositionals: true,
});
const theme = values.theme as keyof typeof THEMES;
if (!Object.hasOwn(THEMES, theme)) throw new Error(`--theme is one of ${Object.keys(THEMES).join(', ')}`);
const DOCS = join(ROOT, 'docs', 'images');
const IMAGES = join(ROOT, '.vscode-test', 'images', theme);

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(ROOT, name), 'utf8'));

/** The docs show the dark ones that they have or ask for; the others are for who looks at them. */
function fileOf(name: string): string {
  const file = `${name}.png`;
  const isOfDocs = existsSync(join(DOCS, file)) || PAGES.some((page) => page.includes(`images/${file}`));
  return join(theme === 'dark' && isOfDocs ? DOCS : IMAGES, file);
}
const work = mkdtempSync(join(tmpdir(), 'launch-ready-ui-'));
const sample = await makeSample();
const domain = await serveSample(sample.directory);
const vsix = process.env.LAUNCH_READY_VSIX ?? join(work, 'launch-ready.vsix');
if (!process.env.LAUNCH_READY_VSIX) {
  execFileSync('npm', ['run', '--silent', 'package', '--', '-o', vsix], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
const extensionsDirectory = join(work, 'extensions');
mkdirSync(extensionsDirectory);
mkdirSync(IMAGES, { recursive: true });
console.log(`Installed: ${installExtension(vsix, extensionsDirectory)}`);
const server = await startServer({
  dataDirectory: join(work, 'server'),
  extensionsDirectory,
  settings: {
    'workbench.colorTheme': THEMES[theme],
    'window.commandCenter': false,
    'breadcrumbs.enabled': false,
    'window.title': 'acme',
    'editor.minimap.enabled': false,
  },
  env: { HOME: work, LAUNCH_READY_NETWORK: JSON.stringify(domain.network) },
});
const { context, page } = await openBrowser(join(work, 'chromium'), { width: 1280, height: 800 });
page.setDefaultTimeout(20_000);

let passed = 0;
let failed = 0;
try {
  const workbench = createWorkbench(page);
  const picture = async (name: string, keepPointer = false) => {
    // What VS Code's own extensions say of this host is no part of a picture, nor are tips below the pointer.
    for (const close of await page.locator('.notifications-toasts .codicon-notifications-clear').all()) {
      await close.click({ timeout: 1000 }).catch(() => {});
    }
    if (!keepPointer) await page.mouse.move(900, 20);
    await page.waitForTimeout(900);
    writeFileSync(fileOf(name), smallPicture(await page.screenshot()));
  };
  await page.goto(`${server.url}/?folder=${encodeURIComponent(sample.folder)}`);
  await page.locator('.monaco-workbench').waitFor();
  for (const [name, scene] of Object.entries(SCENES)) {
    if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
    try {
      await scene({ workbench, page, picture, folder: sample.folder, url: server.url });
      passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failed++;
      console.log(`  ✖ ${name}\n    ${error instanceof Error ? error.message : String(error)}`);
      await page
        .screenshot({ path: join(ROOT, '.vscode-test', `failed-${name.replace(/\W+/g, '-')}.png`) })
        .catch(() => {});
      // What it leaves half done is no fault of the scenes after it.
      await page.keyboard.press('Escape');
      await workbench.run('File: Save All Files').catch(() => {});
    }
  }
} finally {
  await context.close().catch(() => {});
  await server.stop();
  await domain.close();
  await sample.remove();
  rmSync(work, { recursive: true, force: true });
}
console.log(`\nuser interface: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
