// Is every record true? Takes each sealed row in log order: it opens to its entry, its columns say what is
// inside, time never runs backwards, and an opt-in is what its notice and policy made of it.
//
// A missing row is a finding, unless a record in the log says that it was erased or that its time was over.
// Streams: it holds the notices, which are few, the gaps, the stones of the erased, and one page of rows.

import { isDeepStrictEqual } from 'node:util';
import { floorFor } from '../consent/objections.ts';
import type { ConsentRecord, UnknownRecord } from '../consent/record.ts';
import { lacksSecond } from '../policy/four-eyes.ts';
import { auditDecline } from './audit-decline.ts';
import type { Report, StoredCheckpoint } from './audit-log.ts';
import { auditImported, auditOptIn } from './audit-opt-in.ts';
import type { KeptStone } from './audit-people.ts';
import { Cursor, type Pages } from './cursor.ts';
import { finding, range } from './finding.ts';
import { FlowAudit } from './flow-audit.ts';
import { NoticeAudit } from './notice-audit.ts';
import { openRow, type SealedRow, whereOf } from './opened-row.ts';
import { RegisterAudit, type RegisterUnderAudit } from './register-audit.ts';
import { SetupAudit } from './setup-audit.ts';
import type { StonePlace } from './stone-audit.ts';
import { SuccessionAudit } from './succession-audit.ts';
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
  /** Absent: not looked at. */
  readonly register?: RegisterUnderAudit | undefined;
};

export type AuditedRecords = {
  /** To be held against the stored notices. */
  readonly notices: NoticeAudit;
  /** To be held against the stored flows. */
  readonly flows: FlowAudit;
  /** To be held against the stored templates. */
  readonly templates: TemplateAudit;
  /** To be held against the rows of set-up. */
  readonly setup: SetupAudit;
  /** To be held against the stored names. */
  readonly successions: SuccessionAudit;
  /** `recorded_at` of the last entry's record, '' of an empty log; undefined where it cannot be read. */
  readonly lastRecordedAt: string | undefined;
  /** What stays of people whose records are gone, by subject: the latest. */
  readonly stones: ReadonlyMap<string, KeptStone>;
  /** To be held against where they are stored to be. */
  readonly stonePlaces: readonly StonePlace[];
  /** Records of people are gone, as the log says. */
  readonly someAreGone: boolean;
  /** Records that this release does not know. */
  readonly unknown: number;
};

export async function auditRecords(under: RecordsUnderAudit, report: Report): Promise<AuditedRecords> {
  const audit = new RecordAudit(under, report);
  for await (const page of under.rows) {
    for (const row of page) await audit.row(row);
  }
  return audit.finish();
}

/** From the first to the last, both included. */
type Run = { first: number; last: number };

class RecordAudit {
  readonly #register: RegisterAudit | undefined;
  readonly #under: RecordsUnderAudit;
  readonly #report: Report;
  readonly #checkpoints: Cursor<StoredCheckpoint>;
  readonly #notices: NoticeAudit;
  readonly #flows: FlowAudit;
  readonly #templates: TemplateAudit;
  readonly #setup: SetupAudit;
  readonly #successions: SuccessionAudit;
  readonly #gaps: Run[] = [];
  /** Entries whose records are gone, as a record says. */
  readonly #gone: Run[] = [];
  readonly #stones = new Map<string, KeptStone>();
  readonly #stonePlaces: StonePlace[] = [];
  #unknown = 0;
  #next = 0;
  #recordedAt = '';
  #lastIsRead = true;

  constructor(under: RecordsUnderAudit, report: Report) {
    this.#under = under;
    this.#report = report;
    this.#checkpoints = new Cursor(under.checkpoints);
    this.#register = under.register && new RegisterAudit(under.register, report);
    this.#notices = new NoticeAudit(report);
    this.#flows = new FlowAudit(report);
    this.#templates = new TemplateAudit(report);
    this.#setup = new SetupAudit(report);
    this.#successions = new SuccessionAudit(report);
  }

  async row(row: SealedRow): Promise<void> {
    if (row.index > this.#next) this.#gaps.push({ first: this.#next, last: row.index - 1 });
    this.#next = row.index + 1;
    await this.#auditTreeSize(row);
    const opened = openRow(row, this.#under.master);
    await this.#register?.row(row, opened);
    this.#lastIsRead = opened.kind === 'opened';
    if (opened.kind === 'false') this.#report(opened.finding);
    else {
      this.#auditPlace(row, opened.record);
      if (opened.kind === 'unknown') this.#unknown += 1;
      else this.#auditRecord(row, opened.record);
    }
  }

  async finish(): Promise<AuditedRecords> {
    const { size } = this.#under;
    await this.#register?.finish(size);
    if (this.#next < size) this.#gaps.push({ first: this.#next, last: size - 1 });
    this.#reportGaps();
    const read = this.#lastIsRead && this.#next === size;
    const recordedAt = read ? this.#recordedAt : undefined;
    return {
      notices: this.#notices,
      flows: this.#flows,
      templates: this.#templates,
      setup: this.#setup,
      successions: this.#successions,
      lastRecordedAt: recordedAt,
      stones: this.#stones,
      stonePlaces: this.#stonePlaces,
      someAreGone: this.#gone.length > 0,
      unknown: this.#unknown,
    };
  }

  /** The writer's answer, and its repeat on a retry, rest on this checkpoint. */
  async #auditTreeSize(row: SealedRow): Promise<void> {
    let covering = await this.#checkpoints.peek();
    while (covering !== undefined && covering.size <= row.index) {
      await this.#checkpoints.take();
      covering = await this.#checkpoints.peek();
    }
    if (covering?.size === row.treeSize) return;
    // Larger than named: the named checkpoint is gone. Smaller: the row names a later one.
    const gone = covering === undefined || covering.size > row.treeSize;
    if (gone && row.treeSize > row.index) {
      this.#report(finding('checkpoint', 'missing', range('size', row.treeSize, row.treeSize)));
    } else this.#report(finding('sealed_record', 'tree_size', whereOf(row)));
  }

  #auditPlace(row: SealedRow, record: ConsentRecord | UnknownRecord): void {
    const where = whereOf(row);
    const subject = 'subject' in record ? (record.subject ?? null) : null;
    if (record.id !== row.record || record.business !== row.business || subject !== row.subject) {
      this.#report(finding('sealed_record', 'row_differs', where));
    }
    if (record.recorded_at < this.#recordedAt) this.#report(finding('sealed_record', 'time_order', where));
    this.#recordedAt = record.recorded_at;
  }

  #auditRecord(row: SealedRow, record: ConsentRecord): void {
    const where = whereOf(row);
    if (record.kind === 'erased' || record.kind === 'pruned') {
      for (const [first, last] of record.indexes) this.#gone.push({ first, last });
      for (const stone of record.stones) {
        this.#stones.set(stone.subject, { ...stone, business: record.business });
        this.#stonePlaces.push({ subject: stone.subject, record: record.id });
      }
    }
    if (record.kind === 'notice_published') this.#notices.published(record, where);
    if (record.kind === 'notice_retired') this.#notices.retired(record);
    if (record.kind === 'notice_reviewed') this.#notices.reviewed(record);
    if (record.kind === 'setup_changed') this.#setup.changed(record);
    if (record.kind === 'template_changed') this.#templates.changed(record, row.treeSize);
    if (record.kind === 'log_begun') this.#successions.begun(record, row.index);
    if (record.kind === 'recovered') this.#successions.recovered(record);
    if (record.kind === 'flow_published')
      this.#flows.published(record, (id, version) => this.#notices.find(record.business, id, version), where);
    if (record.kind === 'opt_in') {
      const { id, version } = record.notice;
      const notice = this.#notices.find(record.business, id, version);
      auditOptIn(record, notice, this.#flowOf(record), where, this.#report);
      const floor = floorFor(record, this.#setup.floorOf(record.business));
      if (!isDeepStrictEqual(record.floor, floor))
        this.#report(finding('sealed_record', 'floor_differs', where));
    }
    if (record.kind === 'imported') {
      const { id, version } = record.notice;
      auditImported(record, this.#notices.find(record.business, id, version), where, this.#report);
    }
    if (record.kind === 'opt_in' || record.kind === 'imported') {
      if (lacksSecond(record, this.#setup.fourEyesOf(record.business)))
        this.#report(finding('sealed_record', 'second_missing', where));
    }
    if (record.kind === 'declined') {
      const { notice } = record;
      const published = notice && this.#notices.find(record.business, notice.id, notice.version);
      auditDecline(record, this.#flowOf(record), published, where, this.#report);
    }
  }

  #flowOf({ business, flow }: { business: string; flow?: { id: string; version: number } | undefined }) {
    return flow && this.#flows.find(business, flow.id, flow.version);
  }

  /** What of the gaps no record names. Both are walked once, in order: there may be as many as records. */
  #reportGaps(): void {
    const gone = joined(this.#gone);
    let at = 0;
    for (const gap of this.#gaps) {
      let from = gap.first;
      while (at < gone.length && gone[at]!.last < from) at += 1;
      for (; at < gone.length && gone[at]!.first <= gap.last; at += 1) {
        const { first, last } = gone[at]!;
        if (first > from) this.#reportMissing({ first: from, last: first - 1 });
        from = last + 1;
        // It may reach into the next gap.
        if (last >= gap.last) break;
      }
      if (from <= gap.last) this.#reportMissing({ first: from, last: gap.last });
    }
  }

  #reportMissing({ first, last }: Run): void {
    this.#report(finding('sealed_record', 'missing', range('index', first, last)));
  }
}

/** In order, none touching another. */
function joined(runs: readonly Run[]): Run[] {
  const disjoint: Run[] = [];
  for (const { first, last } of runs.toSorted((a, b) => a.first - b.first)) {
    const before = disjoint.at(-1);
    if (before === undefined || first > before.last + 1) disjoint.push({ first, last });
    else before.last = Math.max(before.last, last);
  }
  return disjoint;
}
