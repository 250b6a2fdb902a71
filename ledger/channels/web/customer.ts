// What a page with a customer token asks for, besides ticking: to see the consent of its number, and to stop.
// No page key, no secret key: the token is the authority, and the number comes from it alone.

import { z } from 'zod';
import type { OptOut, Vouched } from '../../core/consent/command.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { customerTokenSchema } from './web.ts';

/** Shows the form of a token; it is not a real one. */
export const tokenExample =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJwa180a0o4bVp0MFFYMnY3Yk4xY1I1c1c5eUQifQ.c2lnbmF0dXJl';

export const customerConsentSchema = z
  .strictObject({
    customer_token: customerTokenSchema,
    locale: languageTagSchema
      .optional()
      .meta({ description: 'BCP 47; falls back along its tail, then to each notice’s default.' }),
  })
  .meta({ id: 'CustomerConsentRequest', example: { customer_token: tokenExample } });

export type CustomerConsentRequest = z.infer<typeof customerConsentSchema>;

export const customerOptOutSchema = z
  .strictObject({
    customer_token: customerTokenSchema,
    purposes: z.array(purposeSchema).min(1).max(12).optional(),
  })
  .meta({ id: 'CustomerOptOut', example: { customer_token: tokenExample, purposes: ['marketing'] } });

export type CustomerOptOutRequest = z.infer<typeof customerOptOutSchema>;

/** What it asks to be stopped, and what of it was not read. */
type CustomerStop = Pick<OptOut, 'purposes' | 'objects' | 'dropped'>;

/** `isUnsure`: the token gave the number without +, so that its first digits may be no calling code. */
type StoppedBy = { business: string; site: string; number: string; isUnsure?: true; vouched: Vouched };

/**
 * The command in a page's request to stop, or in its person's objection, once its token was believed.
 * @param number canonical, from the token
 */
export function customerOptOut(
  { customer_token: token, ...asked }: Pick<CustomerOptOutRequest, 'customer_token'> & CustomerStop,
  { business, site, number, isUnsure, vouched }: StoppedBy,
): OptOut {
  return {
    kind: 'opt_out',
    business,
    identifiers: [{ kind: 'number', value: number }],
    person: { kind: 'number', value: number },
    ...(isUnsure && { bare: number.slice(1) }),
    channel: 'web',
    ...asked,
    submission: { by: 'customer', site, token, vouched },
    source: { system: 'widget', actor: site },
  };
}
