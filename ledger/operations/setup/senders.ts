// The WhatsApp numbers of a business: adding one, and deciding which of Meta's webhooks to believe about
// them.

import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { accessTokenShape } from '../../auth/access-token.ts';
import { isSignedWith } from '../../channels/whatsapp/signature.ts';
import { LedgerError } from '../../core/error.ts';
import { mac } from '../../core/mac.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { unwrapKey, wrapKey } from '../../core/subject/sealed.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import { type Changer, type Changing, changeSetup, operator } from './change.ts';
import { isGood, overlap } from './overlap.ts';
import type { Sender, SenderStore } from './store.ts';

export type Senders = { senders: SenderStore };

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

/** A name of its own kind: no subject and no business has such a name. */
const ownerName = (phoneNumberId: string) => `sender:${phoneNumberId}`;

const noPrevious = {
  previous_app_secret: null,
  previous_app_secret_until: null,
  previous_access_token: null,
  previous_access_token_until: null,
};

/** The tables' columns that a sender begins without. */
const none = {
  ...noPrevious,
  previous_verify_token: null,
  previous_verify_token_until: null,
  access_token: null,
  forward_url: null,
};

/** @returns the token that Meta repeats when the webhook is set up; shown this once */
export async function addSender(
  ledger: Changing,
  business: string,
  { phoneNumberId, wabaId, number, appSecret }: SenderDraft,
  changer: Changer = operator,
): Promise<{ verifyToken: string }> {
  const { verifyToken, verify_token } = newVerifyToken(ledger);
  const row = {
    ...none,
    phone_number_id: phoneNumberId,
    business,
    waba_id: wabaId ?? null,
    number,
    app_secret: wrappedSecret(ledger, phoneNumberId, appSecret),
    verify_token,
  };
  await changeSetup(
    ledger,
    business,
    { thing: 'sender', name: phoneNumberId },
    (is) => (is === undefined ? row : new LedgerError('conflict', 'There is a sender with this id already.')),
    changer,
  );
  return { verifyToken };
}

/** What of a sender can be changed; `null`: it is not known any more. */
export const senderChangeSchema = z.strictObject({
  wabaId: senderDraftSchema.shape.wabaId.nullable(),
  number: senderDraftSchema.shape.number.optional(),
  appSecret: senderDraftSchema.shape.appSecret.optional(),
});
export type SenderChange = z.infer<typeof senderChangeSchema>;

/** Whether what was good before ends at once: it has leaked. */
type Ending = { endsPrevious?: boolean };

/**
 * The app secret before stays good for a day. `endsPrevious`: it ends at once; where no new one is given, the
 * secret and the access token before do. @throws LedgerError not_found
 */
export async function changeSender(
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  { wabaId, number, appSecret }: SenderChange,
  { endsPrevious = false, changer = operator }: Ending & { changer?: Changer } = {},
): Promise<void> {
  const secret = appSecret === undefined ? undefined : wrappedSecret(ledger, phoneNumberId, appSecret);
  const before = overlap(ledger, endsPrevious);
  await changeSenderRow(
    ledger,
    business,
    phoneNumberId,
    (is) => ({
      ...is,
      ...(endsPrevious && secret === undefined && noPrevious),
      ...(wabaId !== undefined && { waba_id: wabaId }),
      ...(number !== undefined && { number }),
      ...(secret !== undefined && {
        app_secret: secret,
        ...before('previous_app_secret', is.app_secret!),
      }),
    }),
    changer,
  );
}

/** A new token for Meta's webhook set-up, shown this once; the one before stays good for a day. */
export async function renewVerifyToken(
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  { endsPrevious = false, changer = operator }: Ending & { changer?: Changer } = {},
): Promise<{ verifyToken: string }> {
  const { verifyToken, verify_token } = newVerifyToken(ledger);
  const before = overlap(ledger, endsPrevious);
  await changeSenderRow(
    ledger,
    business,
    phoneNumberId,
    (is) => ({ ...is, verify_token, ...before('previous_verify_token', is.verify_token!) }),
    changer,
  );
  return { verifyToken };
}

/** Nothing is heard from it or sent through it any more. @throws LedgerError not_found */
export const endSender = (
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  changer: Changer = operator,
): Promise<void> => changeSenderRow(ledger, business, phoneNumberId, () => null, changer);

/** @throws LedgerError not_found */
export const changeSenderRow = (
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  change: (is: Columns) => Columns | null,
  changer: Changer = operator,
): Promise<void> =>
  changeSetup(
    ledger,
    business,
    { thing: 'sender', name: phoneNumberId },
    (is) =>
      is?.business === business
        ? change(is)
        : new LedgerError('not_found', 'The business has no such sender.'),
    changer,
  );

function newVerifyToken(ledger: { world: World }) {
  const verifyToken = ledger.world.random(24).toString('base64url');
  return { verifyToken, verify_token: hash('sha256', verifyToken, 'buffer') };
}

const wrappedSecret = (ledger: Keys<'master'> & { world: World }, phoneNumberId: string, secret: string) =>
  wrapKey(
    ledger.keys.master,
    ownerName(phoneNumberId),
    Buffer.from(secret, 'ascii'),
    ledger.world.random(12),
  );

export const accessTokenSchema = z
  .string()
  .regex(accessTokenShape, 'an access token: 20 to 2048 visible ASCII characters');

/**
 * Lets messages of this sender through to the Cloud API with this token. The previous token stays valid for a
 * day, unless the caller ends it at once. Earlier tokens end. @throws not_found
 */
export async function registerAccessToken(
  ledger: Changing & Keys<'macs'>,
  business: string,
  phoneNumberId: string,
  token: string,
  { endsPrevious = false, changer = operator }: Ending & { changer?: Changer } = {},
): Promise<void> {
  const access_token = accessTokenMac(ledger, token);
  const before = overlap(ledger, endsPrevious);
  await changeSenderRow(
    ledger,
    business,
    phoneNumberId,
    (is) => {
      // The same token once more is no new one: what was there before it stays as it was, unless it is to
      // end.
      const isSame = is.access_token instanceof Uint8Array && access_token.equals(is.access_token);
      const kept = isSame && !endsPrevious ? {} : before('previous_access_token', is.access_token!);
      return { ...is, access_token, ...kept };
    },
    changer,
  );
}

/** The senders that this token may send for. Empty if no business has registered the token. */
export async function sendersOfToken(
  ledger: Senders & Keys<'macs'> & { world: World },
  token: string,
): Promise<Sender[]> {
  return ledger.senders.byAccessToken(accessTokenMac(ledger, token), ledger.world.now().toISOString());
}

/**
 * Under a secret outside the database, so that a reader of the database learns no token and can forge none.
 */
const accessTokenMac = (ledger: Keys<'macs'>, token: string) =>
  mac(ledger.keys.macs, 'access-token/v1', token);

/**
 * Whether this is the token of one of the business's senders. An unknown business gets the same answer as a
 * wrong token.
 */
export async function isVerifyToken(
  ledger: Senders & { world: Pick<World, 'now'> },
  business: string,
  token: string,
): Promise<boolean> {
  const given = hash('sha256', token, 'buffer');
  const senders = await ledger.senders.ofBusiness(business);
  const good = senders.flatMap(({ verifyToken, previousVerifyToken: before }) => [
    verifyToken,
    ...(isGood(ledger, before) ? [before.hash] : []),
  ]);
  return good.some((one) => timingSafeEqual(one, given));
}

/** Refuses a business without senders: no app could have signed a webhook for it. */
export async function requireSenders(ledger: Senders, business: string): Promise<void> {
  if ((await ledger.senders.ofBusiness(business)).length > 0) return;
  throw new LedgerError('signature_invalid', 'No app of this business signed these bytes.');
}

/**
 * The senders of this business that a webhook may be about: those whose app signed it.
 * @throws LedgerError signature_invalid if there is no such sender, for any reason
 */
export async function sendersThatSigned(
  ledger: Senders & Keys<'master'> & { world: Pick<World, 'now'> },
  business: string,
  signature: string,
  body: Uint8Array,
): Promise<Sender[]> {
  const senders = await ledger.senders.ofBusiness(business);
  // Sealed secrets differ between senders of one app: each is opened and tried, they are few.
  const signed = senders.filter((sender) =>
    appSecretsOf(ledger, sender).some((secret) => isSignedWith(secret, signature, body)),
  );
  if (signed.length > 0) return signed;
  throw new LedgerError('signature_invalid', 'No app of this business signed these bytes.');
}

/** Whether a webhook of this sender can be checked at all. */
export const opensAppSecret = (
  { keys: { master } }: Keys<'master'>,
  { phoneNumberId, wrappedAppSecret }: Sender,
): boolean => unwrapKey(master, ownerName(phoneNumberId), wrappedAppSecret) !== undefined;

function appSecretsOf(ledger: Keys<'master'> & { world: Pick<World, 'now'> }, sender: Sender): Buffer[] {
  const { phoneNumberId, wrappedAppSecret, previousAppSecret: before } = sender;
  const wrapped = [wrappedAppSecret, ...(isGood(ledger, before) ? [before.wrapped] : [])];
  return wrapped.map((one) => {
    const secret = unwrapKey(ledger.keys.master, ownerName(phoneNumberId), one);
    if (secret !== undefined) return secret;
    throw new LedgerError('internal', 'The app secret of a sender does not open under the master key.');
  });
}
