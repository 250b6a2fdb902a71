// The flows of a ledger: those the log published, against those stored, and each against the notice that it
// speaks for. A flow that was stored and never published is as false as a published one that is gone.

import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from '../canonical.ts';
import type { RecordOf } from '../consent/record.ts';
import type { PublishedFlow } from '../flow/flow.ts';
import { parseFlow } from '../flow/publish.ts';
import type { PublishedNotice } from '../notice/notice.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';
import type { StoredNoticeRow } from './notice-audit.ts';

/** As a stored notice. */
export type StoredFlowRow = StoredNoticeRow;

const nameOf = ({ business, id, version }: { business: string; id: string; version: number }) =>
  `${business}/${id} version ${version}`;

export class FlowAudit {
  readonly #report: Report;
  readonly #published = new Map<string, { flow: PublishedFlow; record: string }>();

  constructor(report: Report) {
    this.#report = report;
  }

  /**
   * A publication, in log order.
   * @param noticeOf what was published under this name so far
   */
  published(
    record: RecordOf<'flow_published'>,
    noticeOf: (id: string, version: number) => PublishedNotice | undefined,
    where: string,
  ): void {
    const flow = documentOf(record);
    if (flow === undefined) {
      this.#report(finding('flow', 'malformed', where));
      return;
    }
    const { notice } = flow.flow;
    if (!isMadeOf(flow, noticeOf(notice.id, notice.version)))
      this.#report(finding('flow', 'not_of_notice', where));
    const { id, version } = record.flow;
    this.#published.set(nameOf({ business: record.business, id, version }), { flow, record: record.id });
  }

  /** What was published under this name so far. */
  find(business: string, id: string, version: number): PublishedFlow | undefined {
    return this.#published.get(nameOf({ business, id, version }))?.flow;
  }

  /** Compares the stored rows with the log; called once, after the log's last record. */
  compare(rows: readonly StoredFlowRow[]): void {
    const stored = new Map(rows.map((row) => [nameOf(row), row]));
    for (const name of stored.keys())
      if (!this.#published.has(name)) this.#report(finding('flow', 'unrecorded', name));
    for (const [name, { flow, record }] of this.#published) {
      const row = stored.get(name);
      if (row === undefined) this.#report(finding('flow', 'missing', name));
      else if (row.sha256 !== flow.sha256 || !flow.bytes.equals(row.bytes) || row.record !== record)
        this.#report(finding('flow', 'differs', name));
    }
  }
}

/** Whether it says what its notice is about, to whom, and under which policy. */
function isMadeOf({ flow }: PublishedFlow, published: PublishedNotice | undefined): boolean {
  if (published === undefined) return false;
  const { purposes, scope, policy, business } = published.notice;
  const own = { purposes: flow.purposes, scope: flow.scope, policy: flow.policy, business: flow.business };
  return (
    flow.notice.sha256 === published.sha256 && isDeepStrictEqual(own, { purposes, scope, policy, business })
  );
}

/** The flow in a record; undefined if the document is not a flow or not the one the record names. */
function documentOf({ document, flow, business }: RecordOf<'flow_published'>): PublishedFlow | undefined {
  if (sha256Hex(document) !== flow.sha256) return undefined;
  try {
    const read = parseFlow(Buffer.from(document, 'utf8'));
    const { id, version, business: owner } = read.flow;
    return id === flow.id && version === flow.version && owner.id === business ? read : undefined;
  } catch {
    return undefined;
  }
}
