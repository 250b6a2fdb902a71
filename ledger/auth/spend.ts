// What a request uses up: an Idempotency-Key, a nonce, an undo. Both what it was called and what was asked under it are
// kept as MACs under a secret outside the database. A plain digest of a body that holds little but a number would give
// the number to whoever reads the table: there are few enough numbers to try them all.

import { createHmac, type KeyObject } from 'node:crypto';

export type Spend = { key: Buffer; request: Buffer };

/** The ways to be used up; each has its own names, so that none can use up another's. */
export type SpentBy =
  | 'idempotency_key'
  | 'nonce'
  | 'undo'
  | 'link'
  | 'link_access'
  | 'ownership'
  | 'whatsapp'
  | 'compat';

export function spend(secret: KeyObject, by: SpentBy, name: string, request: string | Uint8Array): Spend {
  const mac = (what: string) => createHmac('sha256', secret).update(`optmark/spent/v1\0${what}\0`);
  return {
    key: mac(by).update(name).digest(),
    request: mac('request').update(request).digest(),
  };
}
