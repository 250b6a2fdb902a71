// The networks that something genuine came from lately, in this node's memory. Kept as MACs under a secret that dies with the
// process, so that a memory dump tells no address; bounded, the one longest not heard from is forgotten first.

import { createHmac } from 'node:crypto';
import type { World } from '../ports.ts';

export class KnownNetworks {
  readonly #world: Pick<World, 'now'>;
  readonly #secret: Uint8Array;
  readonly #most: number;
  readonly #keptMs: number;
  /** Milliseconds of when it was last heard from, in that order. */
  readonly #heard = new Map<string, number>();

  /** @param most how many are kept, for `keptMs` milliseconds after each was last heard from */
  constructor(world: Pick<World, 'now' | 'random'>, most: number, keptMs: number) {
    this.#world = world;
    this.#secret = world.random(32);
    this.#most = most;
    this.#keptMs = keptMs;
  }

  /** Something genuine came from there. */
  remember(network: string): void {
    const mac = this.#macOf(network);
    // Again to the end: the longest ago goes first.
    this.#heard.delete(mac);
    this.#heard.set(mac, this.#world.now().getTime());
    if (this.#heard.size <= this.#most) return;
    const [longestAgo] = this.#heard.keys();
    this.#heard.delete(longestAgo!);
  }

  has(network: string): boolean {
    const heard = this.#heard.get(this.#macOf(network));
    return heard !== undefined && this.#world.now().getTime() - heard < this.#keptMs;
  }

  #macOf(network: string): string {
    return createHmac('sha256', this.#secret).update(network).digest('base64url');
  }
}
