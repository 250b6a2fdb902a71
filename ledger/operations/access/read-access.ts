// Everything that the ledger has of a person, under every name of their own circle: for the letter that asks
// for it. The look is recorded first. All of it is true at one size of the log; what is in no record is read
// after that. What is another person's is not in it: those beyond a link that carries no consent, and the
// content of a row that names others too.
//
// The rows are made as their reader takes them. Nothing of a file is kept; one that broke off is asked for
// again, and that is another look.

import type { Principal } from '../../auth/scope.ts';
import { openUnlessChanged } from '../../core/consent/open-record.ts';
import { stoneIn } from '../../core/consent/record/erasure.ts';
import { readerRole, type revealReasons } from '../../core/consent/record/of-business.ts';
import { standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { purposes } from '../../core/notice/purpose.ts';
import type { CanonicalIdentifier, PersonReference } from '../../core/subject/identifier.ts';
import { type Encircling, wholePerson } from '../erase/circle.ts';
import { tagsOf } from '../erase/person.ts';
import type { EraseStore } from '../erase/store.ts';
import { type Histories, noteAccess, proven } from '../history/read-history.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { findReferred, namesIn } from '../person/by-subject.ts';
import type { FoundPerson } from '../person/find-person.ts';
import type { Correcting } from '../record/corrections.ts';
import {
  type ChangedRecord,
  changedRecord,
  type OpenedRecord,
  openedBut,
  recordsPerQuery,
} from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import { businessOf } from '../setup/business.ts';
import type { World } from '../world.ts';
import { type Holding, heldRows } from './held-rows.ts';
import { notShown } from './places.ts';
import { type AccessHead, type AccessRow, accessFormat } from './rows.ts';

export type Accessing = Histories &
  Holding &
  Correcting &
  Encircling &
  Records<'stonesOf'> & {
    erasing: EraseStore;
    notices: Pick<NoticeStore, 'versions'>;
    world: Pick<World, 'now'>;
  };

export type AccessAsked = {
  person: PersonReference;
  format: string;
  /** For whom it is: the person, unless it is said. */
  reason?: (typeof revealReasons)[number] | undefined;
};

export type Access = { head: AccessHead; rows: AsyncGenerator<AccessRow> };

export async function readAccess(
  ledger: Accessing,
  principal: Principal,
  { person: asked, format, reason = 'asked_by_person' }: AccessAsked,
): Promise<Access> {
  const { business } = principal;
  const { name } = await businessOf(ledger, business);
  const { person: found, logTime } = await findReferred(ledger, business, asked);
  // Also of more names than the gate follows; what stands is told as the gate has it.
  const whole = found && (await wholePerson(ledger, business, found));
  if (whole?.state.unjudgeable !== undefined) throw notCertain();
  const person = whole && { ...whole, state: found!.state };
  await noteAccess(ledger, principal, 'access', person?.subjects[0] ?? null, { filter: { format }, reason });
  const checkpoint = await ledger.log.latestCheckpoint();
  if (checkpoint === undefined) throw new LedgerError('internal', 'The log has no checkpoint.');
  const subjects = person?.subjects ?? [];
  const at = { size: checkpoint.size, note: checkpoint.note };
  const known = await lookThrough(ledger, subjects, at.size);
  const head: AccessHead = {
    format: accessFormat,
    business,
    business_name: name,
    made_at: ledger.world.now().toISOString(),
    tree_size: at.size,
    checkpoint: at.note,
    subjects,
    ...(known.locale !== undefined && { locale: known.locale }),
  };
  return { head, rows: rowsOf(ledger, business, { asked, person, known, at, now: logTime }) };
}

/** A file of those whom it can find would pass for everything: GDPR, article 15, knows no such answer. */
const notCertain = () =>
  new LedgerError(
    'conflict',
    'What belongs to this person cannot be told for certain, so a file of them might lack something. Run verify.',
  );

type Known = {
  names: Map<string, CanonicalIdentifier>;
  /** Those that the records name, as `id@version`. */
  notices: Map<string, { id: string; version: number }>;
  locale?: string;
};

type About = {
  asked: PersonReference;
  person: FoundPerson | undefined;
  known: Known;
  at: { size: number; note: string };
  now: string;
};

async function lookThrough(ledger: Histories, subjects: readonly string[], size: number): Promise<Known> {
  const known: Known = { names: new Map(), notices: new Map() };
  for await (const { record } of chainBelow(ledger, subjects, size)) {
    for (const name of namesIn(record)) known.names.set(`${name.kind}\0${name.value}`, name);
    if (!('notice' in record) || record.notice === undefined || !('locale' in record.notice)) continue;
    const { id, version, locale } = record.notice;
    known.notices.set(`${id}@${version}`, { id, version });
    known.locale = locale;
  }
  return known;
}

async function* chainBelow(
  ledger: Histories,
  subjects: readonly string[],
  size: number,
  changed: (one: ChangedRecord) => void = () => {},
): AsyncGenerator<OpenedRecord> {
  if (subjects.length === 0) return;
  for await (const row of openedBut(ledger, ledger.records.chain(subjects, recordsPerQuery), changed)) {
    if (row.stored.index >= size) return;
    yield row;
  }
}

async function* rowsOf(ledger: Accessing, business: string, about: About): AsyncGenerator<AccessRow> {
  const { asked, person, known, at, now } = about;
  const subjects = person?.subjects ?? [];
  const names = [...known.names.values()];
  for (const name of names) yield { row: 'name', ...name };
  if (person !== undefined) yield* standings(person.state, now);
  const changed = new Map<number, ChangedRecord>();
  const tell = (one: ChangedRecord) => void changed.set(one.leaf_index, one);
  yield* records(ledger, subjects, at, tell);
  yield* notices(ledger, business, known);
  yield* looks(ledger, subjects, at.size);
  yield* stones(ledger, subjects, tell);
  // Also of whom no record tells: an opt-in that waits, a call, a window are found by the name asked about.
  const also = asked.kind === 'subject' ? [] : [asked];
  const tags = await tagsOf(ledger, business, subjects, [...names, ...also]);
  yield* heldRows(ledger, { business, subjects, tags });
  for (const one of changed.values()) yield { row: 'changed', of: 'sealed_records', ...one };
  for (const one of notShown) yield { row: 'not_shown', ...one };
}

function* standings(state: ConsentState, now: string): Generator<AccessRow> {
  for (const purpose of purposes)
    for (const scope of ['message', 'call'] as const) {
      const found = standing(state, purpose, scope, now);
      if (found.kind === 'none') continue;
      const record = 'stop' in found ? found.stop.record : 'grant' in found ? found.grant.record : undefined;
      const until = 'grant' in found ? found.grant.until : undefined;
      yield {
        ...{ row: 'standing', purpose, scope, standing: found.kind },
        ...(record !== undefined && { record }),
        ...(until !== undefined && { until }),
      };
    }
}

/** Records in one look-up of proofs. */
const pageSize = 100;

async function* records(
  ledger: Accessing,
  subjects: readonly string[],
  at: About['at'],
  tell: (one: ChangedRecord) => void,
): AsyncGenerator<AccessRow> {
  const own = await ledger.records.firstOf(subjects);
  let page: OpenedRecord[] = [];
  const shown = async (): Promise<AccessRow[]> => {
    const { records: entries } = await proven(ledger, page, own, at);
    page = [];
    return entries.map((entry) => ({ row: 'record', ...entry }));
  };
  const below = (one: ChangedRecord) => void (one.leaf_index < at.size && tell(one));
  for await (const row of chainBelow(ledger, subjects, at.size, below)) {
    if (row.record.kind === 'accessed') continue;
    if (page.push(row) === pageSize) yield* await shown();
  }
  if (page.length > 0) yield* await shown();
}

async function* notices(
  ledger: Accessing,
  business: string,
  { notices: named }: Known,
): AsyncGenerator<AccessRow> {
  for (const one of named.values()) {
    const found = await namedNotice(ledger, business, one);
    if (found === undefined) continue;
    const { bytes, sha256, record: published } = found;
    yield { row: 'notice', ...one, sha256, document: Buffer.from(bytes).toString('utf8'), published };
  }
}

/** When, what, why and in which role. Who it was stays with the business (decision 95). */
async function* looks(
  ledger: Histories,
  subjects: readonly string[],
  size: number,
): AsyncGenerator<AccessRow> {
  for await (const { stored, record } of chainBelow(ledger, subjects, size)) {
    if (record.kind !== 'accessed') continue;
    const { operation, reason } = record.access;
    const what = { operation, role: readerRole(record.access), ...(reason !== undefined && { reason }) };
    yield { row: 'look', at: record.recorded_at, ...what, leaf_index: stored.index };
  }
}

async function* stones(
  ledger: Accessing,
  subjects: readonly string[],
  tell: (one: ChangedRecord) => void,
): AsyncGenerator<AccessRow> {
  for (const stored of await ledger.records.stonesOf(subjects)) {
    const record = openUnlessChanged(ledger, stored)?.record;
    if (record === undefined) {
      tell(changedRecord(stored));
      continue;
    }
    const stone = stoneIn(record, stored.of);
    if (stone === undefined || record.kind !== 'erased') continue;
    yield { row: 'stone', erased_at: record.recorded_at, reason: record.reason, state: stone.state };
  }
}
