// What a page with a session token asks for, beside ticking: to see what holds for its number, and to stop. No page key,
// no secret key: the token is the authority, and the number comes from it alone.

import { z } from 'zod';
import type { OptOut } from '../core/consent/command.ts';
import { purposeSchema } from '../core/notice/purpose.ts';
import { sessionTokenSchema } from './web/web.ts';

/** Shows how a token looks; it is none. */
const tokenExample =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJwa180a0o4bVp0MFFYMnY3Yk4xY1I1c1c5eUQifQ.c2lnbmF0dXJl';

export const sessionConsentSchema = z
  .strictObject({
    session: sessionTokenSchema,
    locale: z
      .string()
      .regex(/^[A-Za-z0-9-]{2,35}$/)
      .optional()
      .meta({ description: 'BCP 47; falls back along its tail, then to each notice’s default.' }),
  })
  .meta({ id: 'SessionConsentRequest', example: { session: tokenExample } });

export type SessionConsentRequest = z.infer<typeof sessionConsentSchema>;

export const sessionOptOutSchema = z
  .strictObject({
    session: sessionTokenSchema,
    purposes: z.array(purposeSchema).min(1).max(12).optional(),
  })
  .meta({ id: 'SessionOptOut', example: { session: tokenExample, purposes: ['marketing'] } });

export type SessionOptOutRequest = z.infer<typeof sessionOptOutSchema>;

/** The command in a page's request to stop, once its token was believed. @param number canonical, from the token */
export function sessionOptOut(
  { session: token, purposes }: SessionOptOutRequest,
  { business, site, number }: { business: string; site: string; number: string },
): OptOut {
  return {
    kind: 'opt_out',
    business,
    identifiers: [{ kind: 'number', value: number }],
    person: { kind: 'number', value: number },
    channel: 'web',
    ...(purposes !== undefined && { purposes }),
    submission: { by: 'session', site, token },
    source: { system: 'widget', actor: site },
  };
}
