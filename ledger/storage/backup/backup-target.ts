// An empty database that becomes the ledger of a backup: the tables as they were made when the backup was,
// their rows in one transaction, and then the migrations that have come since.

import type { MacKeys } from '../../core/mac.ts';
import type { BackupTarget } from '../../operations/backup/store.ts';
import { type CopySession, openCopySession } from '../database/copy.ts';
import { migrate, migrationsOfThisVersion } from '../schema/migrate.ts';
import { ownerRole } from '../schema/roles.ts';
import { ledgerTables, placeOf, quoted } from './backup-source.ts';

/** @param ownerUrl a login as schema/roles.ts needs it */
export function createBackupTarget(ownerUrl: string, macs: MacKeys): BackupTarget {
  const session = (role?: string) =>
    openCopySession({
      url: ownerUrl,
      ...(role !== undefined && { role }),
      statementTimeout: 0,
      applicationName: 'optmark restore',
    });
  return {
    async refusal({ migrations }) {
      if (migrations > migrationsOfThisVersion())
        return 'this backup was made by a newer version of Optmark: restore it with that version';
      const looking = await session();
      try {
        const full = await tableWithRows(looking);
        if (full === undefined) return undefined;
        return `this database is not empty: its table ${full} has rows. Restore into an empty one`;
      } finally {
        looking.end();
      }
    },

    async fill({ migrations }, tables) {
      await migrate({ ownerUrl, upTo: migrations });
      const filling = await session(ownerRole);
      try {
        await filling.run('begin');
        const guards = await insertGuards(filling);
        for (const { table, name } of guards)
          await filling.run(`alter table ${quoted(table)} disable trigger ${quoted(name)}`);
        for await (const { table, rows } of tables)
          await filling.copyIn(`copy ${placeOf(table)} from stdin (format binary)`, rows);
        for (const { table, name } of guards)
          await filling.run(`alter table ${quoted(table)} enable always trigger ${quoted(name)}`);
        await filling.run('commit');
        // The tables are new to the planner.
        await filling.run('analyze');
      } finally {
        filling.end();
      }
      await migrate({ ownerUrl, macs });
    },
  };
}

async function tableWithRows(session: CopySession): Promise<string | undefined> {
  const [role] = await session.run(`select from pg_roles where rolname = '${ownerRole}'`);
  if (role === undefined) return undefined;
  for (const [name] of await session.run(`select relname from (${ledgerTables}) t order by relname`)) {
    const [row] = await session.run(`select from public.${quoted(name!)} limit 1`);
    if (row !== undefined) return name!;
  }
  return undefined;
}

/**
 * Triggers that refuse an INSERT, such as of a head that does not begin at nothing. They stand aside for this
 * transaction alone. tgtype: bit 2 is INSERT.
 */
async function insertGuards(session: CopySession): Promise<{ table: string; name: string }[]> {
  const rows = await session.run(`
    select t.relname, g.tgname from pg_trigger g join (${ledgerTables}) t on t.oid = g.tgrelid
    where not g.tgisinternal and g.tgenabled = 'A' and g.tgtype & 4 = 4 order by 1, 2`);
  return rows.map(([table, name]) => ({ table: table!, name: name! }));
}
