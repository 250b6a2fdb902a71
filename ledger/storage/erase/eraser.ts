// Deletes a person's rows, in the transaction that appends the `erased` record, as the role that alone may do
// that. The app goes on as itself behind it: what it then writes of the person is the stone.

import { LedgerError } from '../../core/error.ts';
import type { ErasureWrite } from '../../operations/append/log-store.ts';
import { DatabaseError, type Sql } from '../database/connection.ts';
import { countErased, countPruned } from '../register/days.ts';
import { appRole, eraserRole, mayTakeOn } from '../schema/roles.ts';
import { findings, type Handles, rowsOf } from './rows-of.ts';
import { sentTo } from './sent-to.ts';

export async function erase(sql: Sql, erasure: ErasureWrite): Promise<void> {
  const { business, subjects, tags, record, at, blanked } = erasure;
  await countErased(sql, subjects);
  await asEraser(sql, async () => {
    await deleteRows(sql, erasure);
    await blankSpent(sql, blanked);
  });
  await sql`insert into stones (subject, record) select s, ${record} from unnest(${subjects}::uuid[]) s`;
  await sql`
    insert into late_erasures (record, business, subjects, tags, erased_at)
    values (${record}, ${business}, ${subjects}::uuid[], ${tags}::bytea[], ${at}::timestamptz)`;
}

type Person = Pick<ErasureWrite, 'business' | 'subjects' | 'tags'>;

/** @param at the moment of their erasure: what was written late is deleted once more */
export const deleteLate = (sql: Sql, person: Person, at: string): Promise<void> =>
  asEraser(sql, () => deleteRows(sql, person, at));

/** @param late of an erasure at this moment: only what was written late. Absent: everything */
async function deleteRows(sql: Sql, { business, subjects, tags }: Person, late?: string): Promise<void> {
  const sent = await sentTo(sql, { business, subjects, tags }, late);
  const handles: Handles = { business, subjects, tags, sent };
  for (const { table, any, told } of rowsOf) {
    if (late !== undefined && told === 'under the lock') continue;
    for (const { where, values } of findings({ any }, handles)) {
      const all = `delete from "${table}" where (${where(1)})`;
      if (late === undefined || typeof told === 'string') await sql.unsafe(all, values);
      else
        await sql.unsafe(`${all} and ${told.moment} <= $${values.length + 1}::timestamptz`, [
          ...values,
          late,
        ]);
    }
  }
}

/** That a request came stays, and what it was goes. */
async function blankSpent(sql: Sql, rows: ErasureWrite['blanked']): Promise<void> {
  if (rows.length === 0) return;
  const columns = { keys: rows.map(({ key }) => key), businesses: rows.map(({ business }) => business) };
  await sql`
    update spent_keys k set request = n.request, mac = n.mac
    from unnest(${columns.keys}::bytea[], ${columns.businesses}::text[],
      ${rows.map(({ request }) => request)}::bytea[], ${rows.map(({ mac }) => mac)}::bytea[])
      as n (key, business, request, mac)
    where k.key = n.key and k.business = n.business`;
}

/** Records of no person's state, whose time is over. */
export async function prune(sql: Sql, indexes: readonly number[]): Promise<void> {
  await countPruned(sql, indexes);
  await asEraser(sql, () => sql`delete from sealed_records where idx = any(${indexes}::bigint[])`);
}

/** @throws LedgerError internal: nobody can be erased, since the login may not take on the role */
export async function requireEraser(sql: Sql): Promise<void> {
  const [row] = await sql.unsafe<{ may: boolean }[]>(
    `select ${mayTakeOn(eraserRole, 'session_user')} as may`,
  );
  if (!row!.may) throw new LedgerError('internal', lacking);
}

/** In the transaction of `sql`: as the role that alone may delete, and then as the app again. */
export async function asEraser<Result>(sql: Sql, work: () => Promise<Result>): Promise<Result> {
  await takeOn(sql, eraserRole);
  const result = await work();
  await takeOn(sql, appRole);
  return result;
}

/** Until the transaction ends. */
async function takeOn(sql: Sql, role: string): Promise<void> {
  try {
    await sql.unsafe(`set local role ${role}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.sqlstate !== '42501') throw error;
    const refused = new LedgerError('internal', lacking);
    refused.cause = error;
    throw refused;
  }
}

const lacking = `The login of DATABASE_URL may not take on the role ${eraserRole}, so nothing was erased: GRANT ${eraserRole} TO it.`;
