// Is this whole ledger true? Everything stored is computed again from the entries, the openings and the keys,
// and compared: log, records, notices, people, in that order, each pass in a stream of its own.
//
// A clean audit shows that nothing was changed since the log's key signed the checkpoint that covers it. It
// cannot show that the holder of that key did not rewrite everything and sign again. For that, compare the
// newest checkpoint with one that was seen elsewhere.

import type { Checkpoint } from '../log/checkpoint.ts';
import type { LogTrust } from '../log/succession.ts';
import type { MacKeys } from '../mac.ts';
import { unwrapKey } from '../subject/sealed.ts';
import type { Pepper } from '../subject/tag.ts';
import { auditHead, type StoredHead } from './audit-head.ts';
import { auditLog, type Report, type StoredCheckpoint, type StoredEntry } from './audit-log.ts';
import { auditPeople, type StoredPerson } from './audit-people.ts';
import { auditRecords } from './audit-records.ts';
import { auditBoundRows, type BoundRow } from './bound-audit.ts';
import type { Pages } from './cursor.ts';
import { type Audited, type Finding, finding } from './finding.ts';
import type { StoredFlowRow } from './flow-audit.ts';
import type { StoredNoticeNote, StoredNoticeRow } from './notice-audit.ts';
import type { SealedRow } from './opened-row.ts';
import type { RegisterUnderAudit } from './register-audit.ts';
import { auditReleases, type StoredRelease, type StoredReleaseFile } from './release-audit.ts';
import { auditSchema, type Schema } from './schema-audit.ts';
import type { StoredSetup } from './setup-audit.ts';
import { auditStones, type StonePlace } from './stone-audit.ts';
import type { StoredRecovery, StoredSuccession } from './succession-audit.ts';
import type { StoredTemplateRow } from './template-audit.ts';
import type { StoredTile } from './tile-audit.ts';

/** All rows, from one moment: an append in between would look like a fault. */
export type LedgerUnderAudit = {
  readonly head: StoredHead;
  /** By index. */
  entries(): Pages<StoredEntry>;
  /** By size; read more than once. */
  checkpoints(): Pages<StoredCheckpoint>;
  /** Full tiles, by level, then index. */
  tiles(): Pages<StoredTile>;
  /** Absent: not looked at. */
  readonly register?: RegisterUnderAudit;
  rowsByIndex(): Pages<SealedRow>;
  rowsBySubject(): Pages<SealedRow>;
  /** By subject. */
  people(): Pages<StoredPerson>;
  readonly businesses: readonly { readonly id: string; readonly wrappedKey: Uint8Array }[];
  readonly notices: readonly StoredNoticeRow[];
  readonly retirements: readonly StoredNoticeNote[];
  readonly reviews: readonly StoredNoticeNote[];
  /** Absent: none. */
  readonly flows?: readonly StoredFlowRow[];
  readonly templates: readonly StoredTemplateRow[];
  readonly setup: readonly StoredSetup[];
  /** Where the stones of erased people are stored to be; absent: not looked at. */
  readonly stones?: readonly StonePlace[];
  /** Ids of records that spent keys name and that do not exist. */
  readonly spentOnNothing: readonly string[];
  /** Absent: none. */
  boundRows?(): Pages<BoundRow>;
  /** By name; absent: not looked at. */
  readonly schema?: Schema;
  /** Of the widget; absent: none. */
  readonly releases?: readonly StoredRelease[];
  releaseFiles?(): Pages<StoredReleaseFile>;
  /** Absent: none. */
  readonly successions?: readonly StoredSuccession[];
  readonly recoveries?: readonly StoredRecovery[];
};

export type AuditKeys = {
  readonly trust: LogTrust;
  /** Unwraps every other key, 32 bytes. */
  readonly master: Uint8Array;
  readonly peppers: readonly Pepper[];
  readonly macs: MacKeys;
};

export type AuditedLedger = {
  readonly size: number;
  readonly newest?: Checkpoint;
  readonly people: number;
  /** Records that this release does not know, and people it could not judge because of them. */
  readonly unknown: number;
  readonly unjudged: number;
};

export async function auditLedger(
  ledger: LedgerUnderAudit,
  { trust, master, peppers, macs }: AuditKeys,
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
    {
      rows: ledger.rowsByIndex(),
      checkpoints: ledger.checkpoints(),
      size: rebuilt.size,
      master,
      register: ledger.register,
    },
    report,
  );
  auditHead(ledger.head, trust.origin, rebuilt, records.lastRecordedAt, report);
  records.notices.compare(ledger.notices, ledger.retirements, ledger.reviews);
  records.flows.compare(ledger.flows ?? []);
  records.templates.compare(ledger.templates);
  records.setup.compare(ledger.setup, master);
  records.successions.compare(ledger.successions ?? [], ledger.recoveries ?? []);
  const { people, unjudged } = await auditPeople(
    { rows: ledger.rowsBySubject(), people: ledger.people(), master, peppers, stones: records.stones },
    report,
  );
  if (ledger.stones !== undefined) auditStones(records.stonePlaces, ledger.stones, report);
  auditReferences(ledger, master, records.someAreGone, report);
  if (ledger.boundRows !== undefined) await auditBoundRows(ledger.boundRows(), macs, rebuilt.size, report);
  if (ledger.schema !== undefined) auditSchema(ledger.schema, report);
  if (ledger.releaseFiles !== undefined)
    await auditReleases(ledger.releases ?? [], ledger.releaseFiles(), report);
  const { size, newest } = rebuilt;
  return { size, people, unknown: records.unknown, unjudged, ...(newest && { newest }) };
}

/** What no record's own check reaches. */
function auditReferences(
  ledger: LedgerUnderAudit,
  master: Uint8Array,
  someAreGone: boolean,
  report: Report,
): void {
  for (const { id, wrappedKey } of ledger.businesses) {
    if (unwrapKey(master, id, wrappedKey) !== undefined) continue;
    report(finding('key', 'does_not_unwrap', `business ${id}`));
  }
  // A repeated request is not recorded twice, though its record is gone: no one can tell which those are, and
  // a MAC binds each row. A record that was removed by hand is missing at its index.
  if (someAreGone) return;
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
