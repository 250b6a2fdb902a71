// A backup and its restore, as streams from one end to the other: memory stays flat however large the ledger
// is. A file is read twice: to its end, so that a damaged or foreign one changes nothing, and then into the
// database.

import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { Progress } from '../progress.ts';
import { type BackupRead, encodeBackup, parseBackup } from './backup-file.ts';
import { BackupRefused, sealed, unsealed } from './sealed-file.ts';
import type { BackupSource, BackupTarget, Contents, Stored, TableRows } from './store.ts';

const pieceBytes = 256 * 1024;

/** @param open what it is written to, opened only when there is something to write, and ended at its end */
export function backUp(
  { source, master }: { source: BackupSource; master: Buffer },
  open: () => Writable,
  progress: Progress,
): Promise<Contents> {
  return source.atOneMoment(async (stored) => {
    const content = encodeBackup(stored.contents, rowsOf(stored, progress));
    // Most of it is ciphertext, which no effort makes smaller.
    const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: pieceBytes });
    await pipeline(content, gzip, (compressed) => sealed(compressed, master), open());
    return stored.contents;
  });
}

async function* rowsOf({ contents, bytes, rows }: Stored, progress: Progress): AsyncGenerator<TableRows> {
  let read = 0;
  async function* counted(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      yield piece;
      read += piece.length;
      progress('tables', read, Math.max(bytes, read));
    }
  }
  for (const table of contents.tables) yield { table, rows: counted(rows(table)) };
}

/** A backup that can be opened again and again. */
export type BackupFile = { open(): Readable; bytes: number };

/**
 * @throws BackupRefused: then the database is as it was
 * @param keysRefusal why the keys at hand are not those of this backup's ledger; undefined: they are
 */
export async function restore(
  {
    target,
    master,
    keysRefusal,
  }: { target: BackupTarget; master: Buffer; keysRefusal(contents: Contents): string | undefined },
  file: BackupFile,
  progress: Progress,
): Promise<Contents> {
  const contents = await inspect(file, master, progress);
  const refusal = keysRefusal(contents) ?? (await target.refusal(contents));
  if (refusal !== undefined) throw new BackupRefused(refusal);
  await read(
    file,
    master,
    (done) => progress('filled', done, file.bytes),
    (backup) => target.fill(backup.contents, backup.tables),
  );
  return contents;
}

/** Reads all of it, compressed as it is, and then its head. @throws BackupRefused */
async function inspect(file: BackupFile, master: Buffer, progress: Progress): Promise<Contents> {
  let done = 0;
  for await (const piece of unsealed(file.open(), master)) {
    done += piece.length;
    progress('checked', done, file.bytes);
  }
  return read(
    file,
    master,
    () => {},
    async ({ contents }) => contents,
  );
}

async function read<Result>(
  { open }: BackupFile,
  master: Buffer,
  seen: (bytes: number) => void,
  work: (backup: BackupRead) => Promise<Result>,
): Promise<Result> {
  const gunzip = createGunzip({ chunkSize: pieceBytes });
  let done = 0;
  async function* counted(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      yield piece;
      done += piece.length;
      seen(done);
    }
  }
  // What goes wrong on the way in destroys gunzip, and so reaches its reader.
  const fed = pipeline(open(), (file: AsyncIterable<Buffer>) => counted(unsealed(file, master)), gunzip);
  fed.catch(() => {});
  try {
    return await work(await parseBackup(gunzip));
  } finally {
    gunzip.destroy();
    await fed.catch(() => {});
  }
}
