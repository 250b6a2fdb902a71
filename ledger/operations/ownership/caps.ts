// How often people may be asked to show that a number is theirs. A message with a code that nobody asked for annoys the
// one who gets it and costs the one who sends it; whoever floods a form with strangers' numbers wants exactly that. A
// WhatsApp message is started by the person and costs neither, so it is capped only as a challenge.

import type { ChallengeCaps } from '../ports.ts';

/** Challenges of one number in an hour, of either kind. */
const perNumberAndHour = 3;
/** Messages to one number in a day, whichever business asks. */
const codesPerNumber = 1;
/** Messages in a day that one site, or one secret key, can cause. */
const codesPerAsker = 300;
/** Messages in a day into one calling code: pumping stays in one country. */
const codesPerCallingCode = 500;

/** @param codes messages in a day altogether; 0 turns them off */
export function challengeCaps(codes: number): ChallengeCaps {
  return { perNumberAndHour, codesPerNumber, codesPerAsker, codesPerCallingCode, codes };
}
