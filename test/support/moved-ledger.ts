// A test's ledger, backed up into a file and restored elsewhere.

import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { composeBackup, composeRestore } from '../../ledger/compose/backup.ts';
import { type Composed, compose } from '../../ledger/compose/ledger.ts';
import { composeRecovery, type Recovery } from '../../ledger/compose/recovery.ts';
import type { Config } from '../../ledger/config.ts';
import { backUp, restore } from '../../ledger/operations/backup/backup.ts';
import type { Contents } from '../../ledger/operations/backup/store.ts';
import type { Progress } from '../../ledger/operations/progress.ts';

/** @param progress told as soon as the backup has begun */
export async function backedUp(
  config: Config,
  path: string,
  progress: Progress = () => {},
): Promise<Contents> {
  const backups = await composeBackup(config, () => {});
  return backUp(backups, () => createWriteStream(path), progress).finally(backups.close);
}

/** Into the empty database of this config, beside the keys of its folder. */
export async function restored(config: Config, path: string): Promise<Contents> {
  const restores = await composeRestore(config, () => {});
  const file = { bytes: (await stat(path)).size, open: () => createReadStream(path) };
  return restore(restores, file, () => {}).finally(restores.close);
}

/** A node on the database of this config. */
export const startedOn = (config: Config): Promise<Composed> => compose(config);

/** What `optmark recover` works with. */
export const recoveryOf = (config: Config): Promise<Recovery> => composeRecovery(config, () => {});

export type { Composed };
