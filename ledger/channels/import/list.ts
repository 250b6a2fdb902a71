// A list as it comes in, bytes to what each row says.

import type { Layout } from './columns.ts';
import { type Codes, type ListRow, readRow } from './row.ts';
import { tableRows } from './table.ts';

/** A few rows at a time. Throws invalid, malformed: it is no list. */
export async function* listRows(
  bytes: AsyncIterable<Uint8Array>,
  { callingCode, homeCode, ...layout }: Layout & Codes,
): AsyncGenerator<ListRow[]> {
  for await (const some of tableRows(bytes, layout))
    yield some.flatMap((row) => readRow(row, { callingCode, homeCode }));
}
