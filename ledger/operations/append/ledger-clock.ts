// The ledger's time, on which all its nodes must agree: the time of the database's clock. Each read of the
// log's head reads it. Between two reads the node's own clock runs on, with the smallest correction that
// fits: the database's time lies between the moments of the question and the answer.
//
//   recorded_at, decisions, permits    by the database's time in the statement that read the facts
//   everything else (nonces, tokens, challenges, links, ticks of the future)   by this clock
//
// No node can tell which of two clocks is wrong. So where they differ by more than a few seconds, the ledger
// records nothing that allows a message: an opt-in dated ahead would outrank later records. It still takes
// stops.

import { LedgerError } from '../../core/error.ts';
import { type Micros, microsOf } from '../../core/when.ts';
import type { Found, LogStore } from './log-store.ts';

/** How far apart a node's clock, the database's and the log's last record may be, milliseconds. */
export const clockSkewMaxMs = 5_000;

export class LedgerClock {
  readonly #own: () => number;
  #correction = 0;
  #heard: { at: Micros; logTime: string } = { at: 0, logTime: '' };

  /** @param own the node's own clock, milliseconds since 1970 */
  constructor(own: () => number = Date.now) {
    this.#own = own;
  }

  now(): Date {
    return new Date(this.#own() + this.#correction);
  }

  /**
   * How far the node's own clock is ahead of the database's, milliseconds. Negative: behind.
   */
  get aheadMs(): number {
    return 0 - this.#correction;
  }

  /** How far the date of the log's last record is ahead of the database's clock, milliseconds. */
  get logAheadMs(): number {
    const { at, logTime } = this.#heard;
    return logAhead(at, logTime);
  }

  /** Runs a query that also returns the database's clock and the date of the log's last record. */
  async hear<Result>(
    ask: (heard: (database: Micros, logTime: string) => void) => Promise<Result>,
  ): Promise<Result> {
    const asked = this.#own();
    return ask((database, logTime) => {
      this.#heard = { at: database, logTime };
      const said = database / 1000;
      this.#correction = Math.min(Math.max(this.#correction, said - this.#own()), said - asked);
    });
  }
}

/** The times in a look-up's answer: the database's clock, and the date of the log's last record. */
type Dated = { readAt: Micros; logTime: string };

/** The look-ups of a store. The clock hears the time of each. */
export const heardLookUps = <Read extends Dated>(
  store: { lookUp(prefixes: readonly bigint[]): Promise<Read> },
  clock: LedgerClock,
) => ({
  lookUp: (prefixes: readonly bigint[]): Promise<Read> =>
    clock.hear(async (heard) => {
      const read = await store.lookUp(prefixes);
      heard(read.readAt, read.logTime);
      return read;
    }),
});

/** The commits of a store. The clock hears the time of each before the batch is planned. */
export const heardCommits = (store: LogStore, clock: LedgerClock): LogStore => ({
  claimOrigin: (origin) => store.claimOrigin(origin),
  append: (lookups, plan) =>
    clock.hear((heard) =>
      store.append(lookups, (found) => {
        heard(found.now, found.lastRecordedAt);
        return plan(found);
      }),
    ),
});

const logAhead = (now: Micros, last: string): number =>
  last === '' ? 0 : Math.max(0, (microsOf(last) - now) / 1000);

/** Whether the ledger refuses opt-ins, by the latest reading of the clocks. */
export const clocksDisagree = ({ aheadMs, logAheadMs }: Pick<LedgerClock, 'aheadMs' | 'logAheadMs'>) =>
  Math.abs(aheadMs) > clockSkewMaxMs || logAheadMs > clockSkewMaxMs;

/** Why the ledger may record no opt-in on this head; undefined if it may. */
export function clockFault(
  { now, lastRecordedAt }: Pick<Found, 'now' | 'lastRecordedAt'>,
  { aheadMs }: Pick<LedgerClock, 'aheadMs'>,
): LedgerError | undefined {
  if (Math.abs(aheadMs) > clockSkewMaxMs) {
    const which = aheadMs > 0 ? 'ahead of' : 'behind';
    return disagreement(
      `The clock of this node is ${spanOf(aheadMs)} ${which} its database's. Until both are set right, opt-ins are ` +
        'refused and opt-outs are recorded.',
    );
  }
  const logAheadMs = logAhead(now, lastRecordedAt);
  if (logAheadMs <= clockSkewMaxMs) return undefined;
  return disagreement(
    `The log's last record is dated ${spanOf(logAheadMs)} ahead of the database's clock: one of the two is wrong. ` +
      'Until the clock reaches that date, opt-ins are refused and opt-outs are recorded.',
  );
}

function spanOf(milliseconds: number): string {
  const seconds = Math.abs(milliseconds) / 1000;
  if (seconds < 600) return `${Math.round(seconds)} s`;
  return seconds < 172_800 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 86_400)} days`;
}

const disagreement = (detail: string) => new LedgerError('clocks_disagree', detail, { retryAfter: 30 });
