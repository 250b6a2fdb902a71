// Up to where a follower of the change feed was told, as it gives it back. It is bound to the business, so
// that no key goes on from where another business's follower is; and it says under which name of the log it
// was cut, so that a follower hears again of entries that a restore took back.
//
//   base64url( head: the next entry, uint48 BE ‖ number of the log's name, uint32 BE
//              MAC "feed-cursor/v1" of business, head )

import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

/** All entries below `next` were told, under the nth name of the log. */
export type FeedPlace = { next: number; name: number };

const nextBytes = 6;
const headBytes = nextBytes + 4;

export function issueFeedCursor(keys: MacKeys, business: string, { next, name }: FeedPlace): string {
  const head = Buffer.alloc(headBytes);
  head.writeUIntBE(next, 0, nextBytes);
  head.writeUInt32BE(name, nextBytes);
  return Buffer.concat([head, mac(keys, 'feed-cursor/v1', business, head)]).toString('base64url');
}

/** Undefined: not a cursor of this business. */
export function openFeedCursor(keys: MacKeys, business: string, cursor: string): FeedPlace | undefined {
  const bytes = decodeOnce(cursor);
  const head = bytes?.subarray(0, headBytes);
  if (bytes === undefined || head?.length !== headBytes) return undefined;
  if (!macIs(keys, bytes.subarray(headBytes), 'feed-cursor/v1', business, head)) return undefined;
  return { next: head.readUIntBE(0, nextBytes), name: head.readUInt32BE(nextBytes) };
}
