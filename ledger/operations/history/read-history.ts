// Audit: everything that the ledger knows about one person, as stored, each record with its opening and its
// proof. Reading is itself an event: the ledger appends it before it shows anything, so that no reading goes
// unrecorded.

import { actorOf, type Principal } from '../../auth/scope.ts';
import { type Stated, statedIn } from '../../core/consent/evidence.ts';
import type { GradeReason } from '../../core/consent/grade-reasons.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { isCorrectable } from '../../core/consent/record/correction.ts';
import { type ReaderRole, type RevealReason, readerRole } from '../../core/consent/record/of-business.ts';
import { takenWords } from '../../core/consent/record/taken.ts';
import type { ConsentRecord, OptInRecord } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { Role } from '../../core/setup/staff.ts';
import type { Identifier, PersonReference } from '../../core/subject/identifier.ts';
import { unwrapKey } from '../../core/subject/sealed.ts';
import { openIdentifier } from '../../core/subject/sealed-identifier.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { findReferred, type Subjects } from '../person/by-subject.ts';
import { withOthers } from '../person/find-person.ts';
import { type Correcting, type CorrectionNote, correctionsOf } from '../record/corrections.ts';
import { type ChangedRecord, type OpenedRecord, openedBut } from '../record/opened.ts';
import { ownRecord } from '../record/own-record.ts';
import { inclusionsAt } from '../record/prove.ts';
import type { LogReader, Records } from '../record/store.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import { listPeople } from '../setup/people.ts';
import type { SetupStore } from '../setup/store.ts';

/** The parts that record a look. */
export type Noting = Appends & Businesses;
export type Opening = Correcting & { log: LogReader; setup: Pick<SetupStore, 'apiKeys' | 'people'> };
type Auditing = Noting & Opening;
export type Histories = Auditing & Subjects & Records<'chain' | 'firstOf'>;

export type HistoryEntry = {
  id: string;
  kind: ConsentRecord['kind'];
  recorded_at: string;
  /** The lines as the page signed them, or as a server says. */
  text?: string[];
  /** Where no page signed them: what the server calls what it showed or played. */
  stated?: Stated;
  /** Of a consent that staff took down: how, in words. */
  taken?: string;
  /** Of a look. */
  read_by?: Reader;
  /** What the business has corrected of it since, in log order. */
  corrected_by?: readonly CorrectionNote[];
  grade?: string;
  /** Why it is not the next one. */
  grade_reasons?: readonly GradeReason[];
  leaf_index: number;
  /** Opening of the public entry: base64 of the 32-byte nonce and of the record's exact bytes. */
  nonce: string;
  bytes: string;
  entry: string;
  inclusion: string[];
  record: ConsentRecord;
  /** Of a record that names another person: their identifier, while their key is there. */
  other?: Identifier;
};

/** The record names a key or a person by the id; this is the name that the business gave it. */
export type Reader = { role: ReaderRole; name?: string };

export type History = {
  subject?: string;
  records: HistoryEntry[];
  /** Those between them that somebody has changed by hand: they do not open. */
  changed?: readonly ChangedRecord[];
  /** Leaf index of the last record here, where more come after it. */
  next?: number;
  tree_size: number;
  checkpoint: string;
};

type Access =
  | 'history'
  | 'record'
  | 'receipt'
  | 'as_of'
  | 'list'
  | 'reveal'
  | 'export'
  | 'look_up'
  | 'access';

/** Of a look at many records: what was asked for, without identifiers, and how many there are. */
export type Listed = {
  filter: Record<string, unknown>;
  tree_size: number;
  /** Absent: they are counted as they are shown. */
  total?: number;
  /** Where numbers are shown. */
  reason?: RevealReason;
};

/** A page of a history: what comes after a leaf index, and how many records. */
export type PageAsked = { after?: number | undefined; limit?: number | undefined };

/** Records in a page, unless fewer or more are asked for. */
export const historyPage = 100;
export const historyPageMax = 200;

export async function readHistory(
  ledger: Histories,
  principal: Principal,
  asked: PersonReference,
  page: PageAsked = {},
): Promise<History> {
  const subjects = await subjectsNoted(ledger, principal, asked);
  return pageOf(ledger, subjects, page);
}

/** All of it page by page. One note of who looks is enough, since all of it is for one look. */
export async function* readWholeHistory(
  ledger: Histories,
  principal: Principal,
  asked: PersonReference,
): AsyncGenerator<History> {
  const subjects = await subjectsNoted(ledger, principal, asked);
  for (let next: number | undefined = -1; next !== undefined; ) {
    const page: History = await pageOf(ledger, subjects, { after: next });
    yield page;
    next = page.next;
  }
}

async function subjectsNoted(
  ledger: Histories,
  principal: Principal,
  asked: PersonReference,
): Promise<string[]> {
  const { person } = await findReferred(ledger, principal.business, asked);
  await noteAccess(ledger, principal, 'history', person?.subjects[0] ?? null);
  return withOthers(person);
}

async function pageOf(
  ledger: Histories,
  subjects: readonly string[],
  { after, limit = historyPage }: PageAsked,
): Promise<History> {
  const rows: OpenedRecord[] = [];
  // One more than is shown tells whether there are more.
  const found: ChangedRecord[] = [];
  const pages = ledger.records.chain(subjects, limit + 1, after);
  for await (const row of openedBut(ledger, pages, (one) => void found.push(one))) {
    rows.push(row);
    if (rows.length > limit) break;
  }
  const shown = rows.slice(0, limit);
  const isMore = rows.length > limit;
  const changed = isMore ? found.filter((one) => one.leaf_index < shown.at(-1)!.stored.index) : found;
  return {
    ...(subjects[0] !== undefined && { subject: subjects[0] }),
    ...(await proven(ledger, shown, await ledger.records.firstOf(subjects))),
    ...(changed.length > 0 && { changed }),
    ...(isMore && { next: shown.at(-1)!.stored.index }),
  };
}

export async function readRecord(
  ledger: Auditing & Records<'byId'>,
  principal: Principal,
  id: string,
): Promise<History> {
  const stored = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'record', stored.subject);
  return proven(ledger, [{ stored, ...openRecord(ledger, stored) }], [stored]);
}

export async function noteAccess(
  ledger: Noting,
  principal: Principal,
  operation: Access,
  subject: string | null,
  list?: Partial<Listed>,
): Promise<void> {
  const { business, key: by, role } = principal;
  const outcome = await ledger.sequencer.submit({
    business,
    owner:
      subject === null
        ? { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) }
        : { kind: 'subject', subject },
    record: {
      v: 2,
      kind: 'accessed',
      business,
      source: { system: role === undefined ? 'server' : 'console', actor: by },
      access: { operation, by, ...(role !== undefined && { role }), ...list },
      // By this the register finds all that one reader looked at.
      submitted_by: actorOf(principal),
    },
  });
  if (outcome.kind === 'refused') throw outcome.error;
}

/**
 * Opened records, each with its proof in one tree, and with what was corrected of it.
 * @param ofSubjects a record of each subject whose identifiers may be shown, for its key
 * @param at the tree to prove them in; else the newest
 */
export async function proven(
  ledger: Opening,
  rows: readonly OpenedRecord[],
  ofSubjects: readonly StoredRecord[],
  at?: { size: number; note: string },
): Promise<Omit<History, 'subject' | 'next'>> {
  const checkpoint = at ?? (await ledger.log.latestCheckpoint());
  if (checkpoint === undefined) throw new LedgerError('internal', 'The log has no checkpoint.');
  const indexes = rows.map(({ stored }) => stored.index);
  const proofs = await inclusionsAt(ledger.log, indexes, checkpoint.size);
  const keys = new Map(ofSubjects.map(({ subject, wrappedKey }) => [subject, wrappedKey]));
  const correctable = rows.filter(({ record }) => isCorrectable(record));
  const subjects = new Set(correctable.flatMap(({ stored }) => stored.subject ?? []));
  const corrections = await correctionsOf(ledger, [...subjects], checkpoint.size);
  const records = rows.map((row, i) => {
    const other = otherIn(ledger, row.record, keys);
    const notes = corrections.get(row.record.id);
    return { ...entryOf(row, proofs[i]!), ...(other && { other }), ...(notes && { corrected_by: notes }) };
  });
  return {
    records: await withReaders(ledger, records),
    tree_size: checkpoint.size,
    checkpoint: checkpoint.note,
  };
}

async function withReaders(
  ledger: Pick<Opening, 'keys' | 'setup'>,
  entries: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const business = entries.find(({ kind }) => kind === 'accessed')?.record.business;
  if (business === undefined) return [...entries];
  const readerOf = await readersOf(ledger, business);
  return entries.map((entry) =>
    entry.record.kind === 'accessed' ? { ...entry, read_by: readerOf(entry.record.access) } : entry,
  );
}

export type LookedBy = { by: string; role?: Role | undefined };

/** Who is meant by what an `accessed` record names. */
export async function readersOf(
  ledger: Pick<Opening, 'keys' | 'setup'>,
  business: string,
): Promise<(look: LookedBy) => Reader> {
  const known = [await ledger.setup.apiKeys(business), await listPeople(ledger, { business })];
  const names = new Map(known.flat().map(({ id, name }) => [id, name]));
  return (look) => readerOf(look, names);
}

function readerOf(look: LookedBy, names: ReadonlyMap<string, string | undefined>): Reader {
  const role = readerRole(look);
  const name = names.get(look.by);
  return { role, ...(name !== undefined && { name }) };
}

function entryOf({ stored, record, bytes, nonce }: OpenedRecord, inclusion: Uint8Array[]): HistoryEntry {
  return {
    id: record.id,
    kind: record.kind,
    recorded_at: record.recorded_at,
    ...(record.kind === 'opt_in' && wordsOf(record)),
    ...(record.kind === 'declined' && record.text !== undefined && { text: Object.values(record.text) }),
    ...('grade' in record && { grade: record.grade }),
    ...('grade_reasons' in record && { grade_reasons: record.grade_reasons }),
    leaf_index: stored.index,
    nonce: nonce.toString('base64'),
    bytes: bytes.toString('base64'),
    entry: stored.entry.toString('base64'),
    inclusion: inclusion.map((hash) => Buffer.from(hash).toString('base64')),
    record,
  };
}

function wordsOf(optIn: OptInRecord): Pick<HistoryEntry, 'text' | 'stated' | 'taken'> {
  const stated = statedIn(optIn);
  const taken = takenWords(optIn);
  return {
    ...(taken !== undefined && { taken }),
    ...(optIn.text !== undefined && { text: Object.values(optIn.text) }),
    ...(stated !== undefined && { stated }),
  };
}

/** @param keys the wrapped keys of subjects */
function otherIn(
  { keys: { master } }: Keys<'master'>,
  record: ConsentRecord,
  keys: ReadonlyMap<string | null, Buffer>,
): Identifier | undefined {
  if (!('other_subject' in record)) return undefined;
  const wrapped = keys.get(record.other_subject);
  const key = wrapped && unwrapKey(master, record.other_subject, wrapped);
  return key && openIdentifier(key, record.id, record.other_identifier);
}
