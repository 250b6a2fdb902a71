// The outside of a backup: its first bytes say what it is, its last that it is whole, and by whom it was
// made.
//
//   file = "optmark-backup@v1" 0x0A ‖ content ‖ digest ‖ mac
//   digest = SHA-256(all before it), 32 bytes
//   mac    = MAC "backup/v1" of the digest under the ledger's master key, 32 bytes (core/mac.ts)
//
// Every bit is covered, also those that a decompressor would pass over. The MAC says that a holder of the
// ledger's keys made it: a database is filled with nothing else.

import { createHash, timingSafeEqual } from 'node:crypto';
import { macUnder } from '../../core/mac.ts';

const magic = Buffer.from('optmark-backup@v1\n');
const digestBytes = 32;
const sealBytes = 2 * digestBytes;

/** What is read is no whole backup of this ledger. The message is a sentence. */
export class BackupRefused extends Error {}

export async function* sealed(content: AsyncIterable<Buffer>, master: Buffer): AsyncGenerator<Buffer> {
  const digest = createHash('sha256').update(magic);
  yield magic;
  for await (const piece of content) {
    digest.update(piece);
    yield piece;
  }
  const sum = digest.digest();
  yield Buffer.concat([sum, macUnder(master, 'backup/v1', sum)]);
}

/**
 * The content, as it is read. The last piece comes only when the file has proven whole.
 * @throws BackupRefused
 */
export async function* unsealed(file: AsyncIterable<Buffer>, master: Buffer): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let isKnown = false;
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of file) {
    held = Buffer.concat([held, piece]);
    if (!isKnown && held.length >= magic.length) {
      if (!held.subarray(0, magic.length).equals(magic)) throw new BackupRefused(foreign);
      digest.update(magic);
      held = held.subarray(magic.length);
      isKnown = true;
    }
    // One byte more stays back: what follows it is the end only if the seal is right.
    const free = held.length - sealBytes - 1;
    if (!isKnown || free <= 0) continue;
    digest.update(held.subarray(0, free));
    yield held.subarray(0, free);
    held = held.subarray(free);
  }
  if (!isKnown) throw new BackupRefused(foreign);
  const last = held.subarray(0, Math.max(0, held.length - sealBytes));
  const [sum, seal] = [digest.update(last).digest(), held.subarray(last.length)];
  const said = { sum: seal.subarray(0, digestBytes), mac: seal.subarray(digestBytes) };
  if (seal.length < sealBytes || !said.sum.equals(sum))
    throw new BackupRefused('this backup is damaged: it is not, to the last bit, what was written');
  if (!timingSafeEqual(said.mac, macUnder(master, 'backup/v1', sum)))
    throw new BackupRefused('this backup was made by a ledger with other keys');
  yield last;
}

const foreign = 'this is not a backup that Optmark has made';
