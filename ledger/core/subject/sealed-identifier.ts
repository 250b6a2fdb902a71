// Another person's identifier inside a record: under that person's own key, so that it goes with them when
// they are erased, while the record that holds it stays readable.
//
//   sealed = base64(iv(12) ‖ ciphertext ‖ tag(16))
//            AES-256-GCM under the other subject's key, AAD "optmark/identifier/v1" 0x00 ‖ the record's id
//
// The AAD pins it to its record: moved into another, it does not open.

import type { Identifier } from './identifier.ts';
import { decrypt, encrypt } from './sealed.ts';

const aadOf = (record: string) => Buffer.from(`optmark/identifier/v1\0${record}`, 'utf8');

/**
 * @param key of the subject that the identifier belongs to, 32 bytes
 * @param iv 12 bytes, random
 * @param record id of the record that will hold it
 */
export const sealIdentifier = (
  key: Uint8Array,
  iv: Uint8Array,
  record: string,
  { kind, value }: Identifier,
): { kind: Identifier['kind']; sealed: string } => ({
  kind,
  sealed: encrypt(key, iv, aadOf(record), Buffer.from(value, 'utf8')).toString('base64'),
});

/** The identifier; undefined if it was not sealed for this record under this key. */
export function openIdentifier(
  key: Uint8Array,
  record: string,
  { kind, sealed }: { kind: Identifier['kind']; sealed: string },
): Identifier | undefined {
  const value = decrypt(key, aadOf(record), Buffer.from(sealed, 'base64'));
  return value && { kind, value: value.toString('utf8') };
}
