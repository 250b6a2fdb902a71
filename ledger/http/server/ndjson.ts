// Newline-delimited JSON as it comes in: bytes become numbered lines, without ever holding more than one
// unfinished line. A line that is too long or not text is handed on as such, so that it gets an answer like
// any other.

import { isUtf8 } from 'node:buffer';
import { lineBytesMax } from './limits.ts';

export const ndjson = 'application/x-ndjson';

/**
 * `at`: counted from 1, blank ones too, as an editor shows them. Without `text` it is too long or not UTF-8.
 */
export type Line = { at: number; text?: string };

const newline = 0x0a;

export class LineSplitter {
  #rest: Buffer = Buffer.alloc(0);
  /** Within a line that is too long already: what follows is dropped until it ends. */
  #dropping = false;
  #at = 0;

  /** The lines that these bytes complete. */
  push(chunk: Uint8Array): Line[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = bytes.indexOf(newline);
    if (first === -1) {
      this.#keep(bytes);
      return [];
    }
    this.#keep(bytes.subarray(0, first));
    const last = bytes.lastIndexOf(newline);
    const lines = [this.#take(), ...this.#whole(bytes.subarray(first + 1, Math.max(first, last) + 1))];
    this.#keep(bytes.subarray(last + 1));
    return lines;
  }

  /** What came after the last newline, if anything. */
  end(): Line[] {
    return this.#rest.length > 0 || this.#dropping ? [this.#take()] : [];
  }

  /** Lines that are all there, each with its newline: read as one text, unless some are not UTF-8. */
  #whole(bytes: Buffer): Line[] {
    if (bytes.length === 0) return [];
    const ended = bytes.subarray(0, -1);
    if (isUtf8(ended))
      return ended
        .toString('utf8')
        .split('\n')
        .map((text) => this.#next(fair(text)));
    const lines: Line[] = [];
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(newline, from);
      this.#keep(bytes.subarray(from, end));
      lines.push(this.#take());
      from = end + 1;
    }
    return lines;
  }

  #keep(bytes: Buffer): void {
    if (this.#dropping || bytes.length === 0) return;
    this.#dropping = this.#rest.length + bytes.length > lineBytesMax;
    // A copy: the chunk itself is not held for the sake of its last bytes.
    this.#rest = this.#dropping ? Buffer.alloc(0) : Buffer.concat([this.#rest, bytes]);
  }

  #take(): Line {
    const bytes = this.#rest;
    const text = this.#dropping || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
    this.#rest = Buffer.alloc(0);
    this.#dropping = false;
    return this.#next(text);
  }

  #next(text: string | undefined): Line {
    this.#at += 1;
    return text === undefined ? { at: this.#at } : { at: this.#at, text };
  }
}

function fair(text: string): string | undefined {
  // A UTF-16 unit becomes three bytes at most.
  const isShort = text.length * 3 <= lineBytesMax || Buffer.byteLength(text) <= lineBytesMax;
  return isShort ? text : undefined;
}

/**
 * Lines in batches of at most `batchMax`. A batch is what has arrived; it does not wait for more. So a caller
 * who sends line by line is answered line by line, and one who sends fast is answered by the thousand. Reads
 * on only when the next batch is wanted.
 * @throws what the body throws when its sender goes away
 */
export async function* lineBatches(
  body: AsyncIterable<Uint8Array>,
  batchMax: number,
): AsyncGenerator<Line[]> {
  const splitter = new LineSplitter();
  let waiting: Line[] = [];
  for await (const chunk of body) {
    for (const line of splitter.push(chunk)) waiting.push(line);
    while (waiting.length >= batchMax) yield waiting.splice(0, batchMax);
    if (waiting.length > 0) yield waiting.splice(0);
  }
  waiting = splitter.end();
  if (waiting.length > 0) yield waiting;
}
