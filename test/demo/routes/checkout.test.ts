import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Claims, Page } from '../../http/page.ts';
import { nobody, someone, type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

const visitor = async (ledgerUrl?: string) => new Visitor(await shop.open(ledgerUrl));

/** What a page of the shop signed; without a nonce, as when it could not reach the ledger. */
async function signed(number: string, over: Claims = {}): Promise<string> {
  const page = new Page({ url: shop.ledger.url, site: shop.ledger.site });
  return page.sign(await page.optInClaims(number, over));
}

describe('an order', () => {
  test('is placed with both boxes empty, and nothing is recorded', async () => {
    const asha = await visitor();
    expect(await asha.text(await asha.order())).toContain('You left this box empty');
  });

  test('is placed while the ledger cannot be reached', async () => {
    const asha = await visitor(nobody);
    expect(await asha.text('/checkout')).toContain('Your order is not affected');
    expect(await asha.text(await asha.order())).toContain('Thank you, Asha');
  });

  test('is not placed with a mistake, and what was typed is shown again', async () => {
    const response = await (await visitor()).post('/checkout', { ...someone, phone: '12' });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('value="Asha Rao"');
    expect(page).toContain('aria-invalid="true"');
  });

  test.for(['0', '5', '-1', '1.5', '1e9', 'many'])('of %s boxes is one of one box', async (boxes) => {
    const asha = await visitor();
    expect(await asha.text(await asha.order({ boxes }))).toContain('1 × The Sunday box');
  });

  test('shows what people type as text, never as markup', async () => {
    const asha = await visitor();
    const page = await asha.text(
      await asha.order({ name: '<script>alert(1)</script>', address: '"><img src=x>' }),
    );
    expect(page).not.toMatch(/<script>alert|<img/);
  });

  test('begins a session by a cookie that no script can read', async () => {
    const response = await (await visitor()).post('/checkout', someone);
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
  });

  test('leaves no session in the book, only its hash', async () => {
    const asha = await visitor();
    await asha.order();
    const book = await readFile(join(shop.dataFolder, 'shop.jsonl'), 'utf8');
    expect(book).not.toContain(asha.cookie.split('=')[1]);
  });
});

describe('a tick that the page could not post', () => {
  test('is forwarded by the shop, as it was signed, and can be verified', async () => {
    const asha = await visitor();
    const phone = '+919876543221';
    const jws = await signed(phone, { nonce: undefined });
    const page = await asha.text(await asha.order({ phone, whatsapp_consent: jws }));
    expect(page).toContain('grade E2');
    expect(page).toContain('Download the evidence file');
  });

  test('is one record with the post of the page itself, whose grade stands', async () => {
    const asha = await visitor();
    const page = new Page({ url: shop.ledger.url, site: shop.ledger.site });
    const phone = '+919876543222';
    const jws = page.sign(await page.optInClaims(phone));
    const { record } = (await (await page.postOptIn(jws)).json()) as { record: string };
    const orderPage = await asha.text(await asha.order({ phone, whatsapp_consent: jws }));
    expect(orderPage).toContain('grade E3');
    expect(orderPage).toContain(record);
  });

  test('is delivered after a restart, if the ledger was away', async () => {
    const before = await visitor(nobody);
    const phone = '+919876543223';
    const path = await before.order({ phone, whatsapp_consent: await signed(phone, { nonce: undefined }) });
    expect(await before.text(path)).toContain('The ledger has not answered yet');
    const after = new Visitor(await shop.open());
    after.adopt(before);
    expect(await after.text(path)).toContain('grade E2');
  });

  test('is not recorded when it is no signature, and the order says so', async () => {
    const asha = await visitor();
    expect(await asha.text(await asha.order({ whatsapp_consent: 'a.b.c' }))).toContain('Not recorded:');
  });

  test('is not recorded when it was signed for a site of another business', async () => {
    const asha = await visitor();
    const jws = await signed('+919876543224', { site: `pk_${'x'.repeat(24)}`, nonce: undefined });
    expect(await asha.text(await asha.order({ whatsapp_consent: jws }))).toContain('Not recorded:');
  });
});
