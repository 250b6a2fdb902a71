import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvReader, delimiterOf } from '../../../ledger/channels/import/csv.ts';

function read(text: string, delimiter = ',', sizes: readonly number[] = []) {
  const reader = new CsvReader(delimiter);
  const rows = [];
  let at = 0;
  for (const size of sizes) {
    rows.push(...reader.push(text.slice(at, at + size)));
    at += size;
  }
  rows.push(...reader.push(text.slice(at)), ...reader.end());
  return rows;
}
const cellsIn = (text: string, delimiter = ',') => read(text, delimiter).map(({ cells }) => cells);

describe('a row of CSV', () => {
  test.each<[string, string, string[][]]>([
    [
      'two rows',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end at the last',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a lone CR',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'blank lines',
      'a,b\n\n\r\nc,d\n\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['blank cells', ',,\n', [['', '', '']]],
    ['quoted cells', '"a","b"\n', [['a', 'b']]],
    ['a quoted delimiter', '"a,b",c\n', [['a,b', 'c']]],
    ['quoted line ends', '"a\r\nb\nc",d\n', [['a\r\nb\nc', 'd']]],
    ['a quotation mark', '"he said ""yes""",b\n', [['he said "yes"', 'b']]],
    ['a cell of one quotation mark', '"""",b\n', [['"', 'b']]],
    ['a quotation mark within', '5" pipe,b\n', [['5" pipe', 'b']]],
    ['text behind a closing one', '"a"bc,d\n', [['abc', 'd']]],
    ['an empty quoted cell', '"",b\n', [['', 'b']]],
  ])('reads %s', (_, text, rows) => {
    expect(cellsIn(text)).toEqual(rows);
  });

  test('stands on the line where it begins, as an editor counts', () => {
    expect(read('a,b\r\n"x\r\ny",1\r\n\r\nz,2\r\n').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test('is the same however the text is cut', () => {
    const text = 'n,"w ""x""\r\ny"\r\n1,2\r\n"a","b"\r\n"",""\n\n3,4';
    const whole = read(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }), (sizes) => {
        expect(read(text, ',', sizes)).toEqual(whole);
      }),
    );
  });

  test('comes back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ';', ' ', 'é') });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        expect(cellsIn(text)).toEqual(rows);
      }),
    );
  });

  test.each([
    ['a quotation mark that is never closed', 'a,b\nc,"d\n'],
    ['cells without end', `a,b\n${'c,'.repeat(40_000)}`],
    ['a row longer than any', `a,b\nc,"${'x'.repeat(70_000)}`],
  ])('refuses %s, and names the line', (_, text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'malformed', message: expect.stringContaining('line 2 ') }),
    );
  });
});

test.each([
  ['number,status', ','],
  ['number;status;"a,b,c,d"', ';'],
  ['number\tstatus', '\t'],
  ['number', ','],
])('%j has its cells apart by %j', (line, mark) => expect(delimiterOf(line)).toBe(mark));
