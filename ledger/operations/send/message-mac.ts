// The ledger's name for a message at Meta. Meta's id (wamid) holds the recipient's number, so the ledger
// keeps only a MAC of it.

import { mac } from '../../core/mac.ts';
import type { Keys } from '../keys.ts';

/** 32 bytes. It depends on the sender, so that the messages of two businesses cannot be compared. */
export const messageMac = (ledger: Keys<'macs'>, sender: string, id: string): Buffer =>
  mac(ledger.keys.macs, 'message-id/v1', sender, id);
