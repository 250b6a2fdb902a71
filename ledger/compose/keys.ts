// The keys that a ledger works with, from what the key file holds.

import { createPublicKey } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import type { Config } from '../config.ts';
import { tokenAlgorithm } from '../core/jws.ts';
import type { NoteSigner } from '../core/log/signed-note.ts';
import { formatVerifierKey } from '../core/log/verifier-key.ts';
import type { LedgerKeys } from '../operations/keys.ts';
import { addPepper, type KeyMaterial } from '../storage/keys/key-file.ts';
import { refuseWithoutLedger } from './database.ts';

/** Makes a new pepper the current one. @returns its version */
export function rotatePepper(config: Config): Promise<number> {
  refuseWithoutLedger(config);
  return addPepper(config.dataFolder);
}

export async function ledgerKeysOf(keys: KeyMaterial, signer: NoteSigner): Promise<LedgerKeys> {
  const jwks = await Promise.all(
    keys.tokens.map(async ({ kid, key }): Promise<JWK> => {
      return { ...(await exportJWK(createPublicKey(key))), kid, alg: tokenAlgorithm, use: 'sig' };
    }),
  );
  const current = keys.tokens[0]!;
  return {
    master: keys.master,
    tokens: current,
    jwks,
    vkey: formatVerifierKey(signer.key),
    macs: keys.macs,
    peppers: keys.peppers,
  };
}
