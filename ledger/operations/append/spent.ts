// What the drafts of one batch use up: as it was found under the lock, and as the drafts before have left it.
// A row that is not as the ledger wrote it repeats no answer, since it could lead to another person's record.

import { isSameRequest, type Spend } from '../../auth/spend.ts';
import { blanked } from '../../core/blanked-request.ts';
import { LedgerError } from '../../core/error.ts';
import { isStop } from '../../core/gate/stop.ts';
import { isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { Draft, Outcome } from './draft.ts';
import type { BatchWrite, Found, KeptSpent } from './log-store.ts';
import { nameIn } from './people.ts';

/** `stays`: its record no longer exists, or the row was changed by hand; it is not written again. */
type Before = { request: Buffer; record: string; isKept: boolean; stays: boolean };

export class Spent {
  /** To be written. */
  readonly rows: BatchWrite['spent'] = [];
  readonly #macs: MacKeys;
  readonly #before = new Map<string, Before>();

  constructor(found: Found['spent'], macs: MacKeys) {
    this.#macs = macs;
    for (const { erased, ...row } of found) {
      const kept = isKept(macs, 'spent_keys', row);
      this.#before.set(nameIn(row.business, row.key), { ...row, isKept: kept, stays: erased || !kept });
    }
  }

  /**
   * The answer to a draft whose key was used before, in whichever form; undefined: it is to be recorded.
   */
  answered(draft: Draft): Outcome | undefined {
    const { ifAgreed } = draft;
    return this.answeredAs(draft) ?? (ifAgreed && this.answeredAs({ ...draft, ...ifAgreed }));
  }

  private answeredAs({ business, spend, record }: Draft): Outcome | undefined {
    const before = spend && this.#before.get(nameIn(business, spend.key));
    if (before === undefined) return undefined;
    // A later consent may have lifted the stop of the erased record. The ledger then records the stop again.
    if (before.stays && isStop(record)) return undefined;
    if (!before.isKept) return reused(notKept);
    if (isSameRequest(before, spend!)) return { kind: 'replayed', record: before.record };
    return reused('This key was already used for a different request.');
  }

  /**
   * Why a draft, as it is found under the lock, may not have what can be of one only. Never a stop: a no that
   * was said before, and is said again after a yes, ends what the yes began.
   *
   * A row that was changed by hand refuses as well: of whom the thing was is not known any more. What is gone
   * from the log keeps its row, so that erasing one person does not free their form for another.
   */
  anothers({ business, record, sole = [] }: Draft): Outcome | undefined {
    if (isStop(record)) return undefined;
    for (const { spend, refusal } of sole) {
      const before = this.#before.get(nameIn(business, spend.key));
      if (before === undefined || (before.isKept && before.request.equals(spend.request))) continue;
      return { kind: 'refused', error: refusal };
    }
    return undefined;
  }

  spend({ business, spend, sole = [] }: Draft, record: string): void {
    this.#spendOne(business, spend, record);
    for (const one of sole)
      if (!this.#before.has(nameIn(business, one.spend.key))) this.#spendOne(business, one.spend, record);
  }

  #spendOne(business: string, spend: Spend | undefined, record: string): void {
    if (spend === undefined) return;
    const name = nameIn(business, spend.key);
    if (this.#before.get(name)?.stays === true) return;
    const row = { business, ...spend, record };
    this.#before.set(name, { ...row, isKept: true, stays: false });
    this.rows.push({ ...row, mac: rowMac(this.#macs, 'spent_keys', row) });
  }
}

/**
 * What the requests of a person used up, once the person is erased. A row that was changed by hand is bound
 * no more than before.
 * @param at when
 */
export const blankedRows = (macs: MacKeys, rows: readonly KeptSpent[], at: string): KeptSpent[] =>
  rows.map((row) => {
    const { business, key, record } = row;
    const without = { business, key, request: blanked(at), record };
    return {
      ...without,
      mac: isKept(macs, 'spent_keys', row) ? rowMac(macs, 'spent_keys', without) : row.mac,
    };
  });

const reused = (detail: string): Outcome => {
  return { kind: 'refused', error: new LedgerError('idempotency_key_reused', detail) };
};

const notKept =
  'What is stored of this key is not what the ledger wrote, so it repeats no answer: use another key.';
