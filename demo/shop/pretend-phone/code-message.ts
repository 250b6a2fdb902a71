// A one-time code from the ledger to a gateway (clients/code-sender.ts has the format). It must be signed,
// because any caller may post to this address. And it must be for this shop, because other businesses of the
// ledger have customers with real phones.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const codeMessageSchema = z.object({ business: z.string(), number: z.string(), text: z.string() });

export type CodeMessage = z.infer<typeof codeMessageSchema>;

export type ReadCode =
  | { kind: 'ours'; message: CodeMessage }
  | { kind: 'refused'; reason: 'signature' | 'business' };

/** @param signature header `x-optmark-signature-256` */
export function readCodeMessage(
  body: string,
  signature: string,
  { secret, business }: { secret: string; business: string },
): ReadCode {
  const due = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  if (given.length !== due.length || !timingSafeEqual(given, due))
    return { kind: 'refused', reason: 'signature' };
  const message = codeMessageSchema.parse(JSON.parse(body));
  return message.business === business ? { kind: 'ours', message } : { kind: 'refused', reason: 'business' };
}
