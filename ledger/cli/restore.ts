// optmark restore

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readCommandConfig } from '../config.ts';
import { restore } from '../operations/backup/backup.ts';
import { BackupRefused } from '../operations/backup/sealed-file.ts';
import { type Command, exit, parse, positionals } from './frame/command.ts';
import { counted, print, progressLine, say } from './frame/terminal.ts';

export const command: Command = {
  help: `optmark restore <file>

Fills an empty database from a backup: makes the roles and tables, then all rows in one transaction. The keys.json of
the ledger must be in OPTMARK_DATA already. A file that is damaged, cut short or another ledger's, and a database that
is not empty, are refused, and nothing is changed. The last line is the command that goes on: optmark serve where this
is the last state that was seen, else optmark recover.

Environment: OPTMARK_DATA, DATABASE_URL, DATABASE_OWNER_URL (see optmark serve --help)
Exit: 0 done, 1 refused, 2 usage, 3 could not run`,

  async run(args) {
    const { file: path } = positionals(parse(args, {}).positionals, 'file');
    const config = readCommandConfig();
    const { composeRestore } = await import('../compose/backup.ts');
    const { nextCommand } = await import('../compose/recovery.ts');
    const { size: bytes } = await stat(path);
    const restores = await composeRestore(config, say);
    const line = progressLine();
    try {
      const file = { bytes, open: () => createReadStream(path) };
      const { size, origin, at } = await restore(restores, file, line.progress);
      line.clear();
      print(`restored: ${counted(size, 'entry')} of ${origin}, as of ${at}`);
      const next = await nextCommand(config, say);
      if (next.endsWith('--journal-lost'))
        say(
          'the journal is not there: put it beside the keys and see optmark doctor, unless it is lost for good',
        );
      print(`next: ${next}`);
      return exit.true;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      line.clear();
      say(`optmark restore: ${error.message}`);
      return exit.false;
    } finally {
      line.clear();
      await restores.close();
    }
  },
};
