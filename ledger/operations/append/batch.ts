// One batch, planned under the lock of the log's head: who is meant, when it is recorded, which bytes, which leaf.
// Pure but for the random bytes and the clock it is handed; storage writes what comes out in the same transaction.

import type { ConsentRecord } from '../../core/consent/record.ts';
import { encodeRecord } from '../../core/consent/record.ts';
import { isStoppedSince } from '../../core/consent/state.ts';
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
import { seal } from '../../core/subject/sealed.ts';
import type { BatchWrite, Found, TemplateKey, World } from '../ports.ts';
import { type Draft, noticeOf, type Outcome, type Placed } from './draft.ts';
import { nameIn, People, type PersonInBatch } from './people.ts';
import { uuidv7 } from './uuid.ts';

export type Keyring = { master: Buffer; signCheckpoint(size: number, root: Uint8Array): string };

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

const templateKey = ({ business, account, name, language }: TemplateKey) =>
  [business, account, name, language].join('\0');

/** What follows from the records of a batch, when all of them are placed. */
type Derived = 'checkpoint' | 'tiles' | 'lastRecordedAt' | 'templates' | 'subjects' | 'tags' | 'states';

class Batch {
  private readonly edge: Edge;
  private readonly keys: Keyring;
  private readonly world: World;
  private readonly people: People;
  private readonly spent = new Map<string, { request: Buffer; record: string }>();
  private readonly notices = new Map<string, { version: number; retired: boolean }>();
  /** As far as they are known; those that a draft of this batch changes are written. */
  private readonly templates = new Map<string, TemplateKey & { state: TemplateState }>();
  private readonly changedTemplates = new Set<string>();
  private recordedAt: string;
  /** Of the record before. */
  private lastRecordedAt: string;
  private readonly write: Omit<BatchWrite, Derived>;
  private readonly leaves: Uint8Array[] = [];

  constructor(found: Found, edge: Edge, keys: Keyring, world: World) {
    this.edge = edge;
    this.keys = keys;
    this.world = world;
    this.people = new People(found, keys.master, world);
    const now = world.now().toISOString();
    // Monotone in log order even if the clock is set back: the fold and every as-of question rest on it.
    this.recordedAt = now > found.lastRecordedAt ? now : found.lastRecordedAt;
    this.lastRecordedAt = found.lastRecordedAt;
    for (const { business, key, request, record } of found.spent) {
      this.spent.set(nameIn(business, key), { request, record });
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
      spent: [],
      notices: [],
      retirements: [],
      links: [],
    };
  }

  plan(drafts: readonly Draft[]): BatchPlan {
    /** `at`: of the draft that it answers. */
    const placed: { at?: number; record: ConsentRecord; entry: Buffer }[] = [];
    const outcomes: (Outcome | undefined)[] = drafts.map((draft, at) => {
      // One bad command fails alone, never its batch.
      const early = this.answeredBefore(draft) ?? this.conflict(draft);
      if (early !== undefined) return early;
      if (draft.effect?.kind === 'link') {
        const pair = this.people.pairOf(draft, draft.effect, this.recordedAt);
        if (pair instanceof LedgerError) return { kind: 'refused', error: pair };
        if (pair.kind === 'replayed') return pair;
        const { person, other, mirror, first } = pair;
        if (first !== undefined) placed.push(this.place(first.draft, first.person));
        // Both sides in one commit: no question ever walks a link from one end and not from the other.
        placed.push({ at, ...this.place(draft, person, other.subject) });
        placed.push({ at, ...this.place(mirror, other, person.subject) });
        return undefined;
      }
      const person = this.people.ownerOf(draft);
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
      if (at === undefined) return;
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
    const { subjects, tags } = this.people;
    const states = this.people.changedStates();
    const tiles = grown.newTiles.map(({ level, index, hashes, root }) => {
      return { level, index, hashes: Buffer.from(hashes), root: Buffer.from(root) };
    });
    const { recordedAt: lastRecordedAt } = this;
    const checkpoint = { size: grown.edge.size, root, note };
    const templates = [...this.changedTemplates].map((key) => {
      const { state, ...template } = this.templates.get(key)!;
      return { ...template, state: encodeTemplateState(state), treeSize: grown.edge.size };
    });
    const write = { ...this.write, subjects, tags, states, lastRecordedAt, tiles, checkpoint, templates };
    return { write, edge: grown.edge, outcomes: outcomes as Outcome[] };
  }

  private answeredBefore({ business, spend }: Draft): Outcome | undefined {
    if (spend === undefined) return undefined;
    const before = this.spent.get(nameIn(business, spend.key));
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
    if (person !== undefined) this.people.foldInto(person, record);
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

  private spendKey({ business, spend }: Draft, record: string): void {
    if (spend === undefined) return;
    this.spent.set(nameIn(business, spend.key), { request: spend.request, record });
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
