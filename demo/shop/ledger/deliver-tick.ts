// Sends a tick to the ledger. The page posts it too. The shop gives the page a moment, then forwards the same
// signed bytes. Both are one record of one grade, whichever comes first, and the answer tells the shop its
// id. While the ledger is unreachable, the tick waits in the book. No order ever waits for it.

import type { Book } from '../book/book.ts';
import type { Evidence } from '../book/evidence.ts';
import type { Tick } from '../book/tick.ts';
import type { Reply } from './call.ts';
import type { LedgerClient, Written } from './ledger-client.ts';

/** How long the page's own post may take to arrive. */
const headStartMs = 600;
const retryMs = [1_000, 5_000, 30_000];

export type Deliveries = {
  /** Forwards the record that the widget signed, and repeats until the ledger has answered. */
  begin(tick: Tick & { jws: string }): void;
  /** Resolves when the first try for every tick under way has ended. Never rejects. */
  firstTries(): Promise<void>;
};

/** It starts at once with ticks that an earlier run of the shop still owed. */
export function createDeliveries(book: Book, ledger: LedgerClient): Deliveries {
  const trying = new Set<Promise<void>>();

  async function attempt(tick: Tick & { jws: string }, failures: number): Promise<void> {
    const reply = await ledger.forward(tick.jws);
    if (reply.kind !== 'failed') return settleTick(book, ledger, tick, reply);
    const wait = retryMs[Math.min(failures, retryMs.length - 1)];
    setTimeout(() => begun(attempt(tick, failures + 1)), wait).unref();
  }

  // Only the disk can fail here. The tick then stays in the book without an outcome, and the next start tries
  // again.
  function begun(work: Promise<void>): void {
    const first = work.catch(() => {}).finally(() => trying.delete(first));
    trying.add(first);
  }

  const begin = (tick: Tick & { jws: string }) =>
    begun(
      new Promise((done) => setTimeout(done, postedByPage(tick.jws) ? headStartMs : 0)).then(() =>
        attempt(tick, 0),
      ),
    );
  for (const tick of book.ticks()) if (isOwed(tick)) begin(tick);
  return { begin, firstTries: async () => void (await Promise.all(trying)) };
}

/** Keeps the outcome of a tick, and the evidence of its record. */
export async function settleTick(
  book: Book,
  ledger: LedgerClient,
  tick: Tick,
  reply: Exclude<Reply<Written>, { kind: 'failed' }>,
): Promise<void> {
  if (reply.kind === 'refused') return book.write({ ...tick, outcome: reply });
  const { grade = 'none', ...written } = reply.value;
  await book.write({ ...tick, outcome: { kind: 'recorded', grade, ...written } });
  const { record } = written;
  await evidenceOf(book, ledger, record);
}

/** From the book, or fetched and put into it. */
export async function evidenceOf(
  book: Book,
  ledger: LedgerClient,
  record: string,
): Promise<Evidence | undefined> {
  const kept = book.evidence(record);
  if (kept !== undefined) return kept;
  const reply = await ledger.evidence(record);
  if (reply.kind !== 'answered') return undefined;
  const evidence: Evidence = { kind: 'evidence', id: record, file: reply.text };
  await book.write(evidence);
  return evidence;
}

export function isOwed(tick: Tick): tick is Tick & { jws: string } {
  return tick.outcome === undefined && tick.jws !== undefined;
}

/** The page signed a record without a nonce while the ledger was unreachable, so it cannot have posted it. */
function postedByPage(jws: string): boolean {
  try {
    const claims = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims.nonce === 'string';
  } catch {
    return false;
  }
}
