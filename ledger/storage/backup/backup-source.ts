// Every table of the ledger, read in one snapshot: which tables there are, and their columns, is what the
// database itself says, so that no table is ever forgotten here.

import type { BackupSource, BackupTable, Contents } from '../../operations/backup/store.ts';
import type { DatabaseOptions } from '../database/connection.ts';
import { type CopySession, openCopySession } from '../database/copy.ts';
import { migrationsOfThisVersion } from '../schema/migrate.ts';
import { ownerRole } from '../schema/roles.ts';

/** @param at a login that may read all of the ledger's tables, in the role that it needs for it */
export function createBackupSource(at: Pick<DatabaseOptions, 'role'> & { url: string }): BackupSource {
  return {
    async atOneMoment(work) {
      const session = await openCopySession({
        ...at,
        statementTimeout: 0,
        applicationName: 'optmark backup',
      });
      try {
        await session.run('begin isolation level repeatable read read only');
        const contents = await contentsOf(session);
        const [size] = await session.run(
          `select coalesce(sum(pg_table_size(oid)), 0) from (${ledgerTables}) t`,
        );
        return await work({
          contents,
          bytes: Number(size![0]),
          rows: (table) => session.copyOut(`copy ${placeOf(table)} to stdout (format binary)`),
        });
      } finally {
        session.end();
      }
    },
  };
}

/** Our own, and none that an operator has put beside them. */
export const ledgerTables = `
  select oid, relname from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relowner = '${ownerRole}'::regrole`;

/** As it stands in COPY. */
export const placeOf = ({ name, columns }: BackupTable): string =>
  `public.${quoted(name)} (${columns.map(quoted).join(', ')})`;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function contentsOf(session: CopySession): Promise<Contents> {
  const [head] = await session.run(`
    select origin, size, encode(root, 'base64'),
      (select note from log_checkpoints c where c.size = h.size),
      to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from log_head h where id = 1`);
  if (head === undefined)
    throw new Error('no ledger was begun in this database: there is nothing to back up');
  const [origin, size, root, checkpoint, at] = head;
  const keys = await session.run(`select name, encode("check", 'hex') from key_checks order by name`);
  return {
    migrations: migrationsOfThisVersion(),
    origin: origin!,
    size: Number(size),
    root: root!,
    checkpoint: checkpoint ?? null,
    keys: keys.map(([name, check]) => ({ name: name!, check: check! })),
    at: at!,
    tables: inOrder(await tablesOf(session), await session.run(references)),
  };
}

async function tablesOf(session: CopySession): Promise<BackupTable[]> {
  const columns = await session.run(`
    select t.relname, a.attname from (${ledgerTables}) t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by t.relname, a.attnum`);
  return [...Map.groupBy(columns, ([table]) => table!)].map(([name, own]) => {
    return { name, columns: own.map(([, column]) => column!) };
  });
}

const references = `
  select distinct t.relname, f.relname from pg_constraint c
  join (${ledgerTables}) t on t.oid = c.conrelid join (${ledgerTables}) f on f.oid = c.confrelid
  where c.contype = 'f' and c.conrelid <> c.confrelid`;

/** Each table after those it refers to. */
function inOrder(tables: readonly BackupTable[], references: readonly (string | null)[][]): BackupTable[] {
  const ordered = new Set<BackupTable>();
  const byName = new Map(tables.map((table) => [table.name, table]));
  const place = (table: BackupTable) => {
    for (const [from, to] of references) if (from === table.name) place(byName.get(to!)!);
    ordered.add(table);
  };
  for (const table of tables) place(table);
  return [...ordered];
}
