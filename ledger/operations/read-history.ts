// Audit: everything that is known of one person, as stored, each record with its opening and its proof. Looking is
// itself an event: it is appended before anything is shown, so that no reading goes unrecorded.

import type { Principal } from '../auth/scope.ts';
import type { ConsentRecord } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { findPerson } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import { businessKey, businessOf } from './notice/notices.ts';
import { openRecord } from './open-record.ts';
import type { StoredRecord } from './ports.ts';
import { inclusionAt } from './record/prove.ts';

export type HistoryEntry = {
  id: string;
  kind: ConsentRecord['kind'];
  recorded_at: string;
  /** The lines as the person saw or heard them. */
  text?: string[];
  grade?: string;
  leaf_index: number;
  /** Opening of the public entry: base64 of the 32-byte nonce and of the record's exact bytes. */
  nonce: string;
  bytes: string;
  entry: string;
  inclusion: string[];
  record: ConsentRecord;
};

export type History = { subject?: string; records: HistoryEntry[]; tree_size: number; checkpoint: string };

type Access = 'history' | 'record' | 'receipt' | 'as_of';

export async function readHistory(
  ledger: Ledger,
  principal: Principal,
  identifier: CanonicalIdentifier,
): Promise<History> {
  const { person } = await findPerson(ledger, principal.business, identifier);
  await noteAccess(ledger, principal, 'history', person?.subjects[0] ?? null);
  const subjects = person === undefined ? [] : [...person.subjects, ...person.others];
  const stored = await Promise.all(subjects.map((subject) => ledger.records.bySubject(subject)));
  return {
    ...(subjects[0] !== undefined && { subject: subjects[0] }),
    ...(await openAll(
      ledger,
      stored.flat().toSorted((a, b) => a.index - b.index),
    )),
  };
}

export async function readRecord(ledger: Ledger, principal: Principal, id: string): Promise<History> {
  const stored = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'record', stored.subject);
  return openAll(ledger, [stored]);
}

/** A record of the caller's own business; another's is not there. */
export async function ownRecord(ledger: Ledger, principal: Principal, id: string): Promise<StoredRecord> {
  const stored = await ledger.records.byId(id);
  if (stored === undefined || stored.business !== principal.business) {
    throw new LedgerError('not_found', 'No such record.');
  }
  return stored;
}

export async function noteAccess(
  ledger: Ledger,
  principal: Principal,
  operation: Access,
  subject: string | null,
): Promise<void> {
  const { business } = principal;
  const outcome = await ledger.sequencer.submit({
    business,
    owner:
      subject === null
        ? { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) }
        : { kind: 'subject', subject },
    record: {
      v: 1,
      kind: 'accessed',
      business,
      source: { system: 'server', actor: principal.key },
      access: { operation, by: principal.key },
    },
  });
  if (outcome.kind === 'refused') throw outcome.error;
}

/** Records as stored, each with its opening and its proof in the newest tree. */
export async function openAll(
  ledger: Ledger,
  stored: readonly StoredRecord[],
): Promise<Omit<History, 'subject'>> {
  const checkpoint = await ledger.log.latestCheckpoint();
  if (checkpoint === undefined) throw new LedgerError('internal', 'The log has no checkpoint.');
  const records = await Promise.all(stored.map((row) => entryOf(ledger, row, checkpoint.size)));
  return { records, tree_size: checkpoint.size, checkpoint: checkpoint.note };
}

async function entryOf(ledger: Ledger, stored: StoredRecord, treeSize: number): Promise<HistoryEntry> {
  const { record, bytes, nonce } = openRecord(ledger, stored);
  const inclusion = await inclusionAt(ledger.log, stored.index, treeSize);
  return {
    id: record.id,
    kind: record.kind,
    recorded_at: record.recorded_at,
    ...(record.kind === 'opt_in' && { text: Object.values(record.text) }),
    ...('grade' in record && { grade: record.grade }),
    leaf_index: stored.index,
    nonce: nonce.toString('base64'),
    bytes: bytes.toString('base64'),
    entry: stored.entry.toString('base64'),
    inclusion: inclusion.map((hash) => Buffer.from(hash).toString('base64')),
    record,
  };
}
