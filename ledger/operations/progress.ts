// How far a long verification has come. Counting is all that happens here; what is shown, and how often, is the
// caller's.

/** The passes of a verification, in their order; and what a report looks through. */
export type Stage = 'log' | 'records' | 'people' | 'states';

/** @param of how many there are, as far as is known */
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
