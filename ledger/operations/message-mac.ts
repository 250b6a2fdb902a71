// How a message of Meta's is known here: its id (wamid) has the recipient's number inside, so only a MAC is kept.

import { createHmac } from 'node:crypto';
import type { Ledger } from './ledger.ts';

/** 32 bytes; of one sender, so that no two businesses' messages can be compared. */
export const messageMac = (ledger: Ledger, sender: string, id: string): Buffer =>
  createHmac('sha256', ledger.keys.nonces).update(`optmark/message/v1\0${sender}\0${id}`).digest();
