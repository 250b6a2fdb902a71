// Is what the gate reads true? Each person's records are folded again and must give the stored state byte for byte; the
// identifiers in them must lead to this person, and nothing else may.
//
// Needs no openings that auditRecords has not checked: a row that does not open is its finding, not one of here. Streams:
// records and people come in the order of their subjects, and one person is held.

import type { ConsentRecord, OptInRecord } from '../consent/record.ts';
import { type ConsentState, emptyState, encodeState, fold } from '../consent/state.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../subject/identifier.ts';
import { identifierTag, type Pepper, tagPrefix } from '../subject/tag.ts';
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

/** Another subject that this one is linked to, and its own record that says so. */
export type StoredLink = { readonly b: string; readonly record: string };

/** Everything stored under one subject's id; what is not there is empty. */
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
};

/** What a person's records make. */
type Refolded = {
  business: string;
  state: ConsentState;
  identifiers: Map<string, CanonicalIdentifier>;
  /** By id: what a later record may confirm or undo. */
  optIns: Map<string, OptInRecord>;
  links: StoredLink[];
  /** Some record cannot be read, so nothing can be said about what they make together. */
  partial: boolean;
};

/** @returns how many people there are */
export async function auditPeople(under: PeopleUnderAudit, report: Report): Promise<number> {
  const rows = new Cursor(withSubject(under.rows));
  const people = new Cursor(under.people);
  let count = 0;
  for (;;) {
    const [row, person] = [await rows.peek(), await people.peek()];
    const subject = first(row?.subject, person?.subject);
    if (subject === undefined) return count;
    const refolded = await refold(rows, subject, under.master, report);
    const stored = person?.subject === subject ? await people.take() : undefined;
    auditPerson(stored ?? nobody(subject), refolded, under.peppers, report);
    count += 1;
  }
}

/** Of somebody with records nothing else is stored. */
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
  master: Uint8Array,
  report: Report,
): Promise<Refolded | undefined> {
  let refolded: Refolded | undefined;
  for (let row = await rows.peek(); row?.subject === subject; row = await rows.peek()) {
    await rows.take();
    refolded ??= newcomer(row.business);
    const opened = openRow(row, master);
    if (opened.kind === 'false') refolded.partial = true;
    else {
      include(refolded, opened.record);
      // What it confirms or undoes may be the one that cannot be read.
      if (!refolded.partial) auditReference(opened.record, refolded.optIns, whereOf(row), report);
    }
  }
  return refolded;
}

/** What a record says of an earlier one. */
function auditReference(
  record: ConsentRecord,
  optIns: ReadonlyMap<string, OptInRecord>,
  where: string,
  report: Report,
): void {
  if (record.kind === 'confirmed') auditConfirmation(record, optIns, where, report);
  if (record.kind === 'opt_out') auditUndo(record, optIns, where, report);
}

const newcomer = (business: string): Refolded => {
  return {
    business,
    state: emptyState,
    identifiers: new Map(),
    optIns: new Map(),
    links: [],
    partial: false,
  };
};

function include(refolded: Refolded, record: ConsentRecord): void {
  refolded.state = fold(refolded.state, record);
  if (record.kind === 'opt_in') refolded.optIns.set(record.id, record);
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
  peppers: readonly Pepper[],
  report: Report,
): void {
  const where = `subject ${person.subject}`;
  auditLinks(person, refolded, report);
  if (refolded === undefined) {
    const { wrappedKey, state, tags } = person;
    // Somebody of whom there are links alone has been found with these.
    if (wrappedKey.length > 0 || state !== '' || tags.length > 0)
      report(finding('state', 'without_records', where));
    return;
  }
  // A missing or false key has been found with the rows that it closes.
  if (person.wrappedKey.length > 0 && person.business !== refolded.business) {
    report(finding('key', 'business_differs', where));
  }
  if (person.state === '') report(finding('state', 'missing', where));
  else if (!refolded.partial && person.state !== encodeState(refolded.state)) {
    report(finding('state', 'differs', where));
  }
  auditTags(person, refolded, peppers, report);
}

/** What the gate walks, against what the records say: a link made up shares a stop with strangers, one removed hides it. */
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
  { business, identifiers, partial }: Refolded,
  peppers: readonly Pepper[],
  report: Report,
): void {
  const found = new Set<CanonicalIdentifier>();
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
    else if (!partial) report(finding('tag', 'unexplained', where));
  }
  for (const identifier of identifiers.values()) {
    if (!found.has(identifier)) report(finding('tag', 'missing', `subject ${subject}, ${identifier.kind}`));
  }
}

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
