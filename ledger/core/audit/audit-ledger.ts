// Is this whole ledger true? Everything that is stored is computed again, from the entries, the openings and the keys,
// and compared: log, records, notices, people, in that order, each pass in a stream of its own.
//
// What it shows: nothing here was changed since the log's key signed the checkpoint that covers it. What it cannot show:
// that whoever holds that key did not rewrite everything and sign again. For that, hold the newest checkpoint against
// one that was seen elsewhere.

import type { Checkpoint, CheckpointTrust } from '../log/checkpoint.ts';
import { unwrapKey } from '../subject/sealed.ts';
import type { Pepper } from '../subject/tag.ts';
import { auditHead, type StoredHead } from './audit-head.ts';
import { auditLog, type Report, type StoredCheckpoint, type StoredEntry } from './audit-log.ts';
import { auditPeople, type StoredPerson } from './audit-people.ts';
import { auditRecords } from './audit-records.ts';
import type { Pages } from './cursor.ts';
import { type Audited, type Finding, finding } from './finding.ts';
import type { StoredNoticeRow, StoredRetirement } from './notice-audit.ts';
import type { SealedRow } from './opened-row.ts';
import type { StoredTemplateRow } from './template-audit.ts';
import type { StoredTile } from './tile-audit.ts';

/** All rows, from one moment: an append in between would be found false. */
export type LedgerUnderAudit = {
  readonly head: StoredHead;
  /** By index. */
  entries(): Pages<StoredEntry>;
  /** By size; read more than once. */
  checkpoints(): Pages<StoredCheckpoint>;
  /** Full tiles, by level, then index. */
  tiles(): Pages<StoredTile>;
  rowsByIndex(): Pages<SealedRow>;
  rowsBySubject(): Pages<SealedRow>;
  /** By subject. */
  people(): Pages<StoredPerson>;
  readonly businesses: readonly { readonly id: string; readonly wrappedKey: Uint8Array }[];
  readonly notices: readonly StoredNoticeRow[];
  readonly retirements: readonly StoredRetirement[];
  readonly templates: readonly StoredTemplateRow[];
  /** Ids of records that spent keys name and that do not exist. */
  readonly spentOnNothing: readonly string[];
};

export type AuditKeys = {
  readonly trust: CheckpointTrust;
  /** Unwraps every other key, 32 bytes. */
  readonly master: Uint8Array;
  readonly peppers: readonly Pepper[];
};

export type AuditedLedger = { readonly size: number; readonly newest?: Checkpoint; readonly people: number };

export async function auditLedger(
  ledger: LedgerUnderAudit,
  { trust, master, peppers }: AuditKeys,
  sink: Report,
): Promise<AuditedLedger> {
  const report = once(sink);
  const rebuilt = await auditLog(
    {
      entries: ledger.entries(),
      checkpoints: ledger.checkpoints(),
      tiles: ledger.tiles(),
      partialTiles: false,
      trust,
    },
    report,
  );
  const records = await auditRecords(
    { rows: ledger.rowsByIndex(), checkpoints: ledger.checkpoints(), size: rebuilt.size, master },
    report,
  );
  auditHead(ledger.head, trust.origin, rebuilt, records.lastRecordedAt, report);
  records.notices.compare(ledger.notices, ledger.retirements);
  records.templates.compare(ledger.templates);
  const people = await auditPeople(
    { rows: ledger.rowsBySubject(), people: ledger.people(), master, peppers },
    report,
  );
  auditReferences(ledger, master, report);
  const { size, newest } = rebuilt;
  return { size, people, ...(newest && { newest }) };
}

/** What no record's own check reaches. */
function auditReferences(ledger: LedgerUnderAudit, master: Uint8Array, report: Report): void {
  for (const { id, wrappedKey } of ledger.businesses) {
    if (unwrapKey(master, id, wrappedKey) !== undefined) continue;
    report(finding('key', 'does_not_unwrap', `business ${id}`));
  }
  for (const record of ledger.spentOnNothing) report(finding('key', 'spent_on_nothing', `record ${record}`));
}

const repeating: ReadonlySet<Audited> = new Set(['key', 'checkpoint']);

/** One false key or missing checkpoint is one finding, however many records rest on it. */
function once(report: Report): Report {
  const reported = new Set<string>();
  return (found: Finding) => {
    if (repeating.has(found.what)) {
      const name = `${found.what}/${found.rule} ${found.where}`;
      if (reported.has(name)) return;
      reported.add(name);
    }
    report(found);
  };
}
