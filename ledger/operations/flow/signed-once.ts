// Signed requests whose signature does not cover the URL, each taken for one flow. Whoever has captured one
// could send it to another flow, or to another business that checks by the same key, where it would answer
// for its caller.
//
// The first use is kept in the table of calls, as two MACs: what was signed, and where it came. Another step
// of the same flow is the call's own to judge: it repeats what it said (call.ts).

import { createHash } from 'node:crypto';
import { dialects } from '../../channels/ivr/dialects.ts';
import { LedgerError } from '../../core/error.ts';
import { mac, macIs } from '../../core/mac.ts';
import type { CallAsked } from './call.ts';
import { type Calls, keptMs } from './kept-call.ts';

/** By what a signed request is known that comes again; undefined where the signature covers the URL. */
export function signedDigest({ dialect, isSigned, request }: CallAsked): string | undefined {
  const signed = isSigned ? dialects[dialect].signedBytes?.(request) : undefined;
  return signed && createHash('sha256').update(signed).digest('base64url');
}

/** @throws LedgerError unauthenticated: it was used elsewhere */
export async function requireUsedHere(
  { keys, calls, world }: Calls,
  { dialect, business, flow }: CallAsked,
  digest: string,
): Promise<void> {
  // Not by business: two of them may check by one key.
  const call = mac(keys.macs, 'ivr-signed/v1', dialect, digest);
  const sealed = mac(keys.macs, 'ivr-signed-for/v1', digest, business, flow);
  const now = world.now();
  // No signature is good for so long.
  const endsAt = new Date(now.getTime() + keptMs).toISOString();
  const first = { call, business, sealed, step: 0, tags: [], endsAt };
  if (await calls.put(first, undefined, now.toISOString())) return;
  const used = await calls.find(call, now.toISOString());
  if (used !== undefined && macIs(keys.macs, used.sealed, 'ivr-signed-for/v1', digest, business, flow))
    return;
  throw new LedgerError('unauthenticated', 'This signed request was made for another flow.');
}
