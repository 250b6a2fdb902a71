// Is every record true? Each sealed row, in log order: it opens to its entry, its columns say what is inside, time never
// runs backwards, and an opt-in is what its notice and policy made of it.
//
// A row that is missing is a finding, unless a record in the log says that it was erased. Streams: held are the notices,
// which are few, the gaps, and one page of rows.

import type { ConsentRecord } from '../consent/record.ts';
import type { Report, StoredCheckpoint } from './audit-log.ts';
import { auditOptIn } from './audit-opt-in.ts';
import { Cursor, type Pages } from './cursor.ts';
import { finding, range } from './finding.ts';
import { NoticeAudit } from './notice-audit.ts';
import { openRow, type SealedRow, whereOf } from './opened-row.ts';
import { TemplateAudit } from './template-audit.ts';

export type RecordsUnderAudit = {
  /** By index. */
  readonly rows: Pages<SealedRow>;
  /** By size. */
  readonly checkpoints: Pages<StoredCheckpoint>;
  /** Entries in the log. */
  readonly size: number;
  /** Unwraps every other key, 32 bytes. */
  readonly master: Uint8Array;
};

export type AuditedRecords = {
  /** To be held against the stored notices. */
  readonly notices: NoticeAudit;
  /** To be held against the stored templates. */
  readonly templates: TemplateAudit;
  /** `recorded_at` of the last entry's record, '' of an empty log; undefined where it cannot be read. */
  readonly lastRecordedAt: string | undefined;
};

export async function auditRecords(under: RecordsUnderAudit, report: Report): Promise<AuditedRecords> {
  const audit = new RecordAudit(under, report);
  for await (const page of under.rows) {
    for (const row of page) await audit.row(row);
  }
  return audit.finish();
}

/** The entries whose records an `erased` record names. No kind does so yet. */
function erasedBy(_record: ConsentRecord): readonly number[] {
  return [];
}

class RecordAudit {
  readonly #under: RecordsUnderAudit;
  readonly #report: Report;
  readonly #checkpoints: Cursor<StoredCheckpoint>;
  readonly #notices: NoticeAudit;
  readonly #templates: TemplateAudit;
  readonly #gaps: { first: number; last: number }[] = [];
  readonly #erased = new Set<number>();
  #next = 0;
  #recordedAt = '';
  #lastIsRead = true;

  constructor(under: RecordsUnderAudit, report: Report) {
    this.#under = under;
    this.#report = report;
    this.#checkpoints = new Cursor(under.checkpoints);
    this.#notices = new NoticeAudit(report);
    this.#templates = new TemplateAudit(report);
  }

  async row(row: SealedRow): Promise<void> {
    if (row.index > this.#next) this.#gaps.push({ first: this.#next, last: row.index - 1 });
    this.#next = row.index + 1;
    await this.#auditTreeSize(row);
    const opened = openRow(row, this.#under.master);
    this.#lastIsRead = opened.kind === 'opened';
    if (opened.kind === 'false') this.#report(opened.finding);
    else this.#auditRecord(row, opened.record);
  }

  finish(): AuditedRecords {
    const { size } = this.#under;
    if (this.#next < size) this.#gaps.push({ first: this.#next, last: size - 1 });
    for (const gap of this.#gaps) this.#reportGap(gap);
    const read = this.#lastIsRead && this.#next === size;
    const recordedAt = read ? this.#recordedAt : undefined;
    return { notices: this.#notices, templates: this.#templates, lastRecordedAt: recordedAt };
  }

  /** What the writer was told, and gets again on a retry, rests on this checkpoint. */
  async #auditTreeSize(row: SealedRow): Promise<void> {
    let covering = await this.#checkpoints.peek();
    while (covering !== undefined && covering.size <= row.index) {
      await this.#checkpoints.take();
      covering = await this.#checkpoints.peek();
    }
    if (covering?.size === row.treeSize) return;
    // Larger than named: the one that was named is gone. Smaller: the row names a later one.
    const gone = covering === undefined || covering.size > row.treeSize;
    if (gone && row.treeSize > row.index) {
      this.#report(finding('checkpoint', 'missing', range('size', row.treeSize, row.treeSize)));
    } else this.#report(finding('sealed_record', 'tree_size', whereOf(row)));
  }

  #auditRecord(row: SealedRow, record: ConsentRecord): void {
    const where = whereOf(row);
    const subject = 'subject' in record ? (record.subject ?? null) : null;
    if (record.id !== row.record || record.business !== row.business || subject !== row.subject) {
      this.#report(finding('sealed_record', 'row_differs', where));
    }
    if (record.recorded_at < this.#recordedAt) this.#report(finding('sealed_record', 'time_order', where));
    this.#recordedAt = record.recorded_at;
    for (const index of erasedBy(record)) this.#erased.add(index);
    if (record.kind === 'notice_published') this.#notices.published(record, where);
    if (record.kind === 'notice_retired') this.#notices.retired(record);
    if (record.kind === 'template_changed') this.#templates.changed(record, row.treeSize);
    if (record.kind === 'opt_in') {
      const { id, version } = record.notice;
      auditOptIn(record, this.#notices.find(record.business, id, version), where, this.#report);
    }
  }

  #reportGap({ first, last }: { first: number; last: number }): void {
    let from = first;
    for (const index of [...this.#erased]
      .filter((index) => index >= first && index <= last)
      .sort(ascending)) {
      if (index > from) this.#report(finding('sealed_record', 'missing', range('index', from, index - 1)));
      from = index + 1;
    }
    if (from <= last) this.#report(finding('sealed_record', 'missing', range('index', from, last)));
  }
}

const ascending = (a: number, b: number) => a - b;
