// The people of one batch: those found under the lock, and those its drafts create. A draft sees a person as
// the drafts before it have left them.

import { holdersAmong } from '../../core/consent/component.ts';
import { isNews, isReassigned } from '../../core/consent/links.ts';
import type {
  ConsentRecord,
  DraftOf,
  IdentifierChangedRecord,
  LinkedRecord,
  RecordDraft,
} from '../../core/consent/record.ts';
import { isAgreed } from '../../core/consent/standing.ts';
import { type ConsentState, emptyState, fold, unreadableState } from '../../core/consent/state.ts';
import { encodeState, unmadeState } from '../../core/consent/state-text.ts';
import { isCrowded } from '../../core/consent/ticks.ts';
import { LedgerError } from '../../core/error.ts';
import { isNumber } from '../../core/subject/identifier.ts';
import { unwrapKey, wrapKey } from '../../core/subject/sealed.ts';
import type { World } from '../world.ts';
import type { Draft, Owner } from './draft.ts';
import type { BatchWrite, Found, Person } from './log-store.ts';
import { rebuiltState } from './rebuilt-state.ts';
import { uuidv4 } from './uuid.ts';

export type PersonInBatch = { subject: string; key: Buffer; state: ConsentState; changed: boolean };

type LinkEffect = Extract<Draft['effect'], { kind: 'link' }>;
type IdentifiedOwner = Extract<Owner, { kind: 'identified' }>;

/** A draft, the person it is recorded for, and whom it links them to. */
export type Due = { draft: Draft; person: PersonInBatch; other?: PersonInBatch };

/**
 * The two sides of a link, or the record that already says it. `before`: what the link says besides, of names
 * that have gone to another person.
 */
export type Pair =
  | { kind: 'new'; sides: readonly [Due, Due]; before: readonly Due[] }
  | { kind: 'replayed'; record: string };

/**
 * The most links of one subject. The gate refuses a person with more than componentMax names. Without this
 * cap, a business that signs its own webhooks could still add links without end, and delay every caller that
 * waits for the head lock.
 */
const linksMax = 256;

/** A name within one batch: a tag or a spent key of a business. */
export const nameIn = (business: string, key: Buffer) => `${business}\0${key.toString('latin1')}`;

export class People {
  /** Rows of the people who were created. */
  readonly subjects: BatchWrite['subjects'] = [];
  readonly tags: BatchWrite['tags'] = [];
  private readonly master: Buffer;
  private readonly world: Pick<World, 'random'>;
  private readonly stored: ReadonlyMap<string, Person>;
  private readonly bySubject = new Map<string, PersonInBatch>();
  /** More than one if the key of the first does not open. The person then gets another subject. */
  private readonly subjectsByTag = new Map<string, string[]>();

  constructor(found: Found, master: Buffer, world: Pick<World, 'random'>) {
    this.master = master;
    this.world = world;
    this.stored = new Map(found.people.map((person) => [person.subject, person]));
    for (const { tag, business, subject } of found.tags) this.nameSubject(nameIn(business, tag), subject);
  }

  /** The person a draft is about, created if there is none. Undefined where it is about the business. */
  ownerOf({ business, owner }: Draft): PersonInBatch | undefined | LedgerError {
    if (owner.kind === 'business') return undefined;
    if (owner.kind === 'subject') {
      return (
        this.known(owner.subject) ?? new LedgerError('not_found', 'The ledger no longer knows this person.')
      );
    }
    return this.find(business, owner) ?? this.create(business, owner);
  }

  /** A no ends what the person agreed to a moment ago, also what its caller could not see yet. */
  asFound(draft: Draft, now: string): Draft {
    const { business, owner, record, ifAgreed } = draft;
    if (record.kind !== 'declined' || ifAgreed === undefined || owner.kind !== 'identified') return draft;
    const person = this.find(business, owner);
    return person !== undefined && isAgreed(person.state, record, now) ? { ...draft, ...ifAgreed } : draft;
  }

  /**
   * The two people a link is about. The ledger records once what Meta says again and again.
   * @param recordedAt the moment that its record would have
   */
  pairOf(
    { business, owner: own, record }: Draft,
    { other: owner, record: mirrored }: LinkEffect,
    recordedAt: string,
  ): Pair | LedgerError {
    if (own.kind !== 'identified' || own.tags[0]!.tag.equals(owner.tags[0]!.tag))
      return new LedgerError('internal', 'A link needs two people.');
    const [a, b] = [this.find(business, own), this.find(business, owner)];
    const crowd = [a, b]
      .map((one) => Object.values(one?.state.links ?? {}))
      .find((links) => links.length >= linksMax);
    if (crowd !== undefined) return { kind: 'replayed', record: crowd[0]!.record };
    const [person, other] = [a ?? this.create(business, own), b ?? this.create(business, owner)];
    const mine: Due = { draft: { business, owner: own, record }, person };
    const theirs: Due = { draft: { business, owner, record: mirrored }, person: other };
    if (record.kind !== 'linked') return this.changeOf(mine, theirs, b !== undefined);
    const known = person.state.links?.[other.subject];
    const said = record.occurred_at;
    const at = said !== undefined && said < recordedAt ? said : recordedAt;
    const isNew = isNews({ at, account: record.account }, asLinked(person), asLinked(other));
    if (known !== undefined && !isNew) return { kind: 'replayed', record: known.record };
    return this.linkOf(mine, theirs, at);
  }

  /** Linking the two may say that a number, or the number of an id, has gone to another person. */
  private linkOf(mine: Due, theirs: Due, at: string): Pair {
    const taken = isTaken(mine, theirs, at) ? mine : isTaken(theirs, mine, at) ? theirs : undefined;
    if (taken === undefined) return paired(mine, theirs);
    const suspension: Due = { person: taken.person, draft: suspensionIn(taken.draft) };
    // An id is given to one person only: what is in doubt there is the number.
    if (!isOfNumber(taken.draft)) return paired(mine, theirs, [suspension]);
    const { fresh, dues } = this.handOn(taken);
    const before = [suspension, ...dues];
    return taken === mine
      ? paired({ ...mine, person: fresh }, theirs, before)
      : paired(mine, { ...theirs, person: fresh }, before);
  }

  /**
   * A person has another name. A number that they leave goes to another person, and one that they take over
   * was another's: each person has a subject of their own.
   */
  private changeOf(mine: Due, theirs: Due, isOtherKnown: boolean): Pair {
    const left = isOfNumber(mine.draft) ? this.handOn(mine).dues : [];
    if (!isOtherKnown || !isOfNumber(theirs.draft)) return paired(mine, theirs, left);
    const { fresh, dues } = this.handOn(theirs);
    return paired(mine, { ...theirs, person: fresh }, [...left, ...dues]);
  }

  /** A fresh subject with the same name, and the records that say so in both chains. */
  private handOn({ draft, person }: Due): { fresh: PersonInBatch; dues: Due[] } {
    const fresh = this.create(draft.business, draft.owner as IdentifiedOwner);
    return {
      fresh,
      dues: [
        { draft: handedOn(draft, 'old'), person, other: fresh },
        { draft: handedOn(draft, 'new'), person: fresh, other: person },
      ],
    };
  }

  foldInto(person: PersonInBatch, record: ConsentRecord): void {
    const next = fold(person.state, record);
    person.changed ||= next !== person.state;
    person.state = next;
  }

  changedStates(): BatchWrite['states'] {
    return [...this.bySubject]
      .filter(([subject, { changed, state }]) => changed && !(isUnmade(state) && this.isDamaged(subject)))
      .map(([subject, { state }]) => {
        // A state of a later release would be believed there, without what this batch adds.
        return { subject, state: isUnmade(state) ? unmadeState : encodeState(subject, state) };
      });
  }

  /** Such a state stays as it is, and is told of, until the records that it is made of can be read. */
  private isDamaged(subject: string): boolean {
    const stored = this.stored.get(subject);
    return stored !== undefined && 'unread' in stored && stored.unread === 'damaged';
  }

  /**
   * Skips a person whose key does not open: the ledger can seal nothing under it, but must record a stop; and
   * one who had the name before another person. The gate asks for every person who has the tag
   * (gate/facts.ts), so the records of both count.
   */
  private find(business: string, { tags }: IdentifiedOwner): PersonInBatch | undefined {
    const found = tags
      .flatMap(({ tag }) => this.subjectsByTag.get(nameIn(business, tag)) ?? [])
      .map((subject) => this.known(subject))
      .filter((one): one is PersonInBatch => one !== undefined && !(one instanceof LedgerError));
    return holdersAmong(found, ({ state }) => state)[0];
  }

  private nameSubject(name: string, subject: string): void {
    this.subjectsByTag.set(name, [...(this.subjectsByTag.get(name) ?? []), subject]);
  }

  private known(subject: string): PersonInBatch | LedgerError | undefined {
    const here = this.bySubject.get(subject);
    if (here !== undefined) return here;
    const stored = this.stored.get(subject);
    if (stored === undefined) return undefined;
    const key = unwrapKey(this.master, subject, stored.wrappedKey);
    if (key === undefined) {
      return new LedgerError('internal', 'A subject key does not open under the master key; run verify.');
    }
    const person = { subject, key, ...this.storedState(stored) };
    this.bySubject.set(subject, person);
    return person;
  }

  /** The state of a subject of this business, also where its key does not open. */
  stateOf(subject: string, business: string): ConsentState | undefined {
    const stored = this.stored.get(subject);
    if (stored?.business !== business) return undefined;
    return this.bySubject.get(subject)?.state ?? this.storedState(stored).state;
  }

  /** From now on this is all that is known of the subject, under a new key. */
  reduceTo(business: string, subject: string, state: ConsentState): void {
    const key = this.world.random(32);
    this.bySubject.set(subject, { subject, key, state, changed: true });
    const wrappedKey = wrapKey(this.master, subject, key, this.world.random(12));
    this.subjects.push({ subject, business, wrappedKey });
  }

  private storedState(stored: Person): { state: ConsentState; changed: boolean } {
    if ('state' in stored) return { state: stored.state, changed: false };
    const state = rebuiltState(this.master, stored);
    return { state: state ?? unreadableState, changed: true };
  }

  /** A subject for a name that leads to nobody; undefined: by now it does. */
  begin(business: string, owner: IdentifiedOwner): PersonInBatch | undefined {
    if (owner.tags.some(({ tag }) => this.subjectsByTag.has(nameIn(business, tag)))) return undefined;
    return this.create(business, owner);
  }

  private create(business: string, owner: IdentifiedOwner): PersonInBatch {
    const subject = uuidv4(this.world);
    const person = { subject, key: this.world.random(32), state: emptyState, changed: true };
    this.bySubject.set(subject, person);
    const current = owner.tags[0]!;
    this.nameSubject(nameIn(business, current.tag), subject);
    const wrappedKey = wrapKey(this.master, subject, person.key, this.world.random(12));
    this.subjects.push({ subject, business, wrappedKey });
    this.tags.push({ ...current, business, kind: owner.identifier, subject });
    return person;
  }
}

/** What could be taken back by itself, where as many stand already: only the commit knows how many. */
export function asCrowded(draft: RecordDraft, state: ConsentState | undefined, now: string) {
  if (draft.kind !== 'opt_in' || state === undefined || !isCrowded(state, draft, now)) return {};
  return { ...(draft.undoable && { settled: true }), ...(draft.retractable && { retractable: undefined }) };
}

const isUnmade = (state: ConsentState): boolean => state.unjudgeable !== undefined;

const paired = (mine: Due, theirs: Due, before: readonly Due[] = []): Pair => ({
  kind: 'new',
  before,
  sides: [
    { ...mine, other: theirs.person },
    { ...theirs, other: mine.person },
  ],
});

/** Whether linking this person to that id says that the number has gone to another person. */
function isTaken({ person, draft }: Due, { person: id }: Due, at: string): boolean {
  if (draft.record.kind !== 'linked') return false;
  const { other_identifier, account, identifiers } = draft.record;
  if (![...identifiers, other_identifier].some(isNumber)) return false;
  return isReassigned({ at, account, kind: other_identifier.kind }, asLinked(person), asLinked(id));
}

const isOfNumber = ({ record }: Draft): boolean =>
  'identifiers' in record && record.identifiers.some(isNumber);

type Told = DraftOf<LinkedRecord> & Partial<Pick<IdentifierChangedRecord, 'side'>>;

/** What Meta said of both names, without what only one of the kinds has. */
function toldIn({ record }: Draft) {
  const { kind, account, side, other_identifier, ...told } = record as Told;
  return told;
}

const suspensionIn = (draft: Draft): Draft => ({
  ...draft,
  record: { ...toldIn(draft), kind: 'suspended', reason: 'number_reassigned' },
});

/** One name, two people. */
function handedOn({ spend: _, effect: __, ...draft }: Draft, side: 'old' | 'new'): Draft {
  const told = toldIn(draft);
  const record = {
    ...told,
    kind: 'identifier_changed' as const,
    side,
    other_identifier: told.identifiers[0]!,
  };
  return { ...draft, record };
}

const asLinked = ({ subject, state }: PersonInBatch) => ({ subject, ...state });
