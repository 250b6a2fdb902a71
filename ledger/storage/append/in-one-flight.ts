// Sends statements without waiting for each other's answers. They also fail together: when one of them fails,
// Postgres answers those behind it only with "current transaction is aborted" (25P02).

type Answers<Statements extends readonly unknown[]> = {
  -readonly [I in keyof Statements]: Awaited<Statements[I]>;
};

/**
 * Resolves to all answers, in order.
 * @throws the error of the first statement that Postgres refused: the cause, not its consequences. It waits
 * for all answers first, so that no statement is still under way when the transaction rolls back.
 */
export async function inOneFlight<const Statements extends readonly unknown[]>(
  statements: Statements,
): Promise<Answers<Statements>> {
  const settled = await Promise.allSettled(statements);
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as Answers<Statements>;
}
