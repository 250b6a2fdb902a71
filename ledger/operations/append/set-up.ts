// The rows of set-up in one batch: as they were found under the lock, and as the drafts of the batch change
// them. A draft sees a row as the drafts before it have left it, and its record says what the row is then.

import { isDeepStrictEqual } from 'node:util';
import { LedgerError } from '../../core/error.ts';
import { lacksSecond, twoMustLook } from '../../core/policy/four-eyes.ts';
import { type Cell, type Columns, describeSetup, type SetupKey } from '../../core/setup/columns.ts';
import type { Draft, Outcome } from './draft.ts';
import type { BatchWrite, Found } from './log-store.ts';

const keyOf = ({ thing, name }: SetupKey) => `${thing}\0${name}`;
const isSame = (cell: Cell | undefined, identity: Buffer) =>
  cell instanceof Uint8Array && identity.equals(cell);

export class SetUp {
  private readonly master: Buffer;
  private readonly rows = new Map<string, Columns | null>();
  private readonly changes = new Map<string, BatchWrite['setup'][number]>();

  constructor(found: Found['setup'], master: Buffer) {
    this.master = master;
    for (const { columns, ...key } of found) this.rows.set(keyOf(key), columns);
  }

  /**
   * The draft with what the thing now is; any other draft as it is.
   * @param idOf makes the id of the record, which the row may name
   */
  described(draft: Draft, idOf: () => string): Draft | LedgerError {
    const { effect, record } = draft;
    if (effect?.kind !== 'setup' || record.kind !== 'setup_changed') return draft;
    const { thing, name, change, identity } = effect;
    const key = keyOf({ thing, name });
    const id = idOf();
    const ofIdentity = identity === undefined ? [] : this.staffOf(draft.business, identity);
    const columns = change(this.rows.get(key) ?? undefined, id, ofIdentity);
    if (columns instanceof LedgerError) return columns;
    this.rows.set(key, columns);
    this.changes.set(key, { thing, name, columns });
    const is = columns && describeSetup(this.master, { thing, name }, columns);
    return { ...draft, id, record: { ...record, is } };
  }

  /** Whom this very batch adds, too. */
  private staffOf(business: string, identity: Buffer): Columns[] {
    return [...this.rows].flatMap(([key, row]) =>
      key.startsWith('staff\0') && row?.business === business && isSame(row.identity, identity) ? [row] : [],
    );
  }

  /** The record that has lowered the floor of objections to a business; undefined: it is not lowered. */
  floorOf(business: string): string | undefined {
    const row = this.rows.get(keyOf({ thing: 'business', name: business }));
    return (row?.objection_floor ?? undefined) as string | undefined;
  }

  /** Also of one that this very batch makes: its first record is its own. */
  isTestBusiness(business: string): boolean {
    return this.rows.get(keyOf({ thing: 'business', name: business }))?.test === true;
  }

  /** What one member of staff took down, where two must have looked: by whichever way it came. */
  unchecked({ business, record }: Draft): Outcome | undefined {
    if (record.kind !== 'opt_in' && record.kind !== 'imported') return undefined;
    const row = this.rows.get(keyOf({ thing: 'business', name: business }));
    const asked = (row?.four_eyes ?? []) as readonly string[];
    return lacksSecond(record, asked) ? { kind: 'refused', error: twoMustLook() } : undefined;
  }

  /** What was judged by other settings than the lock finds: a dispute may have begun since. */
  notAsJudged({ business, judgedBy }: Draft): LedgerError | undefined {
    if (judgedBy === undefined) return undefined;
    const row = this.rows.get(keyOf({ thing: 'business', name: business }));
    const isSame = row != null && isDeepStrictEqual(row.retention ?? [], judgedBy);
    return isSame
      ? undefined
      : new LedgerError('conflict', 'How long records are kept has changed meanwhile.');
  }

  /** The rows that a draft has changed, each as the last one left it. */
  changed(): BatchWrite['setup'] {
    return [...this.changes.values()];
  }
}
