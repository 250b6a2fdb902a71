// A large table in pages. Each begins after the last row of the page before, so no page costs more than
// another, no cursor stays open, and memory stays flat. Must never page by OFFSET, which reads all it skips.

/**
 * @param pageSize rows that `read` returns at most; a shorter page is the last
 * @param start a place before every row
 * @param read the rows after a place, in the order of places
 */
export async function* pages<Row, Place>(
  pageSize: number,
  start: Place,
  read: (after: Place) => Promise<Row[]>,
  placeOf: (last: Row) => Place,
): AsyncGenerator<Row[]> {
  for (let after = start; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (last !== undefined) yield page;
    if (last === undefined || page.length < pageSize) return;
    after = placeOf(last);
  }
}

/** Before every subject: no random UUID is this one. */
export const beforeAllSubjects = '00000000-0000-0000-0000-000000000000';
