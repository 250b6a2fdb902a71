// The questions of a bulk check as they come. How far they are read ahead of the answers depends on the
// reader:
//
//   takes answers     half a megabyte: then the sender waits until more is read
//   takes nothing     read on, up to a bound. Many clients write all of their body before they read (Python's
//                     http.client, PHP, curl with a file): were they not read from, both sides would wait for
//                     each other for ever
//   past the bound,   the rest is read and dropped, so that the client gets to reading. What was held is
//                     answered, and the
//   and takes nothing last line says from which question on to ask again
//
// Questions are held, not answers: an answer is made when it can be written (operations/gate/bulk.ts).

import { LedgerError } from '../../core/error.ts';
import type { Clock } from '../server/clock.ts';
import {
  bulkAheadBytes,
  bulkDroppedBytesMax,
  bulkHeldBytesMax,
  bulkProgressBytesMin,
  bulkStuckMs,
  chunkBytesMin,
} from '../server/limits.ts';

/** What all bulk checks of this node hold beyond the half megabyte of each. */
export type HeldTogether = { bytes: number; readonly max: number };

export type IntakeLimits = { ahead: number; held: number; dropped: number; stuckMs: number };
export const intakeLimits: IntakeLimits = {
  ahead: bulkAheadBytes,
  held: bulkHeldBytesMax,
  dropped: bulkDroppedBytesMax,
  stuckMs: bulkStuckMs,
};

const newline = 0x0a;

export class Intake {
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #limits: IntakeLimits;
  readonly #together: HeldTogether;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #chunks: Uint8Array[] = [];
  /** Of the chunks; and how much came, and was dropped. */
  #held = 0;
  #came = 0;
  #dropped = 0;
  #readerWaitsMs = 0;
  #isOver = false;
  #pumps = false;
  #end: { error?: unknown } | undefined;
  /** The reader waits for a chunk; the pump waits for room. */
  #arrived = Promise.withResolvers<void>();
  #room = Promise.withResolvers<void>();
  /** When enough came last, and how much had come then. */
  #progress: { at: number; came: number };

  constructor(
    body: ReadableStream<Uint8Array> | null,
    {
      clock,
      idleMs,
      together,
      limits = intakeLimits,
    }: { clock: Clock; idleMs: number; together: HeldTogether; limits?: IntakeLimits },
  ) {
    this.#clock = clock;
    this.#idleMs = idleMs;
    this.#limits = limits;
    this.#together = together;
    this.#reader = body?.getReader();
    this.#progress = { at: clock.now(), came: 0 };
  }

  /**
   * Until a part of the body is here, or none will come. An answer that begins before that is taken for the
   * whole answer by a proxy that still waits for `100 Continue`.
   */
  async begun(): Promise<void> {
    this.#begin();
    await this.#arrived.promise;
  }

  #begin(): void {
    if (this.#pumps) return;
    this.#pumps = true;
    void this.#pump();
  }

  /**
   * What came, in order. Throws `stalled` when no line was completed in time, `malformed` when the body broke
   * off, and `too_far_ahead` where the rest was dropped.
   */
  async *chunks(): AsyncGenerator<Uint8Array> {
    this.#begin();
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          this.#move(-weightOf(chunk));
          this.#room.resolve();
          yield chunk;
        } else if (this.#end !== undefined) {
          if ('error' in this.#end) throw this.#end.error;
          return;
        } else {
          this.#arrived = Promise.withResolvers();
          await this.#arrived.promise;
        }
      }
    } finally {
      this.close();
    }
  }

  readerTakes(): void {
    this.#readerWaitsMs = 0;
    this.#progress = { at: this.#clock.now(), came: this.#came };
  }

  /**
   * Whether the check goes on: the reader has waited less than the idle time, or questions still come at a
   * fair rate.
   */
  readerWaits(ms: number): boolean {
    this.#readerWaitsMs = ms;
    this.#room.resolve();
    const now = this.#clock.now();
    if (this.#came - this.#progress.came >= bulkProgressBytesMin) {
      this.#progress = { at: now, came: this.#came };
    }
    return now - this.#progress.at < this.#idleMs;
  }

  async #pump(): Promise<void> {
    try {
      let lineBy = this.#clock.now() + this.#idleMs;
      for (;;) {
        if (await this.#untilRoom()) lineBy = this.#clock.now() + this.#idleMs;
        const chunk = await this.#next(lineBy);
        if (chunk === undefined) return this.#finish({});
        if (chunk.includes(newline)) lineBy = this.#clock.now() + this.#idleMs;
        this.#came += chunk.length;
        if (this.#isOver) this.#dropped += chunk.length;
        else this.#hold(chunk);
        if (this.#dropped > this.#limits.dropped) return await this.#reader?.cancel();
      }
    } catch (error) {
      this.#finish({ error: error instanceof LedgerError ? error : brokenOff() });
    }
  }

  /** True if it had to wait. */
  async #untilRoom(): Promise<boolean> {
    let waited = false;
    while (!this.#hasRoom()) {
      if (this.#end !== undefined) return waited;
      if (this.#readerWaitsMs >= this.#limits.stuckMs) {
        this.#isOver = true;
        this.#finish({ error: tooFarAhead() });
        return waited;
      }
      waited = true;
      this.#room = Promise.withResolvers();
      await this.#room.promise;
    }
    return waited;
  }

  #hasRoom(): boolean {
    const { ahead, held } = this.#limits;
    if (this.#isOver || this.#held < ahead) return true;
    const isWaiting = this.#readerWaitsMs > 0;
    return isWaiting && this.#held < held && this.#together.bytes < this.#together.max;
  }

  async #next(lineBy: number): Promise<Uint8Array | undefined> {
    if (this.#reader === undefined) return undefined;
    const late = Promise.withResolvers<never>();
    const callOff = this.#clock.after(Math.max(0, lineBy - this.#clock.now()), () => late.reject(stalled()));
    try {
      const { done, value } = await Promise.race([this.#reader.read(), late.promise]);
      return done ? undefined : value;
    } finally {
      callOff();
    }
  }

  #hold(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#move(weightOf(chunk));
    this.#arrived.resolve();
  }

  #move(bytes: number): void {
    const before = Math.max(0, this.#held - this.#limits.ahead);
    this.#held += bytes;
    this.#together.bytes += Math.max(0, this.#held - this.#limits.ahead) - before;
  }

  #finish(end: { error?: unknown }): void {
    this.#end ??= end;
    this.#arrived.resolve();
  }

  /** Nothing more is wanted. */
  close(): void {
    this.#finish({});
    this.#chunks = [];
    this.#move(-this.#held);
    this.#room.resolve();
    this.#reader?.cancel().catch(() => {});
  }
}

/** A chunk of one byte takes the memory of many. */
const weightOf = (chunk: Uint8Array): number => Math.max(chunk.length, chunkBytesMin);

const stalled = () => new LedgerError('stalled', 'No further line came in time.');
const brokenOff = () => new LedgerError('malformed', 'The body broke off before its end.');
const tooFarAhead = () => new LedgerError('too_far_ahead', 'The answers were not read meanwhile.');
