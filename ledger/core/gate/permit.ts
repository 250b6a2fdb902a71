// A permit: the signed decision a sender keeps. It holds no number but a salted hash by which whoever has the number can
// match it. That is a label, not a secret: the salt is in the permit, and all numbers of a country can be tried in
// minutes. So a permit is kept where numbers may be kept, and is never published.

import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import type { Scope } from '../consent/record.ts';
import { type Decision, reasons } from './decide.ts';
import type { TemplateName } from './template.ts';

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
  /** What was agreed to, or not; absent where no purpose was judged. */
  purpose: z.string().optional(),
  /** `free_form`: an answer within the service window. */
  kind: z.literal('free_form').optional(),
  template: z.object({ name: z.string(), language: z.string() }).optional(),
  /** The phone_number_id that may send it, where that was judged. */
  sender: z.string().optional(),
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

/** What a permit says it is about. */
export type PermitSubject = {
  business: string;
  scope: Scope;
  purpose?: string;
  kind?: 'free_form';
  template?: TemplateName;
  sender?: string;
};

export function permitFor(
  asked: PermitSubject,
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
    business: asked.business,
    scope: asked.scope,
    ...(asked.purpose !== undefined && { purpose: asked.purpose }),
    ...(asked.kind !== undefined && { kind: asked.kind }),
    ...(asked.sender !== undefined && { sender: asked.sender }),
    tree_size: facts.treeSize,
    salt: facts.salt,
    recipient_hash: recipientHash(facts.salt, facts.recipient),
  };
  if (asked.template !== undefined) {
    permit.template = { name: asked.template.name, language: asked.template.language };
  }
  if (decision.record !== undefined) permit.record = decision.record;
  return permit;
}
