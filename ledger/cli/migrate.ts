// optmark migrate

import { readConfig } from '../config.ts';
import { type Command, exit, parse, positionals } from './command.ts';
import { print, say } from './terminal.ts';

export const command: Command = {
  help: `optmark migrate

Brings the database to the tables, roles and guards of this version. Every start does so too; use this where the
ledger's own login may not: give DATABASE_OWNER_URL a login that may create roles and tables.

Environment: DATABASE_URL, DATABASE_OWNER_URL, OPTMARK_DATA (the embedded database, without DATABASE_URL)
Exit: 0 done, 2 usage, 3 could not run`,

  async run(args) {
    positionals(parse(args, {}).positionals);
    const { migrateDatabase } = await import('../compose.ts');
    await migrateDatabase(readConfig(), say);
    print('the database is up to date');
    return exit.true;
  },
};
