// What was deleted stays in the server's files until something is written over it. This rewrites every table
// that holds people's data, with its indexes and statistics, and leaves the write-ahead log of before.
//
// Each table is locked while it is rewritten, and nothing of it can be read meanwhile: the gate denies, and
// what would be recorded waits.

import { setTimeout as sleep } from 'node:timers/promises';
import { getTableName } from 'drizzle-orm';
import { LedgerError } from '../../core/error.ts';
import { DatabaseError, openDatabase, type Sql } from '../database/connection.ts';
import { personalData } from '../schema/personal-data.ts';
import { ownerRole } from '../schema/roles.ts';
import * as tables from '../schema/tables.ts';

export type Scrubbed = {
  /** How long it was locked, in milliseconds; the longest first. */
  tables: { table: string; ms: number }[];
  /** What this login may not do to the server. */
  lacking: string[];
};

const held = Object.entries(tables).flatMap(([name, table]) =>
  'none' in personalData[name as keyof typeof personalData] ? [] : [getTableName(table)],
);

/** A table that others read is waited for so long, milliseconds: who comes after this would wait as well. */
const lockMaxMs = 10_000;
/** How long it waits for a transaction that may still see what was deleted. */
const olderMaxMs = 60_000;
const lookMs = 200;

/**
 * @param url of a login that may act as the owner
 * @throws LedgerError unavailable: a transaction still sees what was deleted, so it would be kept
 */
export async function scrub(url: string): Promise<Scrubbed> {
  const parts = {
    url,
    clients: 1,
    statementTimeout: 0,
    lockTimeout: lockMaxMs,
    applicationName: 'optmark scrub',
  };
  const [owner, login] = [openDatabase({ ...parts, role: ownerRole }), openDatabase(parts)];
  try {
    await waitForOlder(login.sql);
    const done: Scrubbed['tables'] = [];
    for (const table of held) {
      const begun = performance.now();
      await owner.sql.unsafe(`vacuum (full, analyze) "${table}"`);
      done.push({ table, ms: Math.round(performance.now() - begun) });
    }
    // Statistics are samples of what the columns held. The last checkpoint leaves no log of before.
    const lacking = new Set<string>();
    for (const statement of [
      'vacuum full pg_statistic',
      'checkpoint',
      'select pg_switch_wal()',
      'checkpoint',
    ])
      if (!(await may(login.sql, statement))) lacking.add(statement);
    return { tables: done.toSorted((a, b) => b.ms - a.ms), lacking: [...lacking] };
  } finally {
    await Promise.all([owner.end(), login.end()]);
  }
}

async function may(sql: Sql, statement: string): Promise<boolean> {
  try {
    await sql.unsafe(statement);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.sqlstate === '42501') return false;
    throw error;
  }
}

/** Postgres takes along what a transaction from before may still look at. */
async function waitForOlder(sql: Sql): Promise<void> {
  const [begun] = await sql<{ xid: string }[]>`select pg_current_xact_id()::xid::text as xid`;
  for (let waited = 0; ; waited += lookMs) {
    const [older] = await sql<{ is: boolean }[]>`
      select exists (
        select from pg_stat_activity
        where pid <> pg_backend_pid() and age(backend_xmin) > age(${begun!.xid}::xid)
          and (datname = current_database() or datname is null)
        union all select from pg_prepared_xacts where database = current_database()
        union all select from pg_replication_slots where age(xmin) > age(${begun!.xid}::xid)) as is`;
    if (!older!.is) return;
    if (waited >= olderMaxMs)
      throw new LedgerError(
        'unavailable',
        'A transaction or a replica still sees what was deleted, so nothing was scrubbed: end it and try again.',
      );
    await sleep(lookMs);
  }
}

/** Whether anyone was erased after that moment: the ids of records follow their moments. */
export async function erasedSince(sql: Sql, since: string | undefined): Promise<boolean> {
  const [found] = await sql<{ is: boolean }[]>`
    select exists (select from stones where record >= ${firstIdOf(since)}::uuid) as is`;
  return found!.is;
}

const firstIdOf = (moment: string | undefined): string => {
  const hex = (moment === undefined ? 0 : Date.parse(moment)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};
