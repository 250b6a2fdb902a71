// CSV as it comes in (RFC 4180): text becomes rows of cells, without ever holding more than one row.
//
//   number,wording<CRLF>
//   +919876543210,"I agree, ""yes""<LF>to messages"<CRLF>
//
// Taken as well, since spreadsheets write it: `;` or a tab between cells, whichever the first line has most
// of; before the names a line that says which; a lone LF or CR at the end of a line; text behind a closing
// quote. A line is counted where an editor shows it: a row begins on the line of its first character, and a
// quoted cell may go over several.

import { LedgerError } from '../../core/error.ts';

export type CsvRow = { line: number; cells: string[] };

/** Characters of a row: a quotation mark that is never closed must not take in the whole file. */
const rowCharsMax = 65_536;

const [quote, newline, carriageReturn] = [0x22, 0x0a, 0x0d];

/** Counted outside quotes. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((mark) => [mark, bare.split(mark).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/**
 * `sep=;`, which spreadsheets write before the names. `delimiterOf` finds the delimiter in it by counting, so
 * the line is read as two cells.
 */
export const isDelimiterLine = ([first, rest, ...more]: readonly string[]): boolean =>
  /^\s*sep=\s*$/i.test(first ?? '') && rest?.trim() === '' && more.length === 0;

export class CsvReader {
  readonly #delimiter: number;
  #state: 'plain' | 'quoted' | 'closed' = 'plain';
  #cells: string[] = [];
  #cell = '';
  #length = 0;
  #line = 1;
  #begun = 1;
  #last = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that this text completes. Throws malformed where a row has no end. */
  push(text: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const isEnd = code === newline || code === carriageReturn;
      const isSecondOfPair = code === newline && this.#last === carriageReturn;
      this.#last = code;
      if (isSecondOfPair) {
        // The LF of a CRLF: within quotes it is part of the cell.
        if (this.#state !== 'quoted') from = at + 1;
        continue;
      }
      if (isEnd) this.#line += 1;
      if (this.#state === 'quoted') {
        if (code !== quote) continue;
        this.#cell += text.slice(from, at);
        this.#length += at - from;
        this.#state = 'closed';
        from = at + 1;
      } else if (code === quote && (this.#state === 'closed' || this.#isBlank(text, from, at))) {
        // Behind a closing one it is one quotation mark of the text.
        this.#cell = this.#state === 'closed' ? `${this.#cell}"` : '';
        this.#state = 'quoted';
        from = at + 1;
      } else if (code === this.#delimiter || isEnd) {
        this.#endCell(text.slice(from, at));
        from = at + 1;
        if (isEnd) this.#endRow(rows);
      } else if (this.#state === 'closed') {
        this.#state = 'plain';
      }
    }
    this.#cell += text.slice(from);
    this.#length += text.length - from;
    if (this.#length > rowCharsMax) throw this.#endless();
    return rows;
  }

  /** What came after the last line end, if anything. */
  end(): CsvRow[] {
    if (this.#state === 'quoted') throw this.#endless();
    const rows: CsvRow[] = [];
    if (this.#cell !== '' || this.#cells.length > 0) {
      this.#endCell('');
      this.#endRow(rows);
    }
    return rows;
  }

  /** Nothing but white space so far: a quotation mark opens the cell, and is not part of it. */
  #isBlank(text: string, from: number, at: number): boolean {
    return this.#state === 'plain' && `${this.#cell}${text.slice(from, at)}`.trim() === '';
  }

  #endCell(rest: string): void {
    this.#cells.push(this.#cell + rest);
    this.#length += rest.length + 1;
    if (this.#length > rowCharsMax) throw this.#endless();
    this.#cell = '';
    this.#state = 'plain';
  }

  #endRow(rows: CsvRow[]): void {
    if (this.#cells.length > 1 || this.#cells[0] !== '') rows.push({ line: this.#begun, cells: this.#cells });
    this.#cells = [];
    this.#length = 0;
    this.#begun = this.#line;
  }

  #endless(): LedgerError {
    return new LedgerError(
      'malformed',
      `The row that begins on line ${this.#begun} is longer than ${rowCharsMax} characters, or a quotation mark in it is never closed.`,
    );
  }
}
