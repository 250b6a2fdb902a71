// The drill: a backup from before an erasure is restored, and who was erased stays erased.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tagsUnderEveryPepper } from '../../ledger/core/subject/tag.ts';
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
 * read any more; whose erasure was refused, also by a node that crashed before it could say so; erased apart
 * from an id that was theirs at the time of the backup; and somebody else.
 */
type Eight = [string, string, string, string, string, string, string, string];
const [early, late, stopped, unread, linked, unsaid, parted, other] = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (n) => `+1415555017${n}`,
) as Eight;

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
  const tokenOf = async (value: string, kind: 'number' | 'bsuid' = 'number') =>
    (await previewErasure(ledger, officer, { kind, value })).token;
  const erase = async (value: string, kind: 'number' | 'bsuid' = 'number') =>
    eraseBy(ledger, officer, await tokenOf(value, kind), 'asked_by_person');
  const call = (value: string, id: string) =>
    hearIdentities(ledger, business, [
      {
        ...{ sender: '1', name: `wamid.${id}`, kind: 'alias', one: { kind: 'number', value } },
        other: { kind: 'bsuid', value: id },
      },
    ]);
  const refused = (token: string, on = ledger) =>
    expect(eraseBy(on, officer, token, 'asked_by_person')).rejects.toMatchObject({ code: 'conflict' });
  for (const number of [unread, early, late, stopped, linked, unsaid, parted, other])
    await optIn(ledger, business, number);
  const unreadOne = { kind: 'number', value: unread } as const;
  const subjectOfUnread = (await findPerson(ledger, business, unreadOne)).person?.subjects[0];
  const subjectOfUnsaid = (await findPerson(ledger, business, { kind: 'number', value: unsaid })).person
    ?.subjects[0];
  await erase(early);
  const unsaidToken = await tokenOf(unsaid);
  await call(unsaid, 'IN.4476');
  await call(parted, 'IN.4477');
  const path = join(folder, 'backup');
  await backedUp(before.config, path);
  await erase(unread);
  await erase(late);
  const token = await tokenOf(linked);
  await call(linked, 'IN.4475');
  await refused(token);
  const keepOutcome = () => Promise.reject(new Error('crashed'));
  await refused(unsaidToken, {
    ...ledger,
    erasureJournal: { ...ledger.erasureJournal, keepOutcome },
  });
  await hearIdentities(ledger, business, [
    {
      ...{ sender: '1', name: 'wamid.p1', kind: 'change', from: { kind: 'number', value: parted } },
      to: { kind: 'number', value: '+14155550179' },
    },
  ]);
  await erase('IN.4477', 'bsuid');
  await optOut(ledger, business, stopped);
  await erase(stopped);
  await before.close();

  const { ownerUrl, drop } = await emptyDatabase();
  const config = { ...before.config, databaseUrl: ownerUrl };
  await restored(config, path);
  const superuser = openDatabase({ url: ownerUrl, clients: 1 });
  const broken = await breakRecordOf(superuser, subjectOfUnread!);
  const [unsaidFirst] = await superuser.sql<{ record: string }[]>`
    select record from sealed_records where subject = ${subjectOfUnsaid!} order by idx`;
  const recovery = await recoveryOf(config);
  await recovery.goOn();
  const joined = { kind: 'refused', records: [unsaidFirst!.record], why: expect.stringContaining('changed') };
  const unreadable = { kind: 'refused', records: [broken.record], why: expect.stringContaining('read') };
  const both = expect.arrayContaining([joined, unreadable]);
  expect(await recovery.tellAgain()).toEqual({ told: 5, known: 0, erased: 3, refused: both, unread: 0 });
  expect(await recovery.tellAgain()).toMatchObject({ told: 0, erased: 0, refused: both });
  await broken.mend();
  expect(await recovery.tellAgain()).toMatchObject({ erased: 1, refused: [joined] });
  await recovery.close();

  const node = await startedOn(config);
  try {
    const stateOf = async (value: string) =>
      (await findPerson(node.ledger, business, { kind: 'number', value })).person?.state;
    const stoneOf = async (value: string) => {
      const [tag] = tagsUnderEveryPepper(node.ledger.keys.peppers, business, { kind: 'bsuid', value });
      return superuser.sql`
        select from stones s join identifier_tags t on t.subject = s.subject where t.tag = ${tag!.tag}`;
    };
    expect(await stoneOf('IN.4477')).toHaveLength(1);
    expect(await stoneOf('IN.4476')).toHaveLength(0);
    for (const number of [early, late, stopped, unread]) {
      expect(await stateOf(number)).toMatchObject({ grants: {}, erased: { at: expect.any(String) } });
      const held = await superuser.sql`
        select r.idx from sealed_records r join identifier_tags t on t.subject = r.subject
        where t.subject in (select subject from stones) `;
      expect(held).toEqual([]);
    }
    expect((await stateOf(stopped))?.stops).toHaveProperty('*');
    for (const number of [linked, unsaid, other])
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
