// The people of one batch: those who were found under the lock, and those whom its drafts make. A person as a draft sees
// them is as the drafts before it have left them.

import { isNews, isReassigned } from '../../core/consent/links.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { type ConsentState, emptyState, encodeState, fold } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { isNumber } from '../../core/subject/identifier.ts';
import { unwrapKey, wrapKey } from '../../core/subject/sealed.ts';
import type { BatchWrite, Found, Person, World } from '../ports.ts';
import type { Draft, Owner } from './draft.ts';
import { uuidv4 } from './uuid.ts';

export type PersonInBatch = { subject: string; key: Buffer; state: ConsentState; changed: boolean };

type LinkEffect = Extract<Draft['effect'], { kind: 'link' }>;
type IdentifiedOwner = Extract<Owner, { kind: 'identified' }>;

/** What is to be recorded of somebody. */
type Due = { person: PersonInBatch; draft: Draft };

/**
 * What a link is about: two people and a draft for each; or the record that says it already. `first`: that the number is
 * somebody else's now, if the link says so.
 */
export type Pair =
  | { kind: 'new'; person: PersonInBatch; other: PersonInBatch; mirror: Draft; first?: Due }
  | { kind: 'replayed'; record: string };

/**
 * Links of one subject. Long before, it is nobody whom the gate would judge (componentMax); what it would cost to go on is
 * paid by everybody who waits for the lock, and whoever signs webhooks of his own could make it any price.
 */
const linksMax = 256;

/** A name within one batch: a tag or a spent key of a business. */
export const nameIn = (business: string, key: Buffer) => `${business}\0${key.toString('latin1')}`;

export class People {
  /** Rows of those who were made. */
  readonly subjects: BatchWrite['subjects'] = [];
  readonly tags: BatchWrite['tags'] = [];
  private readonly master: Buffer;
  private readonly world: World;
  private readonly stored: ReadonlyMap<string, Person>;
  private readonly bySubject = new Map<string, PersonInBatch>();
  private readonly subjectByTag = new Map<string, string>();

  constructor(found: Found, master: Buffer, world: World) {
    this.master = master;
    this.world = world;
    this.stored = new Map(found.people.map((person) => [person.subject, person]));
    for (const { tag, business, subject } of found.tags)
      this.subjectByTag.set(nameIn(business, tag), subject);
  }

  /** Whom a draft is about, made if there is nobody; undefined where it is about the business. */
  ownerOf({ business, owner }: Draft): PersonInBatch | undefined | LedgerError {
    if (owner.kind === 'business') return undefined;
    if (owner.kind === 'subject') {
      return (
        this.known(owner.subject) ?? new LedgerError('not_found', 'Nothing is known of this person any more.')
      );
    }
    return this.find(business, owner) ?? this.create(business, owner);
  }

  /**
   * The two people a link is about. What Meta says again and again is recorded once.
   * @param recordedAt when it would be recorded
   */
  pairOf(
    { business, owner: own, record }: Draft,
    { other: owner, record: mirrored }: LinkEffect,
    recordedAt: string,
  ): Pair | LedgerError {
    if (own.kind !== 'identified' || own.tags[0]!.tag.equals(owner.tags[0]!.tag))
      return new LedgerError('internal', 'A link needs two people.');
    // Nobody is created before both are known to be good.
    const [a, b] = [this.find(business, own), this.find(business, owner)];
    if (a instanceof LedgerError) return a;
    if (b instanceof LedgerError) return b;
    const crowd = [a, b]
      .map((one) => Object.values(one?.state.links ?? {}))
      .find((links) => links.length >= linksMax);
    if (crowd !== undefined) return { kind: 'replayed', record: crowd[0]!.record };
    const [person, other] = [a ?? this.create(business, own), b ?? this.create(business, owner)];
    const known = person.state.links?.[other.subject];
    const said = 'occurred_at' in record ? record.occurred_at : undefined;
    const at = said !== undefined && said < recordedAt ? said : recordedAt;
    const mirror: Draft = { business, owner, record: mirrored };
    if (record.kind !== 'linked') return { kind: 'new', person, other, mirror };
    const isNew = isNews({ at, account: record.account }, asLinked(person), asLinked(other));
    if (known !== undefined && !isNew) return { kind: 'replayed', record: known.record };
    const sides = [
      [{ person, draft: { business, owner: own, record } }, other],
      [{ person: other, draft: mirror }, person],
    ] as const;
    const first = sides.map(([due, id]) => reassignment(due, id, at)).find((due) => due !== undefined);
    return { kind: 'new', person, other, mirror, ...(first && { first }) };
  }

  foldInto(person: PersonInBatch, record: ConsentRecord): void {
    const next = fold(person.state, record);
    person.changed ||= next !== person.state;
    person.state = next;
  }

  changedStates(): BatchWrite['states'] {
    return [...this.bySubject]
      .filter(([, { changed }]) => changed)
      .map(([subject, { state }]) => ({ subject, state: encodeState(state) }));
  }

  private find(business: string, { tags }: IdentifiedOwner): PersonInBatch | undefined | LedgerError {
    for (const { tag } of tags) {
      const subject = this.subjectByTag.get(nameIn(business, tag));
      const person = subject === undefined ? undefined : this.known(subject);
      if (person !== undefined) return person;
    }
    return undefined;
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
    const person = { subject, key, state: stored.state, changed: false };
    this.bySubject.set(subject, person);
    return person;
  }

  private create(business: string, owner: IdentifiedOwner): PersonInBatch {
    const subject = uuidv4(this.world);
    const person = { subject, key: this.world.random(32), state: emptyState, changed: true };
    this.bySubject.set(subject, person);
    const current = owner.tags[0]!;
    this.subjectByTag.set(nameIn(business, current.tag), subject);
    const wrappedKey = wrapKey(this.master, subject, person.key, this.world.random(12));
    this.subjects.push({ subject, business, wrappedKey });
    this.tags.push({ ...current, business, kind: owner.identifier, subject });
    return person;
  }
}

/** That a number is somebody else's, where linking it to this id says so. */
function reassignment({ person, draft }: Due, id: PersonInBatch, at: string): Due | undefined {
  if (draft.record.kind !== 'linked' || !draft.record.identifiers.some(isNumber)) return undefined;
  const { other_identifier, account, ...told } = draft.record;
  const stated = { at, account, kind: other_identifier.kind };
  if (!isReassigned(stated, asLinked(person), asLinked(id))) return undefined;
  return { person, draft: { ...draft, record: { ...told, kind: 'suspended', reason: 'number_reassigned' } } };
}

const asLinked = ({ subject, state }: PersonInBatch) => ({ subject, ...state });
