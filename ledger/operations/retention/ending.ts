// Ends, on one node at a time, what is over in every business, twice a day: records, and what of a person is
// no record; and says what will be over soon. Under the lock each commit looks again, so a node that woke up
// late ends nothing that is not over.

import { LedgerError } from '../../core/error.ts';
import { clockSkewMaxMs, type LedgerClock } from '../append/ledger-clock.ts';
import type { SetupStore } from '../setup/store.ts';
import { repeat, type Work } from '../worker/worker.ts';
import { addCounts, endRecords } from './end.ts';
import { tagsOfSubjects } from './judged.ts';
import type { Ending } from './pruned.ts';
import { retentionOf, withNamed } from './settings.ts';
import type { Disputed, EndingWatch } from './store.ts';

const everyMs = 12 * 3_600_000;

type Everywhere = Ending & {
  setup: Pick<SetupStore, 'businesses'>;
  clock: Pick<LedgerClock, 'aheadMs'>;
};

export const endingRecords = (ledger: Everywhere, watch: EndingWatch, lookMs = everyMs): Work => ({
  name: 'retention',
  where: 'one node at a time',
  run: (signal) =>
    repeat(lookMs, signal, () => endWhatIsOver(ledger, watch, signal)).finally(() => watch.left()),
});

async function endWhatIsOver(ledger: Everywhere, watch: EndingWatch, signal: AbortSignal): Promise<void> {
  const businesses = await ledger.setup.businesses();
  // Read first: where a setting cannot be read, it may keep something.
  const disputed: Disputed = { subjects: [], tags: [] };
  for (const { id, retention } of businesses) {
    const { disputes, names = [] } = await withNamed(ledger, id, retentionOf(retention));
    const subjects = disputes.map(({ subject }) => subject);
    for (const subject of subjects) disputed.subjects.push(subject);
    for (const { tag } of names) disputed.tags.push(Buffer.from(tag, 'base64'));
    // What was sent to them before there was a record of them is found by their names.
    for (const tag of await tagsOfSubjects(ledger, id, subjects)) disputed.tags.push(tag);
  }
  const failures: unknown[] = [];
  for (const { id } of businesses) {
    // What is wrong with one business keeps nothing of another beyond its time.
    await endAllOf(ledger, watch, id, signal).catch((error: unknown) => void failures.push(error));
  }
  if (signal.aborted) return;
  // By a clock that is wrong by years, everything is over. Of records the commit sees to that.
  if (Math.abs(ledger.clock.aheadMs) > clockSkewMaxMs)
    throw new LedgerError('clocks_disagree', 'The clocks of node and database disagree: nothing was swept.');
  await ledger.retention.sweep(ledger.world.now(), disputed);
  if (failures.length > 0) throw failures[0];
}

async function endAllOf(
  ledger: Ending,
  watch: EndingWatch,
  business: string,
  signal: AbortSignal,
): Promise<void> {
  const byRule: Record<string, number> = {};
  for (let after: string | undefined; !signal.aborted; ) {
    const { next, soon } = await endRecords(ledger, business, { dryRun: false, after });
    addCounts(byRule, soon.by_rule);
    if (next === undefined) return watch.soon(business, byRule);
    after = next;
  }
}
