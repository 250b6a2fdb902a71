import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sender, SenderStore } from '../../ledger/operations/ports.ts';
import { createSenderStore } from '../../ledger/storage/sender-store.ts';
import { createSetupStore } from '../../ledger/storage/setup/setup-store.ts';
import { type MigratedDatabase, migratedDatabase } from './migrated.ts';

let database: MigratedDatabase;
let senders: SenderStore;

const sender = (over: Partial<Sender> = {}): Sender => ({
  phoneNumberId: '106540352242922',
  business: 'fresh',
  number: '+14155550199',
  wrappedAppSecret: randomBytes(60),
  verifyToken: randomBytes(32),
  ...over,
});

beforeAll(async () => {
  database = await migratedDatabase();
  senders = createSenderStore(database.app);
  const setup = createSetupStore(database.app);
  await setup.addBusiness({ id: 'fresh', name: 'Fresh Produce', wrappedKey: randomBytes(60) });
});
afterAll(() => database.drop());

test('senders come back as they were added, those of one business only', async () => {
  const [second, first] = [
    sender({ phoneNumberId: '2', wabaId: '102290129340398' }),
    sender({ phoneNumberId: '1' }),
  ];
  await senders.add(second);
  await senders.add(first);
  expect(await senders.ofBusiness('fresh')).toEqual([first, second]);
  expect(await senders.ofBusiness('nobody')).toEqual([]);
});

test('a sender is added once, and never to a business that is not there', async () => {
  await senders.add(sender());
  await expect(senders.add(sender({ number: '+14155550198' }))).rejects.toMatchObject({ code: 'conflict' });
  const stray = senders.add(sender({ phoneNumberId: '3', business: 'nobody' }));
  await expect(stray).rejects.toMatchObject({ code: 'not_found' });
});

test('a secret that is not wrapped is not stored', async () => {
  const bare = senders.add(sender({ phoneNumberId: '4', wrappedAppSecret: randomBytes(32) }));
  await expect(bare).rejects.toMatchObject({ sqlstate: '23514' });
});

test('a token is good until a day after it was replaced, and the one before it no longer', async () => {
  await senders.add(sender({ phoneNumberId: '5' }));
  const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const set = (mac: Buffer, until?: string) => senders.setAccessToken('fresh', '5', mac, until);
  const goodAt = async (now: string) => {
    const found = await Promise.all([first, second, third].map((mac) => senders.byAccessToken(mac, now)));
    return found.map(({ length }) => length);
  };
  const [before, until, after] = [
    '2026-03-01T09:59:59.999Z',
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T10:00:00.001Z',
  ];

  await set(first, before);
  expect(await goodAt(before)).toEqual([1, 0, 0]);
  await set(second, until);
  expect(await goodAt(before)).toEqual([1, 1, 0]);
  expect(await goodAt(until)).toEqual([0, 1, 0]);
  // The same once more neither ends the one before it nor keeps it for longer.
  await set(second, '2026-04-01T00:00:00.000Z');
  expect(await goodAt(before)).toEqual([1, 1, 0]);
  expect(await goodAt(after)).toEqual([0, 1, 0]);
  await set(third, until);
  expect(await goodAt(before)).toEqual([0, 1, 1]);
  await set(third);
  expect(await goodAt(before)).toEqual([0, 0, 1]);
});

test('a token is set for no sender of another business', async () => {
  const stray = senders.setAccessToken('nobody', '5', randomBytes(32), undefined);
  await expect(stray).rejects.toMatchObject({ code: 'not_found' });
});

test('what is stored can be nobody’s token: only a hash is taken', async () => {
  const bare = senders.setAccessToken('fresh', '5', Buffer.from('EAAtoken'), undefined);
  await expect(bare).rejects.toMatchObject({ sqlstate: '23514' });
});
