// The ledger's keys. An operation gets only those that it uses.

import type { JWK } from 'jose';
import type { TokenSigner } from '../core/jws.ts';
import type { MacKeys } from '../core/mac.ts';
import type { Pepper } from '../core/subject/tag.ts';

export type LedgerKeys = {
  /** Wraps subject and business keys, AES-256. */
  master: Buffer;
  /** Signs receipts and permits. */
  tokens: TokenSigner;
  /** Public halves of the token keys, current and past (RFC 7517). */
  jwks: JWK[];
  /** Verifier key of the log (C2SP signed-note). */
  vkey: string;
  /** For every MAC of core/mac.ts. Current first. */
  macs: MacKeys;
  /** Current first. */
  peppers: readonly Pepper[];
};

/** `Keys<'master'>`: only the master key. */
export type Keys<Name extends keyof LedgerKeys> = { keys: Pick<LedgerKeys, Name> };
