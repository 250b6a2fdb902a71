// A request that has read before an erasure writes after it: of every writer that does not wait for the
// commit, what it wrote late is deleted once more, and what the person did since stays.

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { createLateRows, lateMs } from '../../../ledger/storage/erase/late-rows.ts';
import { rowsOf } from '../../../ledger/storage/erase/rows-of.ts';
import { findingsIn } from '../../support/verifier.ts';
import { optInByTick } from '../commands.ts';
import { here, superuser, useOwnedLedger } from '../owned-ledger.ts';
import { plus, type Row, rowWriters } from './row-writers.ts';

useOwnedLedger();

const bytes = () => randomBytes(32);
const writers = Object.fromEntries(
  Object.entries(rowWriters).map(([table, write]) => [table, (row: Row) => write(superuser, row)]),
);

/** A subject is of one business. */
const bySubject = ['ownership_challenges', 'sends', 'reconfirmations'];

const passing = rowsOf.filter(({ told }) => told !== 'under the lock').map(({ table }) => table);

async function counted(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of passing) {
    const [row] = await superuser.sql.unsafe<{ count: number }[]>(`select count(*) from "${table}"`);
    counts[table] = row!.count;
  }
  return counts;
}
const each = (count: number) =>
  Object.fromEntries(
    passing.map((table) => [table, ['sends', 'message_statuses'].includes(table) ? 2 * count : count]),
  );

test('every table with rows that a person has, and that a writer may add late, is tried', () => {
  expect([...Object.keys(writers), 'message_statuses'].toSorted()).toEqual(passing.toSorted());
});

test('what was written late is deleted once more, and what came since, or is another’s, stays', async () => {
  const { ledger, business } = here;
  const value = '+919876502001';
  const named = { kind: 'number', value } as const;
  const officer = { key: 'officer', business, scopes: ['erase' as const] };
  await optInByTick(ledger, value);
  await optInByTick(ledger, '+919876502002');
  const [tag] = tagsUnderEveryPepper(ledger.keys.peppers, business, named);
  const [known] = await superuser.sql<{ subject: string }[]>`
    select subject from identifier_tags where tag = ${tag!.tag}`;
  const [another] = await superuser.sql<{ subject: string }[]>`
    select subject from subjects where subject <> ${known!.subject} and business = ${business}`;
  const { token } = await previewErasure(ledger, officer, named);
  const { recorded_at: erasedAt } = await eraseBy(ledger, officer, token, 'asked_by_person');
  const own = { tag: tag!.tag, subject: known!.subject, business, sender: '1' };
  const write = async (row: Omit<Row, 'at'>, at: string) => {
    for (const writer of Object.values(writers)) await writer({ ...row, at });
  };
  await write(own, plus(erasedAt, -1000));
  await write({ ...own, sender: '2' }, plus(erasedAt, 1000));
  await write({ tag: bytes(), subject: another!.subject, business, sender: '3' }, plus(erasedAt, -1000));
  // The same handles in the rows of another business.
  for (const [table, writer] of Object.entries(writers))
    if (!bySubject.includes(table))
      await writer({ ...own, business: 'other-shop', sender: '4', at: plus(erasedAt, -1000) });
  const others = (counts: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(counts).map(([table, count]) => {
        const isTried = ![...bySubject, 'message_statuses'].includes(table);
        return [table, count + (isTried ? 1 : 0)];
      }),
    );

  const late = createLateRows(superuser);
  await late.sweep(plus(erasedAt, lateMs - 1000));
  expect(await counted()).toEqual(others(each(3)));
  await late.sweep(plus(erasedAt, lateMs + 1000));
  expect(await counted()).toEqual(others(each(2)));
  // Nor does a tag of the erased stay in the row by which late ones were found.
  expect(await superuser.sql`select from late_erasures`).toHaveLength(0);
  for (const table of passing) await superuser.sql.unsafe(`delete from "${table}"`);
  expect(await findingsIn(here)).toEqual([]);
});
