// A list as it comes in, CSV or NDJSON: bytes become rows of named cells, a few at a time. Which of the two
// it is, and what stands between the cells, is seen from its beginning.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { LedgerError } from '../../core/error.ts';
import { parseJsonOnce } from '../json.ts';
import { saidIn } from './besides.ts';
import {
  doubtOf,
  isOfPerson,
  type Layout,
  mayBeStop,
  type Settled,
  type StatusName,
  settle,
} from './columns.ts';
import { CsvReader, type CsvRow, delimiterOf, isDelimiterLine } from './csv.ts';
import { leavesOf, namesIn, textIn, writtenIn } from './leaves.ts';
import { NamesOfList, namesOfListMax, namesOfRowMax } from './names-of-list.ts';
import { type ListField, namesWhatsApp, shapeColumns } from './shapes.ts';
import { textOf } from './text.ts';

/**
 * The cells of a row, by field. A blank one is absent, but for two. The status: absent, the caller said that
 * each row of the list agreed. The purposes: absent, they are those of the notice.
 */
export type Cells = { readonly [Field in ListField]?: string };

/** What the other columns say of the person. */
export type Besides = {
  saysNo?: true;
  /** It may say no: the row is no consent. */
  doubt?: { rule: string; detail: string };
  /** By what way they came, where the row says so. */
  ways?: readonly string[];
};

type Fault = { line: number; rule: string; detail: string; isBlank?: true };
/** `rule`: it cannot be read as a row; `isBlank`: it is of something else than our messages. */
export type TableRow =
  /** `numbers`: what stands in further columns of numbers. */
  ({ line: number; cells: Cells; numbers?: readonly string[]; besides?: Besides } & StatusName) | Fault;

/** Characters of a line of NDJSON. */
const lineCharsMax = 65_536;

/** Of one turn of the event loop: in the next one others are answered, whose stops must not wait. */
const rowsOfTurn = 50;
const charsOfTurn = 32_768;

/** The rows in small batches. Throws invalid, malformed: it is no list. */
export async function* tableRows(
  bytes: AsyncIterable<Uint8Array>,
  layout: Layout,
): AsyncGenerator<TableRow[]> {
  let table: Table | undefined;
  let begin = '';
  for await (const text of textOf(bytes)) {
    if (table !== undefined) {
      yield* inTurns(table, table.push(text));
      continue;
    }
    begin += text;
    // Two steps: one pattern for both would try every part of a long run of blanks against every other.
    const isLineWhole = /[\r\n]/.test(begin.trimStart());
    if (!isLineWhole && begin.length < lineCharsMax) continue;
    table = tableOf(begin, layout);
    yield* inTurns(table, table.push(begin));
  }
  if (table === undefined) {
    table = tableOf(begin, layout);
    yield* inTurns(table, table.push(begin));
  }
  yield* inTurns(table, table.end());
}

async function* inTurns(table: Table, written: Iterable<Written>): AsyncGenerator<TableRow[]> {
  let some: TableRow[] = [];
  let chars = 0;
  for (const one of written) {
    const row = await table.read(one);
    if (row !== undefined) some.push(row);
    chars += one.chars;
    if (some.length < rowsOfTurn && chars < charsOfTurn) continue;
    yield some;
    some = [];
    chars = 0;
    await othersFirst();
  }
  if (some.length > 0) yield some;
}

function tableOf(begin: string, layout: Layout): Table {
  const text = begin.trimStart();
  if (text === '') throw new LedgerError('invalid', 'The list is empty.');
  if (text.startsWith('['))
    throw new LedgerError(
      'malformed',
      'The list is a JSON array. Write each of its objects on a line of its own, without [ and ] and commas between.',
    );
  return text.startsWith('{')
    ? new NdjsonTable(layout)
    : new CsvTable(delimiterOf(/^[^\r\n]*/.exec(text)![0]), layout);
}

/** A row as it is written, before its columns are known. */
type Written = { line: number; chars: number } & ({ cells: readonly string[] } | { text: string });

interface Table {
  push(text: string): Iterable<Written>;
  end(): Iterable<Written>;
  read(written: Written): Promise<TableRow | undefined>;
}

const tooManyNames = {
  rule: 'names',
  detail: `A row may have ${namesOfRowMax} names and a list ${namesOfListMax} different ones: leave out what does not belong to it.`,
};

/** Lines among which the names of the columns are looked for, to tell a title from names that lack one. */
const titleLinesMax = 20;

class CsvTable implements Table {
  readonly #csv: CsvReader;
  readonly #delimiter: string;
  readonly #layout: Layout;
  /** Known with the first line. */
  #settled: Settled | undefined;
  #width = 0;
  /** The first line, where it cannot name the columns, and why; `looked`: how many were looked at. */
  #unnamed: { line: number; refusal: LedgerError; looked: number } | undefined;

  constructor(delimiter: string, layout: Layout) {
    this.#csv = new CsvReader(delimiter);
    this.#delimiter = delimiter;
    this.#layout = layout;
  }

  push = (text: string): Iterable<Written> => this.#csv.push(text).map(weighed);

  *end(): Iterable<Written> {
    for (const row of this.#csv.end()) yield weighed(row);
    if (this.#unnamed !== undefined) throw this.#unnamed.refusal;
  }

  async read({ line, cells }: Written & { cells: readonly string[] }): Promise<TableRow | undefined> {
    if (this.#settled === undefined) {
      if (!isDelimiterLine(cells)) await this.#begin(line, cells);
      return undefined;
    }
    // A comma that was not quoted moves all cells behind it, a status among them.
    if (cells.slice(this.#width).some((cell) => cell.trim() !== ''))
      return faultOf(line, cells, {
        rule: 'cells',
        detail: 'The row has more cells than there are columns.',
      });
    if (cells.some((cell) => this.#holdsRow(cell)))
      return faultOf(
        line,
        cells.flatMap((cell) => cell.split(this.#delimiter)),
        misquoted,
      );
    const cellOf = (place: number) => cells[place]?.trim() ?? '';
    return rowOf(line, this.#settled, this.#layout, cellOf);
  }

  /** A quotation mark that nobody closes goes on to the next one, and takes in the rows between. */
  #holdsRow(cell: string): boolean {
    if (!/[\r\n]/.test(cell)) return false;
    const [, numberAt] = this.#settled!.fields.find(([field]) => field === 'number')!;
    const [, ...lines] = cell.split(/\r\n?|\n/);
    return lines.some((one) => {
      const inner = one.split(this.#delimiter);
      return inner.length > 1 && isLikeNumber(inner[numberAt] ?? '');
    });
  }

  /** A title above the names is told as one, and never passed over: which line names them is not guessed. */
  async #begin(line: number, cells: readonly string[]): Promise<void> {
    const first = this.#unnamed;
    const settled = await this.#settledBy(cells);
    if (first !== undefined) {
      const isNames = !cells.some(isOfPerson) && (isSettled(settled) || (await this.#isSettledApart(cells)));
      if (isNames) throw titleAbove(first.line, line);
      first.looked += 1;
      if (first.looked === titleLinesMax) throw first.refusal;
    } else if (isSettled(settled)) {
      if (cells.some((cell) => otherLineEnd.test(cell))) throw endsOtherwise(line);
      this.#settled = settled;
      this.#width = cells.length;
    } else {
      const isTitle = cells.filter((cell) => cell.trim() !== '').length < 2;
      this.#unnamed = { line, refusal: isTitle ? likeTitle(line, settled) : settled, looked: 1 };
    }
  }

  async #settledBy(names: readonly string[]): Promise<Settled | LedgerError> {
    const judged = await new NamesOfList(othersFirst).learn(names);
    if (judged === undefined) {
      const faults = [{ pointer: '/columns', ...tooManyNames }];
      return new LedgerError('invalid', tooManyNames.detail, { faults });
    }
    try {
      return settle(names, judged, this.#layout);
    } catch (refusal) {
      if (refusal instanceof LedgerError) return refusal;
      throw refusal;
    }
  }

  /** A title need not have what stands between the cells of the lines below it. */
  async #isSettledApart(cells: readonly string[]): Promise<boolean> {
    if (cells.length !== 1) return false;
    const [row] = new CsvReader(delimiterOf(cells[0]!)).push(`${cells[0]}\n`);
    return row !== undefined && row.cells.length > 1 && isSettled(await this.#settledBy(row.cells));
  }
}

/** NEL of a mainframe, and the like: a list whose lines end so is all names, and holds no stop. */
const otherLineEnd = /[\v\f\u0085\u2028\u2029]/;

const endsOtherwise = (line: number): LedgerError =>
  new LedgerError(
    'malformed',
    `Line ${line} holds an end of a line that is neither LF nor CR: save the list with LF or CRLF.`,
  );

const misquoted = {
  rule: 'quotes',
  detail:
    'A quoted cell of the row holds what reads like further rows: a quotation mark before it is not closed.',
};
/** Digits, and what is written between them. */
const isLikeNumber = (cell: string): boolean => /^["'=+(\s]*(?:\d[\s().\-/"]*){7,15}$/.test(cell);

const isSettled = (one: Settled | LedgerError): one is Settled => !(one instanceof LedgerError);

function titleAbove(title: number, names: number): LedgerError {
  const above = names === title + 1 ? `line ${title}` : `lines ${title} to ${names - 1}`;
  const detail =
    `Line ${title} does not name the columns, as a title does not: their names are on line ${names}. ` +
    `Delete ${above}, so that the list begins with the names, and import it again.`;
  return new LedgerError('invalid', detail, { faults: [{ pointer: '/columns', rule: 'title', detail }] });
}

/** No line that names the columns was found below it. */
function likeTitle(line: number, { message, faults }: LedgerError): LedgerError {
  const detail = `Line ${line} has no more than one cell that is filled, as a title does: a list begins with the names of its columns.`;
  return new LedgerError('invalid', `${detail} ${message}`, { faults: [...faults] });
}

const weighed = (row: CsvRow): Written => ({
  ...row,
  chars: row.cells.reduce((sum, cell) => sum + cell.length, 0),
});

class NdjsonTable implements Table {
  readonly #layout: Layout;
  readonly #names = new NamesOfList(othersFirst);
  #rest = '';
  #line = 0;
  /** By their names: rows of a list have few sets of them. */
  readonly #settled = new Map<string, Settled>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  *push(text: string): Iterable<Written> {
    // The CR at the end of the text may be the half of a pair.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    if (this.#rest.length > lineCharsMax)
      throw new LedgerError('malformed', `Line ${this.#line + lines.length + 1} is too long.`);
    for (const line of lines) yield this.#next(line);
  }

  *end(): Iterable<Written> {
    if (this.#rest !== '') yield this.#next(this.#rest);
  }

  #next(text: string): Written {
    this.#line += 1;
    return { line: this.#line, text, chars: text.length };
  }

  async read({ line, text }: Written & { text: string }): Promise<TableRow | undefined> {
    // Also of the mark with which a file begins, which stands in the midst where two were joined.
    const json = text.trim();
    if (json === '') return undefined;
    let value: unknown;
    try {
      value = parseJsonOnce(json);
    } catch {
      return faultOf(line, text.split(/["']/), noObject);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, ...noObject };
    const leaves = leavesOf(value as Record<string, unknown>, namesOfRowMax);
    if (leaves === undefined) return { line, ...tooManyNames };
    const { names, values } = leaves;
    const key = names.join('\0');
    let settled = this.#settled.get(key);
    if (settled === undefined) {
      const judged = await this.#names.learn(names);
      if (judged === undefined) return { line, ...tooManyNames };
      const isFirst = this.#settled.size === 0;
      try {
        // A later row without the status says nothing: the first had it.
        settled = settle(names, judged, this.#layout, { mayLack: true, mayLackStatus: !isFirst });
      } catch (error) {
        // Already the first row cannot be one of ours.
        if (isFirst || !(error instanceof LedgerError)) throw error;
        return faultOf(line, values.map(textIn), { rule: 'column', detail: error.message });
      }
      if (this.#settled.size < settledMax) this.#settled.set(key, settled);
    }
    return rowOf(line, settled, this.#layout, (place, as) => reads[as](values[place]));
  }
}

const settledMax = 100;

/** Nobody can tell what each cell is of; but one of them may be a stop. */
function faultOf(line: number, cells: readonly string[], fault: { rule: string; detail: string }): Fault {
  const looked = cells.slice(0, 2 * namesOfRowMax);
  if (looked.every((cell) => saidIn('other', cell, true) === 'nothing')) return { line, ...fault };
  return { line, rule: mayBeStop, detail: `${fault.detail} One of them may say that the person said no.` };
}

const noObject = { rule: 'malformed', detail: 'The line is not one JSON object.' };

/** `text`: only what is text, and not what is within an object. `filled`: whatever fills it. */
const reads = { text: textIn, filled: writtenIn, names: namesIn };

function rowOf(
  line: number,
  { fields, numbers, besides, about, status, isStatusNamed }: Settled,
  { shape, mapping }: Layout,
  cellOf: (place: number, as: keyof typeof reads) => string,
): TableRow {
  if (about !== undefined && !namesWhatsApp(cellOf(about, 'filled')))
    return { line, isBlank: true, ...ofOther };
  const cells: { [Field in ListField]?: string } = mapping.status === '' ? {} : { status: '' };
  for (const [field, place] of fields) {
    const cell = cellOf(place, field === 'status' ? 'filled' : field === 'purposes' ? 'names' : 'text');
    if (cell !== '' || field === 'purposes') cells[field] = cell;
  }
  // A row of NDJSON without what the operator named: it leaves out an empty list, as some writers do.
  if (mapping.purposes) cells.purposes ??= '';
  const said: { -readonly [Name in keyof Besides]: Besides[Name] } = {};
  // DO NOT CALL in the place of a number, and a number in the next column of them; or the whole row in it,
  // where another sign parts its cells.
  const called = [cells.number ?? '', ...numbers.map((place) => cellOf(place, 'text'))];
  if (called.some((cell) => saidIn('other', cell, true) === 'stop')) said.saysNo = true;
  const [first, ...others] = called.reduce<string[]>(withNumber, []);
  if (first !== undefined) cells.number = first;
  const ways: string[] = [];
  for (const { name, place, kind } of besides) {
    const cell = cellOf(place, kind === 'stop' || kind === 'doubt' ? 'filled' : 'text');
    if (cell === '' && isStatusNamed) continue;
    const here = saidIn(kind, cell, isStatusNamed);
    if (here === 'stop') said.saysNo = true;
    if (here === 'doubt') said.doubt ??= doubtOf(name, place);
    if (kind === 'channel') ways.push(cell);
  }
  const via = cells.collected_via;
  const named = via && shapeColumns(shape).entryPointOf?.(via);
  if (named) ways.push(named);
  const isAsked = said.saysNo || said.doubt || ways.length > 0;
  return {
    line,
    cells,
    ...(others.length > 0 && { numbers: others }),
    ...(isAsked && { besides: { ...said, ...(ways.length > 0 && { ways }) } }),
    ...status,
  };
}

/** A tick under such a name, as in `whatsapp`, is no number. */
const withNumber = (found: readonly string[], cell: string): string[] =>
  /(?:\p{Nd}\P{Nd}*){7}/u.test(cell) && !found.includes(cell) ? [...found, cell] : [...found];

const ofOther = { rule: 'other_purpose', detail: 'The row is of a purpose that does not name WhatsApp.' };
