// Chromium, driven by Playwright.

import { launchBrowser } from '../browser.ts';
import { findChromium } from '../chromium.ts';
import type { Engine } from './hands.ts';

export const chromium: Engine = {
  name: 'Chromium',
  missing: () => (findChromium() ? undefined : 'Run "node test/support/chromium.ts".'),
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
