import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Page } from '../../http/page.ts';
import { type Body, get, ivrOptIn, post } from '../../http/requests.ts';
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

  test('that the ledger has not taken yet is written all the same, and the page says so', async () => {
    const asha = new Visitor(await shop.open(nobody));
    await asha.order({ phone: '+919876543278' });
    const answer = await asha.post('/shop/phone', { text: 'hello there' });
    const page = await asha.text(answer.headers.get('location') ?? '');
    expect(page).toContain('has not taken it yet');
    expect(page).toContain('hello there');
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

describe('a message of the shop’s', () => {
  /** Somebody who has agreed to news of orders and to offers, and whose order is packed. */
  async function agreed(phone: string): Promise<{ asha: Visitor; path: string; pressed: Pressed }> {
    const asha = new Visitor(await shop.open());
    const path = await asha.order({ phone });
    for (const notice of ['order-updates', 'offers']) {
      await post(`${shop.ledger.url}/v1/opt-ins`, shop.demo.api_keys.ingest, ivrOptIn(phone, { notice }));
    }
    const pressed = async (purpose: string) => {
      await asha.post(`${path}/messages`, { purpose });
      return decisionOn(await asha.text(path));
    };
    return { asha, path, pressed };
  }
  type Pressed = (purpose: string) => Promise<string>;
  const decisionOn = (page: string) => /<article class="decision.*?<\/article>/s.exec(page)?.[0] ?? '';
  const bubbles = (page: string) => page.match(/<li class="bubble"/g)?.length ?? 0;

  test('arrives on the phone with its button, by the gate’s signed permit', async () => {
    const { asha, pressed } = await agreed('+919876543281');
    const decision = await pressed('shipping_update');
    expect(decision).toContain('Allowed');
    expect(decision).toMatch(/Deciding record<\/dt><dd><code>[0-9a-f-]{36}/);
    expect(decision).toContain('recipient_hash');
    const page = await asha.text('/shop/phone');
    expect(page).toContain('is packed and on its way');
    expect(page).toContain('Stop delivery updates');
  });

  test.for([
    ['STOP', 'shipping_update', 'withdrawn'],
    ['Stop promotions', 'marketing', 'withdrawn'],
  ])('after %j is refused with the gate’s reason, and does not arrive', async ([text, purpose, reason]) => {
    const { asha, pressed } = await agreed(`+9198765432${purpose === 'marketing' ? 82 : 83}`);
    expect(await pressed(purpose!)).toContain('Allowed');
    await asha.post('/shop/phone', { text: text! });
    const decision = await pressed(purpose!);
    expect(decision).toContain('Denied');
    expect(decision).toContain(reason);
    expect(bubbles(await asha.text('/shop/phone'))).toBe(1);
  });

  test('after START goes out again', async () => {
    const { asha, pressed } = await agreed('+919876543284');
    await asha.post('/shop/phone', { text: 'STOP' });
    expect(await pressed('shipping_update')).toContain('Denied');
    await aSecond();
    await asha.post('/shop/phone', { text: 'START' });
    expect(await pressed('shipping_update')).toContain('Allowed');
  });

  test('is stopped by its own button, which stops nothing else', async () => {
    const { asha, pressed } = await agreed('+919876543285');
    await pressed('shipping_update');
    const message = /name="message" value="([^"]+)"/.exec(await asha.text('/shop/phone'))![1]!;
    await asha.post('/shop/phone', { message, button: '0' });
    expect(await pressed('shipping_update')).toContain('withdrawn');
    expect(await pressed('marketing')).toContain('Allowed');
  });

  test('with an offer is stopped by WhatsApp’s own setting, and resumed by it', async () => {
    const { asha, pressed } = await agreed('+919876543286');
    await asha.post('/shop/phone', { offers: 'stop' });
    expect(await asha.text('/shop/phone')).toContain('Resume offers');
    expect(await pressed('marketing')).toContain('withdrawn');
    expect(await pressed('shipping_update')).toContain('Allowed');
    await aSecond();
    await asha.post('/shop/phone', { offers: 'resume' });
    expect(await pressed('marketing')).toContain('Allowed');
  });

  test('is answered on no other phone than the one it arrived on', async () => {
    const { asha, pressed } = await agreed('+919876543287');
    await pressed('shipping_update');
    const message = /name="message" value="([^"]+)"/.exec(await asha.text('/shop/phone'))![1]!;
    const other = new Visitor(await shop.open());
    await other.order({ phone: '+919876543288' });
    await other.post('/shop/phone', { message, button: '0' });
    expect(await pressed('shipping_update')).toContain('Allowed');
  });
});

/** Meta tells time in whole seconds: what is said in the second of a stop does not lift it. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050));
