// optmark backup

import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { readCommandConfig } from '../config.ts';
import { backUp } from '../operations/backup/backup.ts';
import type { Contents } from '../operations/backup/store.ts';
import { type Command, exit, parse, positionals } from './frame/command.ts';
import { counted, print, progressLine, say } from './frame/terminal.ts';

export const command: Command = {
  help: `optmark backup <file>

Writes every table of the ledger's database, as of one moment, into one compressed file that proves itself whole. The
server goes on meanwhile. The file holds no key: back up keys.json apart from it, and the journal with the keys.
A file of this name is replaced once the new one is whole; - is stdout.

Environment: OPTMARK_DATA, DATABASE_URL (see optmark serve --help)
Exit: 0 done, 2 usage, 3 could not run`,

  async run(args) {
    const { file } = positionals(parse(args, {}).positionals, 'file');
    const config = readCommandConfig();
    const { composeBackup, keepLastBackup } = await import('../compose/backup.ts');
    const backups = await composeBackup(config, say);
    const line = progressLine();
    const write = (open: () => Writable) => backUp(backups, open, line.progress);
    try {
      const written = file === '-' ? await write(() => process.stdout) : await writeWhole(file, write);
      line.clear();
      await keepLastBackup(config, written).catch(() =>
        say('when it was made cannot be kept in OPTMARK_DATA'),
      );
      const tell = file === '-' ? say : print;
      tell(`backed up: ${counted(written.size, 'entry')} of ${written.origin}, as of ${written.at}`);
      return exit.true;
    } finally {
      line.clear();
      await backups.close();
    }
  },
};

/** Under its name only once it is whole and on disk; readable by its owner alone. */
async function writeWhole(
  path: string,
  write: (open: () => Writable) => Promise<Contents>,
): Promise<Contents> {
  const neighbour = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    const written = await write(() =>
      createWriteStream(neighbour, { flags: 'wx', mode: 0o600, flush: true }),
    );
    await rename(neighbour, path);
    return written;
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}
