// How many records there are of each act, at the size of the log that all of them are true at.

import type { Principal } from '../../auth/scope.ts';
import { invalid } from '../../core/error.ts';
import {
  type CountedBy,
  type CountFilter,
  type CountRow,
  countRowsMax,
  countZone,
  told,
} from '../../core/register/counts.ts';
import type { TallyRows } from '../../core/register/tally.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { TallyStore } from '../tally/store.ts';
import type { Tally } from '../tally/tally.ts';
import { askInTurn, type Register, reach } from './query.ts';

export type Counting = Noting & { register: Register; tally: Pick<Tally, 'flush'>; tallies: TallyStore };

export type CountQuery = {
  by?: readonly CountedBy[] | undefined;
  filter: CountFilter;
  /** A size of the tree that the answer must cover. */
  waitFor?: number | undefined;
};

export type Counts = {
  counts: CountRow[];
  by: CountedBy[];
  zone: typeof countZone;
  tree_size: number;
  /** Records of the business that could not be read. */
  unread: number;
  /** Beside them, and of no size of the log. */
  unproven: TallyRows;
};

export async function countRecords(
  ledger: Counting,
  principal: Principal,
  { by: named = [], filter, waitFor }: CountQuery,
): Promise<Counts> {
  const { business } = principal;
  const { store } = ledger.register;
  const by = told(named, filter);
  await reach(ledger.register, '/wait_for', waitFor);
  // What this node counts and cannot write is lacking, and an answer says that it may be.
  await ledger.tally.flush().catch(() => {});
  const { rows, treeSize, unread } = await askInTurn(store, business, () =>
    store.count({ business, by, filter }),
  );
  if (rows.length > countRowsMax) throw tooMany;
  const seen = await ledger.tallies.read(business, filter, by);
  // One that was cut off would look whole.
  if (Math.max(seen.refused.length, seen.shown.length) > countRowsMax) throw tooMany;
  const access = { filter: { ...filter, counted_by: by }, tree_size: treeSize, total: rows.length };
  await noteAccess(ledger, principal, 'list', null, access);
  return {
    counts: rows,
    by,
    zone: countZone,
    tree_size: treeSize,
    unread,
    unproven: { provable: false, ...seen },
  };
}

const tooMany = invalid(
  '/by',
  'too_many_rows',
  `The answer has more than ${countRowsMax} lines: ask for fewer days, or tell fewer things apart.`,
);
