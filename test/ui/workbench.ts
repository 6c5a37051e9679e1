import type { Locator, Page } from 'playwright-core';

/** The parts of VS Code's window that a person uses, by the names that VS Code gives them. */
export interface Workbench {
  page: Page;
  open(path: string, line?: number): Promise<void>;
  /** Runs a command by its title. */
  run(title: string): Promise<void>;
  /** Shows the palette with what matches `text`; leaves it open. */
  palette(text: string): Promise<Locator>;
  showChecklist(): Promise<void>;
  rows(text?: string): Locator;
  problems(text?: string): Locator;
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

  /** Whatever takes the focus closes the palette, so it is opened until its row shows. */
  async function palette(text: string): Promise<Locator> {
    const row = quickRow(text).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await page.keyboard.press('F1');
      await input().waitFor();
      await input().fill(`>${text}`);
      const shown = await row.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (shown) return row;
      await page.keyboard.press('Escape');
    }
    throw new Error(`the palette does not offer "${text}"`);
  }

  const workbench: Workbench = {
    page,
    palette,
    input,
    async open(path, line) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      for (let attempt = 0; attempt < 5; attempt++) {
        await page.keyboard.press('Control+p');
        await input().waitFor();
        await input().fill(path);
        const found = await quickRow(name)
          .first()
          .waitFor({ timeout: 3000 })
          .then(
            () => true,
            () => false,
          );
        if (found) {
          await page.keyboard.press('Enter');
          break;
        }
        await page.keyboard.press('Escape');
      }
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
      if (line) {
        await page.keyboard.press('Control+g');
        await input().waitFor();
        await input().fill(`:${line}`);
        await page.keyboard.press('Enter');
      }
    },
    async run(title) {
      await (await palette(title)).click();
    },
    async showChecklist() {
      const view = page.locator('.composite.title', { hasText: 'Launch Ready' });
      if (!(await view.isVisible()))
        await page.locator('.activitybar a.action-label[aria-label^="Launch Ready"]').click();
      await view.waitFor();
    },
    rows: (text) => page.locator('.pane-body .monaco-list-row', text ? { hasText: text } : {}),
    problems: (text) => page.locator('.markers-panel .monaco-list-row', text ? { hasText: text } : {}),
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
      await page.keyboard.press('Control+g');
      await input().waitFor();
      await input().fill(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await input().waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+.');
      const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
      await menu.waitFor();
      return menu;
    },
    status: () => page.locator('.statusbar-item[id^="launch-ready.launch-ready"]'),
    closeEditors: () => workbench.run('View: Close All Editors'),
  };
  return workbench;
}

/** Drags the edge of the side bar, so that its words can be read. */
export async function widenSideBar(page: Page, to: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('there is no side bar');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(to - 5, y, { steps: 5 });
  await page.mouse.move(to, y);
  await page.mouse.up();
}
