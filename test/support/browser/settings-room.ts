// The settings of a console in a real browser, opened by an admin: what a test of a section does with it.

import type { BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { axeViolations } from './axe.ts';
import { type ConsoleDesk, shot } from './console-desk.ts';

/** What a browser says of an answer that refuses. */
const refused = 'Failed to load resource';

export class SettingsRoom {
  readonly desk: ConsoleDesk;
  readonly context: BrowserContext;
  readonly tab: Page;

  private constructor(desk: ConsoleDesk, context: BrowserContext, tab: Page) {
    this.desk = desk;
    this.context = context;
    this.tab = tab;
  }

  static async enter(desk: ConsoleDesk): Promise<SettingsRoom> {
    const context = await desk.context();
    return new SettingsRoom(desk, context, await desk.signedIn('admin', context));
  }

  async open(section: string): Promise<void> {
    await this.tab.goto(`${this.desk.url}/console/settings/${section}`);
  }

  main(): Locator {
    return this.tab.locator('main');
  }

  dialog(): Locator {
    return this.tab.getByRole('dialog');
  }

  row(text: string): Locator {
    return this.tab.getByRole('row').filter({ hasText: text });
  }

  /** Presses a button of the dialog; of a dangerous act the second one too. */
  async press(name: string, sure?: 'sure'): Promise<void> {
    if (sure !== undefined) {
      await this.dialog()
        .getByRole('button', { name: `${name}…` })
        .click();
      await this.dialog().getByText('Are you sure?').waitFor();
    }
    await this.dialog().getByRole('button', { name, exact: true }).click();
  }

  /** A picture of it, and nothing wrong with it. */
  async asGood(name: string): Promise<void> {
    await shot(this.tab, name);
    expect(await axeViolations(this.tab)).toEqual([]);
    expect(this.desk.errors.filter((one) => !one.startsWith(refused))).toEqual([]);
  }

  /** The same in the dark and on a narrow screen. @param sections each and what it says once it is drawn */
  async asGoodElsewhere(sections: readonly (readonly [string, string])[]): Promise<void> {
    const looks = [{ colorScheme: 'dark' }, { viewport: { width: 320, height: 700 } }] as const;
    for (const look of looks) {
      const storageState = await this.context.storageState();
      const other = await this.desk.browser.newContext({ ...look, storageState });
      const page = await other.newPage();
      for (const [section, says] of sections) {
        await page.goto(`${this.desk.url}/console/settings/${section}`);
        await page.locator('main').getByText(says).first().waitFor();
        await shot(page, `${section}-${'viewport' in look ? 'narrow' : 'dark'}`);
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
      }
      await other.close();
    }
  }
}
