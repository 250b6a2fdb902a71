// Everything that happened with one person, the latest first: what they said, messages and the permits behind
// them, refusals, looks, corrections, and what an erasure took. It tells what each thing is and names nobody:
// `/v1/records/{id}` opens one. The look is recorded first.

import type { Principal } from '../../auth/scope.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { type Facets, facetsOf } from '../../core/register/facets.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { toMoment } from '../../core/when.ts';
import {
  type Histories,
  type LookedBy,
  noteAccess,
  type Reader,
  readersOf,
} from '../history/read-history.ts';
import { findReferred, tagsInFirst } from '../person/by-subject.ts';
import { withOthers } from '../person/find-person.ts';
import { type CorrectionNote, correctionsOf } from '../record/corrections.ts';
import { type ChangedRecord, type OpenedRecord, openedBut } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { SendPlace, SendStore, ToldSend } from '../send/store.ts';

export type Timelines = Histories &
  Records<'chainBack' | 'stonesOf' | 'firstOf'> & { sends: Pick<SendStore, 'toPerson'> };

/** Rows in a page, unless fewer or more are asked for. */
export const timelinePage = 50;
export const timelinePageMax = 200;

/** Where a page ends: records below this index come next, and messages behind this one. */
export type TimelinePlace = { record: number; message?: SendPlace | undefined };

export type RecordRow = { row: 'record'; at: string } & Facets & {
    /** Of what was agreed to, or is objected to. */
    scope?: string | readonly string[];
    access?: { operation: string; reason?: string };
    read_by?: Reader;
    /** Why an erasure was. */
    reason?: string;
    corrected_by?: readonly CorrectionNote[];
  };

export type MessageRow = {
  row: 'message';
  at: string;
  permit: string;
  sender: string;
  /** What the gate was asked: a purpose or a template. */
  question: Record<string, unknown>;
  decision: 'allow' | 'deny';
  reasons: string[];
  /** The record that decided. */
  record?: string;
  tree_size: number;
  state: string;
  statuses: ToldSend['statuses'];
};

export type Timeline = {
  subject?: string;
  rows: (RecordRow | MessageRow)[];
  /** Found on the way: somebody has changed them by hand. */
  changed?: readonly ChangedRecord[];
  next?: TimelinePlace;
  tree_size: number;
};

export async function readTimeline(
  ledger: Timelines,
  principal: Principal,
  of: PersonReference,
  { before, limit = timelinePage }: { before?: TimelinePlace | undefined; limit?: number | undefined } = {},
): Promise<Timeline> {
  const { business } = principal;
  const { person } = await findReferred(ledger, business, of);
  const own = person?.subjects ?? [];
  await noteAccess(ledger, principal, 'history', own[0] ?? null);
  const size = (await ledger.log.latestCheckpoint())?.size ?? 0;
  const place = { ...before, record: Math.min(before?.record ?? size, size) };
  const subjects = withOthers(person);
  // One more than is shown tells whether there are more.
  const changed: ChangedRecord[] = [];
  const records = await recordsBefore(ledger, subjects, place.record, limit + 1, changed);
  const messages =
    own.length === 0
      ? []
      : await ledger.sends.toPerson(
          { business, subjects: own, tags: await tagsOf(ledger, business, own) },
          limit + 1,
          place.message,
        );
  const merged = [...records.map(stepOf), ...messages.map(stepOfSend)].toSorted(latestFirst);
  const shown = merged.slice(0, limit);
  const corrections = await correctionsOf(ledger, subjects, size);
  const readerOf = await readersOf(ledger, business);
  return {
    ...(own[0] !== undefined && { subject: own[0] }),
    rows: shown.map((step) =>
      'send' in step ? messageRow(step) : recordRow(step, corrections.get(step.record.id), readerOf),
    ),
    ...(changed.length > 0 && { changed }),
    ...(merged.length > limit && { next: behind(shown, place) }),
    tree_size: size,
  };
}

/** Of the person, and by what something of theirs was erased or ended; the latest first. */
async function recordsBefore(
  ledger: Timelines,
  subjects: readonly string[],
  before: number,
  limit: number,
  changed: ChangedRecord[],
): Promise<OpenedRecord[]> {
  if (subjects.length === 0) return [];
  const tell = (one: ChangedRecord) => void (one.leaf_index < before && changed.push(one));
  const found: OpenedRecord[] = [];
  for await (const row of openedBut(ledger, ledger.records.chainBack(subjects, limit, before), tell)) {
    if (found.push(row) === limit) break;
  }
  const ended = new Map(
    (await ledger.records.stonesOf(subjects)).map(({ of: _, ...stored }) => [stored.index, stored]),
  );
  for await (const row of openedBut(ledger, [[...ended.values()]], tell))
    if (row.stored.index < before) found.push(row);
  return found.toSorted((a, b) => b.stored.index - a.stored.index).slice(0, limit);
}

/** A message from before any record of the person is found by their name alone. */
async function tagsOf(ledger: Timelines, business: string, subjects: readonly string[]): Promise<Buffer[]> {
  const firsts = await ledger.records.firstOf(subjects);
  return firsts.flatMap((first) => tagsInFirst(ledger, business, first).map(({ tag }) => tag));
}

type Step = { at: string } & (Pick<OpenedRecord, 'stored' | 'record'> | { send: ToldSend });

const stepOf = ({ stored, record }: OpenedRecord): Step => ({
  ...{ at: toMoment(record.recorded_at), stored, record },
});
const stepOfSend = (send: ToldSend): Step => ({ at: toMoment(send.judgedAt), send });

/** Records of one moment stay in the order of the log: sorting is stable. */
const latestFirst = (a: Step, b: Step): number => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1);

function behind(shown: readonly Step[], place: TimelinePlace): TimelinePlace {
  let { record, message } = place;
  for (const step of shown) {
    if ('send' in step) message = { at: step.at, permit: step.send.permit };
    else record = step.stored.index;
  }
  return { record, ...(message && { message }) };
}

function messageRow({ at, send }: Extract<Step, { send: unknown }>): MessageRow {
  const { permit, sender, question, decision, reasons, record, treeSize, state, statuses } = send;
  return {
    ...{ row: 'message', at, permit, sender, question: JSON.parse(question), decision, reasons },
    ...(record !== undefined && { record }),
    ...{ tree_size: treeSize, state, statuses },
  };
}

function recordRow(
  { at, stored, record }: Exclude<Step, { send: unknown }>,
  notes: readonly CorrectionNote[] | undefined,
  readerOf: (look: LookedBy) => Reader,
): RecordRow {
  return {
    ...{ row: 'record', at, ...facetsOf(stored, { kind: 'known', record }), ...saidIn(record) },
    ...(record.kind === 'accessed' && { read_by: readerOf(record.access) }),
    ...(notes && { corrected_by: notes }),
  };
}

/** What facets leave out and a reader of one person asks for. */
function saidIn(record: ConsentRecord): Pick<RecordRow, 'scope' | 'access' | 'reason'> {
  switch (record.kind) {
    case 'accessed': {
      const { operation, reason } = record.access;
      return { access: { operation, ...(reason !== undefined && { reason }) } };
    }
    case 'erased':
      return { reason: record.reason };
    case 'pruned':
      return { reason: record.rule };
    default:
      return 'scope' in record && record.scope !== undefined ? { scope: record.scope } : {};
  }
}
