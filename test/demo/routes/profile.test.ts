import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get, ivrOptIn, post } from '../../http/requests.ts';
import { nobody, someone, type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

const visitor = async (ledgerUrl?: string) => new Visitor(await shop.open(ledgerUrl));

async function treeSize(): Promise<number> {
  const ready = (await (await get(`${shop.ledger.url}/readyz`)).json()) as { tree_size: number };
  return ready.tree_size;
}

async function mayISend(recipient: string): Promise<string> {
  const question = { recipient, purpose: 'shipping_update' };
  const answer = await post(`${shop.ledger.url}/v1/gate/check`, shop.ledger.keys.gate, question);
  return ((await answer.json()) as { decision: string }).decision;
}

const agree = (number: string) =>
  post(`${shop.ledger.url}/v1/opt-ins`, shop.ledger.keys.ingest, ivrOptIn(number));

describe('a stranger', () => {
  test('is shown nobody’s preferences', async () => {
    const page = await (await visitor()).text('/profile');
    expect(page).toContain('has not ordered anything yet');
    expect(page).not.toContain('/profile/stop');
  });

  test('can stop nothing', async () => {
    const before = await treeSize();
    await (await visitor()).post('/profile/stop', { notice: 'order-updates', stop: randomUUID() });
    expect(await treeSize()).toBe(before);
  });

  test('cannot use a session that the shop did not give', async () => {
    const app = await shop.open();
    const response = await app.request('http://shop.test/profile', {
      headers: { cookie: 'shop_session=guessed' },
    });
    expect(await response.text()).toContain('has not ordered anything yet');
  });
});

describe('the stop button', () => {
  test('makes the gate deny at once, and names a person to talk to', async () => {
    const phone = '+919876543241';
    await agree(phone);
    const asha = await visitor();
    await asha.order({ phone });
    expect(await mayISend(phone)).toBe('allow');
    const stopped = await asha.post('/profile/stop', { notice: 'order-updates', stop: randomUUID() });
    expect(await mayISend(phone)).toBe('deny');
    const page = await asha.text(stopped.headers.get('location') ?? '');
    expect(page).toContain('Stopped.');
    expect(page).toContain('tel:+14155550100');
  });

  test('pressed twice is one record', async () => {
    const asha = await visitor();
    await asha.order({ phone: '+919876543242' });
    const form = { notice: 'order-updates', stop: randomUUID() };
    await asha.post('/profile/stop', form);
    const once = await treeSize();
    await asha.post('/profile/stop', form);
    expect(await treeSize()).toBe(once);
  });

  test('claims nothing while the ledger does not answer', async () => {
    const asha = await visitor(nobody);
    await asha.order();
    const response = await asha.post('/profile/stop', { notice: 'order-updates', stop: randomUUID() });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('ask a person to do it for you');
  });

  test('stops nothing under a notice that there is not', async () => {
    const asha = await visitor();
    await asha.order();
    const before = await treeSize();
    await asha.post('/profile/stop', { notice: 'everything', stop: randomUUID() });
    expect(await treeSize()).toBe(before);
  });

  test('of somebody else is not confirmed here', async () => {
    const app = await shop.open();
    const [asha, other] = [new Visitor(app), new Visitor(app)];
    await asha.order({ phone: '+919876543243' });
    await other.order({ phone: '+919876543244' });
    const done = await asha.post('/profile/stop', { notice: 'order-updates', stop: randomUUID() });
    expect(await other.text(done.headers.get('location') ?? '')).not.toContain('Stopped.');
  });
});

describe('the details', () => {
  test('are not changed by a form with a mistake', async () => {
    const asha = await visitor();
    await asha.order();
    expect((await asha.post('/profile', { ...someone, name: '' })).status).toBe(422);
    expect(await asha.text('/profile')).toContain('value="Asha Rao"');
  });

  test('are changed by one without', async () => {
    const asha = await visitor();
    await asha.order();
    await asha.post('/profile', { ...someone, name: 'Asha Nair' });
    expect(await asha.text('/profile')).toContain('value="Asha Nair"');
  });
});
