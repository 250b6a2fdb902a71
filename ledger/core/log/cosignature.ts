// Cosignatures: a witness's word that, at a time, this was the largest consistent tree it had seen of this
// log.
//
// C2SP tlog-cosignature, the Ed25519 form (key type 0x04). What is signed:
//
//   cosignature/v1\n
//   time <seconds since 1970, decimal>\n
//   <the whole text of the checkpoint note>
//
// and the signature field of the line is uint64 big endian time || 64-byte Ed25519 signature. The witness's
// name is not in the signed bytes, so one key must never serve two witnesses.

import { type KeyObject, sign, verify } from 'node:crypto';
import type { NoteSigner, NoteVerifier } from './signed-note.ts';
import { publicKeyObject, TYPE_COSIGNATURE, type VerifierKey, verifierKeyOf } from './verifier-key.ts';

const TIME_BYTES = 8;
const ED25519_BYTES = 64;

/**
 * Signs checkpoints as a witness, at a given time.
 * @param time whole seconds since 1970
 * @throws RangeError when the time is not a safe integer from 0 up, the name is not allowed or the key not
 * Ed25519
 */
export function cosigner(name: string, privateKey: KeyObject, time: number): NoteSigner {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a time is whole seconds since 1970');
  const timeBytes = Buffer.alloc(TIME_BYTES);
  timeBytes.writeBigUInt64BE(BigInt(time));
  return {
    key: verifierKeyOf(name, TYPE_COSIGNATURE, privateKey),
    sign: (text) => Buffer.concat([timeBytes, sign(null, cosignedMessage(time, text), privateKey)]),
  };
}

/**
 * Verifies a witness's cosignatures.
 * @throws RangeError for a key of another type: its signatures cover other bytes
 */
export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== TYPE_COSIGNATURE) throw new RangeError('not a cosignature key');
  const publicKey = publicKeyObject(key);
  return {
    key,
    verify: (text, signature) => {
      const time = cosignatureTime(signature);
      if (time === undefined) return false;
      return verify(null, cosignedMessage(time, text), publicKey, signature.subarray(TIME_BYTES));
    },
  };
}

/**
 * The time inside a cosignature, whole seconds since 1970; meaningful only once the signature has been
 * verified.
 * @returns undefined when the bytes are not a cosignature, or the time is beyond the safe integers
 */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_BYTES + ED25519_BYTES) return undefined;
  const time = Number(Buffer.from(signature).readBigUInt64BE(0));
  return Number.isSafeInteger(time) ? time : undefined;
}

function cosignedMessage(time: number, text: string): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}
