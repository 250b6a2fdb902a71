// Bytes become lines, wherever the network has cut them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineBytesMax } from '../../../ledger/http/server/limits.ts';
import { type Line, LineSplitter } from '../../../ledger/http/server/ndjson.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What these bytes are, read whole and line by line. */
function linesOf(bytes: Buffer): Line[] {
  const pieces = bytes.toString('latin1').split('\n');
  if (pieces.at(-1) === '') pieces.pop();
  return pieces.map((piece, i) => {
    const line = Buffer.from(piece, 'latin1');
    if (line.length > lineBytesMax) return { at: i + 1 };
    try {
      return { at: i + 1, text: utf8.decode(line) };
    } catch {
      return { at: i + 1 };
    }
  });
}

function split(chunks: readonly Buffer[]): Line[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

const piece = fc.oneof(
  fc.constantFrom('\n', '\n\n', '\r\n', '{"recipient":"+14155550100"}\n', 'å', '\ufeff', '€\n', '😀', ' '),
  fc.constantFrom('x', '€').map((text) => text.repeat(lineBytesMax / Buffer.byteLength(text))),
  fc.constantFrom('x', '€').map((text) => text.repeat(lineBytesMax / Buffer.byteLength(text) + 1)),
);
const bytes = fc.oneof(
  piece.map((text) => Buffer.from(text)),
  fc
    .constantFrom([0xff], [0xe2, 0x82], [0xc0, 0x0a], [0x0a, 0xed, 0xa0, 0x80])
    .map((some) => Buffer.from(some)),
);

describe('lines', () => {
  test('are the same however their bytes are cut', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 12 }), cuts, (some, at) => {
        const whole = Buffer.concat(some);
        const ends = [...at.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
        const chunks = ends.map((end, i) => whole.subarray(ends[i - 1] ?? 0, end));
        expect(split(chunks)).toEqual(linesOf(whole));
      }),
      { numRuns: 500 },
    );
  });

  test('that are not UTF-8 spoil none of the others that came with them', () => {
    const lines = split([Buffer.from('"a"\n"\xff"\n"b"\n"c', 'latin1')]);
    expect(lines).toEqual([{ at: 1, text: '"a"' }, { at: 2 }, { at: 3, text: '"b"' }, { at: 4, text: '"c' }]);
  });

  test('that do not end are dropped, not held', () => {
    const splitter = new LineSplitter();
    for (let i = 0; i < 100; i += 1) expect(splitter.push(Buffer.alloc(lineBytesMax, 'x'))).toEqual([]);
    expect(splitter.push(Buffer.from('\n{}\n'))).toEqual([{ at: 1 }, { at: 2, text: '{}' }]);
  });
});
