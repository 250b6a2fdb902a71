// Set-up is changed by records: each says what the thing now is, and the row is written by the same commit.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureOf } from '../../../demo/cloud-api/webhook-body.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { SetupChangedRecord } from '../../../ledger/core/consent/record.ts';
import { forwardNowhere, forwardTo } from '../../../ledger/operations/forward/address.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import {
  addSender,
  changeSender,
  endSender,
  isVerifyToken,
  registerAccessToken,
  renewVerifyToken,
  sendersOfToken,
  sendersThatSigned,
} from '../../../ledger/operations/setup/senders.ts';
import {
  addBusiness,
  changeBusiness,
  createApiKey,
  revokeApiKey,
} from '../../../ledger/operations/setup/setup.ts';
import { addSite, changeSite, endSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { refusal } from '../commands.ts';

let shared: TestLedger;
let ledger: Ledger;
const { business } = { business: 'fresh-produce' };

beforeAll(async () => {
  shared = await testLedger();
  ({ ledger } = shared);
});
afterAll(() => shared?.stop());

/** The records of set-up of a business, oldest first. */
async function changes(of = business): Promise<SetupChangedRecord[]> {
  const found: SetupChangedRecord[] = [];
  for await (const page of ledger.records.withoutSubject(of, 100)) {
    for (const stored of page) {
      const { record } = openRecord(ledger, stored);
      if (record.kind === 'setup_changed') found.push(record);
    }
  }
  return found;
}
const last = async (of = business) => (await changes(of)).at(-1)!;
const secretOf = (name: string) => name.repeat(32).slice(0, 32);
const sender = (phoneNumberId: string) => ({
  phoneNumberId,
  number: '+14155550199',
  appSecret: secretOf('a'),
});

test('a business’s first record is its own creation, which its own key opens', async () => {
  await addBusiness(ledger, { id: 'corner-shop', name: 'Corner Shop', callingCode: '1' });
  const [first] = await changes('corner-shop');
  expect(first).toMatchObject({
    thing: 'business',
    name: 'corner-shop',
    is: {
      id: 'corner-shop',
      name: 'Corner Shop',
      calling_code: '1',
      wrapped_key: { mac: expect.any(String) },
    },
    submitted_by: { by: 'operator' },
  });
});

test('every change is a record that says all that the thing now is, and names no secret', async () => {
  const site = await addSite(ledger, business, [shopOrigin]);
  const secret = await newCustomerSecret(ledger, business, site.key);
  const { id, key } = await createApiKey(ledger, business, 'till', ['gate:check']);
  await addSender(ledger, business, sender('10000000001'));
  await registerAccessToken(ledger, business, '10000000001', 'EAAtoken-of-twenty-letters');
  await forwardTo(ledger, business, '10000000001', 'https://receiver.example/in');
  const said = JSON.stringify(await changes());
  for (const hidden of [secret, secret.slice(4), key, key.slice(3), secretOf('a'), 'EAAtoken'])
    expect(said).not.toContain(hidden);
  expect(await last()).toMatchObject({
    thing: 'sender',
    name: '10000000001',
    is: {
      ...{ number: '+14155550199', forward_url: 'https://receiver.example/in' },
      ...{ app_secret: { mac: expect.any(String) }, access_token: { mac: expect.any(String) } },
    },
  });
  await revokeApiKey(ledger, id);
  expect((await last()).is).toMatchObject({ name: 'till', revoked_at: expect.any(String) });
  await endSender(ledger, business, '10000000001');
  expect(await last()).toMatchObject({ thing: 'sender', name: '10000000001', is: null });
});

test('a refused change is no record', async () => {
  const before = await changes();
  const nobodys = [
    () => changeSite(ledger, business, 'pk_nobody', { addOrigins: [shopOrigin] }),
    () => endSender(ledger, business, '1'),
    () => changeSender(ledger, 'no-such-shop', '1', { wabaId: null }),
    () => forwardNowhere(ledger, business, '1'),
  ];
  for (const change of nobodys) expect(await refusal(change())).toMatchObject({ code: 'not_found' });
  expect(await changes()).toHaveLength(before.length);
});

describe('a business', () => {
  test('can be named anew, and its calling code taken away', async () => {
    await addBusiness(ledger, { id: 'misspelt', name: 'Frsh', callingCode: '1' });
    await changeBusiness(ledger, 'misspelt', { name: 'Fresh', callingCode: null });
    const is = await ledger.setup.business('misspelt');
    expect(is).toMatchObject({ name: 'Fresh' });
    expect(is).not.toHaveProperty('callingCode');
  });

  test('may not be called as the ledger itself is', async () => {
    const { businessDraftSchema } = await import('../../../ledger/operations/setup/setup.ts');
    expect(businessDraftSchema.safeParse({ id: 'ledger', name: 'L' }).success).toBe(false);
  });
});

describe('a site', () => {
  test('gets origins and loses them, but never the last', async () => {
    const { key } = await addSite(ledger, business, [shopOrigin]);
    await changeSite(ledger, business, key, { addOrigins: ['https://b.example', shopOrigin] });
    expect((await ledger.setup.site(key))?.origins).toEqual([shopOrigin, 'https://b.example']);
    await changeSite(ledger, business, key, { removeOrigins: [shopOrigin] });
    expect((await ledger.setup.site(key))?.origins).toEqual(['https://b.example']);
    const emptied = changeSite(ledger, business, key, { removeOrigins: ['https://b.example'] });
    expect(await refusal(emptied)).toMatchObject({ code: 'invalid' });
    const unknown = changeSite(ledger, business, key, { removeOrigins: ['https://c.example'] });
    expect(await refusal(unknown)).toMatchObject({ code: 'not_found' });
  });

  test('changed by many at once loses none of their changes', async () => {
    const { key } = await addSite(ledger, business, [shopOrigin]);
    const added = Array.from({ length: 8 }, (_, n) => `https://s${n}.example`);
    await Promise.all(added.map((one) => changeSite(ledger, business, key, { addOrigins: [one] })));
    expect(new Set((await ledger.setup.site(key))?.origins)).toEqual(new Set([shopOrigin, ...added]));
  });

  test('that has ended is no site any more, and another business’s never was one', async () => {
    const { key } = await addSite(ledger, business, [shopOrigin]);
    expect(await refusal(endSite(ledger, 'corner-shop', key))).toMatchObject({ code: 'not_found' });
    await endSite(ledger, business, key);
    expect(await ledger.setup.site(key)).toBeUndefined();
  });
});

describe('a sender', () => {
  test('is one business’s, until it ends there', async () => {
    await addSender(ledger, business, sender('20000000001'));
    const again = addSender(ledger, 'corner-shop', sender('20000000001'));
    expect(await refusal(again)).toMatchObject({ code: 'conflict' });
    await endSender(ledger, business, '20000000001');
    await addSender(ledger, 'corner-shop', sender('20000000001'));
    expect(await ledger.senders.ofBusiness('corner-shop')).toHaveLength(1);
  });

  test('with a new app secret believes the one before for a day, and not at all where it has leaked', async () => {
    await addSender(ledger, business, sender('20000000002'));
    const body = Buffer.from('{}');
    const signedWith = (name: string, at = ledger.world.now()) =>
      sendersThatSigned(
        { ...ledger, world: { ...ledger.world, now: () => at } },
        business,
        signatureOf(secretOf(name), '{}'),
        body,
      );
    await changeSender(ledger, business, '20000000002', { wabaId: undefined, appSecret: secretOf('b') });
    const later = new Date(ledger.world.now().getTime() + 24 * 60 * 60 * 1000 + 1000);
    const good = async (name: string, at?: Date) =>
      (await signedWith(name, at).catch(() => [])).some(
        ({ phoneNumberId }) => phoneNumberId === '20000000002',
      );
    expect([await good('a'), await good('b')]).toEqual([true, true]);
    expect([await good('a', later), await good('b', later)]).toEqual([false, true]);
    const change = { wabaId: undefined, appSecret: secretOf('c') };
    await changeSender(ledger, business, '20000000002', change, { endsPrevious: true });
    expect([await good('b'), await good('c')]).toEqual([false, true]);
  });

  test('gets a new verify token, and the one before stays good for a day', async () => {
    const { verifyToken: first } = await addSender(ledger, business, sender('20000000003'));
    const { verifyToken: second } = await renewVerifyToken(ledger, business, '20000000003');
    const isGood = (token: string, at = ledger.world.now()) =>
      isVerifyToken({ ...ledger, world: { now: () => at } }, business, token);
    const later = new Date(ledger.world.now().getTime() + 24 * 60 * 60 * 1000 + 1000);
    expect([await isGood(first), await isGood(second)]).toEqual([true, true]);
    expect([await isGood(first, later), await isGood(second, later)]).toEqual([false, true]);
    const { verifyToken: third } = await renewVerifyToken(ledger, business, '20000000003', {
      endsPrevious: true,
    });
    expect([await isGood(second), await isGood(third)]).toEqual([false, true]);
  });

  test('keeps its token before the current one where the same is given once more', async () => {
    await addSender(ledger, business, sender('20000000004'));
    const token = (n: number) => `EAAtoken-of-twenty-letters-${n}`;
    const isGood = async (n: number) => (await sendersOfToken(ledger, token(n))).length;
    const set = (n: number, endsPrevious = false) =>
      registerAccessToken(ledger, business, '20000000004', token(n), { endsPrevious });
    await set(1);
    await set(2);
    await set(2);
    expect([await isGood(1), await isGood(2)]).toEqual([1, 1]);
    await set(3);
    expect([await isGood(1), await isGood(2), await isGood(3)]).toEqual([0, 1, 1]);
    await set(3, true);
    expect([await isGood(2), await isGood(3)]).toEqual([0, 1]);
  });
});

test('everything that was set up here is what its records say', async () => {
  expect(await findingsIn(shared)).toEqual([]);
});
