// Carries what waits to the businesses' own addresses, at least once. Every node runs one of these on the same outbox.
//
//   due      leased: this node alone tries it for a while
//   tried    answered 2xx: forgotten. Anything else: due again later, twice as long each time, up to a quarter of an hour
//   36 h     given up, as Meta would have
//
// A crash between an answer and its row lets the lease run out, so it is delivered again: receivers must know what they had, as
// they must with Meta. Of one address the longest due goes first, but several are under way at once and one that failed waits
// by itself: nothing stands behind a webhook that an address does not take. WhatsApp promises no order either.
// How many of whom are under way is forward-places.ts.

import { LedgerError } from '../../core/error.ts';
import { openWebhook } from '../../core/subject/sealed-webhook.ts';
import type { ForwardWatch, LeasedWebhook, LeaseRoom, Outbox, WebhookCarrier, World } from '../ports.ts';
import { ForwardPlaces, type PlaceLimits } from './places.ts';

export type ForwardPace = PlaceLimits & {
  /** Milliseconds from which a delivery is slow. */
  slowMs: number;
  /** Milliseconds a node has for an attempt before another may take it: three times what an attempt may last. */
  leaseMs: number;
  /** Milliseconds to the first repetition, to the farthest, and to the end. */
  retryFirstMs: number;
  retryMaxMs: number;
  giveUpMs: number;
  /** How often it is looked for what has become due, and for what is too old, milliseconds. */
  pollMs: number;
  sweepMs: number;
  /** How long a stopping node waits for attempts under way before it breaks them off, milliseconds. */
  stopGraceMs: number;
};

export const forwardPace: ForwardPace = {
  atOnce: 32,
  perBusiness: 16,
  perSender: 8,
  strainedAtOnce: 8,
  bytesAtOnce: 32 * 1024 * 1024,
  businessBytesAtOnce: 16 * 1024 * 1024,
  strainedBytesAtOnce: 8 * 1024 * 1024,
  slowMs: 2_000,
  leaseMs: 30_000,
  retryFirstMs: 1_000,
  retryMaxMs: 15 * 60_000,
  giveUpMs: 36 * 3_600_000,
  pollMs: 1_000,
  sweepMs: 60_000,
  stopGraceMs: 3_000,
};

export type ForwarderParts = {
  outbox: Outbox;
  carrier: WebhookCarrier;
  /** Opens what is sealed. */
  master: Uint8Array;
  world: World;
};

export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #pace: ForwardPace;
  readonly #places: ForwardPlaces;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #watch: ForwardWatch | undefined;
  #timers: NodeJS.Timeout[] = [];
  #leasing: Promise<void> | undefined;
  #sweeping: Promise<void> | undefined;
  #again = false;

  constructor(parts: ForwarderParts, pace: Partial<ForwardPace> = {}) {
    this.#parts = parts;
    this.#pace = { ...forwardPace, ...pace };
    this.#places = new ForwardPlaces(this.#pace);
  }

  start(watch: ForwardWatch): void {
    if (this.#watch !== undefined) return;
    this.#watch = watch;
    const sweep = () => (this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = undefined)));
    this.#timers = [setInterval(this.wake, this.#pace.pollMs), setInterval(sweep, this.#pace.sweepMs)];
    this.wake();
    void sweep();
  }

  /** Something is due, or there is room again. Nothing happens on a node that does not forward. */
  readonly wake = (): void => {
    if (this.#timers.length === 0) return;
    this.#again = true;
    this.#leasing ??= this.#leaseOn();
  };

  /** Takes nothing more, gives what is under way a moment, and hands what is left to the other nodes. */
  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await Promise.all([this.#leasing, this.#sweeping]);
    const grace = setTimeout(() => this.#stopping.abort(), this.#pace.stopGraceMs);
    await Promise.all(this.#underWay);
    clearTimeout(grace);
    this.#parts.carrier.close();
  }

  async #leaseOn(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        // The room is looked at anew for each: what the first leased is under way by then.
        await this.#fill(this.#places.room());
        await this.#fill(this.#places.strainedRoom());
      } catch (error) {
        // What waits goes on waiting; the next look comes by itself.
        this.#watch!.troubled(error);
      }
    }
    // Here, and not when somebody hears of the end: who wakes in between must begin anew.
    this.#leasing = undefined;
  }

  async #fill(room: LeaseRoom): Promise<void> {
    if (room.most <= 0 || room.bytes <= 0) return;
    const now = this.#parts.world.now();
    const until = new Date(now.getTime() + this.#pace.leaseMs).toISOString();
    for (const webhook of await this.#parts.outbox.lease(now.toISOString(), until, room)) {
      this.#begin(webhook);
    }
  }

  #begin(webhook: LeasedWebhook): void {
    this.#places.take(webhook);
    const attempt = this.#attempt(webhook)
      .catch((error) => this.#watch!.troubled(error))
      .finally(() => {
        this.#places.leave(webhook);
        this.#underWay.delete(attempt);
        this.wake();
      });
    this.#underWay.add(attempt);
  }

  async #attempt(webhook: LeasedWebhook): Promise<void> {
    const { outbox, carrier, master, world } = this.#parts;
    const body = openWebhook(master, webhook, webhook.sealed);
    if (body === undefined) {
      await outbox.postpone(webhook, this.#nextTry(webhook.attempts));
      throw new LedgerError('internal', 'A webhook that waits does not open under the master key.');
    }
    const started = performance.now();
    const outcome = await carrier.carry(webhook.url, { ...webhook, body }, this.#stopping.signal);
    if (outcome !== 'delivered' && this.#stopping.signal.aborted) {
      // It was broken off, and says nothing about the address.
      return outbox.postpone(webhook, world.now().toISOString());
    }
    this.#watch!.attempted(outcome);
    const isSoon = performance.now() - started < this.#pace.slowMs;
    this.#places.judge(webhook.sender, outcome === 'delivered' && isSoon);
    if (outcome === 'delivered') await outbox.delivered(webhook);
    else await outbox.postpone(webhook, this.#nextTry(webhook.attempts));
  }

  /** Between half and all of the pause, by chance: what failed together does not come back together. */
  #nextTry(attempts: number): string {
    const { retryFirstMs, retryMaxMs } = this.#pace;
    const pause = Math.min(retryMaxMs, retryFirstMs * 2 ** (attempts - 1));
    const chance = this.#parts.world.random(4).readUInt32BE() / 2 ** 32;
    return new Date(this.#parts.world.now().getTime() + pause * (0.5 + chance / 2)).toISOString();
  }

  async #sweep(): Promise<void> {
    const { outbox, world } = this.#parts;
    try {
      const now = world.now();
      const before = new Date(now.getTime() - this.#pace.giveUpMs).toISOString();
      for (const [business, webhooks] of await outbox.giveUp(before, now.toISOString())) {
        this.#watch!.gaveUp(business, webhooks);
      }
      const { rows, oldest } = await outbox.backlog();
      const age = oldest === undefined ? 0 : Math.max(0, now.getTime() - Date.parse(oldest));
      this.#watch!.waiting(rows, age / 1000);
    } catch (error) {
      this.#watch!.troubled(error);
    }
  }
}
