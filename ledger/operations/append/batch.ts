// One batch, planned under the lock of the log's head: who is meant, when it is recorded, which bytes, which leaf.
// Pure but for the random bytes and the clock it is handed; storage writes what comes out in the same transaction.

import { isNews } from '../../core/consent/links.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { encodeRecord } from '../../core/consent/record.ts';
import {
  type ConsentState,
  emptyState,
  encodeState,
  fold,
  isStoppedSince,
} from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import {
  encodeTemplateState,
  foldTemplate,
  parseTemplateState,
  type TemplateState,
} from '../../core/gate/template.ts';
import { append, type Edge, inclusionInAppend } from '../../core/log/edge.ts';
import { leafHash } from '../../core/log/hash.ts';
import { commit } from '../../core/subject/commitment.ts';
import { seal, unwrapKey, wrapKey } from '../../core/subject/sealed.ts';
import type { BatchWrite, Found, Person, TemplateKey, World } from '../ports.ts';
import { type Draft, noticeOf, type Outcome, type Owner, type Placed } from './draft.ts';
import { uuidv4, uuidv7 } from './uuid.ts';

export type Keyring = { master: Buffer; signCheckpoint(size: number, root: Uint8Array): string };

/** A person as this batch sees them: stored, or made by an earlier draft of the same batch. */
type PersonInBatch = { subject: string; key: Buffer; state: ConsentState; changed: boolean };

/** What planning a batch yields: rows to write, the edge to keep if they are committed, one outcome per draft. */
export type BatchPlan = { write: BatchWrite | null; edge: Edge; outcomes: Outcome[] };

export function planBatch(
  drafts: readonly Draft[],
  found: Found,
  edge: Edge,
  keys: Keyring,
  world: World,
): BatchPlan {
  return new Batch(found, edge, keys, world).plan(drafts);
}

/** Kinds of records that say when it happened, also where whoever told did not. */
const happens: ReadonlySet<ConsentRecord['kind']> = new Set([
  ...(['opt_in', 'opt_out', 'resumed'] as const),
  ...(['linked', 'identifier_changed', 'suspended'] as const),
]);

type LinkEffect = Extract<Draft['effect'], { kind: 'link' }>;
type IdentifiedOwner = Extract<Owner, { kind: 'identified' }>;

const asLinked = ({ subject, state }: PersonInBatch) => ({ subject, ...state });

const templateKey = ({ business, account, name, language }: TemplateKey) =>
  [business, account, name, language].join('\0');

const dedupeKey = (business: string, key: Buffer) => `${business}\0${key.toString('latin1')}`;

class Batch {
  private readonly edge: Edge;
  private readonly keys: Keyring;
  private readonly world: World;
  private readonly stored: ReadonlyMap<string, Person>;
  private readonly people = new Map<string, PersonInBatch>();
  private readonly subjectByTag = new Map<string, string>();
  private readonly spent = new Map<string, { request: Buffer; record: string }>();
  private readonly notices = new Map<string, { version: number; retired: boolean }>();
  /** As far as they are known; those that a draft of this batch changes are written. */
  private readonly templates = new Map<string, TemplateKey & { state: TemplateState }>();
  private readonly changedTemplates = new Set<string>();
  private recordedAt: string;
  /** Of the record before. */
  private lastRecordedAt: string;
  private readonly write: Omit<BatchWrite, 'checkpoint' | 'tiles' | 'lastRecordedAt' | 'templates'>;
  private readonly leaves: Uint8Array[] = [];

  constructor(found: Found, edge: Edge, keys: Keyring, world: World) {
    this.edge = edge;
    this.keys = keys;
    this.world = world;
    this.stored = new Map(found.people.map((person) => [person.subject, person]));
    const now = world.now().toISOString();
    // Monotone in log order even if the clock is set back: the fold and every as-of question rest on it.
    this.recordedAt = now > found.lastRecordedAt ? now : found.lastRecordedAt;
    this.lastRecordedAt = found.lastRecordedAt;
    for (const { tag, business, subject } of found.tags)
      this.subjectByTag.set(dedupeKey(business, tag), subject);
    for (const { business, key, request, record } of found.spent) {
      this.spent.set(dedupeKey(business, key), { request, record });
    }
    for (const { state, ...template } of found.templates) {
      this.templates.set(templateKey(template), { ...template, state: parseTemplateState(state) });
    }
    for (const { business, id, version, retired } of found.notices) {
      this.notices.set(`${business}\0${id}`, { version, retired });
    }
    this.write = {
      entries: [],
      sealed: [],
      subjects: [],
      tags: [],
      states: [],
      spent: [],
      notices: [],
      retirements: [],
      links: [],
    };
  }

  plan(drafts: readonly Draft[]): BatchPlan {
    const placed: { at: number; record: ConsentRecord; entry: Buffer }[] = [];
    const outcomes: (Outcome | undefined)[] = drafts.map((draft, at) => {
      // One bad command fails alone, never its batch.
      const early = this.answeredBefore(draft) ?? this.conflict(draft);
      if (early !== undefined) return early;
      if (draft.effect?.kind === 'link') {
        const pair = this.pairOf(draft, draft.effect);
        if (pair.kind !== 'new') return pair;
        const { person, other, mirror } = pair;
        // Both sides in one commit: no question ever walks a link from one end and not from the other.
        placed.push({ at, ...this.place(draft, person, other.subject) });
        placed.push({ at, ...this.place(mirror, other, person.subject) });
        return undefined;
      }
      const person = this.personOf(draft);
      if (person instanceof LedgerError) return { kind: 'refused', error: person };
      placed.push({ at, ...this.place(draft, person) });
      return undefined;
    });
    if (placed.length === 0) return { write: null, edge: this.edge, outcomes: outcomes as Outcome[] };

    const grown = append(this.edge, this.leaves);
    const root = Buffer.from(grown.root);
    const note = this.keys.signCheckpoint(grown.edge.size, grown.root);
    placed.forEach(({ at, record, entry }, i) => {
      const leafIndex = this.edge.size + i;
      // Of two records of one draft, the first.
      outcomes[at] ??= {
        kind: 'placed',
        record,
        leafIndex,
        treeSize: grown.edge.size,
        entry,
        inclusion: inclusionInAppend(grown, leafIndex),
        checkpoint: note,
      } satisfies Placed;
    });
    for (const [subject, person] of this.people) {
      if (person.changed) this.write.states.push({ subject, state: encodeState(person.state) });
    }
    const tiles = grown.newTiles.map(({ level, index, hashes, root }) => {
      return { level, index, hashes: Buffer.from(hashes), root: Buffer.from(root) };
    });
    const { recordedAt: lastRecordedAt } = this;
    const checkpoint = { size: grown.edge.size, root, note };
    const templates = [...this.changedTemplates].map((key) => {
      const { state, ...template } = this.templates.get(key)!;
      return { ...template, state: encodeTemplateState(state), treeSize: grown.edge.size };
    });
    const write = { ...this.write, lastRecordedAt, tiles, checkpoint, templates };
    return { write, edge: grown.edge, outcomes: outcomes as Outcome[] };
  }

  private answeredBefore({ business, spend }: Draft): Outcome | undefined {
    if (spend === undefined) return undefined;
    const before = this.spent.get(dedupeKey(business, spend.key));
    if (before === undefined) return undefined;
    if (before.request.equals(spend.request)) return { kind: 'replayed', record: before.record };
    const error = new LedgerError(
      'idempotency_key_reused',
      'This key was used before, for a different request.',
    );
    return { kind: 'refused', error };
  }

  /** Versions are taken and retired under the lock, so that of two who want the same one gets it and the other is told. */
  private conflict({ business, effect, record }: Draft): Outcome | undefined {
    if (effect === undefined || effect.kind === 'link') return undefined;
    if (effect.kind === 'template') return this.contradiction(effect.template, record);
    const key = `${business}\0${noticeOf(effect)}`;
    const { version, retired } = this.notices.get(key) ?? { version: 0, retired: false };
    const wanted = effect.kind === 'publish' ? effect.notice.notice.version : effect.version;
    const free = effect.kind === 'publish' ? wanted === version + 1 : wanted === version && !retired;
    if (free) {
      this.notices.set(key, { version: wanted, retired: effect.kind === 'retire' });
      return undefined;
    }
    const error = new LedgerError('conflict', 'This notice was published or retired meanwhile; look again.');
    return { kind: 'refused', error };
  }

  /** What Meta has said of a template only Meta can take back. */
  private contradiction(template: TemplateKey, record: Draft['record']): Outcome | undefined {
    if (record.kind !== 'template_changed' || record.said_by === 'meta') return undefined;
    const known = this.templates.get(templateKey(template))?.state.category;
    const contradicts = known?.said_by === 'meta' && (record.category ?? known.value) !== known.value;
    if (!contradicts) return undefined;
    const detail = 'Meta has put this template into another category; leave the category out.';
    return { kind: 'refused', error: new LedgerError('conflict', detail) };
  }

  /** The two people a link is about; what Meta says again and again is recorded once. */
  private pairOf(
    { business, owner: own, record }: Draft,
    { other: owner, record: mirrored }: LinkEffect,
  ): Outcome | { kind: 'new'; person: PersonInBatch; other: PersonInBatch; mirror: Draft } {
    if (own.kind !== 'identified' || own.tags[0]!.tag.equals(owner.tags[0]!.tag)) {
      return { kind: 'refused', error: new LedgerError('internal', 'A link needs two people.') };
    }
    // Nobody is created before both are known to be good.
    const [a, b] = [this.find(business, own), this.find(business, owner)];
    if (a instanceof LedgerError) return { kind: 'refused', error: a };
    if (b instanceof LedgerError) return { kind: 'refused', error: b };
    const [person, other] = [a ?? this.create(business, own), b ?? this.create(business, owner)];
    const known = person.state.links?.[other.subject];
    const said = 'occurred_at' in record ? record.occurred_at : undefined;
    const at = said !== undefined && said < this.recordedAt ? said : this.recordedAt;
    const isNew = record.kind !== 'linked' || isNews(at, asLinked(person), asLinked(other));
    if (known !== undefined && !isNew) return { kind: 'replayed', record: known.record };
    return { kind: 'new', person, other, mirror: { business, owner, record: mirrored } };
  }

  private personOf({ business, owner }: Draft): PersonInBatch | undefined | LedgerError {
    if (owner.kind === 'business') return undefined;
    if (owner.kind === 'subject') {
      return (
        this.known(owner.subject) ?? new LedgerError('not_found', 'Nothing is known of this person any more.')
      );
    }
    return this.find(business, owner) ?? this.create(business, owner);
  }

  private find(business: string, { tags }: IdentifiedOwner): PersonInBatch | undefined | LedgerError {
    for (const { tag } of tags) {
      const subject = this.subjectByTag.get(dedupeKey(business, tag));
      const person = subject === undefined ? undefined : this.known(subject);
      if (person !== undefined) return person;
    }
    return undefined;
  }

  private known(subject: string): PersonInBatch | LedgerError | undefined {
    const here = this.people.get(subject);
    if (here !== undefined) return here;
    const stored = this.stored.get(subject);
    if (stored === undefined) return undefined;
    const key = unwrapKey(this.keys.master, subject, stored.wrappedKey);
    if (key === undefined) {
      return new LedgerError('internal', 'A subject key does not open under the master key; run verify.');
    }
    const person = { subject, key, state: stored.state, changed: false };
    this.people.set(subject, person);
    return person;
  }

  private create(business: string, owner: IdentifiedOwner): PersonInBatch {
    const subject = uuidv4(this.world);
    const person = { subject, key: this.world.random(32), state: emptyState, changed: true };
    this.people.set(subject, person);
    const current = owner.tags[0]!;
    this.subjectByTag.set(dedupeKey(business, current.tag), subject);
    this.write.subjects.push({
      subject,
      business,
      wrappedKey: wrapKey(this.keys.master, subject, person.key, this.world.random(12)),
    });
    this.write.tags.push({ ...current, business, kind: owner.identifier, subject });
    return person;
  }

  /** @param other the subject that the record links its own to */
  private place(
    draft: Draft,
    person: PersonInBatch | undefined,
    other?: string,
  ): { record: ConsentRecord; entry: Buffer } {
    const record = this.recordOf(draft, person, other);
    const bytes = encodeRecord(record);
    const nonce = this.world.random(32);
    const entry = commit(nonce, bytes);
    const key = person?.key ?? (draft.owner as { key: Buffer }).key;
    this.leaves.push(leafHash(entry));
    this.write.entries.push(entry);
    this.write.sealed.push({
      record: record.id,
      business: draft.business,
      subject: person?.subject ?? null,
      sealed: seal(key, this.world.random(12), entry, nonce, bytes),
    });
    this.spendKey(draft, record.id);
    this.sideEffect(draft, record);
    if (person !== undefined && other !== undefined)
      this.write.links.push({ a: person.subject, b: other, record: record.id });
    if (person !== undefined) this.foldInto(person, record);
    this.lastRecordedAt = record.recorded_at;
    return { record, entry };
  }

  private recordOf(
    { record: draft, validDays }: Draft,
    person: PersonInBatch | undefined,
    other: string | undefined,
  ): ConsentRecord {
    const isOptIn = draft.kind === 'opt_in';
    if (isOptIn && person !== undefined) this.comeAfterStopsOf(person);
    const record = {
      // Who did not say when it happened means now, and now is the moment it is recorded.
      ...(happens.has(draft.kind) && { occurred_at: this.recordedAt }),
      ...draft,
      id: uuidv7(this.world),
      recorded_at: this.recordedAt,
      ...(person !== undefined && { subject: person.subject }),
      ...(other !== undefined && { other_subject: other }),
    } as ConsentRecord;
    if (record.kind !== 'opt_in' || validDays === undefined) return record;
    return { ...record, valid_until: daysAfter(record.occurred_at, validDays) };
  }

  /**
   * On a tie the withdrawal wins; an opt-in that comes behind it in the log must not tie with it. Stops of those whom this
   * person is linked to are not read here: then it comes after whatever there is.
   */
  private comeAfterStopsOf({ state }: PersonInBatch): void {
    const mayTie = state.links !== undefined && this.recordedAt === this.lastRecordedAt;
    if (mayTie || isStoppedSince(state, this.recordedAt))
      this.recordedAt = new Date(Date.parse(this.recordedAt) + 1).toISOString();
  }

  private foldInto(person: PersonInBatch, record: ConsentRecord): void {
    const next = fold(person.state, record);
    person.changed ||= next !== person.state;
    person.state = next;
  }

  private spendKey({ business, spend }: Draft, record: string): void {
    if (spend === undefined) return;
    this.spent.set(dedupeKey(business, spend.key), { request: spend.request, record });
    this.write.spent.push({ business, ...spend, record });
  }

  private sideEffect({ business, effect }: Draft, { id: record, ...rest }: ConsentRecord): void {
    if (effect?.kind === 'template' && rest.kind === 'template_changed') {
      const key = templateKey(effect.template);
      const known = this.templates.get(key) ?? { ...effect.template, state: {} };
      this.templates.set(key, { ...known, state: foldTemplate(known.state, { id: record, ...rest }) });
      this.changedTemplates.add(key);
    }
    if (effect?.kind === 'publish') this.write.notices.push({ notice: effect.notice, record });
    if (effect?.kind === 'retire') {
      this.write.retirements.push({
        business,
        id: effect.id,
        version: effect.version,
        record,
        at: this.recordedAt,
      });
    }
  }
}

function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * 86_400_000).toISOString();
}
