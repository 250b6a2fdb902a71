// An answer written piece by piece, as fast as it is read and no faster. The pieces end by themselves, also when something
// fails on the way: a stream that is cut by an error would carry that error's words to the other side.

/**
 * @param pieces asked for one at a time; told to end (`return`) when the reader goes away
 * @param idleMs how long the reader may take nothing before the connection is given up
 */
export function streamed(pieces: AsyncGenerator<string>, idleMs: number): ReadableStream<Uint8Array> {
  let patience: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(patience);
        const { done, value } = await pieces.next();
        if (done === true) return controller.close();
        controller.enqueue(Buffer.from(value, 'utf8'));
        patience = setTimeout(() => {
          controller.error(stalled());
          void pieces.return(undefined);
        }, idleMs);
        patience.unref();
      },
      async cancel() {
        clearTimeout(patience);
        await pieces.return(undefined);
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  );
}

/** node-server takes this code for a reader who went away, which is what it amounts to. */
const stalled = () =>
  Object.assign(new Error('the reader took nothing'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });

/**
 * The bytes of a body as they come; throws when none come for that long, or its sender goes away.
 * Read only as far as is asked for.
 */
export async function* arriving(
  body: ReadableStream<Uint8Array> | null,
  idleMs: number,
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), idleMs);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function inTime<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('nothing came')), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
