// The sender each part of a webhook belongs to, as its envelope says (webhook.ts): the number a change is
// about, or the account alone, where Meta speaks of a whole account (its templates, its standing).
//
// One app may serve many businesses, so a body that one secret signed may be about several.

export type Addressee = {
  /** Meta's id of the WhatsApp Business Account; '' if it cannot be read. */
  account: string;
  /** Meta's id of the number; absent: all of the account. */
  phoneNumberId?: string;
};

/** A number of a business; without `wabaId` its account is not known, and may be any. */
type Numbered = { phoneNumberId: string; wabaId?: string };

/**
 * The senders that a whole body may go to: those it is about, or all of them if it names none. Empty if any
 * part is about another business: a body cannot be taken apart, or its signature would not hold.
 * @param signed the senders of one business whose app signed it
 */
export function sendersMeant<Sender extends Numbered>(
  signed: readonly Sender[],
  addressees: readonly Addressee[],
): Sender[] {
  if (addressees.some((addressee) => isForeign(signed, addressee))) return [];
  const namesNobody = addressees.length === 0;
  return signed.filter((sender) => namesNobody || addressees.some((addressee) => isMeant(sender, addressee)));
}

function isMeant(sender: Numbered, { account, phoneNumberId }: Addressee): boolean {
  if (phoneNumberId !== undefined) return sender.phoneNumberId === phoneNumberId;
  return account === '' || sender.wabaId === undefined || sender.wabaId === account;
}

/**
 * A number that is not registered here is the business's own all the same where it is in the business's own
 * account.
 */
const isForeign = (signed: readonly Numbered[], addressee: Addressee): boolean =>
  !signed.some((sender) => isMeant(sender, addressee) || sender.wabaId === addressee.account);

/** The sender for an event that names none: one of the account's own, else one whose account is not known. */
export function senderFor(signed: readonly Numbered[], account: string): string | undefined {
  const own = signed.find(({ wabaId }) => wabaId === account);
  const may = signed.find(({ wabaId }) => account === '' || wabaId === undefined);
  return (own ?? may)?.phoneNumberId;
}
