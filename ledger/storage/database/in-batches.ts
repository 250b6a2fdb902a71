// Deletes so many rows a statement: one over all of them would hold their locks for as long as it takes, and
// leave as much behind for replicas and vacuum at once.

const batchMax = 5_000;

/** @param deleteSome deletes at most so many rows, and says how many it did */
export async function inBatches(deleteSome: (most: number) => Promise<{ count: number }>): Promise<void> {
  while ((await deleteSome(batchMax)).count === batchMax);
}
