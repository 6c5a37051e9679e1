import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

interface Stage {
  workbench: Workbench;
  page: Page;
  picture(name: string, keepPointer?: boolean): Promise<void>;
  folder: string;
}

/** Line and column, counted from 1, a little into the `nth` place of `word` in a file. */
function place(folder: string, path: string, word: string, nth = 0): [line: number, column: number] {
  const lines = readFileSync(join(folder, path), 'utf8').split('\n');
  let left = nth;
  for (const [i, line] of lines.entries()) {
    const at = line.indexOf(word);
    if (at >= 0 && left-- === 0) return [i + 1, at + 3];
  }
  throw new Error(`${word} is not in ${path}`);
}

async function goTo({ workbench, folder }: Stage, path: string, word: string, nth = 0): Promise<void> {
  const [line, column] = place(folder, path, word, nth);
  await workbench.open(path);
  await workbench.goTo(`${line}:${column}`);
}

/** Environment variables in the editor, as a person meets them. */
export const ENV_SCENES: Record<string, (stage: Stage) => Promise<void>> = {
  async 'pointing at a variable tells where it is declared and set'(stage) {
    const { workbench, page, picture } = stage;
    await workbench.closeEditors();
    await goTo(stage, 'src/app/page.tsx', 'NEXT_PUBLIC_SITE_URL');
    const hover = page.locator('.monaco-hover', { hasText: 'Declared in' }).first();
    await workbench.run('Show or Focus Hover');
    await hover.waitFor();
    const text = (await hover.textContent()) ?? '';
    assert.match(text, /NEXT_PUBLIC_SITE_URL · client · needed to run/);
    assert.match(text, /Public: Next\.js copies every variable/);
    await picture('env-hover', true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  },

  async 'names of variables are completed'(stage) {
    const { workbench, page, picture } = stage;
    await workbench.closeEditors();
    await workbench.open('src/lib/email.ts');
    await workbench.goTo('13:2');
    await page.keyboard.type('\n\nconst database = process.env.');
    const list = page.locator('.suggest-widget.visible');
    await list.locator('.monaco-list-row', { hasText: 'DATABASE_URL' }).first().waitFor();
    const details = page.locator('.suggest-details-container');
    if (!(await details.isVisible())) await page.keyboard.press('Control+Space');
    await details.getByText('Declared in').first().waitFor();
    await picture('env-completion');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'process.env.DATABASE_URL' }).first().waitFor();
    await workbench.run('File: Revert File');
  },

  async 'the places of a variable are shown beside each other'(stage) {
    const { workbench, page, picture } = stage;
    await workbench.closeEditors();
    await goTo(stage, '.env.example', 'NEXT_PUBLIC_SITE_URL');
    await workbench.run('Peek References');
    const peek = page.locator('.peekview-widget');
    await peek.locator('.ref-tree .monaco-list-row', { hasText: 'page.tsx' }).first().click();
    await peek.locator('.ref-tree .monaco-list-row', { hasText: 'process.env' }).first().click();
    await picture('env-references');
    await page.keyboard.press('Escape');
  },

  async 'a variable gets another name everywhere'(stage) {
    const { workbench, page, folder } = stage;
    await workbench.closeEditors();
    await goTo(stage, '.env.example', 'DATABASE_URL');
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    assert.equal(await box.inputValue(), 'DATABASE_URL');
    await box.fill('POSTGRES_URL');
    await box.press('Enter');
    const template = () => readFileSync(join(folder, '.env.example'), 'utf8');
    await until(() => /^POSTGRES_URL=/m.test(template()));
    assert.match(readFileSync(join(folder, 'scripts/backup.sh'), 'utf8'), /pg_dump "\$POSTGRES_URL"/);
    const workflow = readFileSync(join(folder, '.github/workflows/deploy.yml'), 'utf8');
    assert.match(workflow, /POSTGRES_URL: \$\{\{ secrets\.DATABASE_URL \}\}/);
    await workbench.open('.env.example');
    await page.locator('.editor-group-container.active .view-line').first().click();
    await page.keyboard.press('Control+z');
    await page.locator('.view-line', { hasText: 'DATABASE_URL=' }).first().waitFor();
    const others = ['.env', 'scripts/backup.sh', '.github/workflows/deploy.yml', 'launch-ready.yaml'];
    const isBack = () =>
      /^DATABASE_URL=/m.test(template()) &&
      others.every((path) => !readFileSync(join(folder, path), 'utf8').includes('POSTGRES_URL'));
    // The other files are undone a moment after the one that is shown: one that is left unsaved stops every scene after this.
    for (let attempt = 0; attempt < 10 && !isBack(); attempt++) {
      await workbench.run('File: Save All Files');
      await page.waitForTimeout(500);
    }
    await until(isBack);
  },

  async 'the inventory of variables lists them, and leads to their places'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Show Environment Inventory');
    await page.locator('.tab.active', { hasText: 'Environment Variables' }).waitFor();
    const inventory = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await inventory.locator('h1', { hasText: 'Environment variables' }).waitFor();
    await inventory.locator('tbody tr', { hasText: 'DATABASE_URL' }).first().waitFor();
    await picture('env-inventory');
    await inventory.locator('#search').fill('openai');
    await inventory.locator('#told', { hasText: 'shown' }).waitFor();
    const row = inventory.locator('tbody tr', { hasText: 'OPENAI_API_KEY' });
    await row.locator('button', { hasText: '.env.example' }).click();
    await page.locator('.tab.active[data-resource-name=".env.example"]').waitFor();
    await workbench.closeEditors();
  },
};

async function until(test: () => boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!test()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${test}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
