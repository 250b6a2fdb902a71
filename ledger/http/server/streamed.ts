// An answer written piece by piece, as fast as it is read and no faster. The pieces end without an error,
// also when something fails on the way: a stream cut by an error would carry that error's words to the
// caller.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { type Clock, realClock } from './clock.ts';
import { exportIdleMs, exportTimeoutMs } from './limits.ts';

/** The connection itself; none where the request was made inside this process. */
export const outgoingOf = (c: Context) => (c.env as Partial<HttpBindings> | undefined)?.outgoing;

/** Who hears of the reader at the other end. */
export type ReaderWatch = {
  /** The reader has taken what was written, and is asked for the next piece. */
  takes?(): void;
  /** The reader has taken nothing for that long, milliseconds. False: the connection is to be cut. */
  waits(ms: number): boolean;
  cut(): void;
};

/**
 * Of a reader who may take their time, and not hold a place for ever: who takes a little within each minute
 * would keep two of them from a whole business.
 */
export function withinTime(cut: () => void, clock: Clock = realClock): ReaderWatch {
  const until = clock.now() + exportTimeoutMs;
  return {
    takes: () => void (clock.now() >= until && cut()),
    waits: (ms) => ms < exportIdleMs && clock.now() < until,
    cut,
  };
}

/** How often it is said that the reader takes nothing, milliseconds. */
export const waitsEveryMs = 1_000;

/** @param pieces asked for one at a time; told to end (`return`) when the reader goes away */
export function streamed(
  pieces: AsyncGenerator<string>,
  watch: ReaderWatch,
  clock: Clock = realClock,
): ReadableStream<Uint8Array> {
  let callOff = () => {};
  const waitFrom = (since: number) => {
    callOff = clock.after(waitsEveryMs, () => {
      if (watch.waits(clock.now() - since)) return waitFrom(since);
      // Failing the stream would not do: its writer hears of that only when there is room to write.
      watch.cut();
      void pieces.return(undefined);
    });
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        callOff();
        watch.takes?.();
        const { done, value } = await pieces.next();
        if (done === true) return controller.close();
        controller.enqueue(Buffer.from(value, 'utf8'));
        waitFrom(clock.now());
      },
      async cancel() {
        callOff();
        await pieces.return(undefined);
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  );
}
