// UUIDs (RFC 9562) from the world's clock and randomness. Version 7 for records: ids sort in the order in
// which they were made, so indexes grow at one end. Version 4 for people: a reader of one record must not
// learn from the id how long the ledger has known the person.

import { v4, v7 } from 'uuid';
import type { Micros } from '../../core/when.ts';
import type { World } from '../world.ts';

/** The moment in a world's latest id, and the count within that moment. */
type Last = { msecs: number; seq: number };

const seqMax = 2 ** 32 - 1;
const lasts = new WeakMap<World, Last>();

/**
 * Greater than every earlier id of this world, even within a millisecond or after its clock is set back.
 */
export function uuidv7(world: World): string {
  const random = world.random(16);
  const last = nextAfter(lasts.get(world), world.now().getTime(), random);
  lasts.set(world, last);
  return v7({ ...last, random });
}

/**
 * The id of a record with this moment. No two records share one. The microsecond stands in the twelve bits
 * after the milliseconds (RFC 9562, 6.2, method 3). So ids follow the order of the log, no matter which node
 * made them, and reveal no more than `recorded_at`.
 */
export function recordId(recordedAt: Micros, world: Pick<World, 'random'>): string {
  const msecs = Math.floor(recordedAt / 1000);
  const fraction = Math.floor(((recordedAt % 1000) * 4096) / 1000);
  const random = world.random(16);
  // `seq` is those twelve bits and the twenty after them.
  return v7({ msecs, seq: fraction * 2 ** 20 + (random.readUInt32BE(0) >>> 12), random });
}

export function uuidv4(world: Pick<World, 'random'>): string {
  return v4({ random: world.random(16) });
}

/**
 * RFC 9562 section 6.2: a later moment starts its count at random in the lower half. Any other moment
 * continues the count.
 */
export function nextAfter(last: Last | undefined, now: number, random: Buffer): Last {
  // These bytes appear in no id, because the count takes their place.
  const start = random.readUInt32BE(6) >>> 1;
  if (last === undefined || now > last.msecs) return { msecs: now, seq: start };
  return last.seq < seqMax ? { ...last, seq: last.seq + 1 } : { msecs: last.msecs + 1, seq: start };
}
