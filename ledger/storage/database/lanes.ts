// The lanes of one database: which statement takes which lane, and which waits. A statement takes the free
// lane with the fewest unanswered statements, round robin among equals, so that a slow one delays as few as
// possible. A transaction has its lane alone. One lane never serves transactions, unless it is the only one.
// So a gate check need not wait for an append, and a transaction that runs a statement outside itself gets an
// answer.

import { Lane, lostConnection, type Rows, type Statement } from './lane.ts';
import type { SessionSettings } from './session.ts';

/** Pause before the next attempt at a server that did not take a connection. */
const REDIAL_MS = 100;
const WATCH_MS = 1_000;
const END_LIMIT_MS = 5_000;
const END_LOOK_MS = 5;

type Waiting = {
  since: number;
  take: () => Lane | undefined;
  use: (lane: Lane) => void;
  fail: (error: Error) => void;
};

export class Lanes {
  readonly #settings: () => SessionSettings;
  readonly #lanes: Lane[];
  #waiting: Waiting[] = [];
  readonly #watch: NodeJS.Timeout | undefined;
  #next = 0;
  #reserved = 0;
  #ended = false;

  /**
   * @param silence milliseconds without an answer after which a busy connection counts as dead, and the
   * longest wait for a connection. 0: no limit
   */
  constructor(count: number, settings: () => SessionSettings, silence: number) {
    this.#settings = settings;
    this.#lanes = Array.from({ length: count }, () => new Lane(settings()));
    if (silence > 0)
      this.#watch = setInterval(() => this.#dropSilent(silence), Math.min(WATCH_MS, silence)).unref();
  }

  /** Runs a statement outside any transaction. */
  run(statement: Statement): Promise<Rows> {
    if (this.#ended) return Promise.reject(lostConnection('none'));
    const lane = this.#waiting.length === 0 || this.#lanes.length > 1 ? this.#shared() : undefined;
    if (lane !== undefined) return lane.run(statement, 'unknown');
    return new Promise((done, fail) => {
      this.#wait(
        () => this.#shared(),
        (freed) => done(freed.run(statement, 'unknown')),
        fail,
      );
    });
  }

  /** A lane for this caller alone, until `release`. First come, first served. */
  reserve(): Promise<Lane> {
    return new Promise((use, fail) => {
      this.#wait(() => this.#exclusive(), use, fail);
    });
  }

  release(lane: Lane): void {
    lane.reserved = false;
    this.#reserved--;
    this.#serve();
  }

  /** Refuses new work, waits up to 5 seconds for statements in flight, then closes the lanes. */
  async end(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#watch);
    for (const { fail } of this.#waiting.splice(0)) fail(lostConnection('none'));
    const busy = () => this.#lanes.some((lane) => !lane.lost && (lane.reserved || lane.inFlight > 0));
    for (let waited = 0; busy() && waited < END_LIMIT_MS; waited += END_LOOK_MS)
      await new Promise((done) => setTimeout(done, END_LOOK_MS));
    await Promise.all(this.#lanes.map((lane) => lane.end()));
  }

  #wait(take: Waiting['take'], use: Waiting['use'], fail: Waiting['fail']): void {
    this.#waiting.push({ since: performance.now(), take, use, fail });
    this.#serve();
  }

  // In the order of arrival, and at once: a statement must go out before the next in line reserves its lane.
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
    // After `end`, the lost lane stays in place and refuses work.
    if (!lane.lost || this.#ended) return lane;
    const fresh = new Lane(this.#settings(), lane.accepted ? 0 : performance.now() + REDIAL_MS);
    this.#lanes[index] = fresh;
    return fresh;
  }

  #dropSilent(silence: number): void {
    const before = performance.now() - silence;
    for (const lane of this.#lanes) {
      // A lane that still connects has limits of its own.
      if (lane.accepted && lane.inFlight > 0 && lane.progressAt < before) lane.lose();
    }
    const late = this.#waiting.filter(({ since }) => since < before);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter(({ since }) => since >= before);
    for (const { fail } of late) fail(lostConnection('none'));
  }
}
