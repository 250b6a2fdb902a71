// Statements that are sent without waiting for each other's answers. They also fail together: when one of them fails,
// Postgres answers those behind it with nothing but "current transaction is aborted" (25P02).

type Answers<Statements extends readonly unknown[]> = {
  -readonly [I in keyof Statements]: Awaited<Statements[I]>;
};

/**
 * Resolves to all answers, in order.
 * @throws what the first of them, in the order they were sent, was refused with: the cause, not its consequences. Not
 *   before all are answered, so that nothing is still under way when the transaction is rolled back.
 */
export async function inOneFlight<const Statements extends readonly unknown[]>(
  statements: Statements,
): Promise<Answers<Statements>> {
  const settled = await Promise.allSettled(statements);
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as Answers<Statements>;
}
