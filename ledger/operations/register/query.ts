// Which records there are: a page of the register, its exact total, and the size of the tree that both are
// true at. A look at it is a record like each other look, written before anything is shown.

import { setTimeout as sleep } from 'node:timers/promises';
import { issueCursor, openCursor, type RegisterPlace } from '../../auth/register-cursor.ts';
import type { Principal } from '../../auth/scope.ts';
import { canonicalBytes } from '../../core/canonical.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import type { Facets } from '../../core/register/facets.ts';
import type { RegisterFilter } from '../../core/register/filter.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { oneOfEach } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People, withOthers } from '../person/find-person.ts';
import type { Records } from '../record/store.ts';
import type { Registrar } from './registrar.ts';
import type { RegisterAsked, RegisterFound, RegisterStore } from './store.ts';

/** What a node has of the register. */
export type Register = {
  store: RegisterStore;
  /** How long an answer waits for it. */
  waitMs: number;
} & Pick<Registrar, 'flush'>;

export type Registered = Noting & People & Keys<'macs'> & Records<'firstOf'> & { register: Register };

/** Records in a page, unless fewer or more are asked for. */
export const registerPage = 50;
export const registerPageMax = 200;

export type RegisterQuery = {
  filter: RegisterFilter;
  /** Whose records alone, under every name that Meta calls the same person. */
  person?: CanonicalIdentifier | undefined;
  order?: 'newest' | 'oldest' | undefined;
  limit?: number | undefined;
  /** Of the page before. */
  cursor?: string | undefined;
  /** A size of the tree that the answer must cover. */
  waitFor?: number | undefined;
};

export type RegisterPage = {
  records: Facets[];
  total: number;
  tree_size: number;
  /** Records of the business that no filter finds, because they could not be read. */
  unread: number;
  next?: string;
};

export async function queryRegister(
  ledger: Registered,
  principal: Principal,
  query: RegisterQuery,
): Promise<RegisterPage> {
  const asking = await ask(ledger, principal, query);
  const page = await pageAt(ledger, asking, asking.place);
  await noteLook(ledger, principal, asking, page);
  return page;
}

/** All pages. One note of the look is enough, since all of it is for one look. */
export async function* queryWholeRegister(
  ledger: Registered,
  principal: Principal,
  query: Omit<RegisterQuery, 'cursor'>,
): AsyncGenerator<RegisterPage> {
  const asking = await ask(ledger, principal, query);
  let page = await pageAt(ledger, asking, undefined);
  await noteLook(ledger, principal, asking, page);
  for (;;) {
    yield page;
    if (page.next === undefined) return;
    page = await pageAt(
      ledger,
      asking,
      openCursor(ledger.keys.macs, asking.business, asking.question, page.next),
    );
  }
}

type Asking = {
  business: string;
  filter: RegisterFilter;
  subjects: readonly string[] | undefined;
  newestFirst: boolean;
  limit: number;
  /** All of it that a cursor is bound to. */
  question: string;
  place: RegisterPlace | undefined;
};

async function ask(
  ledger: Registered,
  { business }: Principal,
  { filter, person, order = 'newest', limit = registerPage, cursor, waitFor }: RegisterQuery,
): Promise<Asking> {
  const subjects = person && (await subjectsOf(ledger, business, person));
  // Names that have come to the person since make another answer, of which the cursor knows nothing.
  const question = canonicalBytes({ filter, subjects: subjects ?? null, order }).toString('utf8');
  const place = cursor === undefined ? undefined : openCursor(ledger.keys.macs, business, question, cursor);
  if (cursor !== undefined && place === undefined) throw invalid('/cursor', 'cursor', notItsCursor);
  // A cursor of a size that the log has not: an older state was restored, and what it was cut from is lost.
  if (place === undefined) await reach(ledger.register, '/wait_for', waitFor);
  else await reach(ledger.register, '/cursor', place.treeSize);
  return { business, filter, subjects, newestFirst: order === 'newest', limit, question, place };
}

const notItsCursor =
  'This cursor is not of this question: ask with the same filter, person and order as before, or begin without it.';

/** Of the person, under every name. */
export async function subjectsOf(
  ledger: People,
  business: string,
  identifier: CanonicalIdentifier,
): Promise<string[]> {
  const { person } = await findPerson(ledger, business, identifier);
  return withOthers(person).sort();
}

/** How long an answer waits for the register, and how often it looks, milliseconds. */
export const registerWaitMs = 5_000;
const lookEveryMs = 50;

/**
 * What this node has recorded is in the answer, unless something before it is lacking.
 * @param pointer of the field that names the size
 */
export async function reach({ store, flush, waitMs }: Register, pointer: string, waitFor = 0): Promise<void> {
  // Where it cannot write, the answer says how far the register is.
  await flush().catch(() => {});
  if (waitFor === 0) return;
  for (let waited = 0; ; waited += lookEveryMs) {
    const { through, size } = await store.state();
    if (through >= waitFor) return;
    if (waitFor > size) throw invalid(pointer, 'ahead_of_log', `The log has ${size} entries.`);
    if (waited >= waitMs) throw behindStill(through, waitFor, pointer);
    await sleep(lookEveryMs);
  }
}

function behindStill(through: number, waitFor: number, pointer: string): LedgerError {
  const detail = `The register covers ${through} entries so far, and not ${waitFor}; ask again, or for none that large.`;
  const faults = [{ pointer, rule: 'register_behind', detail }];
  return new LedgerError('unavailable', detail, { retryAfter: 5, faults });
}

/**
 * A wide question reads millions of rows, and appends need the store's connections too. Whoever asks many
 * keeps only themselves waiting.
 */
const questionsAtOnce = 2;
/** Of one business, behind the one that is being answered. */
const waitingMax = 8;

/** By store, which several ledgers of one process share. */
const turns = new WeakMap<RegisterStore, ReturnType<typeof oneOfEach>>();

/**
 * @param isBegun it goes on with an answer that is being sent, which is not broken off. A cursor alone does
 *   not say so: whoever has one can ask with it as often as they like.
 * @throws LedgerError overloaded: this business has asked as many questions already
 */
export const findInTurn = (
  store: RegisterStore,
  asked: RegisterAsked,
  isBegun = false,
): Promise<RegisterFound> => askInTurn(store, asked.business, () => store.find(asked), isBegun);

/** Any question of the register, as findInTurn. */
export async function askInTurn<Found extends object>(
  store: RegisterStore,
  business: string,
  ask: () => Promise<Found>,
  isBegun = false,
): Promise<Found> {
  const turn = turns.get(store) ?? oneOfEach(questionsAtOnce);
  turns.set(store, turn);
  const most = isBegun ? Number.POSITIVE_INFINITY : waitingMax;
  const found = await turn(business, ask, most);
  if (found === undefined) throw new LedgerError('overloaded', tooMany, { retryAfter: 5 });
  return found;
}

const tooMany =
  `The register answers one question of a business after the other, and ${waitingMax} wait; ask again when some are ` +
  'answered.';

async function pageAt(
  { keys, register: { store } }: Registered,
  asking: Asking,
  place: RegisterPlace | undefined,
): Promise<RegisterPage> {
  const { business, question, limit } = asking;
  const found = await findInTurn(store, { ...asking, after: place });
  const { treeSize, unread } = found;
  const total = place?.total ?? found.total ?? 0;
  const records = found.rows.slice(0, limit);
  const isMore = found.rows.length > limit;
  return {
    records,
    total,
    tree_size: treeSize,
    unread,
    ...(isMore && {
      next: issueCursor(keys.macs, business, question, { treeSize, index: records.at(-1)!.index, total }),
    }),
  };
}

async function noteLook(
  ledger: Noting & Records<'firstOf'>,
  principal: Principal,
  asking: Asking,
  { records, total, tree_size }: RegisterPage,
): Promise<void> {
  const filter = { ...namingNone(asking), ...(asking.place && { after: asking.place.index }) };
  const of = await personOf(ledger, principal.business, asking, records);
  await noteAccess(ledger, principal, 'list', of, { filter, tree_size, total });
}

type Narrowed = { filter: RegisterFilter; subjects: readonly string[] | undefined };

/** The filter without what says who the person is. */
export function namingNone({ filter: { subject, ...filter }, subjects }: Narrowed): Record<string, unknown> {
  return { ...filter, ...((subject ?? subjects) !== undefined && { person: true }) };
}

/** The look at one person stands in their own history, also where it showed nothing of them. */
export async function personOf(
  ledger: Records<'firstOf'>,
  business: string,
  { filter: { subject }, subjects }: Narrowed,
  records: readonly Facets[],
): Promise<string | null> {
  if (subject !== undefined) return (await ownSubject(ledger, business, subject)) ?? null;
  return records.find((one) => subjects && one.subject !== undefined)?.subject ?? subjects?.[0] ?? null;
}

/** As stored. Undefined: another business's, or nobody. Nothing is written into their history. */
async function ownSubject(
  { records }: Records<'firstOf'>,
  business: string,
  subject: string,
): Promise<string | undefined> {
  const [first] = await records.firstOf([subject]);
  return first?.business === business ? (first.subject ?? undefined) : undefined;
}
