// Who only tries things out: a test business, a test site, a test key. Whatever they submit is marked here,
// under the lock, on every way in.
//
// What they are is fixed when they are made, so what was read once holds for ever: a commit asks for the rows
// of those alone that this node has not met.

import { ledgerBusiness } from '../../core/consent/record/header.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { SetupKey } from '../../core/setup/columns.ts';
import type { Found } from './log-store.ts';

type Submitted = Pick<RecordDraft, 'business' | 'submitted_by'>;

const metMax = 10_000;

const nameOf = ({ thing, name }: SetupKey) => `${thing}\0${name}`;

export class TestHands {
  readonly #met = new Map<string, boolean>();
  #gone: ReadonlySet<string> = new Set();

  /**
   * The rows that say it of these and were not read yet. Room is made here and never later: what is forgotten
   * between the question and the commit would be taken for real.
   */
  unmet(records: readonly Submitted[]): SetupKey[] {
    if (this.#met.size > metMax) this.#met.clear();
    return records.flatMap(handsOf).filter((one) => !this.#met.has(nameOf(one)));
  }

  /** @param asked what `found` was asked for */
  meet(asked: readonly SetupKey[], found: Found['setup']): void {
    for (const { columns, ...key } of found) this.#met.set(nameOf(key), columns.test === true);
    this.#gone = new Set(asked.map(nameOf).filter((name) => !this.#met.has(name)));
  }

  isTest(record: Submitted): boolean {
    return handsOf(record).some((one) => this.#met.get(nameOf(one)) === true);
  }

  /** Its site was ended meanwhile, and what it was is not known any more. */
  siteGone({ submitted_by: by }: Submitted): LedgerError | undefined {
    const isGone = by?.by === 'site' && this.#gone.has(nameOf({ thing: 'site', name: by.id }));
    return isGone ? new LedgerError('not_found', 'No such site key.') : undefined;
  }
}

/** Of an opt-in that waited for a second member of staff, the one who confirmed it as well. */
function handsOf(record: Submitted): SetupKey[] {
  const { business, submitted_by: by } = record;
  const checker = 'checked_by' in record ? (record.checked_by as typeof by) : undefined;
  const keys = [by, checker].flatMap((one): SetupKey[] =>
    one?.by === 'key' ? [{ thing: 'api_key', name: one.id }] : [],
  );
  return [
    ...(business === ledgerBusiness ? [] : [{ thing: 'business' as const, name: business }]),
    ...(by?.by === 'site' ? [{ thing: 'site' as const, name: by.id }] : []),
    ...keys,
  ];
}
