// What a request uses up: an Idempotency-Key, a nonce, an undo. Its name and the request under it are both
// kept as MACs under a secret outside the database. A plain digest of a body that holds little but a number
// would give the number to a reader of the table: there are few enough numbers to try them all.

import { blankedBytes } from '../core/blanked-request.ts';
import { type MacKeys, mac } from '../core/mac.ts';

export type Spend = { key: Buffer; request: Buffer };

/** The ways a thing is used up; each has its own names, so that none can use up another's. */
export type SpentBy =
  | 'idempotency_key'
  | 'nonce'
  | 'undo'
  | 'link'
  | 'link_access'
  | 'opt_in_link'
  | 'ownership'
  | 'whatsapp'
  | 'compat'
  | 'ivr'
  | 'sms'
  | 'stop_again'
  | 'stop_also'
  | 'import'
  | 'file'
  | 'pending'
  | 'correction'
  | 'lapse'
  | 'review'
  | 'erasure';

/**
 * What a stop uses up: its request is part of its name, so that a key that was used before refuses no stop,
 * and the same stop sent twice is still one.
 */
export function spendOfStop(
  keys: MacKeys,
  by: SpentBy,
  name: readonly string[],
  request: string | Uint8Array,
): Spend {
  const asked = spend(keys, by, name, request).request.toString('hex');
  return spend(keys, by, ['stop', asked, ...name], request);
}

/** What a test key adds to a name. What is said in earnest later is then no repeat of what was tried out. */
export const namesToTry = (caller: { test?: true | undefined } | undefined): readonly string[] =>
  caller?.test === true ? ['test'] : [];

/** @param name by which it is known; no two lists are one name */
export function spend(
  keys: MacKeys,
  by: SpentBy,
  name: readonly string[],
  request: string | Uint8Array,
): Spend {
  return { key: mac(keys, 'spent-key/v1', by, ...name), request: mac(keys, 'spent-request/v1', request) };
}

/** Of what was erased nobody can tell any more which request it was: any under its key gets that answer. */
export const isSameRequest = (before: Pick<Spend, 'request'>, { request }: Pick<Spend, 'request'>): boolean =>
  before.request.length === blankedBytes || before.request.equals(request);
