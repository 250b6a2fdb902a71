// A person is erased: what the preview showed, once, by the key that asked for it. Crash points, in order:
//
//   journal    the erasure is on disk outside the database before anything is deleted. A database that is
//              brought back to an older state hears of it again (operations/succeed)
//   commit     one transaction under the lock of the head deletes, appends the `erased` record and writes the
//              stones: all of it or nothing (append/erasing.ts)
//   outcome    the journal says what became of it. A crash before that leaves an erasure of which nobody
//              knows: a recovery carries it out only where it would still take the whole of a person
//   answer     lost: the same token gets it again, and erases nothing more

import { type ErasureClaims, openErasureToken } from '../../auth/erasure-token.ts';
import { actorOf, type Principal } from '../../auth/scope.ts';
import { spend } from '../../auth/spend.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { RecordOf } from '../../core/consent/record.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { tagPrefix } from '../../core/subject/tag.ts';
import type { Draft } from '../append/draft.ts';
import type { Erasure } from '../append/erasing.ts';
import type { Appends } from '../append/sequencer.ts';
import { uuidv4 } from '../append/uuid.ts';
import type { AttemptOutcome, JournalErasure } from '../journal/erasure-line.ts';
import type { Keys } from '../keys.ts';
import { personAmong } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import type { KnownState } from '../person/store.ts';
import type { LogReader, Records } from '../record/store.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { World } from '../world.ts';
import { openAsked } from './asked.ts';
import { type Encircling, inFull } from './circle.ts';
import { type Naming, namesOf, tagsOf } from './person.ts';

export type ErasureReason = RecordOf<'erased'>['reason'];

/** Keeps what was erased outside the database; on disk when it resolves. */
export type ErasureJournal = {
  keep(erasure: JournalErasure): Promise<void>;
  keepOutcome(outcome: AttemptOutcome): Promise<void>;
};

export type ErasingPersons = Appends &
  Encircling &
  Businesses &
  Naming &
  Keys<'macs'> &
  Records<'byId' | 'bySpent'> & {
    log: Pick<LogReader, 'latestCheckpoint'>;
    world: World;
    erasureJournal: ErasureJournal;
  };

type Submitting = Appends & Businesses & Keys<'macs'> & Records<'byId' | 'bySpent' | 'firstOf'>;

type ErasingAgain = Submitting & {
  lookUp(prefixes: readonly bigint[]): Promise<{ found: readonly KnownState[] }>;
};

export type Erased = {
  /** The id of the `erased` record. */
  record: string;
  recorded_at: string;
  reason: ErasureReason;
  /** Subjects of the person, and records that are gone. */
  subjects: number;
  records: number;
  tree_size: number;
};

/** @throws LedgerError invalid: the token; conflict: what is known of the person has changed since */
export async function eraseBy(
  ledger: ErasingPersons,
  principal: Principal,
  token: string,
  reason: ErasureReason,
): Promise<Erased> {
  const claims = openErasureToken(ledger.keys.macs, principal, token);
  if (claims === undefined)
    throw invalid('/token', 'erasure_token', 'This is no token of a preview that this key asked for.');
  return eraseAsSeen(ledger, claims, reason, actorOf(principal));
}

/** What was seen, by a reader or by the ledger itself for a person who asked. Throws as eraseBy does. */
export async function eraseAsSeen(
  ledger: ErasingPersons,
  seen: Omit<ErasureClaims, 'key'>,
  reason: ErasureReason,
  submittedBy: JournalErasure['submittedBy'],
): Promise<Erased> {
  const { id, business, tree_size: size, expires_at: ends } = seen;
  const asked = openAsked(ledger, seen);
  const done = await ledger.records.bySpent(business, spendOf(ledger.keys.macs, business, id, reason).key);
  if (done === undefined) {
    if (ledger.world.now().toISOString() > ends)
      throw invalid('/token', 'erasure_token_expired', 'This preview is over; ask for a new one.');
    if (((await ledger.log.latestCheckpoint())?.size ?? 0) < size)
      throw new LedgerError('conflict', 'The log is not the one that the preview saw; ask for a new one.');
  }
  const { named, subjects, all } = done === undefined ? await inFull(ledger, business, seen) : seen;
  const isNobody = subjects.length === 0 && seen.circle === undefined;
  const fresh = isNobody && asked !== undefined ? ownerOf(ledger, business, asked) : undefined;
  const tags = await tagsOf(ledger, business, subjects, await namesOf(ledger, subjects, asked));
  const attempt = uuidv4(ledger.world);
  const erasure = {
    ...{ id, attempt, business, subjects, tags, reason, submittedBy },
    ...(fresh && { fresh: keptName(fresh) }),
  };
  const due = { subjects, tags, ifStill: { named, all }, ...(fresh && { fresh }) };
  if (done !== undefined) return submit(ledger, erasure, due);
  await keep(ledger.erasureJournal, erasure);
  // The caller hears what the commit said, also where the journal cannot be told: then nobody knows.
  const became = (outcome: AttemptOutcome['became']) =>
    ledger.erasureJournal.keepOutcome({ attempt, became: outcome }).catch(() => {});
  try {
    const erased = await submit(ledger, erasure, due);
    await became('done');
    return erased;
  } catch (error) {
    if (isRefusal(error)) await became('void');
    throw error;
  }
}

/** What the journal has of erasures, and of what became of them. */
export type JournalErasures = {
  erasures: JournalErasure[];
  became: Map<string, AttemptOutcome['became']>;
};

/** `records`: the first of each subject of a person who cannot be erased again. */
type NotErased = { kind: 'refused'; records: string[]; why: string };

export type ErasedAgain = { erased: number; refused: NotErased[] };

/** Whom the journal says was erased, and this state of the database still holds: one after the other. */
export async function eraseAgain(
  ledger: ErasingAgain,
  { erasures, became }: JournalErasures,
): Promise<ErasedAgain> {
  const again: ErasedAgain = { erased: 0, refused: [] };
  for (const erasure of erasures.filter(({ attempt }) => became.get(attempt) !== 'void')) {
    const outcome = await eraseOneAgain(ledger, erasure, became.get(erasure.attempt) === 'done');
    if (outcome.kind === 'erased') again.erased += 1;
    if (outcome.kind === 'refused') again.refused.push(outcome);
  }
  return again;
}

/**
 * @param isCertain whether it was committed. Else the commit may have refused it, since a link had joined the
 *   person to another: that is not carried out now
 */
async function eraseOneAgain(
  ledger: ErasingAgain,
  erasure: JournalErasure,
  isCertain: boolean,
): Promise<{ kind: 'erased' | 'not_there' } | NotErased> {
  const { id, business, reason, subjects, tags, fresh } = erasure;
  const { key } = spendOf(ledger.keys.macs, business, id, reason);
  if ((await ledger.records.bySpent(business, key)) !== undefined) return { kind: 'not_there' };
  const begun = fresh && givenName(fresh);
  const there = await ledger.records.firstOf([...subjects, ...(await namedBy(ledger, business, begun))]);
  const stones = await stonesAmong(ledger, erasure);
  if (there.length === 0 && stones.length === 0 && begun === undefined) return { kind: 'not_there' };
  const known = [...new Set([...there.flatMap(({ subject }) => subject ?? []), ...stones])];
  try {
    await submit(ledger, erasure, {
      ...{ subjects: known, tags },
      ...(known.length === 0 && begun && { fresh: begun }),
      ...(!isCertain && { ifStill: 'whole' }),
    });
  } catch (error) {
    // Those after this one are erased all the same.
    if (!isRefusal(error)) throw error;
    return { kind: 'refused', records: there.map(({ record }) => record), why: error.message };
  }
  return { kind: 'erased' };
}

type Fresh = NonNullable<Erasure['fresh']>;

const keptName = ({ identifier, tags }: Fresh): JournalErasure['fresh'] => ({
  identifier: identifier as CanonicalIdentifier['kind'],
  tags: tags.map(({ pepper, tag }) => ({ pepper, tag: tag.toString('base64') })),
});

function givenName({ identifier, tags }: NonNullable<JournalErasure['fresh']>): Fresh {
  const rows = tags.map(({ pepper, tag: text }) => {
    const tag = Buffer.from(text, 'base64');
    return { prefix: tagPrefix(tag), tag, pepper };
  });
  return { kind: 'identified', identifier, tags: rows };
}

/** Who was erased before that, and had rows again but no record. */
async function stonesAmong(
  ledger: ErasingAgain,
  { business, subjects, tags }: JournalErasure,
): Promise<string[]> {
  if (subjects.length === 0) return [];
  const { found } = await ledger.lookUp(tags.map(tagPrefix));
  const isStone = ({ business: of, subject, state }: KnownState) =>
    of === business && subjects.includes(subject) && state.erased !== undefined;
  return found.filter(isStone).map(({ subject }) => subject);
}

/** Who had no subject may have one here: a stop of theirs was told again before this. */
async function namedBy(
  ledger: ErasingAgain,
  business: string,
  fresh: Fresh | undefined,
): Promise<readonly string[]> {
  if (fresh === undefined) return [];
  const { found } = await ledger.lookUp(fresh.tags.map(({ prefix }) => prefix));
  return personAmong(found, business, fresh.tags)?.named ?? [];
}

/** For certain: what is unavailable may have been committed after all. */
const isRefusal = (error: unknown): error is LedgerError =>
  error instanceof LedgerError && error.code !== 'unavailable';

async function keep(journal: ErasureJournal, erasure: JournalErasure): Promise<void> {
  try {
    await journal.keep(erasure);
  } catch (cause) {
    const detail = 'The journal could not be written, so nothing was erased; try again.';
    const error = new LedgerError('unavailable', detail, { retryAfter: 5 });
    error.cause = cause;
    throw error;
  }
}

async function submit(
  ledger: Submitting,
  { id, business, reason, submittedBy }: JournalErasure,
  erasure: Erasure,
): Promise<Erased> {
  const draft: Draft = {
    business,
    owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
    record: {
      v: 2,
      kind: 'erased',
      business,
      source: { system: 'optmark' },
      submitted_by: submittedBy,
      reason,
      // The commit says which (append/erasing.ts).
      subjects: [],
      indexes: [],
      stones: [],
    },
    spend: spendOf(ledger.keys.macs, business, id, reason),
    effect: { kind: 'erase', ...erasure },
  };
  const outcome = await ledger.sequencer.submit(draft);
  if (outcome.kind === 'refused') throw outcome.error;
  if (outcome.kind === 'placed') return erasedBy(outcome.record as RecordOf<'erased'>, outcome.treeSize);
  const stored = await ledger.records.byId(outcome.record);
  if (stored === undefined)
    throw new LedgerError('internal', 'The record of an erasure is missing; run verify.');
  return erasedBy(openRecord(ledger, stored).record as RecordOf<'erased'>, stored.treeSize);
}

const erasedBy = (
  { id: record, recorded_at, reason, subjects, indexes }: RecordOf<'erased'>,
  treeSize: number,
): Erased => ({
  ...{ record, recorded_at, reason },
  subjects: subjects.length,
  records: indexes.reduce((sum, [first, last]) => sum + last - first + 1, 0),
  tree_size: treeSize,
});

const spendOf = (keys: MacKeys, business: string, id: string, reason: ErasureReason) =>
  spend(keys, 'erasure', [business, id], reason);
