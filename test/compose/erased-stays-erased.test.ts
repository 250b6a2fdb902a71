// The drill: a backup from before an erasure is restored, and who was erased stays erased.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eraseBy } from '../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../ledger/operations/erase/preview.ts';
import { findPerson } from '../../ledger/operations/person/find-person.ts';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { testLedger } from '../support/ledger.ts';
import { backedUp, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { findingsIn } from '../support/verifier.ts';

/** Erased before the backup; erased after it; stopped after it and then erased; and somebody else. */
const [early, late, stopped, other] = [1, 2, 3, 4].map((n) => `+1415555017${n}`) as [
  string,
  string,
  string,
  string,
];

test('what was erased after the backup is erased again, with the stop that came between', async () => {
  const before = await testLedger();
  const folder = await mkdtemp(join(tmpdir(), 'optmark-erased-'));
  const { ledger, business } = before;
  const officer = { key: 'officer', business, scopes: ['erase' as const] };
  const erase = async (value: string) => {
    const { token } = await previewErasure(ledger, officer, { kind: 'number', value });
    await eraseBy(ledger, officer, token, 'asked_by_person');
  };
  for (const number of [early, late, stopped, other]) await optIn(ledger, business, number);
  await erase(early);
  const path = join(folder, 'backup');
  await backedUp(before.config, path);
  await erase(late);
  await optOut(ledger, business, stopped);
  await erase(stopped);
  await before.close();

  const { ownerUrl, drop } = await emptyDatabase();
  const config = { ...before.config, databaseUrl: ownerUrl };
  await restored(config, path);
  const recovery = await recoveryOf(config);
  await recovery.goOn();
  expect(await recovery.tellAgain()).toEqual({ told: 1, known: 0, erased: 2, unread: 0 });
  expect(await recovery.tellAgain()).toMatchObject({ told: 0, erased: 0 });
  await recovery.close();

  const node = await startedOn(config);
  const superuser = openDatabase({ url: ownerUrl, clients: 1 });
  try {
    const stateOf = async (value: string) =>
      (await findPerson(node.ledger, business, { kind: 'number', value })).person?.state;
    for (const number of [early, late, stopped]) {
      expect(await stateOf(number)).toMatchObject({ grants: {}, erased: { at: expect.any(String) } });
      const held = await superuser.sql`
        select r.idx from sealed_records r join identifier_tags t on t.subject = r.subject
        where t.subject in (select subject from stones) `;
      expect(held).toEqual([]);
    }
    expect((await stateOf(stopped))?.stops).toHaveProperty('*');
    expect(Object.keys((await stateOf(other))!.grants).length).toBeGreaterThan(0);
    expect(await findingsIn({ config })).toEqual([]);
  } finally {
    await superuser.end();
    await node.close();
    await drop();
    await before.stop().catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
});
