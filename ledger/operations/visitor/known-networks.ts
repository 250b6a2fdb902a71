// The networks that recently sent something genuine, in this node's memory. It keeps them as MACs under a
// secret that ends with the process, so that a memory dump reveals no address. The list is bounded: it first
// forgets the network that has been silent longest.

import { macUnder } from '../../core/mac.ts';
import type { World } from '../world.ts';

export class KnownNetworks {
  readonly #world: Pick<World, 'now'>;
  readonly #secret: Uint8Array;
  readonly #most: number;
  readonly #keptMs: number;
  /** When each network last sent something, milliseconds, in that order. */
  readonly #heard = new Map<string, number>();

  /** @param most how many it keeps, each for `keptMs` milliseconds after its last request */
  constructor(world: Pick<World, 'now' | 'random'>, most: number, keptMs: number) {
    this.#world = world;
    this.#secret = world.random(32);
    this.#most = most;
    this.#keptMs = keptMs;
  }

  /** Something genuine came from there. */
  remember(network: string): void {
    const mac = this.#macOf(network);
    // It moves to the end, because the oldest is forgotten first.
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
    return macUnder(this.#secret, 'network/v1', network).toString('base64url');
  }
}
