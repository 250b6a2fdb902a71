// Work of several parts, of which none waits for another to succeed: each is done, in order, whatever becomes of the rest.

/** @throws what the first part that failed was refused with, once all are over */
export async function toTheEnd(parts: Iterable<() => Promise<unknown>>): Promise<void> {
  const refusals: unknown[] = [];
  for (const part of parts) await part().catch((refusal: unknown) => refusals.push(refusal));
  if (refusals.length > 0) throw refusals[0];
}
