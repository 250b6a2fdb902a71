// How often the ledger may ask people to prove that a number is theirs. An unrequested message with a code
// annoys the recipient and costs the sender money. An attacker who floods a form with strangers' numbers
// wants exactly that. With the method `whatsapp` the person writes first, which does neither, so only its
// challenges are capped.

import type { ChallengeCaps } from './store.ts';

/** Challenges of one number in an hour, of either kind. */
const perNumberAndHour = 3;
/** Messages to one number in a day, from all businesses together. */
const codesPerNumber = 1;
/** Messages in a day that one site, or one secret key, can cause. */
const codesPerAsker = 300;
/** Messages of one business in a day to one calling code, so that SMS pumping stays in one country. */
const codesPerCallingCode = 500;

/** @param codes messages of one business in a day; 0 turns them off */
export function challengeCaps(codes: number): ChallengeCaps {
  return { perNumberAndHour, codesPerNumber, codesPerAsker, codesPerCallingCode, codes };
}
