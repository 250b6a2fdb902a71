// Is what the gate reads true? Each person's records are folded again and must give the stored state byte for
// byte. The identifiers in them must lead to this person, and nothing else may.
//
// It relies on the openings that auditRecords has checked: a row that does not open is a finding of that
// pass, not of this one. Streams: records and people come in the order of their subjects, and one person is
// held.

import { isCorrectable } from '../consent/record/correction.ts';
import type { Stone } from '../consent/record/stone.ts';
import type { ConsentRecord, OptInRecord } from '../consent/record.ts';
import { type ConsentState, emptyState, fold } from '../consent/state.ts';
import { encodeState, isOfLaterFold, unreadAs } from '../consent/state-text.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../subject/identifier.ts';
import { unwrapKey } from '../subject/sealed.ts';
import { identifierTag, type Pepper, tagPrefix } from '../subject/tag.ts';
import { auditAuthority } from './audit-authority.ts';
import { auditConfirmation } from './audit-confirmation.ts';
import type { Report } from './audit-log.ts';
import { auditUndo } from './audit-undo.ts';
import { Cursor, type Pages } from './cursor.ts';
import { finding } from './finding.ts';
import { openRow, type SealedRow, whereOf } from './opened-row.ts';

export type StoredTag = {
  readonly business: string;
  readonly kind: string;
  readonly pepper: number;
  readonly tag: Buffer;
  readonly prefix: bigint;
};

/** The business is that of the record that holds it: of the erased there may be no other row. */
export type KeptStone = Stone & { readonly business: string };

/** Another subject that this one is linked to, and its own record that says so. */
export type StoredLink = { readonly b: string; readonly record: string };

/** Everything stored under one subject's id; absent parts are empty. */
export type StoredPerson = {
  readonly subject: string;
  readonly business: string;
  readonly wrappedKey: Uint8Array;
  readonly state: string;
  readonly tags: readonly StoredTag[];
  readonly links: readonly StoredLink[];
};

export type PeopleUnderAudit = {
  /** By subject. Rows without one are passed over. */
  readonly rows: Pages<SealedRow>;
  /** By subject. */
  readonly people: Pages<StoredPerson>;
  readonly master: Uint8Array;
  readonly peppers: readonly Pepper[];
  /** What stays of those whose records are gone, by subject. */
  readonly stones: ReadonlyMap<string, KeptStone>;
};

export type AuditedPeople = {
  readonly people: number;
  /** Those with a record or a state of a later release: what their state must be is not known here. */
  readonly unjudged: number;
};

type KeptTag = Stone['tags'][number];

/** What a person's records make. */
type Refolded = {
  business: string;
  state: ConsentState;
  identifiers: Map<string, CanonicalIdentifier>;
  /** By id: the opt-ins that a later record may confirm or undo. */
  optIns: Map<string, OptInRecord>;
  /** Those that were confirmed. */
  confirmed: Set<string>;
  /** The records that may be corrected. */
  correctable: Set<string>;
  links: StoredLink[];
  /** Where records of this person are gone: what the log says is left. */
  stone: Stone | undefined;
  /** Tags of names that a stop was told again for, which no record holds any more. */
  toldAgain: readonly KeptTag[];
  /** A record cannot be read, so the fold of all of them is unknown. */
  partial: boolean;
  /** A later release wrote it. */
  unknown: boolean;
};

export async function auditPeople(under: PeopleUnderAudit, report: Report): Promise<AuditedPeople> {
  const rows = new Cursor(withSubject(under.rows));
  const people = new Cursor(under.people);
  let [count, unjudged] = [0, 0];
  for (;;) {
    const [row, person] = [await rows.peek(), await people.peek()];
    const subject = first(row?.subject, person?.subject);
    if (subject === undefined) return { people: count, unjudged };
    const refolded = await refold(rows, subject, under, report);
    const stored = person?.subject === subject ? await people.take() : undefined;
    auditPerson(stored ?? nobody(subject), refolded, under, report);
    count += 1;
    if (refolded?.unknown === true || isOfLaterFold(stored?.state ?? '')) unjudged += 1;
  }
}

/** A person with records and nothing else stored. */
function nobody(subject: string): StoredPerson {
  return { subject, business: '', wrappedKey: Buffer.alloc(0), state: '', tags: [], links: [] };
}

async function* withSubject(pages: Pages<SealedRow>) {
  for await (const page of pages) yield page.filter(({ subject }) => subject !== null);
}

function first(a: string | null | undefined, b: string | undefined): string | undefined {
  if (a == null || b === undefined) return a ?? b;
  return a < b ? a : b;
}

async function refold(
  rows: Cursor<SealedRow>,
  subject: string,
  { master, stones }: Pick<PeopleUnderAudit, 'master' | 'stones'>,
  report: Report,
): Promise<Refolded | undefined> {
  const stone = stones.get(subject);
  let refolded = stone && newcomer(stone.business, stone);
  for (let row = await rows.peek(); row?.subject === subject; row = await rows.peek()) {
    await rows.take();
    refolded ??= newcomer(row.business);
    const opened = openRow(row, master);
    if (opened.kind !== 'opened') {
      refolded.partial = true;
      refolded.unknown ||= opened.kind === 'unknown';
    } else {
      include(refolded, opened.record);
      // The opt-in it confirms or undoes may be the record that cannot be read.
      if (!refolded.partial) auditReference(opened.record, refolded, whereOf(row), report);
    }
  }
  return refolded;
}

/** What a record says of an earlier one. */
function auditReference(
  record: ConsentRecord,
  { optIns, confirmed, correctable, stone }: Refolded,
  where: string,
  report: Report,
): void {
  // What it speaks of may be gone, as the log says of some of this person's records.
  const spokenOf =
    record.kind === 'confirmed' ? record.confirms : 'undoes' in record && record.undoes?.record;
  if (stone !== undefined && typeof spokenOf === 'string' && !optIns.has(spokenOf)) return;
  if (record.kind === 'confirmed') auditConfirmation(record, optIns, where, report);
  const hasAll = record.kind === 'opt_in' || stone === undefined;
  const hasAuthority = record.kind === 'opt_in' || record.kind === 'opt_out' || record.kind === 'objected';
  if (hasAuthority && hasAll) auditAuthority(record, optIns, confirmed, where, report);
  if (record.kind === 'opt_out') auditUndo(record, optIns, where, report);
  if (record.kind === 'corrected' && stone === undefined && !correctable.has(record.corrects))
    report(finding('sealed_record', 'corrects_nothing', where));
}

const newcomer = (business: string, stone?: Stone): Refolded => {
  const links = Object.entries(stone?.state.links ?? {});
  return {
    business,
    state: stone?.state ?? emptyState,
    identifiers: new Map(),
    optIns: new Map(),
    confirmed: new Set(),
    correctable: new Set(),
    links: links.map(([b, { record }]) => ({ b, record })),
    stone,
    toldAgain: [],
    partial: false,
    unknown: false,
  };
};

function include(refolded: Refolded, record: ConsentRecord): void {
  refolded.state = fold(refolded.state, record);
  if (record.kind === 'opt_in') refolded.optIns.set(record.id, record);
  if (record.kind === 'confirmed') refolded.confirmed.add(record.confirms);
  if (isCorrectable(record)) refolded.correctable.add(record.id);
  if ('replayed' in record && record.replayed !== undefined)
    refolded.toldAgain = refolded.toldAgain.concat(record.replayed.tags);
  if ('other_subject' in record) refolded.links.push({ b: record.other_subject, record: record.id });
  if (!('identifiers' in record)) return;
  for (const identifier of record.identifiers) {
    const canonical = normalizeIdentifier(identifier);
    if (canonical.kind === 'refused') continue;
    refolded.identifiers.set(`${canonical.kind}\0${canonical.value}`, canonical);
  }
}

function auditPerson(
  person: StoredPerson,
  refolded: Refolded | undefined,
  { master, peppers }: Pick<PeopleUnderAudit, 'master' | 'peppers'>,
  report: Report,
): void {
  const where = `subject ${person.subject}`;
  auditLinks(person, refolded, report);
  if (refolded === undefined) {
    const { wrappedKey, state, tags } = person;
    // A person with only stored links has no records either, and is found by the links.
    if (wrappedKey.length > 0 || state !== '' || tags.length > 0)
      report(finding('state', 'without_records', where));
    return;
  }
  // A missing or false key is already a finding of the rows that it closes; an erased person may have none.
  if (refolded.stone !== undefined) auditKey(person, master, report);
  if (person.wrappedKey.length > 0 && person.business !== refolded.business) {
    report(finding('key', 'business_differs', where));
  }
  auditState(person, refolded, report);
  auditTags(person, refolded, peppers, report);
}

/** The next stop of an erased person is sealed under that person's key. */
function auditKey({ subject, wrappedKey }: StoredPerson, master: Uint8Array, report: Report): void {
  if (wrappedKey.length === 0) report(finding('key', 'missing', `subject ${subject}`));
  else if (unwrapKey(master, subject, wrappedKey) === undefined)
    report(finding('key', 'does_not_unwrap', `subject ${subject}`));
}

function auditState(
  { subject, state }: StoredPerson,
  { state: due, partial }: Refolded,
  report: Report,
): void {
  const where = `subject ${subject}`;
  if (state === '') report(finding('state', 'missing', where));
  // The reader makes a state of an earlier fold again before it judges by it; what a later one means is not
  // known.
  else if (!partial && unreadAs(state) === 'damaged' && state !== encodeState(subject, due))
    report(finding('state', 'differs', where));
}

/**
 * What the gate walks, against what the records say: a link made up shares a stop with strangers, one removed
 * hides it.
 */
function auditLinks({ subject, links }: StoredPerson, refolded: Refolded | undefined, report: Report): void {
  const nameOf = ({ b, record }: StoredLink) => `subjects ${subject} and ${b}, record ${record}`;
  const stored = new Set(links.map(nameOf));
  const recorded = new Set(refolded?.links.map(nameOf));
  for (const name of recorded) if (!stored.has(name)) report(finding('link', 'missing', name));
  if (refolded?.partial === true) return;
  for (const name of stored) if (!recorded.has(name)) report(finding('link', 'unexplained', name));
}

function auditTags(
  { subject, tags }: StoredPerson,
  { business, identifiers, stone, toldAgain, partial }: Refolded,
  peppers: readonly Pepper[],
  report: Report,
): void {
  const found = new Set<CanonicalIdentifier>();
  const left = stone?.tags ?? [];
  const is = (kept: KeptTag, tag: StoredTag) => tag.business === business && isSame(kept, tag);
  for (const tag of tags) {
    const where = `subject ${subject}, ${tag.kind}, pepper ${tag.pepper}`;
    if (tag.prefix !== tagPrefix(tag.tag)) report(finding('tag', 'prefix_differs', where));
    const pepper = peppers.find(({ version }) => version === tag.pepper);
    if (pepper === undefined) {
      report(finding('tag', 'pepper_unknown', where));
      continue;
    }
    const named =
      tag.business === business ? explain(tag, pepper, business, identifiers.values()) : undefined;
    if (named !== undefined) found.add(named);
    else if (!partial && ![...left, ...toldAgain].some((kept) => is(kept, tag)))
      report(finding('tag', 'unexplained', where));
  }
  for (const identifier of identifiers.values()) {
    if (!found.has(identifier)) report(finding('tag', 'missing', `subject ${subject}, ${identifier.kind}`));
  }
  // Without these nothing finds the stops of an erased person.
  for (const kept of left) {
    if (!tags.some((tag) => is(kept, tag)))
      report(finding('tag', 'missing', `subject ${subject}, ${kept.kind}, pepper ${kept.pepper}`));
  }
}

const isSame = (kept: KeptTag, { kind, pepper, tag }: StoredTag): boolean =>
  kept.kind === kind && kept.pepper === pepper && tag.equals(Buffer.from(kept.tag, 'base64'));

/** The identifier that a tag was made of. */
function explain(
  { tag, kind }: StoredTag,
  pepper: Pepper,
  business: string,
  identifiers: Iterable<CanonicalIdentifier>,
): CanonicalIdentifier | undefined {
  for (const identifier of identifiers) {
    if (identifier.kind === kind && identifierTag(pepper, business, identifier).equals(tag))
      return identifier;
  }
  return undefined;
}
