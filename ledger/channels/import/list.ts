// A list as it comes in, bytes to what each row says.

import type { Layout } from './columns.ts';
import { type ListRow, readRow } from './row.ts';
import { tableRows } from './table.ts';

/**
 * A few rows at a time. Throws invalid, malformed: it is no list.
 * @param callingCode of numbers that have none; without it such a number is refused
 */
export async function* listRows(
  bytes: AsyncIterable<Uint8Array>,
  { callingCode, ...layout }: Layout & { callingCode?: string | undefined },
): AsyncGenerator<ListRow[]> {
  for await (const some of tableRows(bytes, layout))
    yield some.flatMap((row) => readRow(row, { callingCode }));
}
