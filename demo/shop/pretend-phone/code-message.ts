// A one-time code as the ledger hands it to a gateway (clients/code-sender.ts has the format). Signed, since anybody may
// post to this address; and only for this shop: other businesses of the ledger have customers with real telephones.

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
