import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Page } from '../../http/page.ts';
import { type Body, get } from '../../http/requests.ts';
import { codeSecret, nobody, shopUrl, type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

/** As the ledger hands a code to a gateway. */
async function handOver(app: Awaited<ReturnType<TestShop['open']>>, number: string, secret = codeSecret) {
  const body = JSON.stringify({
    business: shop.demo.business,
    number,
    code: '482913',
    text: '482913 is your code.',
  });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'x-optmark-signature-256': signature };
  return (await app.request(`${shopUrl}/shop/code-gateway`, { method: 'POST', body, headers })).status;
}

describe('a code', () => {
  test('arrives on the phone of its number, and on no other', async () => {
    const app = await shop.open();
    const [asha, other] = [new Visitor(app), new Visitor(app)];
    await asha.order({ phone: '+919876543272' });
    await other.order({ phone: '+919876543273' });
    expect(await handOver(app, '+919876543272')).toBe(202);
    expect(await asha.text('/shop/phone')).toContain('482913');
    expect(await other.text('/shop/phone')).not.toContain('482913');
    expect(await new Visitor(app).text('/shop/phone')).toContain('has not ordered anything yet');
  });

  test('that the ledger did not sign arrives nowhere', async () => {
    const app = await shop.open();
    const asha = new Visitor(app);
    await asha.order({ phone: '+919876543274' });
    expect(await handOver(app, '+919876543274', 'a guess')).toBe(401);
    expect(await asha.text('/shop/phone')).not.toContain('482913');
  });
});

describe('a message to the shop', () => {
  test('with the code proves the number it was written from', async () => {
    const number = '+919876543275';
    const page = new Page({ url: shop.ledger.url, site: shop.ledger.site });
    const { record }: Body = await (await page.optIn(number)).json();
    const { link, challenge }: Body = await (await page.askOwnership(record, 'whatsapp')).json();
    const asha = new Visitor(await shop.open());
    await asha.order({ phone: number });
    await asha.post('/shop/phone', { text: link });
    expect(await (await get(`${shop.ledger.url}/v1/ownership/${challenge}`)).json()).toEqual({
      state: 'confirmed',
    });
  });

  test('from another number proves nothing', async () => {
    const page = new Page({ url: shop.ledger.url, site: shop.ledger.site });
    const { record }: Body = await (await page.optIn('+919876543276')).json();
    const { code, challenge }: Body = await (await page.askOwnership(record, 'whatsapp')).json();
    const other = new Visitor(await shop.open());
    await other.order({ phone: '+919876543277' });
    await other.post('/shop/phone', { text: code });
    expect(await (await get(`${shop.ledger.url}/v1/ownership/${challenge}`)).json()).toEqual({
      state: 'waiting',
    });
  });

  test('that the ledger did not take is not shown as written', async () => {
    const asha = new Visitor(await shop.open(nobody));
    await asha.order({ phone: '+919876543278' });
    const answer = await asha.post('/shop/phone', { text: 'hello there' });
    const page = await asha.text(answer.headers.get('location') ?? '');
    expect(page).toContain('did not take it');
    expect(page).not.toContain('hello there');
  });

  test('is written by nobody whom the shop does not know, and from no other site’s page', async () => {
    const app = await shop.open();
    expect(await (await new Visitor(app).post('/shop/phone', { text: 'hi' })).text()).toContain(
      'has not ordered',
    );
    const asha = new Visitor(app);
    await asha.order({ phone: '+919876543279' });
    const forged = await asha.post('/shop/phone', { text: 'hi' }, { origin: 'https://evil.example' });
    expect(forged.status).toBe(403);
  });
});
