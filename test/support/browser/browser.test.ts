import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { chromiumOptions } from './browser-server.ts';

describe('the browser of the tests', () => {
  let browser: Browser;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Shop</title><input type="checkbox" id="box">');
  });

  beforeAll(async () => {
    browser = await launchBrowser();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });

  afterAll(async () => {
    await browser?.close();
    server.close();
  });

  test.for(['127.0.0.1', 'shop.localhost'])(
    'opens a page on %s, where signing keys are allowed',
    async (host) => {
      const page = await browser.newPage();
      await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`);
      expect(await page.title()).toBe('Shop');
      await page.locator('#box').click();
      expect(await page.locator('#box').isChecked()).toBe(true);
      expect(await page.evaluate(() => isSecureContext && 'subtle' in crypto)).toBe(true);
      await page.close();
    },
  );

  test('cannot reach any other host', async () => {
    const page = await browser.newPage();
    await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    await page.close();
  });

  test('switches off all that Playwright does, and draws nothing beside the pages of the tests', async () => {
    const { args, executablePath } = chromiumOptions();
    const off = (list: readonly string[]) =>
      list
        .findLast((flag) => flag.startsWith('--disable-features='))!
        .split('=')[1]!
        .split(',');
    const plain = await chromium.launchServer({
      executablePath,
      args: args.filter((flag) => !flag.startsWith('--disable-features=')),
    });
    expect(off(args)).toEqual(expect.arrayContaining(off(plain.process().spawnargs)));
    await plain.close();

    const alone = await chromium.launch(chromiumOptions());
    await alone.newPage();
    const session = await alone.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    expect(targetInfos.map(({ type }) => type).toSorted()).toEqual(['page', 'tab']);
    await alone.close();
  });
});
