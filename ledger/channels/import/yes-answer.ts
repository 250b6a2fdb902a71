// The words in a cell that mean yes. Compared with all their marks: हाँ means yes and हो does not, and a
// line through a word turns it round.

/** As it is compared: without case and signs, but with every mark on a letter. */
export const withMarks = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]|\p{Variation_Selector}/gu, '')
    .toLowerCase()
    .normalize('NFC');

const yes = new Set(
  [
    ...['subscribed', 'subscribe', 'opt in', 'opted in', 're opt in', 'yes', 'y', 'true', '1', 'on'],
    ...['granted', 'grant', 'given', 'active', 'confirmed', 'agreed', 'accepted', 'consented', 'consent'],
    ...['ja', 'oui', 'sí', 'sì', 'si', 'sim', 'haan', 'हाँ', 'हां', 'ya', 'evet', 'نعم', 'jah', 'kyllä', 'tak'],
    ...['да', 'так', 'ναι', 'はい', '是', '是的', '예', '네', 'ใช่', 'ہاں', 'כן', 'হ্যাঁ', 'ஆம்', 'అవును'],
    ...['igen', 'da', 'ano'],
    // What spreadsheets write for a truth value.
    ...['wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar', 'prawda', 'doğru', 'истина', 'benar'],
    ...['sant', 'sann', 'sand', 'tosi', 'pravda', 'igaz', 'adevărat'],
  ].map(withMarks),
);

/** Of these a column must say that it asks for consent: orders, accounts and coupons have them too. */
const marks = /^(?:[x✓✔☑✅√]\ufe0f?|1[.,]0+)$/iu;

/** What orders, accounts and coupons are as well. */
const ofOrders = new Set(['given', 'active', 'confirmed', 'accepted', '1', 'on']);
export const mayBeOfOrder = (cell: string): boolean => ofOrders.has(withMarks(cell));

/** Beside a word that means yes: any other sign may turn it round, as in `-1`, `!yes` or `yes?`. */
const plainly =
  /^(?:[✓✔☑✅√\s]|\ufe0f)*["'‘“«]?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\s_.!"'’”»–-]*[\p{L}\p{M}\p{N}.!"'’”»])?$/u;

/** @param isOfConsent the column is called so that a tick in it says yes */
export function isYes(cell: string, isOfConsent: boolean): boolean {
  const written = cell
    .normalize('NFKC')
    .replaceAll(/(?!\ufe0f)\p{Cf}/gu, '')
    .trim();
  return (yes.has(withMarks(cell)) && plainly.test(written)) || (isOfConsent && marks.test(written));
}
