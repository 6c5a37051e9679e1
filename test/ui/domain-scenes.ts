import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

interface Stage {
  workbench: Workbench;
  page: Page;
  picture(name: string, keepPointer?: boolean): Promise<void>;
  folder: string;
}

/** Says yes where the person is asked: a domain that was checked before is not asked about again. */
async function agree(page: Page, yes: string): Promise<void> {
  const button = page.locator('.monaco-dialog-box').getByText(yes, { exact: true });
  await button.click({ timeout: 4000 }).catch(() => {});
}

/** What a person does with the domain beside the audit. */
export const DOMAIN_SCENES: Record<string, (stage: Stage) => Promise<void>> = {
  async 'the way of an address is traced, and shown as a branch'({ workbench, page, picture }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Trace Domain');
    await workbench.input().waitFor();
    await workbench.input().fill('https://acme.test/');
    await page.keyboard.press('Enter');
    await agree(page, 'Trace');
    await page.locator('.tab', { hasText: 'Trace of acme.test' }).waitFor();
    await page.locator('.view-line', { hasText: 'Certificate' }).waitFor();
    await picture('trace');
  },

  async 'the DNS is written down before a move, and compared after it, to trace what was lost'({
    workbench,
    page,
    picture,
    folder,
  }) {
    await workbench.closeEditors();
    await workbench.run('Launch Ready: Save DNS Snapshot');
    await agree(page, 'Read');
    await workbench.input().waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('.notifications-toasts')
      .getByText(/records of acme\.test are saved/)
      .waitFor();
    const [name = ''] = readdirSync(folder).filter((file) => /^dns-acme\.test-.*\.json$/.test(file));
    const place = join(folder, name);
    // As if the mail server had been another one, and a proof had been there.
    const map = JSON.parse(readFileSync(place, 'utf8'));
    const base = { name: 'acme.test', type: 'TXT', ttl: 300, words: 'proves the domain to Stripe' };
    map.records.push({ ...base, value: 'stripe-verification=acme', purpose: 'verification' });
    for (const record of map.records) if (record.type === 'MX') record.value = '10 mail.acme.test';
    writeFileSync(place, JSON.stringify(map));
    await workbench.run('Launch Ready: Compare DNS with Snapshot');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).waitFor();
    await page.keyboard.press('Enter');
    await agree(page, 'Read');
    await page.locator('.tab', { hasText: 'DNS of acme.test' }).waitFor();
    await page.locator('.tab', { hasText: 'DNS changes of acme.test' }).waitFor();
    await workbench.run('View: Toggle Primary Side Bar Visibility');
    await picture('compare-dns');
    await workbench.run('View: Toggle Primary Side Bar Visibility');
    rmSync(place);
    await workbench.closeEditors();
  },
};
