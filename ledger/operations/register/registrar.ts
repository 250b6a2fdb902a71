// Keeps the register on the node that commits. It hears what each commit recorded, while the records are in
// hand, and writes their facets soon after: no answer waits for it, and none fails because of it.
//
// Its memory has a limit. What it lets go, and what was in memory when a node was killed, is a gap, which the
// worker fills from the sealed rows (fill.ts).

import type { ConsentRecord } from '../../core/consent/record.ts';
import { facetsOf } from '../../core/register/facets.ts';
import type { BatchWrite, LogStore } from '../append/log-store.ts';
import { sharingNext } from '../in-turn.ts';
import { repeat, type Work } from '../worker/worker.ts';
import type { RegisterRow, RegisterState, RegisterStore, RegisterWatch, Run } from './store.ts';

const everyMs = 100;
/** How often a node looks how far the register is behind, although it has nothing to write. */
const lookEveryMs = 1_000;
/** Records in memory; one takes some two kilobytes. */
export const notedMax = 10_000;
/** Rows of one statement. */
const rowsAtOnce = 1_000;

/** The records of one commit; the first has this index. */
type Noted = { first: number; records: readonly ConsentRecord[] };

export type Registrar = {
  /** Notes what a commit recorded. */
  heard(write: Pick<BatchWrite, 'checkpoint' | 'records'>): void;
  /** What was noted before is in the register when it resolves, as far as nothing before it is lacking. */
  flush(): Promise<void>;
  work(watch: RegisterWatch): Work;
};

export function createRegistrar(store: Pick<RegisterStore, 'put' | 'advance'>): Registrar {
  let noted: Noted[] = [];
  let records = 0;

  /** Runs that lie side by side go in one statement, and each is let go once it is written. */
  async function writeNoted(): Promise<void> {
    while (noted.length > 0) {
      const count = sideBySide(noted);
      const some = noted.slice(0, count);
      noted = noted.slice(count);
      const amount = recordsIn(some);
      try {
        await store.put(runOf(some));
      } catch (error) {
        noted = [...some, ...noted];
        throw error;
      }
      records -= amount;
    }
  }

  const goOn = sharingNext(async (): Promise<RegisterState> => {
    await writeNoted();
    return store.advance();
  });

  return {
    heard({ checkpoint, records: made }) {
      if (records + made.length > notedMax) return;
      records += made.length;
      noted.push({ first: checkpoint.size - made.length, records: made });
    },

    async flush() {
      if (noted.length > 0) await goOn();
    },

    work: (watch) => ({
      name: 'registrar',
      where: 'on every node',
      async run(signal) {
        let lookedAt = -Infinity;
        let wholeAt = performance.now();
        await repeat(everyMs, signal, async () => {
          if (noted.length === 0 && performance.now() - lookedAt < lookEveryMs) return;
          const { through, size } = await goOn();
          lookedAt = performance.now();
          if (through === size) wholeAt = lookedAt;
          watch.behind(size - through, (lookedAt - wholeAt) / 1000);
        });
      },
    }),
  };
}

/** How many from the first on make one run, of at most so many rows. */
function sideBySide(noted: readonly Noted[]): number {
  let past = noted[0]!.first;
  let rows = 0;
  for (const [i, { first, records }] of noted.entries()) {
    if (i > 0 && (first !== past || rows + records.length > rowsAtOnce)) return i;
    past = first + records.length;
    rows += records.length;
  }
  return noted.length;
}

const recordsIn = (noted: readonly Noted[]): number =>
  noted.reduce((sum, { records }) => sum + records.length, 0);

function runOf(noted: readonly Noted[]): Run {
  const { first } = noted[0]!;
  const rows = noted.flatMap((one) => one.records.map((record, i) => rowOf(one.first + i, record)));
  return { first, past: first + rows.length, rows };
}

function rowOf(index: number, record: ConsentRecord): RegisterRow {
  const { id, business } = record;
  const subject = ('subject' in record ? record.subject : undefined) ?? null;
  return { ...facetsOf({ index, record: id, subject }, { kind: 'known', record }), business };
}

/**
 * A log store whose commits the registrar hears of. Of one whose end is unknown it hears nothing: other
 * records may have got its places.
 */
export const registeredCommits = (store: LogStore, registrar: Pick<Registrar, 'heard'>): LogStore => ({
  claimOrigin: (origin) => store.claimOrigin(origin),
  async append(lookups, plan) {
    let write = null as BatchWrite | null;
    await store.append(lookups, (found) => {
      write = plan(found);
      return write;
    });
    if (write !== null) registrar.heard(write);
  },
});
