// UUID version 7 (RFC 9562) from the world's clock and randomness: ids sort by time, so indexes grow at one end.

import { v7 } from 'uuid';
import type { World } from '../ports.ts';

export function uuidv7(world: World): string {
  return v7({ msecs: world.now().getTime(), random: world.random(16) });
}
