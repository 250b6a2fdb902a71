// optmark migrate

import { readCommandConfig } from '../config.ts';
import { type Command, exit, parse, positionals } from './frame/command.ts';
import { print, say } from './frame/terminal.ts';

export const command: Command = {
  help: `optmark migrate

Brings the database to the tables, roles and guards of this version. Where no ledger was begun and OPTMARK_ORIGIN
names one, it begins it: that name, and its keys in OPTMARK_DATA (back them up). Every start does so too; use this where the
ledger's own login may not: give DATABASE_OWNER_URL a login that may create roles and tables.

Environment: DATABASE_URL, DATABASE_OWNER_URL, OPTMARK_DATA, OPTMARK_ORIGIN (see optmark serve --help)
Exit: 0 done, 2 usage, 3 could not run`,

  async run(args) {
    positionals(parse(args, {}).positionals);
    const { migrateDatabase } = await import('../compose/ledger.ts');
    await migrateDatabase(readCommandConfig(), say);
    print('the database is up to date');
    return exit.true;
  },
};
