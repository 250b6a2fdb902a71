// A part of its own: what is needed from the first touch on. Nothing in it is needed to draw the card.

import { signClaims } from '../sign/jws.ts';
import { pageKey } from '../sign/page-key.ts';

export { concernsNumber, errorMessage, statusMessage } from '../draw/messages.ts';
export { measureSeen } from '../evidence/seen.ts';
export { LedgerClient } from '../ledger/client.ts';
export { Consent } from './consent.ts';
export { judgeTick } from './tick.ts';

/** Sign with this page's key, which made the record. */
export const signWithPageKey = async (claims: Parameters<typeof signClaims>[1]): Promise<string> =>
  signClaims(await pageKey(), claims);
