// What is in a cell stays in it: no spreadsheet calculates it, and every reader of CSV reads it back.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../ledger/core/export/csv.ts';

/** A plain reader of RFC 4180. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < line.length - 1; at += 1) {
    let cell = '';
    if (line[at] !== '"') {
      const end = /[,\r]/.exec(line.slice(at))!.index + at;
      cell = line.slice(at, end);
      at = end;
    } else {
      for (at += 1; line[at] !== '"' || line[at + 1] === '"'; at += 1) {
        if (line[at] === '"') at += 1;
        cell += line[at];
      }
      at += 1;
    }
    cells.push(cell);
    if (line.slice(at) === '\r\n') break;
  }
  return cells;
}

describe('a cell that a spreadsheet would calculate begins with a quotation mark', () => {
  test.each([
    '=1+1',
    '+919876543210',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\tx',
    '\rx',
    '\nx',
    ' =1',
    '\u00a0=1',
    '\u200f=1',
    '\u202e=1',
    '\ufeff=1',
    '\0=1',
    '\uff1d1+1',
    '\uff0b1',
    '\uff0d1',
    '\uff20A1',
    '"=1',
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
  ])('%j', (text) => {
    expect(cellsOf(csvLine([text]))[0]).toMatch(/^'/);
  });

  test.each(['a=1', '1-2', 'order-updates', '2026-03-01T09:30:00.125000Z', "'=1", 'ا=1'])(
    'and %j, which none would, does not',
    (text) => {
      expect(cellsOf(csvLine([text]))).toEqual([text]);
    },
  );
});

describe('a reader that splits at semicolons, tabs or lines finds no formula either', () => {
  test.each([
    'a;=1+1',
    'a;+1',
    'a; @SUM(A1)',
    'a\t-2',
    'a\n=1',
    'a\r\n=1',
    'a;\u200f=1',
    'a;\uff1d1',
    ';=1;=2',
  ])('%j', (text) => {
    const line = csvLine(['x', text]);
    expect(line).toMatch(/^x,"/);
    for (const cell of cellsOf(line)[1]!.split(/[;\t\r\n]/))
      expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@\uff1d]/u);
  });
});

test.each([
  ['a semicolon', 'a;b', '"a;b"'],
  ['a tab', 'a\tb', '"a\tb"'],
  ['a comma', 'a,b', '"a,b"'],
  ['a quotation mark', 'say "yes"', '"say ""yes"""'],
  ['a line', 'a\nb', '"a\nb"'],
  ['a line of Windows', 'a\r\nb', '"a\r\nb"'],
  ['nothing', '', ''],
])('%s in a cell is read back', (_, text, written) => {
  expect(csvLine([text])).toBe(`${written}\r\n`);
});

test.each(['a\0b', 'a\u001bb', 'a\u009bb', 'a\u202eb', 'a\u202ab', 'a\ud800b'])(
  'what no text has, or what turns all that follows around, is replaced: %j',
  (text) => {
    expect(csvLine([text])).toBe('a\ufffdb\r\n');
  },
);

test('isolates of a right-to-left wording stay', () => {
  expect(csvLine(['\u2067موافق\u2069'])).toBe('\u2067موافق\u2069\r\n');
});

test('any cells are read back, each in its place', () => {
  const word = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=', '+', ' ', ';', '\t', 'ا') });
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (cells) => {
      // What is put before a formula is all that is added.
      expect(cellsOf(csvLine(cells)).map((cell) => cell.replaceAll("'", ''))).toEqual(cells);
    }),
  );
});

// Looked at from each of them anew it would take minutes, and the test would not end in its time.
test('a cell of line breaks alone is read once', () => {
  expect(csvLine(['\n'.repeat(400_000)])).toHaveLength(400_000 + 5);
});
