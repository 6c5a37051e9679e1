import type { Locator, Page } from 'playwright-core';

/** The parts of VS Code's window that a person uses, by the names that VS Code gives them. */
export interface Workbench {
  page: Page;
  open(path: string, line?: number): Promise<void>;
  /** Moves the cursor of the editor: `LINE:COLUMN`, counted from 1. */
  goTo(place: string): Promise<void>;
  /** Runs a command by its title. */
  run(title: string): Promise<void>;
  /** Shows the palette with what matches `text`; leaves it open. */
  palette(text: string): Promise<Locator>;
  showChecklist(): Promise<void>;
  rows(text?: string): Locator;
  problems(text?: string): Locator;
  /** Shows the Problems panel with what matches alone: a row below its edge is not in the page. '' shows all. */
  filterProblems(text: string): Promise<void>;
  /** Hovers over the middle of the first squiggle of that kind. */
  hoverSquiggle(kind?: 'error' | 'warning'): Promise<Locator>;
  /** Moves the cursor to a place, 1-based, and opens the quick fixes there. */
  quickFixes(line: number, column: number): Promise<Locator>;
  status(): Locator;
  input(): Locator;
  closeEditors(): Promise<void>;
}

export function createWorkbench(page: Page): Workbench {
  const input = () => page.locator('.quick-input-widget .quick-input-box input');
  const quickRow = (text: string | RegExp) =>
    page.locator('.quick-input-widget .monaco-list-row', { hasText: text });

  /**
   * Opens the quick input by its key and fills it. What takes the focus closes it, and one that is just closing
   * takes no text, so this is tried until `shown` shows.
   */
  async function ask(key: string, text: string, shown?: Locator): Promise<void> {
    const widget = page.locator('.quick-input-widget');
    for (let attempt = 0; attempt < 8; attempt++) {
      await widget.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => page.keyboard.press('Escape'));
      await page.keyboard.press(key);
      const done = await input()
        .fill(text, { timeout: 2000 })
        .then(() => shown?.waitFor({ timeout: 2500 }))
        .then(
          () => true,
          () => false,
        );
      if (done) return;
      await page.keyboard.press('Escape');
      await page.waitForTimeout(200);
    }
    throw new Error(`the quick input does not offer "${text}"`);
  }

  async function palette(text: string): Promise<Locator> {
    const row = quickRow(text).first();
    await ask('F1', `>${text}`, row);
    return row;
  }

  async function goTo(place: string): Promise<void> {
    await ask('Control+g', `:${place}`);
    await input().press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  const workbench: Workbench = {
    page,
    palette,
    input,
    goTo,
    async open(path, line) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      await ask('Control+p', path, quickRow(name).first());
      await quickRow(name).first().click();
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
      if (line) await goTo(String(line));
    },
    async run(title) {
      await (await palette(title)).click();
    },
    async showChecklist() {
      const view = page.locator('.composite.title', { hasText: 'Launch Ready' });
      if (!(await view.isVisible())) {
        // The badge lies over it, and leads to the same.
        await page.locator('.activitybar a.action-label[aria-label^="Launch Ready"]').click({ force: true });
      }
      await view.waitFor();
    },
    rows: (text) => page.locator('.pane-body .monaco-list-row', text ? { hasText: text } : {}),
    problems: (text) => page.locator('.markers-panel .monaco-list-row', text ? { hasText: text } : {}),
    async filterProblems(text) {
      await workbench.run('Problems: Focus on Problems View');
      const places = ['.markers-panel-container', '.markers-panel-filter-container', '.viewpane-filter'];
      await page
        .locator(places.map((place) => `${place} input`).join(', '))
        .first()
        .fill(text);
    },
    async hoverSquiggle(kind = 'error') {
      const squiggle = page
        .locator(`.editor-group-container.active .monaco-editor .squiggly-${kind}`)
        .first();
      await squiggle.waitFor({ state: 'attached' });
      const box = await squiggle.boundingBox();
      if (!box) throw new Error('the squiggle is not on the screen');
      const x = box.x + Math.min(40, box.width / 2);
      await page.mouse.move(x, box.y + box.height / 2);
      await page.mouse.move(x + 3, box.y + box.height / 2 + 1);
      const hover = page.locator('.monaco-hover .marker.hover-contents').first();
      await hover.waitFor();
      return hover;
    },
    async quickFixes(line, column) {
      await goTo(`${line}:${column}`);
      const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
      // The lamp is lit a moment after the cursor arrives.
      for (let attempt = 0; attempt < 5; attempt++) {
        await page.keyboard.press('Control+.');
        const shown = await menu.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (shown) return menu;
      }
      throw new Error(`no quick fixes at ${line}:${column}`);
    },
    status: () => page.locator('.statusbar-item[id^="launch-ready.launch-ready"]'),
    closeEditors: () => workbench.run('View: Close All Editors'),
  };
  return workbench;
}
