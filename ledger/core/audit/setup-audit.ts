// Is set-up as the log says it? The latest record of each thing holds every column of its row, so a row that
// was changed, removed, or put back as it once was, differs from it; a row made by hand has no record.

import { isDeepStrictEqual } from 'node:util';
import type { SetupChangedRecord } from '../consent/record.ts';
import {
  type Columns,
  describeSetup,
  type SetupKey,
  type SetupThing,
  setupThings,
} from '../setup/columns.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredSetup = SetupKey & { readonly columns: Columns };

const keyOf = ({ thing, name }: SetupKey) => `${thing} ${name}`;

export class SetupAudit {
  readonly #report: Report;
  /** What each thing is, by its latest record; null: it has ended. */
  readonly #is = new Map<string, SetupChangedRecord['is']>();

  constructor(report: Report) {
    this.#report = report;
  }

  changed({ thing, name, is }: SetupChangedRecord): void {
    if (isKept(thing)) this.#is.set(keyOf({ thing, name }), is);
  }

  compare(rows: readonly StoredSetup[], master: Uint8Array): void {
    const stored = new Set<string>();
    for (const row of rows) {
      const where = keyOf(row);
      stored.add(where);
      const is = this.#is.get(where) ?? undefined;
      if (is === undefined) this.#report(finding('setup', 'unrecorded', where));
      else if (!isDeepStrictEqual(describeSetup(master, row, row.columns), is))
        this.#report(finding('setup', 'differs', where));
    }
    for (const [where, is] of this.#is) {
      if (is !== null && !stored.has(where)) this.#report(finding('setup', 'missing', where));
    }
  }
}

const isKept = (thing: string): thing is SetupThing => (setupThings as readonly string[]).includes(thing);
