// Is this permit good, for this message, to this person, now? Answered from the permit and the ledger's
// published keys alone. A permit for another person, or for another purpose, is none.

import { createHash } from 'node:crypto';
import type { Permit } from '../core/gate/permit.ts';
import { asObject, type GateQuestion } from './answer.ts';
import { type FindKey, signedClaims } from './published-keys.ts';
import { spellingsOf } from './spelling.ts';

/** How far the clocks of sender and ledger may differ, seconds. */
const skewSeconds = 5;

/** Whose permits are believed. Absent: all that the keys sign. */
export type Issued = { issuer?: string | undefined; business?: string | undefined };

export type PermitVerdict = { kind: 'good'; permit: Permit } | { kind: 'not_good'; why: string };

/** Whether a permit allows this message, under these keys. Never throws. */
export async function judgePermit(
  permit: string,
  question: GateQuestion,
  keyOf: FindKey,
  { issuer, business }: Issued,
): Promise<PermitVerdict> {
  const claims = await signedClaims(permit, 'optmark-permit+jws', keyOf).catch(() => undefined);
  if (!isInForce(claims, issuer)) return notGood('its signature does not verify, or it is over');
  if (claims.decision !== 'allow') return notGood('it allows nothing');
  if (business !== undefined && claims.business !== business) return notGood('it is another business’s');
  const why = isOfAnother(claims, question);
  if (why !== undefined) return notGood(`it is for another ${why}`);
  if (claims.scope !== (question.scope ?? 'message')) return notGood('it is for another kind of contact');
  if (!isFor(claims, question)) return notGood('it is for another recipient');
  return { kind: 'good', permit: claims };
}

/** The registered claims of RFC 7519, 4.1, as a permit has them; the ledger wrote the others. */
function isInForce(claims: unknown, issuer: string | undefined): claims is Permit {
  const { iss, jti, iat, exp, nbf } = asObject(claims);
  const now = Math.floor(Date.now() / 1000);
  return (
    (issuer === undefined || iss === issuer) &&
    typeof jti === 'string' &&
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    exp > now - skewSeconds &&
    (nbf === undefined || (typeof nbf === 'number' && nbf <= now + skewSeconds))
  );
}

const notGood = (why: string): PermitVerdict => ({ kind: 'not_good', why });

/**
 * The field in which the permit differs from the message. An untyped caller's `undefined` must not match a
 * missing field.
 */
function isOfAnother(permit: Permit, { purpose, template, kind, sender }: GateQuestion): string | undefined {
  if (permit.kind !== kind) return 'kind of message';
  if (permit.sender !== sender) return 'sender';
  if (permit.template?.name !== template?.name || permit.template?.language !== template?.language) {
    return 'template';
  }
  if (kind === 'free_form') return sender === undefined ? 'sender' : undefined;
  if (template !== undefined) return template.name === undefined ? 'template' : undefined;
  return purpose !== undefined && permit.purpose === purpose ? undefined : 'purpose';
}

/** SHA-256 of salt ‖ 0x00 ‖ canonical identifier, in hexadecimal (core/gate/permit.ts). */
function isFor({ salt, recipient_hash }: Permit, asked: GateQuestion): boolean {
  const number = asked.recipient ?? asked.wa_id;
  const values = number === undefined ? [asked.bsuid ?? asked.parent_bsuid ?? ''] : spellingsOf(number);
  return values.some(
    (value) => createHash('sha256').update(`${salt}\0${value}`).digest('hex') === recipient_hash,
  );
}
