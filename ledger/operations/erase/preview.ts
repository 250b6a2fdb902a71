// What an erasure would take, before anything is taken: masked names, counts, what stays and why, and a token
// by which the same key erases exactly this. The look is a record, like every look at a person.

import { erasureTokenMs, issueErasureToken } from '../../auth/erasure-token.ts';
import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { type CanonicalIdentifier, isNumber, type PersonReference } from '../../core/subject/identifier.ts';
import { uuidv4 } from '../append/uuid.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import { findReferred, namesInFirst, type Subjects } from '../person/by-subject.ts';
import { type FoundPerson, unknownPerson } from '../person/find-person.ts';
import type { LogReader } from '../record/store.ts';
import type { World } from '../world.ts';
import { sealAsked } from './asked.ts';
import { claimed, type Encircling, wholePerson } from './circle.ts';
import { type Naming, namesOf, tagsOf } from './person.ts';

export type Previewing = Noting &
  Subjects &
  Naming &
  Encircling &
  Keys<'macs'> & { log: Pick<LogReader, 'latestCheckpoint'>; world: World };

/** A name as an officer may see it: what kind it is, and its end. */
export type MaskedName = { kind: CanonicalIdentifier['kind']; masked: string };

export type ErasurePreview = {
  token: string;
  expires_at: string;
  tree_size: number;
  identifiers: MaskedName[];
  counts: Record<string, number>;
  stays: { what: string; why: string }[];
  /** People whom links join to this one and who may be others by now: nothing of theirs is taken. */
  others: { identifiers: MaskedName[] }[];
};

/** What the rows of each table are to a reader; what is not here has the name of its table. */
const nouns: Record<string, string> = {
  sealed_records: 'records',
  subjects: 'keys',
  consent_states: 'states',
  subject_links: 'links',
  register: 'register_rows',
  service_windows: 'windows',
  ownership_challenges: 'challenges',
  sends: 'messages',
  message_statuses: 'statuses',
  webhook_outbox: 'webhooks',
  ivr_calls: 'calls',
  sms_threads: 'text_messages',
  pending_opt_ins: 'pending',
};

const stays: ErasurePreview['stays'] = [
  { what: 'entries', why: 'The log keeps 33 bytes of each record: noise, once its nonce is gone with it.' },
  {
    what: 'stone',
    why: 'What finds the person, their links, stops, objections and suspensions, for good: so that no stop is forgotten, and no list of before brings anyone back.',
  },
  {
    what: 'spent_keys',
    why: 'Random ids and MACs for 180 days, without the requests: a repeated one is not recorded again.',
  },
  { what: 'day_counts', why: 'How many records of each sort a day had; no person is in them.' },
  {
    what: 'journal',
    why: 'Sealed, outside the database: what was stopped, and that this person was erased.',
  },
  {
    what: 'shared_webhooks',
    why: 'A webhook that names others too is kept until it is delivered, 36 hours at most.',
  },
  {
    what: 'late_rows',
    why: 'What a request under way still writes of them is deleted a quarter of an hour later, found by their tags.',
  },
  { what: 'permits', why: 'A permit that was handed out is good for its 60 seconds.' },
  {
    what: 'files',
    why: 'Deleted rows stay in the files of the database until they are scrubbed: within a day of the embedded one; of your own, when you run optmark erase --scrub.',
  },
  {
    what: 'backups',
    why: 'Backups, replicas and archives of before keep what they hold until they expire: that is yours to see to.',
  },
];

/**
 * @throws LedgerError not_found: nothing is kept of such a person; conflict: who that is cannot be told;
 *   internal: no one can be erased, and the operator has to mend that first
 */
export async function previewErasure(
  ledger: Previewing,
  principal: Principal,
  asked: PersonReference,
): Promise<ErasurePreview> {
  await ledger.erasing.requireAllowed();
  const { person } = await findReferred(ledger, principal.business, asked);
  await noteAccess(ledger, principal, 'look_up', person?.subjects[0] ?? null);
  const name = asked.kind === 'subject' ? undefined : asked;
  const preview = await previewOf(ledger, principal, person ?? unknownPerson, name);
  const isKept = person !== undefined || Object.values(preview.counts).some((count) => count > 0);
  if (!isKept) throw new LedgerError('not_found', 'Nothing is kept of such a person.');
  return preview;
}

/**
 * The reader's look is recorded by then.
 * @param asked the name by which they were found: what waits for them may have come before any record
 */
export async function previewOf(
  ledger: Previewing,
  { business, key }: Principal,
  person: FoundPerson,
  asked?: CanonicalIdentifier,
): Promise<ErasurePreview> {
  const { named, subjects, others, state } = await wholePerson(ledger, business, person);
  if (state.unjudgeable !== undefined)
    throw new LedgerError(
      'conflict',
      'What belongs to this person cannot be told for certain; nothing can be erased. Run verify.',
    );
  const names = await namesOf(ledger, subjects, asked);
  const counts = await ledger.erasing.count(
    business,
    subjects,
    await tagsOf(ledger, business, subjects, names),
  );
  const size = (await ledger.log.latestCheckpoint())?.size ?? 0;
  const expires = new Date(ledger.world.now().getTime() + erasureTokenMs).toISOString();
  const id = uuidv4(ledger.world);
  const token = issueErasureToken(ledger.keys.macs, {
    ...{ id, business, key },
    ...(asked && { asked: sealAsked(ledger, { id, business }, asked) }),
    ...claimed({ named, subjects, others }),
    ...{ tree_size: size, expires_at: expires },
  });
  return {
    token,
    expires_at: expires,
    tree_size: size,
    identifiers: names.map(masked),
    counts: Object.fromEntries(
      Object.entries(counts).map(([table, count]) => [nouns[table] ?? table, count]),
    ),
    stays,
    others: (await ledger.records.firstOf(others)).map((first) => ({
      identifiers: namesInFirst(ledger, first).map(masked),
    })),
  };
}

export function masked({ kind, value }: CanonicalIdentifier): MaskedName {
  if (isNumber({ kind })) return { kind, masked: maskNumber(value, '') };
  return { kind, masked: maskName(value) };
}

/** What is no number, by its end alone. */
export const maskName = (value: string): string => (value.length < 8 ? 'XXXXXX' : `XXXXXX${value.slice(-4)}`);
