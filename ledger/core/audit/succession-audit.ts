// The names of a log: what its `log_begun` records say, against the rows by which every checkpoint is judged.
// And what an officer confirmed after a restore, against what the gate reads: a row without a record would
// let messages out.

import { encodeBase64 } from '../base64url.ts';
import type { RecordOf } from '../consent/record.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredSuccession = {
  readonly origin: string;
  readonly lastOrigin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly why: string;
  readonly record: string;
  readonly at: string;
};

export type StoredRecovery = { readonly business: string; readonly begun: string; readonly record: string };

export class SuccessionAudit {
  readonly #report: Report;
  readonly #begun = new Map<string, { record: RecordOf<'log_begun'>; index: number }>();
  readonly #recovered = new Map<string, RecordOf<'recovered'>>();

  constructor(report: Report) {
    this.#report = report;
  }

  begun(record: RecordOf<'log_begun'>, index: number): void {
    this.#begun.set(record.id, { record, index });
  }

  recovered(record: RecordOf<'recovered'>): void {
    const place = placeOf(record.recovers, record.begun);
    if (!this.#recovered.has(place)) this.#recovered.set(place, record);
  }

  /** To be called once, after the log's last record. */
  compare(successions: readonly StoredSuccession[], recoveries: readonly StoredRecovery[]): void {
    for (const row of successions) {
      const said = this.#begun.get(row.record);
      this.#begun.delete(row.record);
      if (said === undefined) this.#report(finding('succession', 'unrecorded', row.origin));
      else if (!isSo(row, said)) this.#report(finding('succession', 'differs', row.origin));
    }
    for (const { record } of this.#begun.values())
      this.#report(finding('succession', 'missing', record.origin));
    const confirmed = new Set(recoveries.map(({ business, begun }) => placeOf(business, begun)));
    for (const { business, begun, record } of recoveries) {
      if (this.#recovered.get(placeOf(business, begun))?.id !== record)
        this.#report(finding('recovery', 'unrecorded', `business ${business}`));
    }
    for (const [place, { recovers }] of this.#recovered) {
      if (!confirmed.has(place)) this.#report(finding('recovery', 'missing', `business ${recovers}`));
    }
  }
}

const placeOf = (business: string, begun: string) => `${business} ${begun}`;

function isSo(
  row: StoredSuccession,
  { record, index }: { record: RecordOf<'log_begun'>; index: number },
): boolean {
  const { kept, origin, why, recorded_at: at } = record;
  return (
    row.origin === origin &&
    row.lastOrigin === kept.origin &&
    row.size === kept.size &&
    row.size === index &&
    encodeBase64(row.root) === kept.root &&
    row.why === why &&
    row.at === at
  );
}
