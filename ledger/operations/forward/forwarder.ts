// Delivers waiting webhooks to the businesses' own addresses, at least once. Every node runs one forwarder on
// the same outbox.
//
//   due      leased: this node alone tries it for a while
//   tried    answered 2xx: forgotten. Anything else: due again later, after twice as long each time, up to
//            a quarter of an hour
//   36 h     given up, as Meta gives up (give-up.ts)
//
// After a crash between an answer and its row, the lease runs out and a node delivers the webhook again.
// Receivers must recognise repeats, as they must with Meta. For each address, the webhook that has been due
// longest goes first. But several are under way at once and a failed one waits by itself, so a webhook that
// an address refuses blocks no other. WhatsApp promises no order either. places.ts decides how many of each
// are under way.

import { once } from 'node:events';
import { LedgerError } from '../../core/error.ts';
import { openWebhook } from '../../core/subject/sealed-webhook.ts';
import type { Work } from '../worker/worker.ts';
import type { World } from '../world.ts';
import { ForwardPlaces, type PlaceLimits } from './places.ts';
import type { ForwardWatch, LeasedWebhook, LeaseRoom, Outbox, WebhookCarrier } from './store.ts';

export type ForwardPace = PlaceLimits & {
  /** A delivery that takes at least this long is slow, milliseconds. */
  slowMs: number;
  /**
   * Milliseconds that a node has for an attempt before another may take it: three times the longest attempt.
   */
  leaseMs: number;
  /** The shortest and the longest pause before the next attempt, milliseconds. */
  retryFirstMs: number;
  retryMaxMs: number;
  /** How often the forwarder looks for due webhooks and reports how many wait, in milliseconds. */
  pollMs: number;
  tellMs: number;
  /** How long a stopping node waits for attempts under way before it aborts them, milliseconds. */
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
  pollMs: 1_000,
  tellMs: 60_000,
  stopGraceMs: 3_000,
};

export type ForwarderParts = {
  outbox: Outbox;
  carrier: WebhookCarrier;
  /** Opens the sealed bodies and addresses. */
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
  #telling: Promise<void> | undefined;
  #again = false;

  constructor(parts: ForwarderParts, pace: Partial<ForwardPace> = {}) {
    this.#parts = parts;
    this.#pace = { ...forwardPace, ...pace };
    this.#places = new ForwardPlaces(this.#pace);
  }

  /** Runs on every node: the nodes share the waiting webhooks row by row. */
  work(watch: ForwardWatch): Work {
    return {
      name: 'forwarding',
      where: 'on every node',
      run: async (signal) => {
        this.start(watch);
        if (!signal.aborted) await once(signal, 'abort');
        await this.stop();
      },
    };
  }

  start(watch: ForwardWatch): void {
    if (this.#watch !== undefined) return;
    this.#watch = watch;
    const tell = () => (this.#telling ??= this.#tell().finally(() => (this.#telling = undefined)));
    this.#timers = [setInterval(this.wake, this.#pace.pollMs), setInterval(tell, this.#pace.tellMs)];
    this.wake();
    void tell();
  }

  /** Call it when a webhook is due, or there is room again. Does nothing on a node that does not forward. */
  readonly wake = (): void => {
    if (this.#timers.length === 0) return;
    this.#again = true;
    this.#leasing ??= this.#leaseOn();
  };

  /** Takes no more, gives the deliveries under way a moment, and leaves the rest to the other nodes. */
  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await Promise.all([this.#leasing, this.#telling]);
    const grace = setTimeout(() => this.#stopping.abort(), this.#pace.stopGraceMs);
    await Promise.all(this.#underWay);
    clearTimeout(grace);
    this.#parts.carrier.close();
  }

  async #leaseOn(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        // Asks for the room each time, because the webhooks of the first round are under way by then.
        await this.#fill(this.#places.room());
        await this.#fill(this.#places.strainedRoom());
      } catch (error) {
        // The webhooks go on waiting, and the next poll comes by itself.
        this.#watch!.troubled(error);
      }
    }
    // Cleared here, not when a waiter hears of the end, so that a waiter that wakes in between begins again.
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
      throw new LedgerError('internal', 'A waiting webhook does not open under the master key.');
    }
    const started = performance.now();
    const outcome = await carrier.carry(webhook.url, { ...webhook, body }, this.#stopping.signal);
    if (outcome !== 'delivered' && this.#stopping.signal.aborted) {
      // This node aborted the attempt, which says nothing about the address.
      return outbox.postpone(webhook, world.now().toISOString());
    }
    this.#watch!.attempted(outcome);
    const isSoon = performance.now() - started < this.#pace.slowMs;
    this.#places.judge(webhook.sender, outcome === 'delivered' && isSoon);
    if (outcome === 'delivered') await outbox.delivered(webhook);
    else await outbox.postpone(webhook, this.#nextTry(webhook.attempts));
  }

  /**
   * Between half and all of the pause, at random, so that webhooks that failed together do not return
   * together.
   */
  #nextTry(attempts: number): string {
    const { retryFirstMs, retryMaxMs } = this.#pace;
    const pause = Math.min(retryMaxMs, retryFirstMs * 2 ** (attempts - 1));
    const chance = this.#parts.world.random(4).readUInt32BE() / 2 ** 32;
    return new Date(this.#parts.world.now().getTime() + pause * (0.5 + chance / 2)).toISOString();
  }

  async #tell(): Promise<void> {
    try {
      const { rows, oldest } = await this.#parts.outbox.backlog();
      const now = this.#parts.world.now().getTime();
      const age = oldest === undefined ? 0 : Math.max(0, now - Date.parse(oldest));
      this.#watch!.waiting(rows, age / 1000);
    } catch (error) {
      this.#watch!.troubled(error);
    }
  }
}
