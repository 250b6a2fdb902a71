// A stream that ends in an error past a number of bytes. It holds nothing back.

export class TooLong extends Error {}

export function limited(stream: ReadableStream<Uint8Array>, bytesMax: number): ReadableStream<Uint8Array> {
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > bytesMax) controller.error(new TooLong(`longer than ${bytesMax} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
}
