// Firefox, driven by Puppeteer over WebDriver BiDi: Debian has no geckodriver, and Playwright drives only its
// own build.

import puppeteer, { type KeyInput } from 'puppeteer-core';
import { onPath } from '../../system-packages.ts';
import type { Engine } from './hands.ts';

function find(): string | undefined {
  return process.env.OPTMARK_FIREFOX || ['firefox-esr', 'firefox'].flatMap(onPath)[0];
}

export const firefox: Engine = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  missing: () =>
    find()
      ? undefined
      : 'Install the package "firefox-esr", or set OPTMARK_FIREFOX to the path of a Firefox.',
  async start() {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: find()!, headless: true });
    // Not the first tab: in it the space bar reaches the box and presses nothing.
    const page = await browser.newPage();
    return {
      go: async (url) => void (await page.goto(url)),
      evaluate: async <T>(expression: string) => (await page.evaluate(expression)) as T,
      click: (x, y) => page.mouse.click(x, y),
      // BiDi names a key by what it types: the space bar is ' ', not 'Space'.
      press: (key) => page.keyboard.press(key as KeyInput),
      quit: () => browser.close(),
    };
  },
};
