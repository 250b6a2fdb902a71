import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askMe } from '../../../demo/shop/pages/opt-in.ts';
import { nobody, type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

const visitor = async (ledgerUrl?: string) => new Visitor(await shop.open(ledgerUrl));
const send = (who: Visitor, path: string, purpose: string) => who.post(`${path}/messages`, { purpose });

describe('somebody else’s order', () => {
  test('does not exist: not its page, not its forms', async () => {
    const app = await shop.open();
    const [asha, stranger] = [new Visitor(app), new Visitor(app)];
    const path = await asha.order();
    await stranger.order();
    expect((await stranger.get(path)).status).toBe(404);
    expect((await send(stranger, path, 'marketing')).status).toBe(404);
    expect(
      (await stranger.post(`${path}/consent`, { consent: 'yes', notice: 'offers', version: '1' })).status,
    ).toBe(404);
    expect((await new Visitor(app).get(path)).status).toBe(404);
  });

  test('looks like one that was never placed', async () => {
    const app = await shop.open();
    const path = await new Visitor(app).order();
    const stranger = new Visitor(app);
    expect(await stranger.text(path)).toBe(await stranger.text('/orders/FP-9999'));
  });
});

describe('a message', () => {
  test('is denied to somebody who never agreed, and struck out', async () => {
    const asha = await visitor();
    const path = await asha.order({ phone: '+919876543231' });
    await send(asha, path, 'shipping_update');
    const page = await asha.text(path);
    expect(page).toContain('unknown_recipient');
    expect(page).toContain('<del>');
  });

  test('is not sent when the gate gives no answer', async () => {
    const asha = await visitor(nobody);
    const path = await asha.order();
    await send(asha, path, 'shipping_update');
    const page = await asha.text(path);
    expect(page).toContain('The gate gave no answer');
    expect(page).toContain('<del>');
  });

  test.for(['', 'authentication', 'everything'])(
    'of the purpose %j is not even asked for',
    async (purpose) => {
      const asha = await visitor();
      const path = await asha.order();
      await send(asha, path, purpose);
      expect(await asha.text(path)).toContain('No message yet');
    },
  );
});

describe('without a script', () => {
  test('the question is put on the order’s page, where its sentence can name the number', async () => {
    const asha = await visitor();
    const path = await asha.order({ phone: '+919876543232', whatsapp_consent: askMe });
    expect(await asha.text(path)).toContain('on my WhatsApp number XXXXXX3232');
    await send(asha, path, 'shipping_update');
    expect(await asha.text(path)).toContain('unknown_recipient');
  });

  test('a yes is recorded as what it is: stated by the shop’s server', async () => {
    const asha = await visitor();
    const path = await asha.order({ phone: '+919876543233', whatsapp_consent: askMe });
    await asha.post(`${path}/consent`, { consent: 'yes', notice: 'order-updates', version: '1' });
    await send(asha, path, 'shipping_update');
    const page = await asha.text(path);
    expect(page).toContain('grade E1');
    expect(page).toContain('class="decision allow"');
  });

  test.for([
    { consent: '', notice: 'order-updates', version: '1' },
    { consent: 'yes', notice: 'order-updates', version: '2' },
    { consent: 'yes', notice: 'offers', version: '1' },
    { consent: 'yes', notice: 'nothing', version: '1' },
  ])('nothing is recorded for %j, which was not asked', async (answer) => {
    const asha = await visitor();
    const path = await asha.order({ phone: '+919876543234', whatsapp_consent: askMe });
    await asha.post(`${path}/consent`, answer);
    await send(asha, path, 'shipping_update');
    expect(await asha.text(path)).toContain('unknown_recipient');
  });
});

describe('the links to the person’s own page', () => {
  const links = (page: string) => new Set(page.match(/https:\/\/ledger\.example\/p\/[\w-]+/g) ?? []);

  test('are one to the receipt and, in the e-mail, one to everything', async () => {
    const asha = await visitor();
    const path = await asha.order({ phone: '+919876543236', whatsapp_consent: askMe });
    await asha.post(`${path}/consent`, { consent: 'yes', notice: 'order-updates', version: '1' });
    const page = await asha.text(path);
    expect(page).toContain('Your receipt');
    expect(page).toContain('List-Unsubscribe=One-Click');
    expect(links(page).size).toBe(2);
  });

  test('are not there for whoever agreed to nothing with this order, whatever their number agreed to before', async () => {
    const asha = await visitor();
    const phone = '+919876543237';
    const first = await asha.order({ phone, whatsapp_consent: askMe });
    await asha.post(`${first}/consent`, { consent: 'yes', notice: 'order-updates', version: '1' });
    expect(links(await asha.text(await asha.order({ phone }))).size).toBe(0);
  });
});

describe('the evidence file', () => {
  test('is given only for a record of this very order', async () => {
    const asha = await visitor();
    const phone = '+919876543235';
    const first = await asha.order({ phone, whatsapp_consent: askMe });
    await asha.post(`${first}/consent`, { consent: 'yes', notice: 'order-updates', version: '1' });
    const href = /href="([^"]*\/evidence\/[^"]*)"/.exec(await asha.text(first))?.[1] ?? '';
    const file = await asha.get(href);
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="optmark-evidence-.*\.json"$/,
    );
    expect(await file.json()).toMatchObject({ format: 'optmark-evidence/v1' });
    const second = await asha.order({ phone });
    expect((await asha.get(href.replace(first, second))).status).toBe(404);
    expect((await asha.get(`${first}/evidence/..%2f..%2fkeys.json`)).status).toBe(404);
  });
});
