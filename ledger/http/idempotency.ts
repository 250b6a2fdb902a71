// Idempotency-Key: a server that did not hear the answer repeats its request under the same key and gets the first
// answer again (draft-ietf-httpapi-idempotency-key-header, with a plain token for the value). Keys belong to a
// business; what was asked under one is remembered as a digest of the body's bytes, so that a key cannot silently
// stand for two requests.

import type { Context } from 'hono';
import { z } from 'zod';
import { type Spend, spend } from '../auth/spend.ts';
import { LedgerError } from '../core/error.ts';
import type { Ledger } from '../operations/ledger.ts';
import { idempotencyKeyMax } from './server/limits.ts';

const visibleAscii = new RegExp(`^[\\x21-\\x7e]{1,${idempotencyKeyMax}}$`);

/** How OpenAPI shows the header; `spendOf` is what parses it. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': z.string().regex(visibleAscii).optional().meta({
    description:
      'Repeat a request under the same key and it is recorded once. Not needed for application/jose.',
    example: 'order-1042-consent',
  }),
});

/** What a request under an Idempotency-Key spends; undefined without the header. Throws invalid. */
export function spendOf(ledger: Ledger, c: Context, body: Buffer): Spend | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (!visibleAscii.test(key)) {
    const detail = `An Idempotency-Key is 1 to ${idempotencyKeyMax} visible ASCII characters.`;
    throw new LedgerError('invalid', detail, { faults: [{ pointer: '', rule: 'idempotency_key', detail }] });
  }
  return spend(ledger.keys.nonces, 'idempotency_key', key, body);
}
