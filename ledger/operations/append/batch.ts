// Plans one batch under the lock of the log's head: which person, what moment, which bytes, which leaf. It is
// pure except for the random bytes that it gets. Storage writes the plan in the same transaction.
//
// The database's clock, read when the head was locked, dates the records, each a microsecond after the one
// before. So the moments of all people's records follow the order of the log. An opt-in that comes after a
// stop in the log never has the same moment, and a date reveals nothing about a person. If an operator sets
// the clock back, the ledger waits for it and never follows it.

import { grantedAt } from '../../core/consent/grants.ts';
import { floorFor } from '../../core/consent/objections.ts';
import {
  type ConsentRecord,
  type DraftOf,
  encodeRecord,
  type OptInRecord,
  type RecordDraft,
} from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { isStop } from '../../core/gate/stop.ts';
import {
  encodeTemplateState,
  foldTemplate,
  parseTemplateState,
  type TemplateState,
} from '../../core/gate/template.ts';
import { append, type Edge, edgeRoot, inclusionInAppend } from '../../core/log/edge.ts';
import { leafHash } from '../../core/log/hash.ts';
import type { MacKeys } from '../../core/mac.ts';
import { commit } from '../../core/subject/commitment.ts';
import { seal } from '../../core/subject/sealed.ts';
import { sealIdentifier } from '../../core/subject/sealed-identifier.ts';
import { type Micros, momentOf } from '../../core/when.ts';
import type { World } from '../world.ts';
import { Awaited } from './awaited.ts';
import type { Draft, Outcome, Placed } from './draft.ts';
import { type Erasing, erasureOf } from './erasing.ts';
import { inVain } from './in-vain.ts';
import type { BatchWrite, Found, SuccessionWrite, TemplateKey } from './log-store.ts';
import { dated, daysAfter, inMicroseconds, lastMicros, overtaken } from './moments.ts';
import { asCrowded, People, type PersonInBatch } from './people.ts';
import { Pruning } from './pruning.ts';
import { SetUp } from './set-up.ts';
import { blankedRows, Spent } from './spent.ts';
import { TestHands } from './test-hands.ts';
import { recordId } from './uuid.ts';
import { Versions } from './versions.ts';

export type Keyring = {
  master: Buffer;
  macs: MacKeys;
  signCheckpoint(size: number, root: Uint8Array): string;
};

/**
 * The plan of a batch: rows to write, the edge to keep if the commit succeeds, one outcome per draft.
 */
export type BatchPlan = { write: BatchWrite | null; edge: Edge; outcomes: Outcome[] };

/** @param grantsRefused why the ledger may not record anything that allows a message */
export function planBatch(
  drafts: readonly Draft[],
  found: Found,
  edge: Edge,
  keys: Keyring,
  world: Pick<World, 'random'>,
  grantsRefused?: LedgerError,
  hands = new TestHands(),
): BatchPlan {
  return new Batch(found, edge, keys, world, grantsRefused, hands).plan(drafts);
}

/**
 * Kinds of records that may make the gate allow more, and the one that destroys what a clock says is over: a
 * clock that is wrong by years would destroy everything.
 */
const needsClock: ReadonlySet<ConsentRecord['kind']> = new Set([
  ...(['opt_in', 'confirmed', 'imported', 'resumed', 'recovered', 'pruned', 'lapsed'] as const),
]);

const templateKey = ({ business, account, name, language }: TemplateKey) =>
  [business, account, name, language].join('\0');

/** The parts that follow from the records of a batch, once all of them have their places. */
type Derived =
  | ('checkpoint' | 'tiles' | 'lastRecordedAt' | 'templates')
  | ('subjects' | 'tags' | 'states' | 'setup' | 'pruned');

/** A record that has its place, and the state of its person up to it. */
type InBatch = { record: ConsentRecord; entry: Buffer; state?: ConsentState };

class Batch {
  private readonly origin: string | undefined;
  private readonly edge: Edge;
  private readonly keys: Keyring;
  private readonly world: Pick<World, 'random'>;
  private readonly grantsRefused: LedgerError | undefined;
  private readonly hands: TestHands;
  private readonly people: People;
  private readonly spent: Spent;
  private readonly versions: Versions;
  /** The known ones. The batch writes those that one of its drafts changes. */
  private readonly templates = new Map<string, TemplateKey & { state: TemplateState }>();
  private readonly changedTemplates = new Set<string>();
  private readonly setup: SetUp;
  private readonly awaited: Awaited;
  private readonly erasing: Erasing | undefined;
  private readonly pruning: Pruning;
  /** The database's clock. */
  private readonly now: Micros;
  /** The moment of the next record. */
  private next: Micros;
  private lastRecordedAt: string;
  private readonly write: Omit<BatchWrite, Derived>;
  private readonly leaves: Uint8Array[] = [];

  constructor(
    found: Found,
    edge: Edge,
    keys: Keyring,
    world: Pick<World, 'random'>,
    grantsRefused: LedgerError | undefined,
    hands: TestHands,
  ) {
    this.origin = found.origin;
    this.edge = edge;
    this.grantsRefused = grantsRefused;
    this.hands = hands;
    this.keys = keys;
    this.world = world;
    this.people = new People(found, keys.master, world);
    this.now = found.now;
    this.next = Math.max(found.now, lastMicros(found) + 1);
    this.lastRecordedAt = found.lastRecordedAt;
    this.spent = new Spent(found.spent, keys.macs);
    for (const { state, ...template } of found.templates) {
      this.templates.set(templateKey(template), { ...template, state: parseTemplateState(state) });
    }
    this.versions = new Versions(found);
    this.setup = new SetUp(found.setup, keys.master);
    this.awaited = new Awaited(found.pending);
    this.erasing = found.erasing;
    this.pruning = new Pruning(found.pruning);
    this.write = {
      ...{ entries: [], sealed: [], records: [], stops: [], spent: this.spent.rows },
      ...{ notices: [], retirements: [], reviews: [], flows: [], links: [], recoveries: [] },
      confirmed: this.awaited.confirmed,
    };
  }

  plan(drafts: readonly Draft[]): BatchPlan {
    /** `at`: the place of the draft that it answers. */
    const placed: ({ at?: number } & InBatch)[] = [];
    const outcomes: (Outcome | undefined)[] = drafts.map((asked, at) => {
      const draft = this.people.asFound(this.fromHere(asked), momentOf(this.next));
      // One bad command fails alone, never with its batch.
      const early =
        this.spent.answered(asked) ??
        this.spent.anothers(draft) ??
        this.tooLate(draft) ??
        this.refusedGrant(draft) ??
        this.conflict(draft);
      if (early !== undefined) return early;
      if (draft.effect?.kind === 'link') {
        // Both sides have the same moment.
        const now = momentOf(this.next);
        const pair = this.people.pairOf(dated(now, draft), draft.effect, now);
        if (pair instanceof LedgerError) return { kind: 'refused', error: pair };
        if (pair.kind === 'replayed') return pair;
        for (const due of pair.before) placed.push(this.place(dated(now, due.draft), due.person, due.other));
        // Both sides in one commit, so that every question finds the link from both ends or from neither. The
        // command's key is spent on the first.
        for (const [i, { draft: side, person, other }] of pair.sides.entries()) {
          const due = dated(now, i === 0 ? { ...draft, ...side } : side);
          placed.push({ at, ...this.place(due, person, other) });
        }
        return undefined;
      }
      const person = this.people.ownerOf(draft);
      if (person instanceof LedgerError) return { kind: 'refused', error: person };
      const lost = inVain(draft, person, momentOf(this.next));
      if (lost !== undefined) return lost;
      const idOf = () => recordId(this.next, this.world);
      const due =
        this.setup.notAsJudged(draft) ??
        this.erased(draft, idOf) ??
        this.pruning.described(draft) ??
        this.setup.described(draft, idOf);
      if (due instanceof LedgerError) return { kind: 'refused', error: due };
      placed.push({ at, ...this.place(due, person) });
      return undefined;
    });
    if (placed.length === 0) return { write: null, edge: this.edge, outcomes: outcomes as Outcome[] };

    const grown = append(this.edge, this.leaves);
    const root = Buffer.from(grown.root);
    const note = this.keys.signCheckpoint(grown.edge.size, grown.root);
    placed.forEach(({ at, record, entry, state }, i) => {
      const leafIndex = this.edge.size + i;
      if (at === undefined) return;
      // Where one draft makes two records, the first.
      outcomes[at] ??= {
        kind: 'placed',
        record,
        leafIndex,
        treeSize: grown.edge.size,
        entry,
        inclusion: inclusionInAppend(grown, leafIndex),
        checkpoint: note,
        ...(state && { state }),
      } satisfies Placed;
    });
    const { subjects, tags } = this.people;
    const states = this.people.changedStates();
    const tiles = grown.newTiles.map(({ level, index, hashes, root }) => {
      return { level, index, hashes: Buffer.from(hashes), root: Buffer.from(root) };
    });
    const { lastRecordedAt } = this;
    const checkpoint = { size: grown.edge.size, root, note };
    const templates = [...this.changedTemplates].map((key) => {
      const { state, ...template } = this.templates.get(key)!;
      return { ...template, state: encodeTemplateState(state), treeSize: grown.edge.size };
    });
    const setup = this.setup.changed();
    const write = {
      ...{ ...this.write, subjects, tags, states, lastRecordedAt, tiles, checkpoint },
      ...{ templates, setup, pruned: this.pruning.indexes },
    };
    return { write, edge: grown.edge, outcomes: outcomes as Outcome[] };
  }

  private refusedGrant(draft: Draft): Outcome | undefined {
    if (!needsClock.has(draft.record.kind)) return undefined;
    const error = this.grantsRefused ?? this.hands.siteGone(draft.record);
    return error === undefined ? this.setup.unchecked(draft) : { kind: 'refused', error };
  }

  /** The answer would come when its caller has been told that there is none. */
  private tooLate({ until }: Draft): Outcome | undefined {
    if (until === undefined || this.now <= until) return undefined;
    const detail = 'The store was too slow for this request; nothing was recorded.';
    return { kind: 'refused', error: new LedgerError('unavailable', detail, { retryAfter: 1 }) };
  }

  /** What another caller was quicker with. */
  private conflict({ business, effect, record }: Draft): Outcome | undefined {
    if (
      effect === undefined ||
      effect.kind === 'link' ||
      effect.kind === 'setup' ||
      effect.kind === 'erase' ||
      effect.kind === 'prune' ||
      effect.kind === 'correct' ||
      effect.kind === 'review' ||
      effect.kind === 'recover'
    )
      return undefined;
    if (effect.kind === 'succeed') {
      this.requireThere(effect.succession);
      return undefined;
    }
    if (effect.kind === 'template') return this.contradiction(effect.template, record);
    if (effect.kind === 'confirm_pending') return this.awaited.gone(business, effect);
    const error = this.versions.taken(business, effect);
    return error && { kind: 'refused', error };
  }

  /** The draft of an erasure with what it takes and leaves; undefined: it is another. */
  private erased(draft: Draft, idOf: () => string): Draft | LedgerError | undefined {
    const { effect } = draft;
    if (effect?.kind !== 'erase') return undefined;
    const erased = { at: momentOf(this.next), record: idOf() };
    const due = erasureOf(draft, effect, this.erasing, this.people, erased);
    if (due instanceof LedgerError) return due;
    const blanked = blankedRows(this.keys.macs, this.erasing?.spent ?? [], erased.at);
    this.write.erasure = { ...due.write, blanked };
    for (const link of due.links) this.write.links.push(link);
    return due.draft;
  }

  /** Another name follows what is known to be there, and nothing before it in its batch. */
  private requireThere({ size, root, lastOrigin }: SuccessionWrite): void {
    // With its whole batch: the checkpoint would be signed under the name that the log does not have.
    const { origin = lastOrigin } = this;
    if (origin !== lastOrigin)
      throw new LedgerError('conflict', `The log has gone on as ${origin} meanwhile.`);
    const isThere = this.edge.size === size && root.equals(edgeRoot(this.edge)) && this.leaves.length === 0;
    if (!isThere) throw new LedgerError('conflict', 'The log is not where it was; look again.');
  }

  /** A planned name follows whatever the lock finds: nodes that still run append until they hear of it. */
  private fromHere(draft: Draft): Draft {
    const { record, effect } = draft;
    if (effect?.kind !== 'succeed' || effect.succession.why !== 'key_rotated') return draft;
    const { size } = this.edge;
    const root = Buffer.from(edgeRoot(this.edge));
    const kept = { origin: effect.succession.lastOrigin, size, root: root.toString('base64') };
    const succession = { ...effect.succession, size, root };
    return { ...draft, record: { ...record, kept } as RecordDraft, effect: { ...effect, succession } };
  }

  /** Only Meta can change a category that Meta has set. */
  private contradiction(template: TemplateKey, record: Draft['record']): Outcome | undefined {
    if (record.kind !== 'template_changed' || record.said_by === 'meta') return undefined;
    const known = this.templates.get(templateKey(template))?.state.category;
    const contradicts = known?.said_by === 'meta' && (record.category ?? known.value) !== known.value;
    if (!contradicts) return undefined;
    const detail = 'Meta has put this template into another category; leave the category out.';
    return { kind: 'refused', error: new LedgerError('conflict', detail) };
  }

  /** @param other whom the record links its person to */
  private place(draft: Draft, person: PersonInBatch | undefined, other?: PersonInBatch): InBatch {
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
    this.write.records.push(record);
    if (person !== undefined && isStop(draft.record)) this.write.stops.push(record);
    this.spent.spend(draft, record.id);
    this.sideEffect(draft, record);
    if (person !== undefined && other !== undefined)
      this.write.links.push({ a: person.subject, b: other.subject, record: record.id });
    if (person !== undefined) this.people.foldInto(person, record);
    this.lastRecordedAt = record.recorded_at;
    return { record, entry, ...(person && { state: person.state }) };
  }

  private recordOf(
    { record: draft, validDays, notAfter, id = recordId(this.next, this.world) }: Draft,
    person: PersonInBatch | undefined,
    other: PersonInBatch | undefined,
  ): ConsentRecord {
    const recordedAt = momentOf(this.next);
    const isTest = this.hands.isTest(draft) || this.setup.isTestBusiness(draft.business);
    const record = {
      // A caller who does not say when it happened means now: the moment it is recorded.
      occurred_at: recordedAt,
      ...inMicroseconds(draft),
      ...(notAfter !== undefined && overtaken(draft, notAfter)),
      ...asCrowded(draft, isTest ? person?.state.tried : person?.state, recordedAt),
      ...(isTest && { test: true as const }),
      ...(draft.kind === 'opt_in' && withFloor(draft, this.setup.floorOf(draft.business))),
      id,
      recorded_at: recordedAt,
      ...(person !== undefined && { subject: person.subject }),
      ...(other !== undefined && this.named(draft, other, id)),
    } as ConsentRecord;
    this.next += 1;
    if ((record.kind !== 'opt_in' && record.kind !== 'imported') || validDays === undefined) return record;
    return { ...record, valid_until: daysAfter(grantedAt(record), validDays) };
  }

  /** The other person, their name under their own key. */
  private named(draft: RecordDraft, { subject, key }: PersonInBatch, record: string) {
    if (!('other_identifier' in draft)) return {};
    const sealed = sealIdentifier(key, this.world.random(12), record, draft.other_identifier);
    return { other_subject: subject, other_identifier: sealed };
  }

  private sideEffect({ business, effect }: Draft, { id: record, ...rest }: ConsentRecord): void {
    if (effect?.kind === 'template' && rest.kind === 'template_changed') {
      const key = templateKey(effect.template);
      const known = this.templates.get(key) ?? { ...effect.template, state: {} };
      this.templates.set(key, { ...known, state: foldTemplate(known.state, { id: record, ...rest }) });
      this.changedTemplates.add(key);
    }
    if (effect?.kind === 'succeed')
      this.write.succession = { ...effect.succession, record, at: rest.recorded_at };
    if (effect?.kind === 'recover')
      this.write.recoveries.push({ business: effect.business, begun: effect.begun, record });
    if (effect?.kind === 'confirm_pending') this.awaited.confirmed.push(effect.pending);
    if (effect?.kind === 'publish_flow') this.write.flows.push({ flow: effect.flow, record });
    if (effect?.kind === 'publish') this.write.notices.push({ notice: effect.notice, record });
    const note = { business, record, at: rest.recorded_at };
    if (effect?.kind === 'retire')
      this.write.retirements.push({ ...note, id: effect.id, version: effect.version });
    if (effect?.kind === 'review') {
      const { kind: _, ...reviewed } = effect;
      this.write.reviews.push({ ...note, ...reviewed });
    }
  }
}

function withFloor(draft: DraftOf<OptInRecord>, setup: string | undefined) {
  const floor = floorFor(draft, setup);
  return floor === undefined ? {} : { floor };
}
