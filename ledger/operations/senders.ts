// The WhatsApp numbers of a business: adding one, and believing what comes from Meta about them.

import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { accessTokenShape } from '../auth/access-token.ts';
import { isSignedWith } from '../channels/whatsapp/signature.ts';
import { LedgerError } from '../core/error.ts';
import { unwrapKey, wrapKey } from '../core/subject/sealed.ts';
import type { Ledger } from './ledger.ts';
import { businessOf } from './notice/notices.ts';
import type { Sender } from './ports.ts';

export const senderDraftSchema = z.strictObject({
  phoneNumberId: z.string().regex(/^\d{5,32}$/, 'Meta’s id of the number: digits'),
  wabaId: z
    .string()
    .regex(/^\d{5,32}$/, 'Meta’s id of the WhatsApp Business Account: digits')
    .optional(),
  /** E.164. */
  number: z.string(),
  appSecret: z.string().regex(/^[0-9a-f]{32}$/, 'an app secret: 32 hexadecimal digits'),
});

export type SenderDraft = z.infer<typeof senderDraftSchema>;

/** A key of its own name space: no subject and no business is called so. */
const ownerName = (phoneNumberId: string) => `sender:${phoneNumberId}`;

/** @returns the token that Meta repeats when the webhook is set up; shown this once */
export async function addSender(
  ledger: Ledger,
  business: string,
  { phoneNumberId, wabaId, number, appSecret }: SenderDraft,
): Promise<{ verifyToken: string }> {
  await businessOf(ledger, business);
  const verifyToken = ledger.world.random(24).toString('base64url');
  const secret = Buffer.from(appSecret, 'ascii');
  const iv = ledger.world.random(12);
  await ledger.senders.add({
    phoneNumberId,
    business,
    ...(wabaId !== undefined && { wabaId }),
    number,
    wrappedAppSecret: wrapKey(ledger.keys.master, ownerName(phoneNumberId), secret, iv),
    verifyToken: hash('sha256', verifyToken, 'buffer'),
  });
  return { verifyToken };
}

export const accessTokenSchema = z
  .string()
  .regex(accessTokenShape, 'an access token: 20 to 2048 visible ASCII characters');

/** Milliseconds that the token before the current one goes on being good: a sender's SDKs get the new one one by one. */
const tokenOverlapMs = 24 * 60 * 60 * 1000;

/**
 * Lets messages of this sender through to the Cloud API with this token. The one before it stays good for a day, unless it is
 * to end at once; of those before that none is. @throws not_found
 */
export async function registerAccessToken(
  ledger: Ledger,
  business: string,
  phoneNumberId: string,
  token: string,
  { endsPrevious = false }: { endsPrevious?: boolean } = {},
): Promise<void> {
  const until = new Date(ledger.world.now().getTime() + tokenOverlapMs).toISOString();
  const mac = accessTokenMac(ledger, token);
  await ledger.senders.setAccessToken(business, phoneNumberId, mac, endsPrevious ? undefined : until);
}

/** The senders this token may send for; none for a token nobody registered. */
export async function sendersOfToken(ledger: Ledger, token: string): Promise<Sender[]> {
  return ledger.senders.byAccessToken(accessTokenMac(ledger, token), ledger.world.now().toISOString());
}

/** Under a secret outside the database: who reads the database learns no token and can make none good. */
const accessTokenMac = (ledger: Ledger, token: string) =>
  createHmac('sha256', ledger.keys.nonces).update(`optmark/access-token/v1\0${token}`).digest();

/** Whether this is the token of one of the business's senders. One answer for no such business and a wrong token. */
export async function isVerifyToken(ledger: Ledger, business: string, token: string): Promise<boolean> {
  const given = hash('sha256', token, 'buffer');
  const senders = await ledger.senders.ofBusiness(business);
  return senders.some(({ verifyToken }) => timingSafeEqual(verifyToken, given));
}

/** Whether anybody could have signed for it: who delivers for a business without senders is not listened to. */
export async function requireSenders(ledger: Ledger, business: string): Promise<void> {
  if ((await ledger.senders.ofBusiness(business)).length > 0) return;
  throw new LedgerError('signature_invalid', 'No app of this business signed these bytes.');
}

/**
 * The senders of this business for which a webhook may speak: those whose app signed it.
 * @throws LedgerError signature_invalid where there is none, whatever the reason
 */
export async function sendersThatSigned(
  ledger: Ledger,
  business: string,
  signature: string,
  body: Uint8Array,
): Promise<Sender[]> {
  const senders = await ledger.senders.ofBusiness(business);
  // Sealed secrets differ between senders of one app: each is opened and tried, they are few.
  const signed = senders.filter((sender) => isSignedWith(appSecretOf(ledger, sender), signature, body));
  if (signed.length > 0) return signed;
  throw new LedgerError('signature_invalid', 'No app of this business signed these bytes.');
}

function appSecretOf(ledger: Ledger, { phoneNumberId, wrappedAppSecret }: Sender): Buffer {
  const secret = unwrapKey(ledger.keys.master, ownerName(phoneNumberId), wrappedAppSecret);
  if (secret === undefined) {
    throw new LedgerError('internal', 'The app secret of a sender does not open under the master key.');
  }
  return secret;
}
