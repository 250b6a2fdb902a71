// A whole small ledger in memory: the real planner of batches (operations/append/batch.ts) writes it, so that
// what is audited here is what a store would hold. Records are handed in as they are, admissible or not.

import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  type AuditedLedger,
  type AuditKeys,
  auditLedger,
  type LedgerUnderAudit,
} from '../../../ledger/core/audit/audit-ledger.ts';
import type { StoredPerson } from '../../../ledger/core/audit/audit-people.ts';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import type { StoredFlowRow } from '../../../ledger/core/audit/flow-audit.ts';
import type { StoredNoticeNote, StoredNoticeRow } from '../../../ledger/core/audit/notice-audit.ts';
import { openRow, type SealedRow } from '../../../ledger/core/audit/opened-row.ts';
import type { StoredSetup } from '../../../ledger/core/audit/setup-audit.ts';
import type { StoredTemplateRow } from '../../../ledger/core/audit/template-audit.ts';
import { termsConfirmed } from '../../../ledger/core/consent/confirmation.ts';
import type {
  ConfirmedRecord,
  OptInRecord,
  OptOutRecord,
  RecordDraft,
} from '../../../ledger/core/consent/record.ts';
import { parseState } from '../../../ledger/core/consent/state-text.ts';
import { undoneBy } from '../../../ledger/core/consent/undo.ts';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { type Edge, emptyEdge } from '../../../ledger/core/log/edge.ts';
import { emptyRoot } from '../../../ledger/core/log/hash.ts';
import { ed25519Signer, ed25519Verifier } from '../../../ledger/core/log/signed-note.ts';
import { type PublishedNotice, publishNotice } from '../../../ledger/core/notice/notice.ts';
import type { Identifier } from '../../../ledger/core/subject/identifier.ts';
import { wrapKey } from '../../../ledger/core/subject/sealed.ts';
import { type Pepper, tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { planBatch } from '../../../ledger/operations/append/batch.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import type { BatchWrite, Found } from '../../../ledger/operations/append/log-store.ts';
import { brief, pagesOf, type SampleLog } from './sample-log.ts';
import { business, common, noticeDraft, optInDraft, signed } from './sample-records.ts';

export const origin = 'ledger.example/log';
export const [anna, bela] = ['+14155550101', '+14155550102'] as const;

type Rows = SampleLog & {
  head: { origin: string; size: number; root: Buffer; lastRecordedAt: string };
  sealed: SealedRow[];
  people: (StoredPerson & { tags: StoredPerson['tags'][number][]; links: StoredPerson['links'][number][] })[];
  businesses: { id: string; wrappedKey: Buffer }[];
  notices: StoredNoticeRow[];
  retirements: StoredNoticeNote[];
  reviews: StoredNoticeNote[];
  flows: StoredFlowRow[];
  templates: StoredTemplateRow[];
  setup: StoredSetup[];
  spentOnNothing: string[];
};

const pepper = (version: number): Pepper => ({ version, key: createSecretKey(randomBytes(32)) });

export class SampleLedger {
  readonly master = randomBytes(32);
  readonly macs = [pepper(1)] as const;
  peppers: Pepper[] = [pepper(1)];
  readonly rows: Rows;
  readonly #signer = ed25519Signer(origin, generateKeyPairSync('ed25519').privateKey);
  readonly #key = randomBytes(32);
  #edge: Edge = emptyEdge();
  #now = Date.parse('2026-01-01T00:00:00.000Z');

  constructor() {
    const wrappedKey = wrapKey(this.master, business, this.#key, randomBytes(12));
    this.rows = {
      head: { origin, size: 0, root: Buffer.from(emptyRoot()), lastRecordedAt: '' },
      businesses: [{ id: business, wrappedKey }],
      ...{ entries: [], checkpoints: [], tiles: [], sealed: [], people: [] },
      ...{
        notices: [],
        retirements: [],
        reviews: [],
        flows: [],
        templates: [],
        setup: [],
        spentOnNothing: [],
      },
    };
  }

  /** A new pepper becomes the current one; tags made before stay under theirs. */
  rotatePepper(): void {
    this.peppers = [pepper(this.peppers.length + 1), ...this.peppers];
  }

  /** `said` is written over what an honest ledger would record of the publication. */
  publish(
    overrides: Partial<Parameters<typeof publishNotice>[0]> = {},
    said: Partial<Extract<RecordDraft, { kind: 'notice_published' }>> = {},
  ): PublishedNotice {
    const notice = publishNotice(
      { ...noticeDraft, ...overrides },
      {
        version: 1 + this.rows.notices.length,
        business: { id: business, name: 'Fresh Produce' },
        publishedAt: new Date(this.#now).toISOString(),
      },
    );
    const { id, version } = notice.notice;
    const record: RecordDraft = {
      ...common('notice_published'),
      notice: { id, version, sha256: notice.sha256 },
      document: notice.bytes.toString('utf8'),
      ...said,
    };
    this.append({ ...this.#ofBusiness(record), effect: { kind: 'publish', notice } });
    return notice;
  }

  retire({ notice: { id, version }, sha256 }: PublishedNotice): void {
    const draft = this.#ofBusiness({ ...common('notice_retired'), notice: { id, version, sha256 } });
    this.append({ ...draft, effect: { kind: 'retire', id, version } });
  }

  /** @param at of the notices that were published */
  review(at: number, locale: string): void {
    const { id, version, sha256 } = this.rows.notices[at]!;
    const said = { notice: { id, version, sha256 }, locale, reviewer: 'Ana Sousa' };
    const draft = this.#ofBusiness({ ...common('notice_reviewed'), ...said });
    this.append({ ...draft, effect: { kind: 'review', id, version, locale } });
  }

  /** A key press on the phone; `changes` are written over what an honest ledger would record. */
  optIn(number: string, published: PublishedNotice, changes: Partial<OptInRecord> = {}): void {
    this.append(this.#about(number, { ...optInDraft(number, published), ...changes } as RecordDraft));
  }

  optOut(number: string): void {
    const identifiers = [{ kind: 'number' as const, value: number }];
    const occurred_at = '2026-01-01T00:00:00.000Z';
    const said = { identifiers, channel: 'web' as const, authority: 'any' as const, occurred_at };
    this.append(this.#about(number, { ...common('opt_out'), ...said }));
  }

  /**
   * Anna or Bela proves that the number is theirs; `changes` are written over what an honest ledger would
   * record.
   */
  confirm(number: string, index: number, changes: Partial<ConfirmedRecord> = {}): void {
    const opened = openRow(this.rows.sealed[index]!, this.master);
    const optIn = (opened as { record: OptInRecord }).record;
    const confirmed = {
      ...common('confirmed'),
      ...termsConfirmed(optIn),
      identifiers: [{ kind: 'number' as const, value: number }],
      channel: 'web' as const,
      evidence: { method: 'code' as const, challenge: 'c-1' },
    };
    this.append(this.#about(number, { ...confirmed, ...changes }));
  }

  /**
   * The page takes back the tick at this index; `changes` are written over what an honest ledger would
   * record.
   */
  undo(number: string, index: number, changes: Partial<OptOutRecord> = {}): void {
    const optIn = (openRow(this.rows.sealed[index]!, this.master) as { record: OptInRecord }).record;
    const undone = {
      ...common('opt_out'),
      identifiers: [{ kind: 'number' as const, value: number }],
      channel: 'web' as const,
      authority: 'any' as const,
      purposes: optIn.purposes,
      undoes: undoneBy(optIn),
    };
    this.append(this.#about(number, { ...undone, ...changes }));
  }

  /** Meta says that a number and a business-scoped id are one person's. */
  link(number: string, id: string): void {
    const told = { said_by: 'meta' as const, sha256: 'a'.repeat(64), channel: 'whatsapp' as const };
    const [one, other] = [
      { kind: 'number' as const, value: number },
      { kind: 'bsuid' as const, value: id },
    ];
    const side = (own: Identifier, another: Identifier): RecordDraft => {
      return { ...common('linked'), ...told, identifiers: [own], other_identifier: another };
    };
    const tags = tagsUnderEveryPepper(this.peppers, business, other);
    const owner = { kind: 'identified' as const, identifier: 'bsuid', tags };
    this.append({
      ...this.#about(number, side(one, other)),
      effect: { kind: 'link', other: owner, record: side(other, one) },
    });
  }

  /** Any record of the business. */
  ofBusiness<Kind extends RecordDraft['kind']>(
    kind: Kind,
    said: Omit<Extract<RecordDraft, { kind: Kind }>, keyof ReturnType<typeof common>>,
  ): void {
    this.append(this.#ofBusiness({ ...common(kind), ...said } as unknown as RecordDraft));
  }

  /** Any record of a person. */
  ofPerson(number: string, record: object): void {
    this.append(this.#about(number, record as RecordDraft));
  }

  /** Set-up of the business changed, as a record with this id says it. */
  setUp(is: Record<string, unknown>, id: string): void {
    const said = { ...common('setup_changed'), thing: 'business' as const, name: business, is };
    this.append({ ...this.#ofBusiness(said), id });
  }

  /** A record of a kind that a later release will have, of this person or of the business. */
  later(number: string | undefined): void {
    const record = { ...common('accessed'), kind: 'pardoned' } as unknown as RecordDraft;
    this.append(number === undefined ? this.#ofBusiness(record) : this.#about(number, record));
  }

  append(...drafts: Draft[]): void {
    this.#now += 1_000;
    const world = { random: (length: number) => randomBytes(length) };
    const signCheckpointAt = (size: number, root: Uint8Array) =>
      signCheckpoint({ origin, size, root }, [this.#signer]);
    const keys = { master: this.master, macs: this.macs, signCheckpoint: signCheckpointAt };
    const { write, edge } = planBatch(drafts, this.#found(), this.#edge, keys, world);
    if (write === null) throw new Error('the batch was refused');
    this.#edge = edge;
    this.#apply(write);
  }

  /** Findings of a whole audit, as `what/rule where`. */
  async audit(): Promise<string[]> {
    return (await this.findings()).map(brief);
  }

  async findings(): Promise<Finding[]> {
    return (await this.audited()).findings;
  }

  async audited(): Promise<AuditedLedger & { findings: Finding[] }> {
    const findings: Finding[] = [];
    const audited = await auditLedger(this.#underAudit(), this.#auditKeys(), (found) => findings.push(found));
    return { ...audited, findings };
  }

  #auditKeys(): AuditKeys {
    const trust = { origin, logKeys: [ed25519Verifier(this.#signer.key)] };
    return { trust, master: this.master, peppers: this.peppers, macs: this.macs };
  }

  #underAudit(): LedgerUnderAudit {
    const { entries, checkpoints, tiles, sealed, people, ...few } = this.rows;
    const bySubject = (a: { subject: string | null }, b: { subject: string | null }) =>
      (a.subject ?? '') < (b.subject ?? '') ? -1 : 1;
    return {
      ...few,
      entries: () => pagesOf(entries, 2),
      checkpoints: () => pagesOf(checkpoints, 2),
      tiles: () => pagesOf(tiles, 2),
      rowsByIndex: () => pagesOf(sealed, 2),
      rowsBySubject: () =>
        pagesOf(
          sealed.toSorted((a, b) => bySubject(a, b) || a.index - b.index),
          2,
        ),
      people: () => pagesOf(people.toSorted(bySubject), 2),
    };
  }

  #ofBusiness(record: RecordDraft): Draft {
    return { business, owner: { kind: 'business', key: this.#key }, record };
  }

  #about(number: string, record: RecordDraft): Draft {
    const tags = tagsUnderEveryPepper(this.peppers, business, { kind: 'number', value: number });
    return { business, owner: { kind: 'identified', identifier: 'number', tags }, record };
  }

  #found(): Found {
    const { head, people, notices } = this.rows;
    return {
      ...head,
      now: this.#now * 1000,
      spent: [],
      templates: [],
      setup: [],
      flows: [],
      tags: people.flatMap(({ subject, tags }) => tags.map(({ tag }) => ({ tag, business, subject }))),
      people: people.map((person) => {
        const state = parseState(person.subject, person.state)!;
        return { ...person, wrappedKey: Buffer.from(person.wrappedKey), state };
      }),
      notices: [{ business, id: noticeDraft.id, version: notices.length, retired: false }],
    };
  }

  #apply(write: BatchWrite): void {
    const { rows } = this;
    const { size } = rows.head;
    for (const { subject, wrappedKey } of write.subjects) {
      rows.people.push({ subject, business, wrappedKey, state: '', tags: [], links: [] });
    }
    const personOf = (subject: string) => rows.people.find((person) => person.subject === subject);
    for (const tag of write.tags) personOf(tag.subject)!.tags.push(tag);
    for (const { a, ...link } of write.links) personOf(a)!.links.push(link);
    for (const { subject, state } of write.states) Object.assign(personOf(subject)!, { state });
    write.entries.forEach((entry, i) => {
      const index = size + i;
      const { sealed, ...row } = write.sealed[i]!;
      const wrappedKey =
        row.subject === null ? rows.businesses[0]!.wrappedKey : personOf(row.subject)!.wrappedKey;
      rows.entries.push({ index, entry });
      rows.sealed.push({ ...row, index, entry, sealed, wrappedKey, treeSize: write.checkpoint.size });
    });
    for (const { notice, record } of write.notices) {
      const { id, version } = notice.notice;
      rows.notices.push({ business, id, version, sha256: notice.sha256, bytes: notice.bytes, record });
    }
    rows.retirements.push(...write.retirements);
    rows.reviews.push(...write.reviews);
    rows.templates.push(...write.templates);
    rows.tiles.push(...write.tiles);
    rows.checkpoints.push(write.checkpoint);
    rows.head = { ...rows.head, ...write.checkpoint, lastRecordedAt: write.lastRecordedAt };
  }
}

/** One notice, two people: Anna agreed, withdrew and agreed again, Bela agreed. Eight entries. */
export function sampleLedger(): SampleLedger {
  const ledger = new SampleLedger();
  const first = ledger.publish();
  ledger.optIn(anna, first);
  ledger.optIn(bela, first, signed(bela, first));
  ledger.optOut(anna);
  const second = ledger.publish({ valid_days: 30, jurisdiction: 'IN' });
  ledger.optIn(anna, second);
  ledger.retire(second);
  ledger.optOut(bela);
  return ledger;
}

export const replace = <Row>(rows: Row[], at: number, change: (row: Row) => Partial<Row>) => {
  rows[at] = { ...rows[at]!, ...change(rows[at]!) };
};
const personAt = ({ rows }: SampleLedger, index: number) =>
  rows.people.findIndex(({ subject }) => subject === rows.sealed[index]!.subject);
export const annaAt = (ledger: SampleLedger) => personAt(ledger, 1);
export const belaAt = (ledger: SampleLedger) => personAt(ledger, 2);
