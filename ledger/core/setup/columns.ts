// Set-up as records say it: every column of a row, in a form that can stand in a record. The latest record of
// a thing then says what its row must be, so that `verify` finds a row that was changed, removed or put back
// by hand.
//
//   text, boolean, list of texts   as they are
//   bytes                          {"mac": hex}: secrets, hashes and wrapped keys, as their MAC under the
//                                  master key (core/mac.ts), bound to thing, name and column
//   null                           left out

import { macUnder } from '../mac.ts';

/** What can be set up; each is a row of its own. */
export const setupThings = [
  'business',
  'site',
  'api_key',
  'sender',
  'flow',
  'provider',
  'entry_point',
  'sms_provider',
  'staff',
] as const;
export type SetupThing = (typeof setupThings)[number];

/** Which: the name is unique among things of its kind. */
export type SetupKey = { readonly thing: SetupThing; readonly name: string };

export type Cell = string | boolean | readonly string[] | Uint8Array | null;
/** By the name of the column; moments as text, in UTC, to the microsecond. */
export type Columns = Readonly<Record<string, Cell>>;

/** A row as its record says it. */
export function describeSetup(
  master: Uint8Array,
  { thing, name }: SetupKey,
  columns: Columns,
): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(columns)) {
    if (cell === null) continue;
    described[column] =
      cell instanceof Uint8Array
        ? { mac: macUnder(master, 'setup/v1', thing, name, column, cell).toString('hex') }
        : cell;
  }
  return described;
}
