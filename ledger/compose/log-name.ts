// The names of a log, the key of the one it has now, and who signed under those before.

import type { KeyObject } from 'node:crypto';
import { ed25519Signer, type NoteSigner } from '../core/log/signed-note.ts';
import type { LogName } from '../core/log/succession.ts';
import { formatVerifierKey } from '../core/log/verifier-key.ts';
import type { Succession } from '../operations/record/succession.ts';
import { type KeyMaterial, keyFileOf } from '../storage/keys/key-file.ts';

/** @throws Error with a sentence for the operator, where the key file lacks the key of this name */
export function signerOf(
  origin: string,
  successions: readonly Succession[],
  keys: KeyMaterial,
  folder: string,
) {
  const key: KeyObject | undefined = [keys.log, ...keys.successors][successions.length];
  if (key !== undefined) return ed25519Signer(origin, key);
  throw new Error(
    `${keyFileOf(folder)} lacks the key of ${origin}, under which this log has gone on: put in its place the keys.json ` +
      'of after optmark recover',
  );
}

export const namesOf = (signer: NoteSigner, successions: readonly Succession[]): LogName[] => [
  ...successions.map(({ lastOrigin: origin, lastVkey: vkey, size: upTo }) => ({ origin, vkey, upTo })),
  { origin: signer.key.name, vkey: formatVerifierKey(signer.key) },
];
