// The parts of a backup and of its restore: a database, and the keys beside it. Neither composes a ledger: a
// backup must be possible where a node would refuse to start, and what is restored may not go on as it is.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openCheckpoint } from '../core/log/checkpoint.ts';
import { ed25519Signer, ed25519Verifier } from '../core/log/signed-note.ts';
import type { BackupSource, BackupTarget, Contents } from '../operations/backup/store.ts';
import { createBackupSource } from '../storage/backup/backup-source.ts';
import { createBackupTarget } from '../storage/backup/backup-target.ts';
import { openDatabase } from '../storage/database/connection.ts';
import { keyChecksOf, keyFindings, mismatches, refusalOf } from '../storage/keys/key-checks.ts';
import { type KeyMaterial, keyFileOf, loadKeys } from '../storage/keys/key-file.ts';
import { appRole } from '../storage/schema/roles.ts';
import {
  databaseServer,
  lookAtDatabase,
  type Progress,
  refuseUnbegun,
  refuseWithoutLedger,
} from './database.ts';

export type Backups = { source: BackupSource; master: Buffer; close(): Promise<void> };

export async function composeBackup(config: Config, progress: Progress): Promise<Backups> {
  refuseWithoutLedger(config);
  const keys = await loadKeys(config.dataFolder);
  const server = await databaseServer(config, progress);
  try {
    refuseUnbegun({ ...(await lookAtDatabase(server)), keys }, config);
    const url = typeof server.appUrl === 'string' ? server.appUrl : server.appUrl();
    await refuseOtherKeys(url, keys, config);
    const source = createBackupSource({ url, role: appRole });
    return { source, master: keys.master, close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A backup under keys that are not its ledger's could never be restored. */
async function refuseOtherKeys(url: string, keys: KeyMaterial, { dataFolder }: Config): Promise<void> {
  const db = openDatabase({ url, role: appRole, clients: 1 });
  try {
    const [finding] = await keyFindings(db, keys, keyFileOf(dataFolder));
    if (finding !== undefined) throw new Error(finding);
  } finally {
    await db.end();
  }
}

const lastBackupOf = ({ dataFolder }: Config) => join(dataFolder, 'last-backup.json');

/** Beside the keys, for `optmark doctor`: when the last backup was whole. */
export const keepLastBackup = (config: Config, { at }: Pick<Contents, 'at'>): Promise<void> =>
  writeFile(lastBackupOf(config), `${JSON.stringify({ at })}\n`, { mode: 0o600 });

/** Undefined: none is known here. */
export async function lastBackup(config: Config): Promise<string | undefined> {
  const text = await readFile(lastBackupOf(config), 'utf8').catch(() => '');
  const [, at] = /^\{"at":"([^"]+)"\}$/.exec(text.trim()) ?? [];
  return at;
}

export type Restores = {
  target: BackupTarget;
  master: Buffer;
  keysRefusal(contents: Contents): string | undefined;
  close(): Promise<void>;
};

/** Touches no database before one is asked for: a backup that is refused changes nothing. */
export async function composeRestore(config: Config, progress: Progress): Promise<Restores> {
  const file = keyFileOf(config.dataFolder);
  const keys = await loadKeys(config.dataFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(`there are no keys in ${config.dataFolder}: put the ledger's keys.json there first`);
  });
  let server: ReturnType<typeof databaseServer> | undefined;
  const opened = () => (server ??= databaseServer(config, progress));
  const target = async () => createBackupTarget((await opened()).ownerUrl, keys.macs);
  return {
    target: {
      refusal: async (contents) => (await target()).refusal(contents),
      fill: async (contents, tables) => (await target()).fill(contents, tables),
    },
    master: keys.master,
    keysRefusal: (contents) => keysRefusal(contents, keys, file),
    close: async () => (await server?.catch(() => undefined))?.stop(),
  };
}

function keysRefusal(
  { keys: stored, origin, size, root, checkpoint }: Contents,
  own: KeyMaterial,
  file: string,
): string | undefined {
  const known = stored.map(({ name, check }) => ({ name, check: Buffer.from(check, 'hex') }));
  const wrong = mismatches(known, keyChecksOf(own));
  if (wrong.length > 0) return refusalOf(wrong, file);
  if (checkpoint === null) return size === 0 ? undefined : 'this backup lacks the checkpoint of its log';
  const logKeys = [own.log, ...own.successors].map((key) => ed25519Verifier(ed25519Signer(origin, key).key));
  const opened = openCheckpoint(checkpoint, { origin, logKeys });
  const isItsOwn =
    opened.kind === 'opened' &&
    opened.checkpoint.size === size &&
    Buffer.from(root, 'base64').equals(opened.checkpoint.root);
  return isItsOwn ? undefined : 'the checkpoint of this backup is not that of its log';
}
