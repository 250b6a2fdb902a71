// Deletes a person's rows, in the transaction that appends the `erased` record, as the role that alone may do
// that. The app goes on as itself behind it: what it then writes of the person is the stone.

import { LedgerError } from '../../core/error.ts';
import type { ErasureWrite } from '../../operations/append/log-store.ts';
import { DatabaseError, type Sql } from '../database/connection.ts';
import { appRole, eraserRole } from '../schema/roles.ts';
import { findings, type Handles, rowsOf } from './rows-of.ts';
import { sentTo } from './sent-to.ts';

export async function erase(sql: Sql, { subjects, tags, record }: ErasureWrite): Promise<void> {
  await takeOn(sql, eraserRole);
  const handles: Handles = { subjects, tags, sent: await sentTo(sql, subjects, tags) };
  for (const one of rowsOf) {
    for (const { where, values } of findings(one, handles))
      await sql.unsafe(`delete from "${one.table}" where ${where(1)}`, values);
  }
  await takeOn(sql, appRole);
  await sql`insert into stones (subject, record) select s, ${record} from unnest(${subjects}::uuid[]) s`;
}

/** Records of no person's state, whose time is over. */
export async function prune(sql: Sql, indexes: readonly number[]): Promise<void> {
  await takeOn(sql, eraserRole);
  await sql`delete from sealed_records where idx = any(${indexes}::bigint[])`;
  await takeOn(sql, appRole);
}

/** Until the transaction ends. */
export async function takeOn(sql: Sql, role: string): Promise<void> {
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
