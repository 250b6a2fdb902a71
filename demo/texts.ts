// The line to which the demo's customers write text messages: a notice with a keyword, and a pretended
// provider that signs as Twilio does. Made once, and written to demo.json.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Ledger } from '../ledger/operations/ledger.ts';
import { publish } from '../ledger/operations/notice/notices.ts';
import { setSmsProvider, smsAddress } from '../ledger/operations/sms/providers.ts';
import { demoNotices } from './notices/notices.ts';

export const keyword = 'ORDERS';

export const textsSchema = z.strictObject({
  /** The shop's number, E.164, invented. */
  number: z.string(),
  /** Where the ledger hears of a text message. */
  url: z.string(),
  /** What the provider signs with. */
  secret: z.string(),
});

type Texts = z.infer<typeof textsSchema>;

/**
 * @param shop the shop's origin, to whose pages the notice links
 * @param older what there is already
 */
export async function textsOf(
  ledger: Ledger,
  business: string,
  shop: string,
  older: Texts | undefined,
): Promise<Texts> {
  const url = smsAddress(ledger, 'twilio', business);
  if (older !== undefined) return { ...older, url };
  const [orders] = demoNotices(shop);
  const { what } = orders!.locales.en!;
  const notice = { ...orders!, id: 'order-texts', locales: { en: { what, sms: { keywords: [keyword] } } } };
  await publish(ledger, business, notice, 'demo');
  const secret = randomBytes(16).toString('hex');
  // It delivers everything: nobody keeps from this phone what is sent to it after a STOP.
  await setSmsProvider(ledger, business, 'twilio', { secret, blocks: false });
  return { number: '+14155550188', url, secret };
}
