// How far the questions of a bulk check are read ahead of its answers.

import { describe, expect, test } from 'vitest';
import { Intake, type IntakeLimits } from '../../../ledger/http/gate/bulk-intake.ts';
import { HandClock } from '../server/hand-clock.ts';
import { turn } from './bulk-pair.ts';

const limits: IntakeLimits = { ahead: 4_000, held: 40_000, dropped: 1_000_000, stuckMs: 5_000 };
const idleMs = 60_000;
const piece = Buffer.from(`${'x'.repeat(999)}\n`);

/** A body of so many pieces, or without an end; what was taken of it is counted. */
function sent(count: number) {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken === count) return controller.close();
        taken += 1;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken };
}

function intakeOf(body: ReadableStream<Uint8Array> | null, together = { bytes: 0, max: 1_000_000 }) {
  const clock = new HandClock();
  const intake = new Intake(body, { clock, idleMs, together, limits });
  const chunks = intake.chunks();
  return { clock, intake, chunks, together };
}

const settled = async () => {
  for (let i = 0; i < 200; i += 1) await turn();
};

async function codeOf(chunks: AsyncGenerator<Uint8Array>): Promise<string | undefined> {
  try {
    for await (const _ of chunks);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('while the reader takes answers', () => {
  test('little is read ahead', async () => {
    const { body, taken } = sent(1_000);
    const { chunks } = intakeOf(body);
    await chunks.next();
    await settled();
    expect(taken()).toBeLessThanOrEqual(6);
    await chunks.next();
    await settled();
    expect(taken()).toBeLessThanOrEqual(7);
  });

  test('nothing is dropped, however slowly it does, also past the bound', async () => {
    const { body } = sent(200);
    const { chunks, intake, clock } = intakeOf(body);
    let count = 0;
    for await (const _ of chunks) {
      count += 1;
      await clock.pass(limits.stuckMs - 1);
      intake.readerWaits(limits.stuckMs - 1);
      await settled();
      intake.readerTakes();
    }
    expect(count).toBe(200);
  });
});

describe('while the reader takes nothing', () => {
  test('is read on, up to the bound', async () => {
    const { body, taken } = sent(1_000);
    const { chunks, intake } = intakeOf(body);
    await chunks.next();
    expect(intake.readerWaits(1_000)).toBe(true);
    await settled();
    expect(taken()).toBeGreaterThan(38);
    expect(taken()).toBeLessThanOrEqual(42);
  });

  test('and for longer, the rest is dropped to its end, and what was held is handed out before it is said', async () => {
    const { body, taken } = sent(1_000);
    const { chunks, intake } = intakeOf(body);
    await chunks.next();
    intake.readerWaits(1_000);
    await settled();
    intake.readerWaits(limits.stuckMs);
    await settled();
    await settled();
    await settled();
    await settled();
    await settled();
    expect(taken()).toBe(1_000);
    let held = 1;
    const code = await codeOf(
      (async function* () {
        for await (const one of chunks) {
          held += 1;
          yield one;
        }
      })(),
    );
    expect({ code, held }).toEqual({ code: 'too_far_ahead', held: expect.any(Number) });
    expect(held).toBeGreaterThan(38);
    expect(held).toBeLessThan(45);
  });

  test('all checks of a node hold no more than their share together, and give it back', async () => {
    const together = { bytes: 0, max: 20_000 };
    const ones = Array.from({ length: 4 }, () => ({ ...sent(1_000) }));
    const intakes = ones.map(({ body }) => intakeOf(body, together));
    for (const { chunks, intake } of intakes) {
      await chunks.next();
      intake.readerWaits(1_000);
      await settled();
    }
    // Each may be over by the one piece that was on its way.
    expect(together.bytes).toBeLessThanOrEqual(20_000 + 4 * 1_000);
    for (const { intake } of intakes) intake.close();
    expect(together.bytes).toBe(0);
  });

  test('a thousand small pieces count as what they take', async () => {
    let taken = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        taken += 1;
        controller.enqueue(Buffer.from('x'));
      },
    });
    const { chunks, intake } = intakeOf(body);
    await chunks.next();
    intake.readerWaits(1_000);
    await settled();
    expect(taken).toBeLessThan(200);
  });
});

describe('a sender', () => {
  test('that sends nothing more is told that it stalled', async () => {
    const { chunks, clock } = intakeOf(new ReadableStream());
    const code = codeOf(chunks);
    await turn();
    await clock.pass(idleMs);
    expect(await code).toBe('stalled');
  });

  test('that trickles and never ends a line is told the same', async () => {
    let push!: (text: string) => void;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        push = (text) => controller.enqueue(Buffer.from(text));
      },
    });
    const { chunks, clock } = intakeOf(body);
    const code = codeOf(chunks);
    for (let i = 0; i < 2; i += 1) {
      push('x');
      await turn();
      await clock.pass(idleMs / 2);
    }
    expect(await code).toBe('stalled');
  });

  test('that goes away is no failure of ours', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('reset')),
    });
    expect(await codeOf(intakeOf(body).chunks)).toBe('malformed');
  });

  test('without a body has asked nothing', async () => {
    expect(await codeOf(intakeOf(null).chunks)).toBeUndefined();
  });
});
