import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SenderStore } from '../../../ledger/operations/setup/store.ts';
import { createSenderStore } from '../../../ledger/storage/setup/sender-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { setUp } from '../set-up.ts';

let database: MigratedDatabase;
let senders: SenderStore;
let rows: ReturnType<typeof setUp>;

beforeAll(async () => {
  database = await migratedDatabase();
  senders = createSenderStore(database.app);
  rows = setUp(database.app);
  await rows.business('fresh');
});
afterAll(() => database.drop());

test('senders come back as they were written, those of one business only', async () => {
  const [app, verify] = [randomBytes(60), randomBytes(32)];
  await rows.sender('2', 'fresh', { waba_id: '102290129340398', app_secret: app, verify_token: verify });
  await rows.sender('1', 'fresh');
  const found = await senders.ofBusiness('fresh');
  expect(found.map(({ phoneNumberId }) => phoneNumberId)).toEqual(['1', '2']);
  expect(found[1]).toEqual({
    ...{ phoneNumberId: '2', business: 'fresh', wabaId: '102290129340398', number: '+14155550199' },
    ...{ wrappedAppSecret: app, verifyToken: verify },
  });
  expect(await senders.ofBusiness('nobody')).toEqual([]);
  expect(await senders.registered(['1', '3'])).toEqual(new Set(['1']));
});

test('what was good before comes with its end', async () => {
  const [secret, token] = [randomBytes(60), randomBytes(32)];
  const until = '2026-11-23T10:00:00.000Z';
  await rows.sender('3', 'fresh', {
    ...{ previous_app_secret: secret, previous_app_secret_until: until },
    ...{ previous_verify_token: token, previous_verify_token_until: until },
  });
  const found = (await senders.ofBusiness('fresh')).find(({ phoneNumberId }) => phoneNumberId === '3');
  expect(found).toMatchObject({
    previousAppSecret: { wrapped: secret, until },
    previousVerifyToken: { hash: token, until },
  });
});

test('a sender of a business that is not there is refused, and so is what is not wrapped or hashed', async () => {
  await expect(rows.sender('4', 'nobody')).rejects.toMatchObject({ sqlstate: '23503' });
  const bare = [{ app_secret: randomBytes(32) }, { access_token: Buffer.from('EAAtoken') }];
  for (const over of [...bare, { previous_app_secret: randomBytes(32) }])
    await expect(rows.sender('4', 'fresh', over)).rejects.toMatchObject({ sqlstate: '23514' });
});

test('a sender is found by its current access token, and by the one before until its end', async () => {
  const [current, before] = [randomBytes(32), randomBytes(32)];
  await rows.sender('5', 'fresh', {
    ...{ access_token: current, previous_access_token: before },
    previous_access_token_until: '2026-03-01T10:00:00.000Z',
  });
  const goodAt = async (now: string) => {
    const found = await Promise.all([current, before].map((mac) => senders.byAccessToken(mac, now)));
    return found.map(({ length }) => length);
  };
  expect(await goodAt('2026-03-01T09:59:59.999Z')).toEqual([1, 1]);
  expect(await goodAt('2026-03-01T10:00:00.000Z')).toEqual([1, 0]);
});
