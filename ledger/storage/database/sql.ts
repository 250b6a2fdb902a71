// sql`select … where id = ${id}`: statement text with numbered parameters. It is sent at once and gives a
// promise of rows. A value never becomes statement text. The finished text identifies a prepared statement,
// so templates must be few: a list goes in as one array (`= any(${ids})`, `unnest(${ids}::text[])`), not as
// many parameters.

import type postgres from 'postgres';
import type { Rows, Statement } from './lane.ts';
import { toParameters, type Value } from './parameter.ts';

export interface Sql {
  /**
   * Prepared once per connection. Rows have the shapes of column-types.ts; `rows.count` is the number of rows
   * affected.
   */
  <T extends readonly object[] = postgres.Row[]>(
    text: TemplateStringsArray,
    ...values: readonly Value[]
  ): Promise<postgres.RowList<T>>;

  /** A piece of a statement, which goes into another as a value. */
  part(text: TemplateStringsArray, ...values: readonly Value[]): Part;

  /** Text as it is, planned each time. Without values it may hold several statements, for migrations. */
  unsafe<T extends readonly object[] = postgres.Row[]>(
    text: string,
    values?: readonly Value[],
  ): Promise<postgres.RowList<T>>;
}

export class Part {
  readonly strings: readonly string[];
  readonly values: readonly Value[];

  constructor(strings: readonly string[], values: readonly Value[]) {
    this.strings = strings;
    this.values = values;
  }
}

export type Run = (statement: Statement) => Promise<Rows>;

/** The `sql` tag of a database or of one transaction. */
export function sqlOver(run: Run): Sql {
  const sql = async (strings: TemplateStringsArray, ...values: readonly Value[]) =>
    run(assemble(strings, values, sql));
  const part = (strings: TemplateStringsArray, ...values: readonly Value[]) => new Part(strings, values);
  const unsafe = async (text: string, values: readonly Value[] = []) =>
    run({ text, parameters: toParameters(values), mode: values.length === 0 ? 'script' : 'once' });
  return Object.assign(sql, { part, unsafe }) as unknown as Sql;
}

type Known = { text: string | undefined; site: { stack?: string } };

// By template: one place in the source gives one object, for ever.
const known = new WeakMap<TemplateStringsArray, Known>();

function assemble(strings: TemplateStringsArray, values: readonly Value[], tag: object): Statement {
  let found = known.get(strings);
  if (found === undefined) {
    const hasParts = values.some((value) => value instanceof Part);
    found = {
      text: hasParts ? undefined : strings.reduce((text, string, n) => `${text}$${n}${string}`),
      site: {},
    };
    // Captured once: at every call it would cost more than the statement. All callers see the first caller's
    // frames.
    Error.captureStackTrace(found.site, tag as () => void);
    known.set(strings, found);
  }
  const { text, site } = found;
  if (text !== undefined) return { text, parameters: toParameters(values), mode: 'prepared', site };
  const flat = flatten(strings, values);
  return { text: flat.text, parameters: toParameters(flat.values), mode: 'prepared', site };
}

/** `a ${1} b ${part`c ${2}`}` -> { text: 'a $1 b c $2', values: [1, 2] } */
function flatten(strings: readonly string[], values: readonly Value[]): { text: string; values: Value[] } {
  const out: Value[] = [];
  const write = (pieces: readonly string[], inserted: readonly Value[]): string =>
    pieces.reduce((text, piece, n) => {
      const value = inserted[n - 1] as Value;
      if (value instanceof Part) return text + write(value.strings, value.values) + piece;
      return `${text}$${out.push(value)}${piece}`;
    });
  const text = write(strings, values);
  return { text, values: out };
}
