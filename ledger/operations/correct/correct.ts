// A business corrects what it had said beside a record: appended, never written over. Whether it may:
// core/consent/record/correction.ts. What that file cannot know stands here: whether the person stopped
// between the two moments, and what the notice was.
//
//   read     the record, and its corrections so far
//   commit   refuses what was erased in between (append/batch.ts): a correction would say of the person what
//            is gone. It also uses up the place among the record's corrections that it was judged for: of two
//            at once, each earlier than what the record says, one could be later than the other. Who comes
//            second is judged again. A key that was spent before gets its first answer

import { type Spend, spend as spendOf } from '../../auth/spend.ts';
import { requirePlace, requireReference } from '../../channels/server/assisted.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { type Correction, corrected, isCorrectable } from '../../core/consent/record/correction.ts';
import type { CorrectedRecord, Submitter } from '../../core/consent/record.ts';
import { type Fault, invalid, LedgerError } from '../../core/error.ts';
import { normalizeIdentifier, numberAmong } from '../../core/subject/identifier.ts';
import { toMoment } from '../../core/when.ts';
import type { Outcome, Sole } from '../append/draft.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Appends } from '../append/sequencer.ts';
import { uuidv4 } from '../append/uuid.ts';
import type { Keys } from '../keys.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { type Correcting, correctionsOfRecord } from '../record/corrections.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import { ownRecord } from '../record/own-record.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { recordedAs } from '../record/recorded-as.ts';
import type { Records } from '../record/store.ts';
import type { World } from '../world.ts';

export type Mending = Appends &
  Answering &
  Correcting &
  People &
  Keys<'macs'> &
  Records<'byId' | 'bySpent' | 'chain'> & { notices: Pick<NoticeStore, 'versions'>; world: World };

export type CorrectionAsked = {
  business: string;
  /** Which is corrected. */
  record: string;
  corrections: readonly Correction[];
  reason: CorrectedRecord['reason'];
  staff?: string | undefined;
  by: Submitter;
};

type Wrong = Parameters<typeof corrected>[0];

/** How often one is judged anew because another was quicker. */
const attemptsMax = 5;

/** @throws LedgerError not_found, invalid (names the field and the rule), idempotency_key_reused, conflict */
export async function correct(ledger: Mending, asked: CorrectionAsked, spend?: Spend): Promise<Answer> {
  const { business, by } = asked;
  // Before anything is judged: what was corrected already would be no change.
  const before = spend && (await recordedAs(ledger, business, spend));
  if (before !== undefined) return answerOf(ledger, { kind: 'replayed', record: before });
  const stored = await ownRecord(ledger, { business, key: by.id, scopes: [] }, asked.record);
  const { record } = openRecord(ledger, stored);
  if (stored.subject === null || !isCorrectable(record)) throw notCorrectable();
  const { subject } = stored;
  for (let attempt = 1; ; attempt += 1) {
    const before = await correctionsOfRecord(ledger, stored);
    const corrections = await allowed(ledger, { stored, record, before }, asked);
    const next = { ...asked, corrections };
    const sole = placeAmong(ledger, record.id, before.length);
    const outcome = await submit(ledger, { subject, record }, next, spend, sole);
    const isOvertaken = outcome.kind === 'refused' && outcome.error === sole.refusal;
    if (!isOvertaken || attempt === attemptsMax) return answerOf(ledger, outcome);
  }
}

/** Of one attempt alone: whoever else was judged for the same place finds it taken. */
function placeAmong(ledger: Keys<'macs'> & { world: World }, record: string, place: number): Sole {
  const attempt = uuidv4(ledger.world);
  return {
    spend: spendOf(ledger.keys.macs, 'correction', [record, String(place)], attempt),
    refusal: new LedgerError(
      'conflict',
      'This record is being corrected by others at this moment: try again.',
    ),
  };
}

function submit(
  ledger: Mending,
  { subject, record }: { subject: string; record: Wrong },
  { business, reason, staff, by, corrections }: CorrectionAsked,
  spend: Spend | undefined,
  sole: Sole,
): Promise<Outcome> {
  return ledger.sequencer.submit({
    business,
    owner: { kind: 'subject', subject },
    record: {
      v: 2,
      kind: 'corrected',
      business,
      source: { system: by.by === 'operator' ? 'cli' : 'server', actor: by.id },
      submitted_by: by,
      corrects: record.id,
      corrections: [...corrections],
      reason,
      ...(staff !== undefined && { staff }),
    },
    effect: { kind: 'correct', recordedAt: record.recorded_at },
    sole: [sole],
    ...(spend && { spend }),
  });
}

function notCorrectable(): LedgerError {
  const detail =
    'Only what a person agreed to, declined or stopped, as the business had it, is corrected: not what Meta or the ledger ' +
    'itself has recorded, and no correction.';
  return new LedgerError('invalid', detail, {
    faults: [{ pointer: '', rule: 'not_correctable', detail }],
  });
}

/** The corrections as the record holds them. */
async function allowed(
  ledger: Mending,
  { stored, record, before }: { stored: StoredRecord; record: Wrong; before: readonly CorrectedRecord[] },
  { corrections, staff }: CorrectionAsked,
): Promise<Correction[]> {
  const faults: Fault[] = [];
  const held: Correction[] = [];
  for (const [i, one] of corrections.entries()) {
    const pointer = `/corrections/${i}/is`;
    const due = corrected(record, one, before);
    if ('rule' in due) faults.push({ pointer, ...due });
    else held.push(due);
    if (corrections.findIndex(({ field }) => field === one.field) < i)
      faults.push({ pointer: `/corrections/${i}/field`, rule: 'once', detail: 'A field is corrected once.' });
  }
  if (faults.length > 0) throw new LedgerError('invalid', faults[0]!.detail, { faults });
  const number = 'identifiers' in record ? (numberAmong(record.identifiers) ?? '') : '';
  if (staff !== undefined) requireReference('/staff', staff, number);
  for (const [i, { field, is }] of held.entries()) {
    const pointer = `/corrections/${i}/is`;
    if (field === 'staff') requireReference(pointer, is, number);
    if (field === 'place') requirePlace(pointer, is, number);
    if (field === 'locale') await requireLocale(ledger, record, { pointer, is });
    if (field === 'occurred_at') await requireStanding(ledger, { stored, record }, { pointer, is });
  }
  return held;
}

async function requireLocale(
  ledger: Mending,
  record: Wrong,
  { pointer, is }: { pointer: string; is: string },
): Promise<void> {
  const notice = await noticeOf(ledger, record);
  if (notice !== undefined && Object.hasOwn(notice.locales, is)) return;
  throw invalid(pointer, 'locale', 'The version of the notice that the record names has no such locale.');
}

async function noticeOf(ledger: Mending, record: Wrong) {
  if (!('notice' in record) || record.notice === undefined) return undefined;
  return (await namedNotice(ledger, record.business, record.notice))?.notice;
}

/**
 * The gate goes on with the moment that the record holds. Where the true one would end the consent, no
 * correction may stand beside it that says so while messages go out: that is said by a stop.
 */
async function requireStanding(
  ledger: Mending,
  { stored, record }: { stored: StoredRecord; record: Wrong },
  { pointer, is }: { pointer: string; is: string },
): Promise<void> {
  if (record.kind !== 'opt_in' && record.kind !== 'imported') return;
  const notice = await noticeOf(ledger, record);
  if (notice !== undefined && is < toMoment(notice.published_at))
    throw invalid(pointer, 'older_than_words', `There were no such words then. ${stopInstead}`);
  const was = toMoment(record.occurred_at);
  const chain = ledger.records.chain(await subjectsOf(ledger, { stored, record }), recordsPerQuery);
  for await (const other of openedOf(ledger, chain)) {
    const at = other.record.recorded_at;
    if (ends.includes(other.record.kind) && at >= is && at <= was)
      throw invalid(pointer, 'stopped_since', `The person said no between the two moments. ${stopInstead}`);
  }
}

const ends: readonly string[] = ['opt_out', 'declined', 'objected', 'suspended', 'identifier_changed'];
const stopInstead = 'Record an opt-out: the consent does not stand.';

/** Of the person, under every name: a stop under another name ends the consent too. */
async function subjectsOf(
  ledger: People,
  { stored, record }: { stored: StoredRecord; record: Wrong },
): Promise<string[]> {
  const subjects = new Set([stored.subject!]);
  for (const given of record.identifiers) {
    const name = normalizeIdentifier(given);
    if (name.kind === 'refused') continue;
    const { person } = await findPerson(ledger, record.business, name);
    for (const one of [...(person?.subjects ?? []), ...(person?.others ?? [])]) subjects.add(one);
  }
  return [...subjects];
}
