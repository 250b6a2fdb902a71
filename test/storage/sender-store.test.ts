import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sender, SenderStore } from '../../ledger/operations/ports.ts';
import { createSenderStore } from '../../ledger/storage/sender-store.ts';
import { createSetupStore } from '../../ledger/storage/setup-store.ts';
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
