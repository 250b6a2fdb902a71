import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

test('every page leads to the embed code, with this shop’s site key and notice chosen', async () => {
  const visitor = new Visitor(await shop.open());
  expect(await visitor.text('/')).toContain('href="/shop/embed"');
  const answer = await visitor.get('/shop/embed');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(`/embed?site=${shop.ledger.site}&notice=order-updates`);
});

test.for(['/shop/none', '/profile/none', '/shop/phone/none'])(
  '%s is a page that is not there, in the shop’s own style',
  async (path) => {
    const answer = await new Visitor(await shop.open()).get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await answer.text()).toMatch(/style\.css[\s\S]*Page not found/);
  },
);

test('every page leads to the telephone flow, with this shop’s site key and flow chosen', async () => {
  const visitor = new Visitor(await shop.open());
  expect(await visitor.text('/')).toContain('href="/shop/flow"');
  const answer = await visitor.get('/shop/flow');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toMatch(new RegExp(`^/flow\\?site=${shop.ledger.site}&flow=`));
});
