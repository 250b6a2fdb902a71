// A list as it comes in, CSV or NDJSON: bytes become rows of named cells, one at a time. Which of the two it
// is, and what stands between the cells, is seen from its beginning.

import { LedgerError } from '../../core/error.ts';
import { parseJsonOnce } from '../json.ts';
import {
  type CheckRow,
  checkColumns,
  type Mapping,
  statusColumn,
  type Wanted,
  wantedColumns,
} from './columns.ts';
import { CsvReader, type CsvRow, delimiterOf } from './csv.ts';
import { asksForNo, isBareStatus, spelledAlike } from './names.ts';
import { type ListField, listFields, type Shape } from './shapes.ts';
import { textOf } from './text.ts';

/**
 * The cells of a row, by field. A blank one is absent, but for the status: absent, the list has no such
 * column, and the caller said that each row of it agreed.
 */
export type Cells = { readonly [Field in ListField]?: string };
/** `rule`: it cannot be read as a row. */
export type TableRow =
  | ({ line: number; cells: Cells } & StatusName)
  | { line: number; rule: string; detail: string };

/**
 * What the name of the status says of it. `mayBeOfOrder`: the status of an order or an account, since nothing
 * says that it is one of consent.
 */
type StatusName = { asksForNo?: true; mayBeOfOrder?: true };

/** Characters of a line of NDJSON. */
const lineCharsMax = 65_536;

type Layout = { shape?: Shape | undefined; mapping: Mapping };

function statusNameIn(names: readonly string[], wanted: Wanted, { shape, mapping }: Layout): StatusName {
  const name = statusColumn(names, wanted);
  if (name === undefined) return {};
  if (asksForNo(name)) return { asksForNo: true };
  const isChosen = shape !== undefined || mapping.status !== undefined;
  return !isChosen && isBareStatus(name) ? { mayBeOfOrder: true } : {};
}

/** The rows in the batches in which they come. Throws invalid, malformed: it is no list. */
export async function* tableRows(
  bytes: AsyncIterable<Uint8Array>,
  layout: Layout,
): AsyncGenerator<TableRow[]> {
  let reader: { push(text: string): TableRow[]; end(): TableRow[] } | undefined;
  let begin = '';
  for await (const text of textOf(bytes)) {
    if (reader !== undefined) {
      yield reader.push(text);
      continue;
    }
    begin += text;
    // Two steps: one pattern for both would try every part of a long run of blanks against every other.
    const isLineWhole = /[\r\n]/.test(begin.trimStart());
    if (!isLineWhole && begin.length < lineCharsMax) continue;
    reader = readerOf(begin, layout);
    yield reader.push(begin);
  }
  reader ??= readerOf(begin, layout);
  if (begin.trim() === '') throw new LedgerError('invalid', 'The list is empty.');
  if (!begin.includes('\n') && !begin.includes('\r')) yield reader.push(begin);
  yield reader.end();
}

const readerOf = (begin: string, layout: Layout) =>
  begin.trimStart().startsWith('{')
    ? new NdjsonTable(layout)
    : new CsvTable(delimiterOf(/^[^\r\n]*/.exec(begin.trimStart())![0]), layout);

class CsvTable {
  readonly #csv: CsvReader;
  readonly #layout: Layout;
  /** The place of each field; known with the first line. */
  #places: readonly (readonly [ListField, number])[] | undefined;
  #width = 0;
  #check: CheckRow = () => {};
  #statusName: StatusName = {};

  constructor(delimiter: string, layout: Layout) {
    this.#csv = new CsvReader(delimiter);
    this.#layout = layout;
  }

  push = (text: string): TableRow[] => this.#named(this.#csv.push(text));
  end = (): TableRow[] => this.#named(this.#csv.end());

  #named(rows: readonly CsvRow[]): TableRow[] {
    const [first, ...rest] = rows;
    if (this.#places !== undefined) return rows.map((row) => this.#row(row));
    if (first === undefined) return [];
    this.#places = this.#placesIn(first.cells);
    return rest.map((row) => this.#row(row));
  }

  #placesIn(names: readonly string[]): readonly (readonly [ListField, number])[] {
    const { shape, mapping } = this.#layout;
    const wanted = wantedColumns(shape, mapping);
    this.#check = checkColumns(names, wanted, shape, mapping);
    this.#width = names.length;
    const alike = names.map(spelledAlike);
    this.#statusName = statusNameIn(names, wanted, this.#layout);
    return listFields.flatMap((field) => {
      const found = wanted.get(field)!.find((name) => alike.includes(name));
      return found === undefined ? [] : [[field, alike.indexOf(found)] as const];
    });
  }

  #row({ line, cells }: CsvRow): TableRow {
    // A comma that was not quoted moves all cells behind it, a status among them.
    if (cells.slice(this.#width).some((cell) => cell.trim() !== '')) {
      return { line, rule: 'cells', detail: 'The row has more cells than there are columns.' };
    }
    this.#check((place) => cells[place] ?? '');
    const named: { [Field in ListField]?: string } = {};
    for (const [field, place] of this.#places!) {
      const cell = cells[place]?.trim() ?? '';
      if (cell !== '' || field === 'status') named[field] = cell;
    }
    return { line, cells: named, ...this.#statusName };
  }
}

class NdjsonTable {
  readonly #layout: Layout;
  readonly #wanted: Wanted;
  #rest = '';
  #line = 0;
  /** Sets of names that were looked at: rows of a list have few. */
  readonly #known = new Map<string, CheckRow>();

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#wanted = wantedColumns(layout.shape, layout.mapping);
  }

  push(text: string): TableRow[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    if (this.#rest.length > lineCharsMax)
      throw new LedgerError('malformed', `Line ${this.#line + lines.length + 1} is too long.`);
    return lines.flatMap((line) => this.#row(line));
  }

  end = (): TableRow[] => (this.#rest === '' ? [] : this.#row(this.#rest));

  #row(text: string): TableRow[] {
    this.#line += 1;
    const line = this.#line;
    if (text.trim() === '') return [];
    let value: unknown;
    try {
      value = parseJsonOnce(text);
    } catch {
      return [{ line, rule: 'malformed', detail: 'The line is not one JSON object.' }];
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ line, rule: 'malformed', detail: 'The line is not one JSON object.' }];
    const row = value as Record<string, unknown>;
    const fault = this.#faultOf(row);
    return [fault === undefined ? { line, ...this.#read(row) } : { line, ...fault }];
  }

  /** Throws where already the first row cannot be one of ours. */
  #faultOf(row: Record<string, unknown>): { rule: string; detail: string } | undefined {
    const names = Object.keys(row);
    const kind = names.join('\0');
    const isFirst = this.#known.size === 0;
    try {
      const { shape } = this.#layout;
      // A later row without the status says nothing: the first had it.
      const check =
        this.#known.get(kind) ?? checkColumns(names, this.#wanted, shape, this.#mappingFor(names), !isFirst);
      check((place) => writtenIn(row[names[place]!]));
      if (this.#known.size < knownMax) this.#known.set(kind, check);
    } catch (error) {
      if (isFirst || !(error instanceof LedgerError)) throw error;
      return { rule: 'column', detail: error.message };
    }
    return undefined;
  }

  #read(row: Record<string, unknown>): { cells: Cells } & StatusName {
    const alike = new Map(Object.entries(row).map(([name, value]) => [spelledAlike(name), value]));
    const isAgreed = this.#layout.mapping.status === '';
    const named: { [Field in ListField]?: string } = {};
    const statusName = statusNameIn(Object.keys(row), this.#wanted, this.#layout);
    for (const [field, wanted] of this.#wanted) {
      const found = wanted.find((name) => alike.has(name));
      const value = found === undefined ? undefined : alike.get(found);
      const asksForNo = field === 'status' && statusName.asksForNo === true;
      const cell = asksForNo ? writtenIn(value) : textIn(value);
      if (cell !== '' || (field === 'status' && !isAgreed)) named[field] = cell;
    }
    return { cells: named, ...statusName };
  }

  /** A row may leave out what it does not say; the number and a doubtful status are asked of every row. */
  #mappingFor(names: readonly string[]): Mapping {
    const there = new Set(names.map(spelledAlike));
    return Object.fromEntries(
      Object.entries(this.#layout.mapping).filter(
        ([field, name]) =>
          field === 'number' || (field === 'status' && name === '') || there.has(spelledAlike(name)),
      ),
    );
  }
}

const knownMax = 1_000;

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).length > 0;

/** Of a member that asks for a no: `{"opted_out": {"at": …}}` is one, whatever is in it. */
const writtenIn = (value: unknown): string => textIn(value) || (isFilled(value) ? JSON.stringify(value) : '');

/** Of a list, its items; anything deeper is not read. */
function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join(',');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}
