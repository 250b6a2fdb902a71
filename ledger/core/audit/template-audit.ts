// The templates of a ledger: what the log says of each, against what is stored and read by the gate. Both
// ways: a stored template without a record is as false as a missing one, for either lets out messages that
// the person did not agree to.

import type { TemplateChangedRecord } from '../consent/record.ts';
import { encodeTemplateState, foldTemplate, type TemplateState } from '../gate/template.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredTemplateRow = {
  readonly business: string;
  readonly account: string;
  readonly name: string;
  readonly language: string;
  readonly state: string;
  /** Size of the checkpoint that first covered its last record. */
  readonly treeSize: number;
};

type Named = Pick<StoredTemplateRow, 'business' | 'account' | 'name' | 'language'>;
const nameOf = ({ business, account, name, language }: Named) => `${business}/${account} ${name} ${language}`;

export class TemplateAudit {
  readonly #report: Report;
  readonly #logged = new Map<string, { state: TemplateState; treeSize: number }>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** In log order. */
  changed(record: TemplateChangedRecord, treeSize: number): void {
    const name = nameOf({ business: record.business, ...record.template });
    const state = foldTemplate(this.#logged.get(name)?.state ?? {}, record);
    this.#logged.set(name, { state, treeSize });
  }

  /** To be called once, after the log's last record. */
  compare(stored: readonly StoredTemplateRow[]): void {
    const rows = new Map(stored.map((row) => [nameOf(row), row]));
    for (const name of rows.keys()) {
      if (!this.#logged.has(name)) this.#report(finding('template', 'unrecorded', name));
    }
    for (const [name, { state, treeSize }] of this.#logged) {
      const row = rows.get(name);
      if (row === undefined) this.#report(finding('template', 'missing', name));
      else if (row.state !== encodeTemplateState(state) || row.treeSize !== treeSize)
        this.#report(finding('template', 'differs', name));
    }
  }
}
