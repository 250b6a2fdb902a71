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
  readonly #floors = new Map<string, string>();

  constructor(report: Report) {
    this.#report = report;
  }

  changed({ id, business, thing, name, is }: SetupChangedRecord): void {
    if (!isKept(thing)) return;
    // It is lowered by the record that names itself, and stays so while the next ones repeat it.
    const floor = is?.objection_floor;
    if (thing === 'business' && name === business && floor !== this.#floors.get(name)) {
      if (floor === id) this.#floors.set(name, id);
      else this.#floors.delete(name);
    }
    this.#is.set(keyOf({ thing, name }), is);
  }

  /** The record that has lowered the floor of objections, as far as the log was read. */
  floorOf(business: string): string | undefined {
    return this.#floors.get(business);
  }

  /** On which channels two of its staff must look, as far as the log was read. */
  fourEyesOf(business: string): readonly string[] {
    const asked = this.#is.get(keyOf({ thing: 'business', name: business }))?.four_eyes;
    return Array.isArray(asked) ? asked : [];
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
