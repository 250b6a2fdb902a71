// The notices of a ledger: those the log published and retired, against those stored. Both ways: a stored
// notice that was never published is as false as a published one that is gone.

import { sha256Hex } from '../canonical.ts';
import type { ConsentRecord } from '../consent/record.ts';
import { type PublishedNotice, parseNotice } from '../notice/notice.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

export type StoredNoticeRow = {
  readonly business: string;
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly record: string;
};

/** A retirement, or a review of the words in one locale. */
export type StoredNoticeNote = {
  readonly business: string;
  readonly id: string;
  readonly version: number;
  readonly locale?: string;
  readonly record: string;
  /** `recorded_at` of the record. */
  readonly at: string;
};

type Publication = ConsentRecord & { kind: 'notice_published' };
type Retirement = ConsentRecord & { kind: 'notice_retired' };
type Review = ConsentRecord & { kind: 'notice_reviewed' };
type Noted = ReadonlyMap<string, { record: string; at: string }>;

type Name = { business: string; id: string; version: number; locale?: string };

const nameOf = ({ business, id, version, locale }: Name) =>
  `${business}/${id} version ${version}${locale === undefined ? '' : ` in ${locale}`}`;

export class NoticeAudit {
  readonly #report: Report;
  readonly #published = new Map<string, { notice: PublishedNotice; record: string }>();
  readonly #retired = new Map<string, { record: string; at: string }>();
  readonly #reviewed = new Map<string, { record: string; at: string }>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** A publication, in log order. */
  published(record: Publication, where: string): void {
    const notice = documentOf(record);
    if (notice === undefined) {
      this.#report(finding('notice', 'malformed', where));
      return;
    }
    const { id, version } = record.notice;
    this.#published.set(nameOf({ business: record.business, id, version }), { notice, record: record.id });
  }

  retired({ id: record, business, notice: { id, version }, recorded_at: at }: Retirement): void {
    this.#retired.set(nameOf({ business, id, version }), { record, at });
  }

  reviewed({ id: record, business, notice: { id, version }, locale, recorded_at: at }: Review): void {
    this.#reviewed.set(nameOf({ business, id, version, locale }), { record, at });
  }

  /** What was published under this name so far. */
  find(business: string, id: string, version: number): PublishedNotice | undefined {
    return this.#published.get(nameOf({ business, id, version }))?.notice;
  }

  /** Compares the stored rows with the log; called once, after the log's last record. */
  compare(
    notices: readonly StoredNoticeRow[],
    retirements: readonly StoredNoticeNote[],
    reviews: readonly StoredNoticeNote[],
  ): void {
    const stored = new Map(notices.map((row) => [nameOf(row), row]));
    this.#compareNames(stored, this.#published);
    for (const [name, { notice, record }] of this.#published) {
      const row = stored.get(name);
      if (row === undefined) continue;
      const same = row.sha256 === notice.sha256 && notice.bytes.equals(row.bytes) && row.record === record;
      if (!same) this.#report(finding('notice', 'differs', name));
    }
    this.#compareNotes(retirements, this.#retired, 'retirement');
    this.#compareNotes(reviews, this.#reviewed, 'review');
  }

  #compareNotes(stored: readonly StoredNoticeNote[], logged: Noted, cause: string): void {
    const rows = new Map(stored.map((row) => [nameOf(row), row]));
    this.#compareNames(rows, logged, cause);
    for (const [name, { record, at }] of logged) {
      const row = rows.get(name);
      if (row === undefined || (row.record === record && row.at === at)) continue;
      this.#report(finding('notice', 'differs', name, cause));
    }
  }

  #compareNames(stored: ReadonlyMap<string, unknown>, logged: ReadonlyMap<string, unknown>, cause?: string) {
    for (const name of stored.keys()) {
      if (!logged.has(name)) this.#report(finding('notice', 'unrecorded', name, cause));
    }
    for (const name of logged.keys()) {
      if (!stored.has(name)) this.#report(finding('notice', 'missing', name, cause));
    }
  }
}

/** The notice in a record; undefined if the document is not a notice or not the one the record names. */
function documentOf({ document, notice, business }: Publication): PublishedNotice | undefined {
  if (sha256Hex(document) !== notice.sha256) return undefined;
  try {
    const read = parseNotice(Buffer.from(document, 'utf8'));
    const { id, version, business: owner } = read.notice;
    return id === notice.id && version === notice.version && owner.id === business ? read : undefined;
  } catch {
    return undefined;
  }
}
