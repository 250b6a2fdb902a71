// Idempotency-Key: a server that did not hear the answer repeats its request under the same key and gets the
// first answer again (draft-ietf-httpapi-idempotency-key-header, with a plain token for the value). Keys
// belong to a business and to one operation: a call's id names the yes and the no of that call, and neither
// uses up the other's. The ledger keeps a digest of the body's bytes with each key, so that a key cannot
// silently stand for two requests.
//
// A stop is never refused for its key: another body under the same key is another stop, and any text is a
// valid key.

import type { Context } from 'hono';
import { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import { namesToTry, type Spend, spend, spendOfStop } from '../../auth/spend.ts';
import { invalid } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { idempotencyKeyMax } from './limits.ts';

const visibleAscii = new RegExp(`^[\\x21-\\x7e]{1,${idempotencyKeyMax}}$`);

/** How OpenAPI shows the header; `spendOf` parses it. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(visibleAscii)
    .optional()
    .meta({
      description:
        'A request repeated under the same key is recorded once. Each operation has its own keys. ' +
        'The ledger never refuses a stop because of its key. Not needed for application/jose.',
      example: 'order-1042-consent',
    }),
});

/** The operations that take a key; each has keys of its own. */
export type KeyUse = 'opt_in' | 'send' | 'netcore_optin' | 'correction' | StopUse;
type StopUse = 'opt_out' | 'objection' | 'netcore_optout';

const stops: ReadonlySet<KeyUse> = new Set<StopUse>(['opt_out', 'objection', 'netcore_optout']);

/**
 * What a request under an Idempotency-Key spends; undefined without the header. Throws invalid, but not of a
 * stop.
 */
export function spendOf(
  ledger: Ledger,
  c: Context,
  use: KeyUse,
  body: Buffer,
  caller?: Pick<Principal, 'test'>,
): Spend | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  const { macs } = ledger.keys;
  const name = [use, key, ...namesToTry(caller)];
  if (stops.has(use)) return spendOfStop(macs, 'idempotency_key', name, body);
  if (!visibleAscii.test(key)) {
    const detail = `An Idempotency-Key is 1 to ${idempotencyKeyMax} visible ASCII characters.`;
    throw invalid('', 'idempotency_key', detail);
  }
  return spend(macs, 'idempotency_key', name, body);
}
