// Is this permit good, for this message, to this person, now? Answered from the permit and the ledger's published keys
// alone. A permit for somebody else, or for another purpose, is none.

import { createHash } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Permit } from '../core/gate/permit.ts';
import type { GateQuestion } from './answer.ts';
import { spellingsOf } from './spelling.ts';

/** How far the clocks of sender and ledger may differ, seconds. */
const skewSeconds = 5;
/** Keys are read again after this long, milliseconds: one that was taken back is believed no longer. */
const keysMaxAgeMs = 10 * 60_000;
/** Keys are read at most once in this long, milliseconds, however many permits name a key nobody has heard of. */
const keysPauseMs = 1_000;

/** Whose permits are believed. Absent: whoever's the keys sign. */
export type Issued = { issuer?: string | undefined; business?: string | undefined };

export type PermitVerdict = { kind: 'good'; permit: Permit } | { kind: 'not_good'; why: string };

/** Keys that are at hand need no network; otherwise they are fetched once, and again for a key id not seen before. */
export function keysOf(
  base: string,
  jwks: Parameters<typeof createLocalJWKSet>[0] | undefined,
  how: { fetch: typeof fetch; timeoutMs: number },
): JWTVerifyGetKey {
  if (jwks !== undefined) return createLocalJWKSet(jwks);
  return createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`), {
    timeoutDuration: how.timeoutMs,
    cacheMaxAge: keysMaxAgeMs,
    cooldownDuration: keysPauseMs,
    [customFetch]: how.fetch,
  });
}

/** Whether a permit allows what is asked, under these keys. Never throws. */
export async function judgePermit(
  permit: string,
  question: GateQuestion,
  keys: JWTVerifyGetKey,
  { issuer, business }: Issued,
): Promise<PermitVerdict> {
  let claims: Permit;
  try {
    const { payload } = await jwtVerify(permit, keys, {
      typ: 'optmark-permit+jws',
      algorithms: ['Ed25519'],
      requiredClaims: ['exp', 'iat', 'jti'],
      clockTolerance: skewSeconds,
      ...(issuer !== undefined && { issuer }),
    });
    claims = payload as unknown as Permit;
  } catch {
    return notGood('its signature does not verify, or it is over');
  }
  if (claims.decision !== 'allow') return notGood('it allows nothing');
  if (business !== undefined && claims.business !== business) return notGood('it is another business’s');
  const why = isOfAnother(claims, question);
  if (why !== undefined) return notGood(`it is for another ${why}`);
  if (claims.scope !== (question.scope ?? 'message')) return notGood('it is for another kind of contact');
  if (!isFor(claims, question)) return notGood('it is for another recipient');
  return { kind: 'good', permit: claims };
}

const notGood = (why: string): PermitVerdict => ({ kind: 'not_good', why });

/** In what the permit differs from the message that is asked about. From untyped callers nothing may match nothing. */
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
