// The lanes of one database: which statement takes which, and who waits.
// A statement takes the free lane with the fewest unanswered statements, round robin among equals, so that a slow one
// holds up as few as possible. A transaction has its lane alone. One lane never serves transactions
// (unless it is the only one): a gate check need not wait for an append, and a transaction that asks outside itself gets an answer.

import { Lane, type LaneSettings, lostConnection, type Rows, type Statement } from '../connection/lane.ts';

/** Pause before a server that did not take a connection is asked again. */
const REDIAL_MS = 100;
const WATCH_MS = 1_000;
const END_LIMIT_S = 5;

type Waiting = { take: () => Lane | undefined; use: (lane: Lane) => void; fail: (error: Error) => void };

export class Lanes {
  readonly #settings: LaneSettings;
  readonly #lanes: Lane[];
  readonly #waiting: Waiting[] = [];
  readonly #watch: NodeJS.Timeout | undefined;
  #next = 0;
  #reserved = 0;
  #ended = false;

  /** @param silence milliseconds without any answer after which a busy connection counts as dead; 0: never. */
  constructor(count: number, settings: LaneSettings, silence: number) {
    this.#settings = settings;
    this.#lanes = Array.from({ length: count }, () => new Lane(settings));
    if (silence > 0) this.#watch = setInterval(() => this.#dropSilent(silence), WATCH_MS).unref();
  }

  /** Runs a statement outside any transaction. */
  run(statement: Statement): Promise<Rows> {
    const lane = this.#waiting.length === 0 || this.#lanes.length > 1 ? this.#shared() : undefined;
    if (lane !== undefined) return lane.run(statement, 'unknown');
    return new Promise((done, fail) => {
      this.#wait({ take: () => this.#shared(), use: (freed) => done(freed.run(statement, 'unknown')), fail });
    });
  }

  /** A lane that is the caller's alone until `release`; first come, first served. */
  reserve(): Promise<Lane> {
    return new Promise((use, fail) => {
      this.#wait({ take: () => this.#exclusive(), use, fail });
    });
  }

  release(lane: Lane): void {
    lane.reserved = false;
    this.#reserved--;
    this.#serve();
  }

  /** Refuses new work, lets what is in flight end (5 seconds), hangs up. */
  async end(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#watch);
    for (const { fail } of this.#waiting.splice(0)) fail(lostConnection('none'));
    await Promise.all(this.#lanes.map((lane) => lane.end(END_LIMIT_S)));
  }

  #wait(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#serve();
  }

  // In the order of arrival, and at once: a statement must be sent before the next in line reserves its lane.
  #serve(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const lane = this.#ended ? undefined : first.take();
      if (lane === undefined && !this.#ended) return;
      this.#waiting.shift();
      if (lane === undefined) first.fail(lostConnection('none'));
      else first.use(lane);
    }
  }

  #exclusive(): Lane | undefined {
    const most = Math.max(1, this.#lanes.length - 1);
    const lane = this.#reserved < most ? this.#shared() : undefined;
    if (lane === undefined) return undefined;
    this.#reserved++;
    lane.reserved = true;
    return lane;
  }

  #shared(): Lane | undefined {
    const count = this.#lanes.length;
    let best: number | undefined;
    for (let step = 0; step < count; step++) {
      const index = (this.#next + step) % count;
      const lane = this.#lanes[index] as Lane;
      if (lane.reserved) continue;
      if (best === undefined || lane.inFlight < (this.#lanes[best] as Lane).inFlight) best = index;
    }
    if (best === undefined) return undefined;
    this.#next = (best + 1) % count;
    return this.#alive(best);
  }

  #alive(index: number): Lane {
    const lane = this.#lanes[index] as Lane;
    // After the end the lost lane stays, and refuses.
    if (!lane.lost || this.#ended) return lane;
    const fresh = new Lane(this.#settings, lane.accepted ? 0 : performance.now() + REDIAL_MS);
    this.#lanes[index] = fresh;
    return fresh;
  }

  #dropSilent(silence: number): void {
    for (const lane of this.#lanes) {
      if (lane.inFlight > 0 && performance.now() - lane.progressAt > silence) lane.lose();
    }
  }
}
