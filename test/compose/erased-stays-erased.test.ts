// The drill: a backup from before an erasure is restored, and who was erased stays erased.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eraseBy } from '../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../ledger/operations/erase/preview.ts';
import { hearIdentities } from '../../ledger/operations/hear/identities.ts';
import { findPerson } from '../../ledger/operations/person/find-person.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { testLedger } from '../support/ledger.ts';
import { backedUp, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { findingsIn } from '../support/verifier.ts';

/**
 * Erased before the backup; erased after it; stopped after it and then erased; of whom a record cannot be
 * read any more; whose erasure was refused; whose was refused and a crash came before the journal had that;
 * and somebody else.
 */
const [early, late, stopped, unread, linked, untold, other] = Array.from(
  { length: 7 },
  (_, n) => `+1415555017${n + 1}`,
) as [string, string, string, string, string, string, string];

/** One byte of their record is changed, and their state is damaged. */
async function breakRecordOf({ sql }: Database, subject: string) {
  const change = async (state: string) => {
    await sql.unsafe(`alter table sealed_records disable trigger user;
      update sealed_records set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where subject = '${subject}';
      alter table sealed_records enable always trigger refuse_change_but_erasure;
      alter table sealed_records enable always trigger refuse_truncate`);
    await sql`update consent_states set state = ${state} where subject = ${subject}`;
  };
  const [was] = await sql<{ state: string }[]>`select state from consent_states where subject = ${subject}`;
  const [first] = await sql<{ record: string }[]>`
    select record from sealed_records where subject = ${subject} order by idx`;
  await change('x');
  return { record: first!.record, mend: () => change(was!.state) };
}

test('what was erased after the backup is erased again, with the stop that came between', async () => {
  const before = await testLedger();
  const folder = await mkdtemp(join(tmpdir(), 'optmark-erased-'));
  const { ledger, business } = before;
  const officer = { key: 'officer', business, scopes: ['erase' as const] };
  const erase = async (value: string) => {
    const { token } = await previewErasure(ledger, officer, { kind: 'number', value });
    await eraseBy(ledger, officer, token, 'asked_by_person');
  };
  for (const number of [unread, early, late, stopped, linked, untold, other])
    await optIn(ledger, business, number);
  const unreadOne = { kind: 'number', value: unread } as const;
  const subjectOfUnread = (await findPerson(ledger, business, unreadOne)).person?.subjects[0];
  await erase(early);
  const path = join(folder, 'backup');
  await backedUp(before.config, path);
  await erase(unread);
  await erase(late);
  /** Refused, since a link came between. */
  const refusedErasure = async (value: string, erasureJournal: typeof ledger.erasureJournal) => {
    const one = { kind: 'number', value } as const;
    const { token } = await previewErasure(ledger, officer, one);
    const alias = { kind: 'alias', other: { kind: 'bsuid', value: `IN.${value.slice(1)}` } } as const;
    await hearIdentities(ledger, business, [{ sender: '1', name: `wamid.${value}`, ...alias, one }]);
    return eraseBy({ ...ledger, erasureJournal }, officer, token, 'asked_by_person');
  };
  await expect(refusedErasure(linked, ledger.erasureJournal)).rejects.toMatchObject({ code: 'conflict' });
  const crashing = { ...ledger.erasureJournal, void: () => Promise.reject(new Error('crash')) };
  await expect(refusedErasure(untold, crashing)).rejects.toThrow('crash');
  await optOut(ledger, business, stopped);
  await erase(stopped);
  await before.close();

  const { ownerUrl, drop } = await emptyDatabase();
  const config = { ...before.config, databaseUrl: ownerUrl };
  await restored(config, path);
  const superuser = openDatabase({ url: ownerUrl, clients: 1 });
  const broken = await breakRecordOf(superuser, subjectOfUnread!);
  const recovery = await recoveryOf(config);
  await recovery.goOn();
  const refused = [{ kind: 'refused', records: [broken.record], why: expect.stringContaining('read') }];
  expect(await recovery.tellAgain()).toEqual({ told: 1, known: 0, erased: 3, refused, unread: 0 });
  expect(await recovery.tellAgain()).toMatchObject({ told: 0, erased: 0, refused });
  await broken.mend();
  expect(await recovery.tellAgain()).toMatchObject({ erased: 1, refused: [] });
  await recovery.close();

  const node = await startedOn(config);
  try {
    const stateOf = async (value: string) =>
      (await findPerson(node.ledger, business, { kind: 'number', value })).person?.state;
    for (const number of [early, late, stopped, unread, untold]) {
      expect(await stateOf(number)).toMatchObject({ grants: {}, erased: { at: expect.any(String) } });
      const held = await superuser.sql`
        select r.idx from sealed_records r join identifier_tags t on t.subject = r.subject
        where t.subject in (select subject from stones) `;
      expect(held).toEqual([]);
    }
    expect((await stateOf(stopped))?.stops).toHaveProperty('*');
    for (const number of [linked, other])
      expect(Object.keys((await stateOf(number))!.grants).length).toBeGreaterThan(0);
    expect(await findingsIn({ config })).toEqual([]);
  } finally {
    await superuser.end();
    await node.close();
    await drop();
    await before.stop().catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
});
