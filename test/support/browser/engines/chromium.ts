// Chromium, driven by Playwright.

import { launchBrowser } from '../browser.ts';
import type { Engine } from './hands.ts';

export const chromium: Engine = {
  name: 'Chromium',
  packages: ['chromium'],
  // Never skipped: without it the tests fail, and say what to do.
  missing: () => undefined,
  async start() {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    return {
      go: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      click: (x, y) => page.mouse.click(x, y),
      press: (key) => page.keyboard.press(key),
      quit: () => browser.close(),
    };
  },
};
