// A line of the journal: a stop as it stays known outside the database. It names no person in the clear, only
// what finds one under the ledger's pepper.
//
//   key  = MAC "journal-key/v1" of the journal's id, under master (core/mac.ts)
//   line = base64url(iv(12) || ciphertext || tag(16))      AES-256-GCM, AAD: the journal's id
//
// The AAD keeps the line of one ledger's journal out of another's.

import { macUnder } from '../mac.ts';
import { decrypt, encrypt } from './sealed.ts';

/** @param iv 12 bytes, random */
export const sealStop = (master: Uint8Array, journal: string, iv: Uint8Array, stop: Uint8Array): string =>
  encrypt(keyOf(master, journal), iv, Buffer.from(journal), stop).toString('base64url');

/** The stop, or undefined where the line was not sealed for this journal, or not written to its end. */
export const openStop = (master: Uint8Array, journal: string, line: string): Buffer | undefined =>
  decrypt(keyOf(master, journal), Buffer.from(journal), Buffer.from(line, 'base64url'));

const keyOf = (master: Uint8Array, journal: string) => macUnder(master, 'journal-key/v1', journal);
