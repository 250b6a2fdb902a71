// Delivers webhooks to a business: posts them, signed, until the business takes them. As Meta does, only
// faster: at once, then less and less often, until it gives up. For tests it can be as bad as the real one:
// late, twice, in any order.

import { type Dice, shuffled } from './dice.ts';
import { bodyOf, signatureOf, type WebhookEvent } from './webhook-body.ts';

export type WebhookTarget = { url: URL; appSecret: string };

export type Weather = {
  dice: Dice;
  /** The longest delay of an event, milliseconds. */
  delayMaxMs: number;
  /** The share of events that are delivered twice, 0 to 1. */
  twice: number;
};

/** Events in one webhook. */
const batchMax = 1000;
/** Webhooks on their way at once. */
const connectionsMax = 4;
/** The most waiting events. An experiment with more has lost its business. */
const waitingMax = 200_000;
const timeoutMs = 10_000;
/** Milliseconds between two departures, where events wait. */
const departureMs = 100;
/** Milliseconds before the second try, the third, … */
const retryAfterMs = [0, 500, 2_000, 10_000, 60_000];

/** One event on its way, in one copy or two. */
type Delivery = { event: WebhookEvent; copiesLeft: number; settle: (isTaken: boolean) => void };
type Waiting = { delivery: Delivery; due: number; tries: number };

export class WebhookPost {
  readonly #target: WebhookTarget;
  readonly #weather: Weather | undefined;
  #waiting: Waiting[] = [];
  #underWay = 0;
  #timer: { at: number; handle: NodeJS.Timeout } | undefined;
  #isStopped = false;

  /** Without weather, it delivers everything at once, once and in order. */
  constructor(target: WebhookTarget, weather?: Weather) {
    this.#target = target;
    this.#weather = weather;
  }

  /** Resolves when the business has taken one copy, or when it gives up. */
  deliver(event: WebhookEvent): Promise<boolean> {
    if (this.#waiting.length >= waitingMax) throw new RangeError(`at most ${waitingMax} events may wait`);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { dice, delayMaxMs, twice } = this.#weather ?? { dice: () => 1, delayMaxMs: 0, twice: 0 };
    const copies = dice() < twice ? 2 : 1;
    const delivery = { event, copiesLeft: copies, settle: resolve };
    for (let copy = 0; copy < copies; copy += 1) this.#wait(delivery, dice() * delayMaxMs, 0);
    return promise;
  }

  /** Resolves when nothing waits and nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#waiting.length > 0 || this.#underWay > 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Gives up everything that still waits. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer?.handle);
    for (const { delivery } of this.#waiting.splice(0)) delivery.settle(false);
  }

  #wait(delivery: Delivery, afterMs: number, tries: number): void {
    if (this.#isStopped) {
      delivery.settle(false);
      return;
    }
    const due = this.#departure(Date.now() + afterMs);
    this.#waiting.push({ delivery, due, tries });
    this.#wakeAt(due);
  }

  /** In bad weather, waiting webhooks leave together in batches. */
  #departure(at: number): number {
    return this.#weather === undefined ? at : Math.ceil(at / departureMs) * departureMs;
  }

  #wakeAt(at: number): void {
    if (this.#isStopped || (this.#timer !== undefined && this.#timer.at <= at)) return;
    clearTimeout(this.#timer?.handle);
    const handle = setTimeout(() => this.#postDue(), Math.max(0, at - Date.now())).unref();
    this.#timer = { at, handle };
  }

  #postDue(): void {
    this.#timer = undefined;
    while (this.#underWay < connectionsMax) {
      const now = Date.now();
      const due = this.#waiting.filter((one) => one.due <= now).slice(0, batchMax);
      if (due.length === 0) break;
      const taken = new Set(due);
      this.#waiting = this.#waiting.filter((one) => !taken.has(one));
      void this.#post(this.#weather === undefined ? due : shuffled(this.#weather.dice, due));
    }
    // Where all connections are busy, the first free one looks again.
    if (this.#underWay < connectionsMax && this.#waiting.length > 0)
      this.#wakeAt(this.#waiting.reduce((first, { due }) => Math.min(first, due), Number.POSITIVE_INFINITY));
  }

  async #post(batch: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    const isTaken = await this.#ask(bodyOf(batch.map(({ delivery }) => delivery.event)));
    this.#underWay -= 1;
    for (const { delivery, tries } of batch) {
      const afterMs = retryAfterMs[tries];
      if (isTaken) delivery.settle(true);
      else if (afterMs !== undefined) this.#wait(delivery, afterMs, tries + 1);
      else {
        delivery.copiesLeft -= 1;
        if (delivery.copiesLeft === 0) delivery.settle(false);
      }
    }
    this.#postDue();
  }

  async #ask(body: string): Promise<boolean> {
    const { url, appSecret } = this.#target;
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': signatureOf(appSecret, body),
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }
}
