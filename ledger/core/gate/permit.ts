// A permit: the signed decision a sender keeps. It holds no number but a salted hash by which whoever has the number can
// match it. That is a label, not a secret: the salt is in the permit, and all numbers of a country can be tried in
// minutes. So a permit is kept where numbers may be kept, and is never published.

import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import { type Decision, reasons } from './decide.ts';
import type { Question } from './question.ts';

/** Seconds a permit holds: check at dispatch, not when the message is queued. */
export const permitLifetimeSeconds = 60;

export const permitSchema = z.object({
  iss: z.string(),
  jti: z.uuid(),
  iat: z.int(),
  exp: z.int(),
  decision: z.enum(['allow', 'deny']),
  reasons: z.array(z.enum(reasons)),
  business: z.string(),
  purpose: z.string(),
  scope: z.enum(['message', 'call']),
  record: z.string().optional(),
  tree_size: z.int(),
  salt: z.string(),
  recipient_hash: z.string(),
});

export type Permit = z.infer<typeof permitSchema>;

/** Hash of a recipient as a permit holds it: SHA-256 of salt ‖ 0x00 ‖ canonical identifier. */
export function recipientHash(salt: string, recipient: string): string {
  return sha256Hex(`${salt}\0${recipient}`);
}

export function permitFor(
  question: Question,
  decision: Decision,
  facts: { issuer: string; id: string; now: Date; treeSize: number; salt: string; recipient: string },
): Permit {
  const iat = Math.floor(facts.now.getTime() / 1000);
  const permit: Permit = {
    iss: facts.issuer,
    jti: facts.id,
    iat,
    exp: iat + permitLifetimeSeconds,
    decision: decision.decision,
    reasons: decision.reasons,
    business: question.business,
    purpose: question.purpose,
    scope: question.scope,
    tree_size: facts.treeSize,
    salt: facts.salt,
    recipient_hash: recipientHash(facts.salt, facts.recipient),
  };
  if (decision.record !== undefined) permit.record = decision.record;
  return permit;
}
