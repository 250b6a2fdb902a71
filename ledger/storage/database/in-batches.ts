// Deletes what is over, so many rows a statement: one over all of them would hold their locks for as long as
// it takes, and leave as much behind for replicas and vacuum at once.

const batchMax = 5_000;

/** @param one deletes so many rows at most */
export async function inBatches(one: (most: number) => Promise<{ count: number }>): Promise<void> {
  let gone: number;
  do gone = (await one(batchMax)).count;
  while (gone === batchMax);
}
