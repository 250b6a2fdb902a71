// How far something long has come: a verification, a report, a backup. This file only counts; the caller
// decides what to show, and how often.

/**
 * The passes of a verification, in their order; of a report; of a backup and its restore, and of the import
 * of a list, in bytes.
 */
export type Stage = 'log' | 'records' | 'people' | 'states' | 'tables' | 'checked' | 'filled' | 'list';

/** @param of the known total */
export type Progress = (stage: Stage, done: number, of: number) => void;

/** The same pages, counted as they pass. */
export async function* counted<Item>(
  pages: AsyncIterable<readonly Item[]>,
  count: (done: number) => void,
): AsyncGenerator<readonly Item[]> {
  let done = 0;
  for await (const page of pages) {
    yield page;
    done += page.length;
    count(done);
  }
}
