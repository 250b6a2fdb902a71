// What is kept of a session token that was used: its hash, by which the shop finds it among those it made, and what it
// said. Never the token: for an hour, whoever reads it could speak for the person.

import { decodeJwt } from 'jose';
import { sha256Hex } from '../core/canonical.ts';
import type { SessionTrace } from '../core/consent/record.ts';

/** @param token one that was believed (session.ts), so its claims are those of the schema */
export function sessionTrace(token: string): SessionTrace {
  return { sha256: sha256Hex(token), claims: decodeJwt(token) as SessionTrace['claims'] };
}
