// A permit: the signed decision a sender keeps. It holds no number but a salted hash by which a holder of the
// number can match it. That is a label, not a secret: the salt is in the permit, and all numbers of a country
// can be tried in minutes. So a permit is kept where numbers may be kept, and is never published.

import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import type { Micros } from '../when.ts';
import { type Decision, type Question, reasons } from './judge.ts';

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
  /** The purpose of the decision; absent if no purpose was judged. */
  purpose: z.string().optional(),
  /** `free_form`: an answer within the service window. */
  kind: z.literal('free_form').optional(),
  template: z.object({ name: z.string(), language: z.string() }).optional(),
  /** The phone_number_id that may send it, if the gate judged that. */
  sender: z.string().optional(),
  scope: z.enum(['message', 'call']),
  record: z.string().optional(),
  /** The record of set-up that the decision rests on besides, as in the answer. */
  floor: z.string().optional(),
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
  facts: {
    issuer: string;
    id: string;
    business: string;
    recipient: string;
    readAt: Micros;
    treeSize: number;
    salt: string;
  },
): Permit {
  // When its facts were read, not when it is signed: the decision did not know of later stops.
  const iat = Math.floor(facts.readAt / 1_000_000);
  const purpose = 'purpose' in question ? question.purpose : decision.purpose;
  const sender = 'sender' in question ? question.sender : undefined;
  const permit: Permit = {
    iss: facts.issuer,
    jti: facts.id,
    iat,
    exp: iat + permitLifetimeSeconds,
    decision: decision.decision,
    reasons: decision.reasons,
    business: facts.business,
    scope: question.scope,
    ...(purpose !== undefined && { purpose }),
    ...('kind' in question && { kind: question.kind }),
    ...(sender !== undefined && { sender }),
    tree_size: facts.treeSize,
    salt: facts.salt,
    recipient_hash: recipientHash(facts.salt, facts.recipient),
  };
  if ('template' in question) {
    permit.template = { name: question.template.name, language: question.template.language };
  }
  if (decision.record !== undefined) permit.record = decision.record;
  if (decision.floor !== undefined) permit.floor = decision.floor;
  return permit;
}
