import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { makeToken } from '../support/tokens.ts';
import { violations } from './accessibility.ts';
import { DOMAIN_SCENES } from './domain-scenes.ts';
import { ENV_SCENES } from './env-scenes.ts';
import type { Workbench } from './workbench.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

interface Stage {
  workbench: Workbench;
  page: Page;
  /** Keeps what is on the screen as docs/images/NAME.png. */
  picture(name: string, keepPointer?: boolean): Promise<void>;
  folder: string;
  url: string;
}

/** What a person does, in order; each goes on where the one before ended. */
export const SCENES: Record<string, (stage: Stage) => Promise<void>> = {
  async 'a secret is underlined, listed and in the checklist'({ workbench, page, picture }) {
    await workbench.showChecklist();
    await workbench.rows('Code').first().waitFor();
    await workbench.open('src/lib/stripe.ts');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'attached' });
    await workbench.filterProblems('Stripe live');
    await workbench.problems('Stripe live secret key').first().waitFor();
    await workbench.filterProblems('');
    assert.match((await workbench.status().textContent()) ?? '', /Launch: \d+ blockers/);
    await picture('overview');
  },

  async 'the hover says what is wrong and what to do'({ workbench, page, picture }) {
    await workbench.run('View: Hide Panel');
    await page.locator('.monaco-editor .view-line').first().click();
    const hover = await workbench.hoverSquiggle();
    const text = (await hover.textContent()) ?? '';
    assert.match(text, /Stripe live secret key/);
    assert.match(text, /secrets\/hardcoded-secret/);
    await picture('hover', true);
    await page.keyboard.press('Escape');
  },

  async 'the checklist fits on a screen at first, and opens a finding'({ workbench, page, picture }) {
    await workbench.showChecklist();
    const count = await workbench.rows().count();
    assert.ok(count > 5 && count <= 30, `${count} rows`);
    await picture('checklist');
    await workbench.rows('Node version mismatch').first().click();
    await workbench.rows('setup-node says').first().click();
    await page.locator('.tab.active[data-resource-name="deploy.yml"]').waitFor();
    await workbench.closeEditors();
  },

  async 'the quick fixes of a missing variable add it to .env.example'({ workbench, page, picture, folder }) {
    await workbench.open('src/lib/email.ts');
    await page
      .locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error')
      .first()
      .waitFor({ state: 'attached' });
    const column =
      readFileSync(join(folder, 'src/lib/email.ts'), 'utf8').split('\n')[2]?.indexOf('RESEND') ?? 0;
    const menu = await workbench.quickFixes(3, column + 3);
    await menu.getByText('Not a problem: ignore this line').waitFor();
    await menu.getByText('Accept this risk…').waitFor();
    await picture('quick-fixes');
    await menu
      .getByText(/\.env\.example/)
      .first()
      .click();
    await page
      .locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error')
      .first()
      .waitFor({ state: 'detached' });
    await workbench.open('.env.example');
    await page.keyboard.press('Control+s');
    await until(() => /^RESEND_API_KEY=/m.test(readFileSync(join(folder, '.env.example'), 'utf8')));
  },

  ...ENV_SCENES,

  async 'an accepted risk asks for a reason and is written down with an owner and an end'({
    workbench,
    page,
    folder,
    picture,
  }) {
    const git = join(folder, '.git', 'config');
    const before = readFileSync(git, 'utf8');
    writeFileSync(git, `${before}[user]\n\temail = ana@acme.test\n`);
    await workbench.open('src/lib/stripe.ts');
    const menu = await workbench.quickFixes(4, 45);
    await menu.getByText('Accept this risk…').click();
    await page.locator('.quick-input-title', { hasText: '(1/2)' }).waitFor();
    await page.getByText('This covers this one finding and nothing else.').waitFor();
    await workbench.input().fill('a key of the sandbox, revoked on Monday');
    await picture('accept-risk');
    await workbench.input().press('Enter');
    // What git knows of the person is offered, and can be changed.
    await page.locator('.quick-input-title', { hasText: '(2/2)' }).waitFor();
    assert.equal(await workbench.input().inputValue(), 'ana@acme.test');
    await workbench.input().fill('bo@acme.test');
    await workbench.input().press('Enter');
    writeFileSync(git, before);
    const config = () => readFileSync(join(folder, 'launch-ready.yaml'), 'utf8');
    await until(() => config().includes('revoked on Monday'));
    assert.match(config(), /check: secrets\/[\w-]+/);
    assert.match(config(), /owner: bo@acme\.test/);
    assert.match(config(), /until: ["']?\d{4}-\d\d-\d\d/);
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
  },

  async 'the page of a check is part of the extension'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.open('src/lib/openai.ts');
    const hover = await workbench.hoverSquiggle();
    await hover.locator('a', { hasText: 'secrets/' }).first().click();
    await page.locator('.tab.active', { hasText: 'hardcoded-secret.md' }).waitFor();
    const preview = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await preview.locator('h2', { hasText: 'How to fix' }).waitFor();
    await picture('explained');
  },

  async 'a newcomer is led through three steps'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Get Started');
    await page.getByText('Check the code', { exact: true }).first().waitFor();
    await page.getByText('Name your domain', { exact: true }).first().waitFor();
    await page.getByText('Fix what stops the launch', { exact: true }).first().waitFor();
    // What was done before anybody opened this page is ticked, and what is done from it.
    const ticks = () =>
      page
        .locator('.getting-started-step [role=checkbox]')
        .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-checked')).join());
    await until2(async () => (await ticks()) === 'true,true,false');
    await picture('walkthrough');
    await page.getByText('Fix what stops the launch', { exact: true }).first().click();
    await page.locator('.getting-started-step .monaco-button', { hasText: 'Open Report' }).click();
    await page.locator('.tab.active', { hasText: 'Launch Report' }).waitFor();
    await workbench.run('View: Close Editor');
    await until2(async () => (await ticks()) === 'true,true,true');
    await workbench.closeEditors();
  },

  async 'the checklist can be narrowed to what is serious'({ workbench, page }) {
    await workbench.showChecklist();
    await workbench.run('Launch Ready: Filter and Sort the Checklist');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Only blockers' }).click();
    await page.getByText('Shown: only blockers and high risks').first().waitFor();
    await workbench.run('Launch Ready: Filter and Sort the Checklist');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'All checks' }).click();
    await page.getByText('Shown: only blockers and high risks').first().waitFor({ state: 'detached' });
  },

  async 'what only a person can tell is ticked off'({ workbench, page, picture, folder }) {
    await workbench.showChecklist();
    const row = (text: string) => workbench.rows(text).first();
    await row('Monitoring').click();
    const ticks = page.locator('.custom-view-tree-node-item-checkbox');
    // Areas below a stage that nobody opened yet.
    for (let i = 0; i < 3 && (await ticks.count()) === 0; i++) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(300);
    }
    await picture('by-hand');
    await ticks.first().click();
    await page.locator('.quick-input-title', { hasText: 'Who looked at this?' }).waitFor();
    await workbench.input().fill('ana@acme.test');
    await workbench.input().press('Enter');
    await until(() =>
      /reviewed:\n +- check: [\w/-]+\n +by: ana@acme\.test\n +date: /.test(
        readFileSync(join(folder, 'launch-ready.yaml'), 'utf8'),
      ),
    );
  },

  async 'the report opens, and can be searched'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Open Report');
    await page.locator('.tab.active', { hasText: 'Launch Report' }).waitFor();
    const report = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await report.locator('h1', { hasText: 'NOT READY' }).waitFor();
    const articles = report.locator('article:visible');
    const all = await articles.count();
    assert.ok(all > 3);
    await report.locator('#search').fill('RESEND_API_KEY');
    await report.locator('#told', { hasText: 'shown' }).waitFor();
    assert.ok((await articles.count()) < all);
    // What a person typed survives what VS Code does to hidden pages.
    await workbench.open('README.md');
    await page.locator('.tab', { hasText: 'Launch Report' }).click();
    await report.locator('#told', { hasText: 'shown' }).waitFor();
    assert.equal(await report.locator('#search').inputValue(), 'RESEND_API_KEY');
    // No hit is said, and a click leads back to everything.
    await report.locator('#search').fill('zebra');
    await report.getByText('No finding matches “zebra”.').waitFor();
    assert.equal(await articles.count(), 0);
    assert.equal(await report.locator('.order').isVisible(), false);
    await picture('report-search');
    await report.getByRole('button', { name: 'Clear search and filters' }).click();
    await report.locator('.order').waitFor();
    assert.equal(await articles.count(), all);
    assert.equal(await report.locator('#none').isVisible(), false);
  },

  async 'the report is exported, and shown as a person reads it'({ workbench, page, folder }) {
    const file = (name: string) => join(folder, name);
    const exportAs = async (format: string) => {
      await workbench.run('Launch Ready: Export Report');
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: format }).first().click();
      const name = page.locator('.quick-input-widget .quick-input-box input');
      await until2(async () => /launch-report\./.test(await name.inputValue().catch(() => '')));
      await name.press('Enter');
    };
    await exportAs('for a pull request or a wiki');
    await page.locator('.tab.active', { hasText: 'Preview launch-report.md' }).waitFor();
    const preview = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await preview.locator('h2', { hasText: 'What stops the launch' }).waitFor();
    assert.equal((await preview.locator('body').textContent())?.includes('<br>'), false);
    await exportAs('a page to send');
    const toast = page.locator('.notifications-toasts');
    await toast.getByText('The HTML report is in launch-report.html.').waitFor();
    await toast.getByText('Show Source').click();
    await page.locator('.tab.active[data-resource-name="launch-report.html"]').waitFor();
    rmSync(file('launch-report.md'));
    rmSync(file('launch-report.html'));
    await workbench.closeEditors();
  },

  async 'Set Up shows what it would add, and adds it only when that is wanted'({
    workbench,
    page,
    picture,
    folder,
  }) {
    await workbench.closeEditors();
    const file = join(folder, 'launch-ready.yaml');
    const config = () => readFileSync(file, 'utf8');
    const whole = config();
    const before = '# Ours\ndomain: acme.test # since May\n';
    writeFileSync(file, before);
    await workbench.open('launch-ready.yaml');
    await page.locator('.view-line', { hasText: 'since May' }).waitFor();
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Set Up');
    await page.locator('.tab.active', { hasText: 'launch-ready.yaml: now and as proposed' }).waitFor();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor({ state: 'attached' });
    const answer = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Add the lines' });
    await answer.waitFor();
    // What is proposed can be read meanwhile: the question stays.
    await page.locator('.monaco-diff-editor .line-insert').last().click({ force: true });
    await answer.waitFor();
    assert.equal(config(), before);
    await picture('set-up');
    await answer.click();
    await page.locator('.tab.active[data-resource-name="launch-ready.yaml"]').waitFor();
    await until(() => config() !== before);
    assert.ok(config().startsWith(before), config());
    assert.match(config(), /- from: hello@acme\.test\n +provider: resend/);
    await workbench.closeEditors();
    writeFileSync(file, whole);
  },

  async 'a key that the browser gets is not moved into a variable, but explained'({
    workbench,
    page,
    picture,
    folder,
  }) {
    const file = join(folder, 'src', 'pay-button.tsx');
    const key = makeToken('stripe-secret-key', 77);
    writeFileSync(file, `'use client';\n\nconst key = '${key}';\nexport const Pay = () => <b>{key}</b>;\n`);
    try {
      await workbench.open('src/pay-button.tsx');
      await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'attached' });
      const menu = await workbench.quickFixes(3, 20);
      assert.equal(await menu.getByText('Move to an environment variable').count(), 0);
      await menu.getByText('Why this key cannot stay in the browser').click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.getByText('Then move the call that needs it to a server function').waitFor();
      await picture('browser-key');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    } finally {
      await workbench.closeEditors();
      rmSync(file);
    }
  },

  async 'a click on the status bar leads to the next thing to fix'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.status().hover();
    const tip = page.locator('.monaco-hover.workbench-hover, .workbench-hover').last();
    await tip.getByText('Click for the next thing to fix').waitFor();
    await picture('status', true);
    await workbench.status().click();
    const hover = page.locator('.monaco-hover .marker.hover-contents').first();
    await hover.waitFor();
    const first = (await hover.textContent()) ?? '';
    await picture('next-fix', true);
    await workbench.status().click();
    await until2(async () => ((await hover.textContent().catch(() => first)) ?? first) !== first);
    await page.keyboard.press('Escape');
    await workbench.closeEditors();
  },

  async 'the palette offers every command'({ workbench, picture, page }) {
    await workbench.closeEditors();
    await workbench.palette('Launch Ready: ');
    await picture('commands');
    for (const title of [
      'Scan Workspace (No Network)',
      'Check Domain',
      'Set Domain',
      'Set Up',
      'Show Next Fix',
      'Clear Results',
      'Forget Domain',
      'Fix Next Blocker',
      'Open Report',
      'Explain Finding',
    ]) {
      await workbench.input().fill(`>Launch Ready: ${title}`);
      await page
        .locator('.quick-input-widget .monaco-list-row', { hasText: `Launch Ready: ${title}` })
        .first()
        .waitFor();
    }
    await page.keyboard.press('Escape');
  },

  async 'the next blocker is a command away'({ workbench, page }) {
    await workbench.run('Launch Ready: Fix Next Blocker');
    await page
      .locator('.action-widget:not(.action-list-submenu-panel)')
      .getByText('Accept this risk…')
      .waitFor();
    await page.keyboard.press('Escape');
  },

  async 'a domain is only looked at after a question with counts'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.showChecklist();
    await workbench.run('Launch Ready: Check Domain');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(
      (
        (await dialog.locator('[id^=monaco-dialog-message]').allTextContents()).find((text) =>
          text.startsWith('Check '),
        ) ?? ''
      ).trim(),
      /^Check acme\.test from this computer\? About \d+ DNS queries, \d+ web requests and \d+ TLS handshakes go to acme\.test, its subdomains and servers\. Nothing is sent to us\. Check only domains you own or may test\. Connections are led to other addresses than the DNS says, because LAUNCH_READY_NETWORK is set for this editor\.$/,
    );
    const buttons = await dialog.locator('.dialog-buttons .monaco-button').allTextContents();
    assert.deepEqual(buttons.map((text) => text.trim()).sort(), ['Cancel', 'Check', 'Show List']);
    await picture('question');
    await dialog.getByText('Show List').click();
    await page
      .frameLocator('iframe.webview')
      .frameLocator('iframe#active-frame')
      .locator('h1', { hasText: 'What a check of acme.test sends' })
      .waitFor();
    const answers = page.locator('.quick-input-widget .monaco-list-row');
    await answers.getByText('Check acme.test').waitFor();
    await answers.getByText('Not now').click();
    assert.match((await workbench.status().textContent()) ?? '', /blockers/);
    assert.equal((await workbench.rows('Not checked yet').count()) > 0, true);
  },

  async 'a domain that was agreed to is checked, and its problems stand on the line that names it'({
    workbench,
    page,
    picture,
  }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Check Domain');
    await page.locator('.monaco-dialog-box').getByText('Check', { exact: true }).click();
    await workbench.rows('just now').first().waitFor();
    await workbench.open('launch-ready.yaml');
    await page
      .locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning')
      .first()
      .waitFor({ state: 'attached' });
    await workbench.filterProblems('launch-ready.yaml');
    await workbench.problems('launch-ready.yaml').first().waitFor();
    await picture('domain');
    await workbench.filterProblems('');
    await workbench.run('View: Hide Panel');
    // The answer is remembered: no second question.
    await workbench.run('Launch Ready: Check Domain');
    await page.waitForTimeout(1500);
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
  },

  ...DOMAIN_SCENES,

  async 'the whole report'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Open Report');
    const report = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    await report.locator('h1', { hasText: 'NOT READY' }).waitFor();
    await report.locator('h2', { hasText: 'Email' }).first().waitFor();
    await picture('report');
    const body = await report.locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    assert.ok(frame, 'the report has a frame');
    assert.deepEqual(await violations(frame), []);
    // The window puts down what it shows when it is told that it closes.
    await workbench.run('Developer: Reload Window');
    await page.waitForTimeout(1500);
    await page.locator('.monaco-workbench').waitFor();
    await report.locator('h1', { hasText: 'NOT READY' }).waitFor();
  },

  async 'the report for a browser can be read by everybody, in light and dark and on paper'({
    page,
    folder,
  }) {
    const command = [join(ROOT, 'dist', 'cli.mjs'), 'audit', folder, '--offline', '--format', 'html'];
    const { stdout: html } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    const browser = await page.context().newPage();
    try {
      await browser.setContent(html);
      await browser.locator('h1', { hasText: 'NOT READY' }).waitFor();
      for (const look of [
        { colorScheme: 'light', media: 'screen' },
        { colorScheme: 'dark', media: 'screen' },
        { colorScheme: 'light', media: 'print' },
      ] as const) {
        await browser.emulateMedia(look);
        assert.deepEqual(await violations(browser.mainFrame()), [], `${look.colorScheme}, ${look.media}`);
      }
    } finally {
      await browser.close();
    }
  },

  async 'a window without a folder says what to do'({ workbench, page, url }) {
    await workbench.closeEditors();
    await page.goto(`${url}/?ew=true`);
    await page.locator('.monaco-workbench').waitFor();
    await workbench.showChecklist();
    const welcome = page.locator('.welcome-view-content');
    await welcome.getByText('Open a project to see what would break or leak on launch day.').waitFor();
    await welcome.locator('.monaco-button', { hasText: 'Open Folder' }).waitFor();
    assert.equal(await workbench.status().count(), 0);
  },
};

async function until2(test: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${test}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function until(test: () => boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!test()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${test}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
