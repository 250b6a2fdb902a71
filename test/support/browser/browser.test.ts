import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

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
});
