// A person asks to be erased, and the business answers: it erases them by the same two steps as any person
// (preview.ts, erase.ts), or refuses. What a person does after asking:
//
//   asks again      the request that waits stands; after a refusal a new one waits
//   opts in         by a tick that any caller could have made: the request stands, or a stranger's tick would
//                   undo it. The preview takes that opt-in too
//   proves anew     an opt-in that they confirm as holder of the number is a later word than the request,
//                   which was the holder's: it is no longer carried out, and the business says so
//   gives it up     the number may be another person's by now: the business finds out who is meant

import { erasureTokenMs } from '../../auth/erasure-token.ts';
import type { Principal } from '../../auth/scope.ts';
import type { Submitter } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { uuidv7 } from '../append/uuid.ts';
import { noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import { type FoundPerson, findPerson, type People, unknownPerson } from '../person/find-person.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { World } from '../world.ts';
import { openAsked, sealAsked } from './asked.ts';
import { claimed } from './circle.ts';
import { type Erased, type ErasingPersons, eraseAsSeen } from './erase.ts';
import { type Naming, namesOf } from './person.ts';
import { type ErasurePreview, type MaskedName, masked, type Previewing, previewOf } from './preview.ts';
import type { ErasureRequest, ErasureRequestStore } from './store.ts';

export type Requesting = { erasureRequests: ErasureRequestStore; world: World };
type Asking = Requesting & Keys<'master' | 'peppers'>;
export type Answering = Requesting & Previewing & Records<'chainBack'>;

export const refusals = [
  'not_this_person',
  'agreed_again',
  'taken_back',
  'required_by_law',
  'legal_claim',
] as const;
export type Refusal = (typeof refusals)[number];

/** At once in one answer. */
export const requestsPageMax = 100;

/**
 * The caller has seen a proof of the number. Undefined: the person is gone.
 * @param from the name that the person wrote from: rows of theirs that no record tells of are found by it
 */
export function askErasure(
  ledger: Asking,
  asked: Pick<ErasureRequest, 'business' | 'subject' | 'proof' | 'askedAt'>,
  from?: CanonicalIdentifier,
): Promise<ErasureRequest | undefined> {
  const { erasureRequests, world, keys } = ledger;
  const { business } = asked;
  const tags =
    from === undefined ? [] : tagsUnderEveryPepper(keys.peppers, business, from).map(({ tag }) => tag);
  const [tag] = tags;
  const sealed = tag && from && Buffer.from(sealAsked(ledger, { id: tag, business }, from), 'base64');
  const name = tag && sealed && { name: { tag, sealed } };
  return erasureRequests.ask({ request: uuidv7(world), ...asked, ...name }, tags);
}

/** The name that they wrote from; undefined: by their page. */
function nameOf(ledger: Keys<'master'>, { business, name }: ErasureRequest): CanonicalIdentifier | undefined {
  if (name === undefined) return undefined;
  return openAsked(ledger, { id: name.tag, business, asked: name.sealed.toString('base64') });
}

export type WaitingRequest = {
  request: string;
  /** Every name of the person, each with its end alone. */
  identifiers: MaskedName[];
  proof: ErasureRequest['proof'];
  asked_at: string;
  /** An opt-in was recorded since, whoever made it. */
  agreed_since: boolean;
};

/** The look is recorded first. */
export async function listErasureRequests(
  ledger: Answering,
  principal: Principal,
  { after, limit = requestsPageMax }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<{ requests: WaitingRequest[]; next?: string }> {
  await noteAccess(ledger, principal, 'list', null);
  const { requests, ...more } = await ledger.erasureRequests.list(principal.business, after, limit);
  const shown: WaitingRequest[] = [];
  for (const one of requests) {
    const { request, subject, proof, askedAt } = one;
    const person = subject === undefined ? (await personOf(ledger, one))?.named : [subject];
    const names = await namesOf(ledger, person ?? [], nameOf(ledger, one));
    const since = await changedSince(ledger, person ?? [], askedAt);
    shown.push({
      ...{ request, identifiers: names.map(masked), proof, asked_at: askedAt },
      agreed_since: since.has('opt_in') || since.has('confirmed'),
    });
  }
  return { requests: shown, ...more };
}

/**
 * What would be erased, and the token that erases it.
 * @throws LedgerError not_found; conflict: refused, the number has another holder, the person agreed anew
 */
export async function previewRequest(
  ledger: Answering,
  principal: Principal,
  request: string,
): Promise<ErasurePreview> {
  await ledger.erasing.requireAllowed();
  const one = await waiting(ledger, principal.business, request);
  const person = await personOf(ledger, one);
  await noteAccess(ledger, principal, 'look_up', one.subject ?? person?.named[0] ?? null);
  const since = await changedSince(ledger, person?.subjects ?? [], one.askedAt);
  if (person === undefined || since.has('suspended') || since.has('identifier_changed')) {
    const detail =
      'The number may have another holder by now: find out who is meant, and erase them by name.';
    throw new LedgerError('conflict', detail);
  }
  if (since.has('confirmed')) {
    const detail =
      'The person has agreed since, and shown that the number is theirs: refuse this with `agreed_again`.';
    throw new LedgerError('conflict', detail);
  }
  return previewOf(ledger, principal, person, nameOf(ledger, one));
}

/** Refused again, it says what it said first. Throws not_found. */
export async function refuseRequest(
  ledger: Requesting,
  { business, key }: Principal,
  request: string,
  reason: Refusal,
): Promise<{ request: string; state: 'refused'; reason: string; refused_at: string }> {
  const at = ledger.world.now().toISOString();
  const one = await ledger.erasureRequests.refuse(business, request, { at, reason, by: key });
  if (one?.refused === undefined) throw noRequest();
  return { request, state: 'refused', reason: one.refused.reason, refused_at: one.refused.at };
}

export type ErasingAtOnce = ErasingPersons & Asking & People & Records<'chainBack'>;

/**
 * Where the business says so, a request with a proof of this very moment is carried out as it comes.
 * @returns undefined: it waits for the business
 * @throws LedgerError unavailable: it may be done or not; the same request says so when it is tried again
 */
export async function eraseAtOnce(
  ledger: ErasingAtOnce,
  asked: ErasureRequest,
  by: Submitter & { by: 'sender' },
): Promise<Erased | undefined> {
  const { business, request: id, proof, refused, askedAt } = asked;
  if (proof !== 'message' || refused !== undefined) return undefined;
  if ((await ledger.setup.business(business))?.erasure !== 'at_once') return undefined;
  const person = await personOf(ledger, asked);
  if (person === undefined || person.state.unjudgeable !== undefined) return undefined;
  // The message was delivered late, or again: who has agreed meanwhile, or is another, is not erased unseen.
  if ((await changedSince(ledger, person.subjects, askedAt)).size > 0) return undefined;
  const from = nameOf(ledger, asked);
  const seen = {
    ...(from && { asked: sealAsked(ledger, { id, business }, from) }),
    ...{ id, business, ...claimed(person) },
    tree_size: (await ledger.log.latestCheckpoint())?.size ?? 0,
    expires_at: new Date(ledger.world.now().getTime() + erasureTokenMs).toISOString(),
  };
  try {
    return await eraseAsSeen(ledger, seen, 'asked_by_person', by);
  } catch (error) {
    // A link has joined or parted the person at this moment: an officer looks.
    if (error instanceof LedgerError && error.code === 'conflict') return undefined;
    throw error;
  }
}

async function waiting(ledger: Requesting, business: string, request: string): Promise<ErasureRequest> {
  const one = await ledger.erasureRequests.find(business, request);
  if (one === undefined) throw noRequest();
  if (one.refused !== undefined)
    throw new LedgerError(
      'conflict',
      'This was refused. Erase the person by their number if they are to go.',
    );
  return one;
}

/** Undefined: every name of theirs leads to another person by now. */
async function personOf(ledger: Naming & People, request: ErasureRequest): Promise<FoundPerson | undefined> {
  const { business, subject } = request;
  const from = nameOf(ledger, request);
  for (const name of await namesOf(ledger, subject === undefined ? [] : [subject], from)) {
    const { person = unknownPerson } = await findPerson(ledger, business, name);
    if (subject === undefined || person.subjects.includes(subject)) return person;
  }
  return undefined;
}

/** Kinds of the records after this moment by which the person has agreed, or may be another. */
async function changedSince(
  ledger: Keys<'master'> & Records<'chainBack'>,
  subjects: readonly string[],
  since: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const { record } of openedOf(ledger, ledger.records.chainBack(subjects, recordsPerQuery))) {
    if (record.recorded_at <= since) break;
    if (changing.has(record.kind)) found.add(record.kind);
  }
  return found;
}

const changing: ReadonlySet<string> = new Set(['opt_in', 'confirmed', 'suspended', 'identifier_changed']);

const noRequest = () =>
  new LedgerError(
    'not_found',
    'No request waits under this id: the person is erased, or there never was one.',
  );
