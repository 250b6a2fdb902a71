// UUIDs (RFC 9562) from the world's clock and randomness. Version 7 for records: ids sort by time, so indexes grow at one
// end. Version 4 for people: whoever may see one record of a person must not read from it since when the person is known.

import { v4, v7 } from 'uuid';
import type { World } from '../ports.ts';

export function uuidv7(world: World): string {
  return v7({ msecs: world.now().getTime(), random: world.random(16) });
}

export function uuidv4(world: World): string {
  return v4({ random: world.random(16) });
}
