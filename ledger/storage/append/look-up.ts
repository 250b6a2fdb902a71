// The rows that a batch needs, read under the lock of the head row. All statements leave in one flight. The
// first one locks. Each later one sees what the last holder of the lock has committed, because in READ
// COMMITTED every statement takes its snapshot when it starts.

import { parseState, unreadAs } from '../../core/consent/state-text.ts';
import { parseNotice } from '../../core/notice/notice.ts';
import type { Found, Lookups, Person, StoredRecord } from '../../operations/append/log-store.ts';
import type { Sql } from '../database/connection.ts';
import { createRecordStore } from '../record/record-store.ts';
import { ofThisVersion, refuseOtherTables } from '../schema/look.ts';
import { findSetup } from '../setup/setup-rows.ts';
import { readEdge } from './edge.ts';
import { inOneFlight } from './in-one-flight.ts';

type Head = {
  origin: string;
  size: number;
  root: Buffer;
  root_then: Buffer | null;
  last_recorded_at: string;
  now: number;
};
type PersonRow = { subject: string; business: string; wrapped_key: Buffer | null; state: string | null };

/**
 * @throws Error if claimOrigin was never called. The caller must roll back its transaction on any error.
 */
export async function lookUp(sql: Sql, lookups: Lookups): Promise<Found> {
  const [
    head,
    ,
    spent,
    tagged,
    named,
    notices,
    publications,
    flows,
    templates,
    setup,
    pending,
    erasing,
    pruning,
    linked,
  ] = await inOneFlight([
    lockHead(sql, lookups.seen ?? 0),
    checkTables(sql),
    findSpent(sql, lookups.spent),
    findByTag(sql, lookups.prefixes),
    findSubjects(sql, lookups.subjects),
    findVersions(sql, lookups.notices),
    findPublications(sql, lookups.publications ?? []),
    findFlows(sql, lookups.flows),
    findTemplates(sql, lookups.templates),
    findSetup(sql, lookups.setup, lookups.staff),
    lockPending(sql, lookups.pending ?? []),
    findErasing(sql, lookups.erasing ?? []),
    findPruning(sql, lookups.pruning ?? []),
    findLinked(sql, lookups.erasing ?? []),
  ]);
  // The root as well: after a failover, or if an attacker changed the table, the size alone may match by
  // chance.
  const held = head.size === lookups.edgeSize && head.root.equals(lookups.edgeRoot);
  const edge = held ? undefined : await readEdge(sql, head.size);
  return {
    origin: head.origin,
    size: head.size,
    root: head.root,
    ...(head.root_then !== null && { rootThen: head.root_then }),
    lastRecordedAt: head.last_recorded_at,
    now: head.now,
    ...(edge !== undefined && { edge }),
    spent,
    tags: tagged,
    people: await peopleOf(sql, [...tagged, ...named, ...linked]),
    notices,
    publications,
    flows,
    templates,
    setup,
    pending,
    ...(erasing && { erasing }),
    pruning,
  };
}

async function lockHead(sql: Sql, seen: number): Promise<Head> {
  // The outer statement reads the clock. Inside, Postgres would read it before the wait for the lock.
  const [head] = await sql<Head[]>`
    with head as materialized (select origin, size, root, last_recorded_at from log_head where id = 1 for update)
    select origin, size, root, (select root from log_checkpoints where size = ${seen}) as root_then,
      last_recorded_at, (extract(epoch from clock_timestamp()) * 1000000)::bigint as now from head`;
  if (head === undefined) throw new Error('the log has no head: claimOrigin comes first');
  return head;
}

/**
 * Another node may have migrated the tables since this session began. In a statement after the lock: the one
 * that waits for it sees what was there before. A migration holds the same lock.
 */
async function checkTables(sql: Sql): Promise<void> {
  const [row] = await sql.unsafe<{ version: number }[]>(ofThisVersion.statement);
  refuseOtherTables(row!);
}

async function findSpent(sql: Sql, wanted: Lookups['spent']): Promise<Found['spent']> {
  if (wanted.length === 0) return [];
  // By key alone, because the index starts with it. Another business's row with the same key does no harm.
  return sql<Found['spent']>`
    select business, key, request, record, mac,
      not exists (select from sealed_records r where r.record = k.record) as erased
    from spent_keys k where key = any(${wanted.map(({ key }) => key)}::bytea[])`;
}

async function findErasing(sql: Sql, subjects: readonly string[]): Promise<Found['erasing']> {
  if (subjects.length === 0) return undefined;
  const rows = await sql<{ idx: number }[]>`
    select idx from sealed_records where subject = any(${subjects}::uuid[]) order by idx`;
  const tags = await sql<NonNullable<Found['erasing']>['tags'][number][]>`
    select subject, kind, pepper, tag from identifier_tags where subject = any(${subjects}::uuid[])
    order by subject, kind, pepper, tag`;
  const spent = await sql<NonNullable<Found['erasing']>['spent'][number][]>`
    select business, key, request, record, mac from spent_keys where record = any(array(
      select record from sealed_records where subject = any(${subjects}::uuid[])))`;
  return { indexes: rows.map(({ idx }) => idx), tags, spent };
}

async function findPruning(sql: Sql, indexes: readonly number[]): Promise<NonNullable<Found['pruning']>> {
  if (indexes.length === 0) return [];
  return sql<{ idx: number; business: string }[]>`
    select idx, business from sealed_records where idx = any(${indexes}::bigint[])`;
}

/** Whom a link joins to those who are to be erased. */
async function findLinked(sql: Sql, subjects: readonly string[]): Promise<PersonRow[]> {
  if (subjects.length === 0) return [];
  return sql<PersonRow[]>`
    select subject, business, wrapped_key,
      (select state from consent_states c where c.subject = s.subject) as state
    from subjects s where subject in (select b from subject_links where a = any(${subjects}::uuid[]))`;
}

type TaggedRow = PersonRow & { tag: Buffer };

async function findByTag(sql: Sql, prefixes: readonly bigint[]): Promise<TaggedRow[]> {
  if (prefixes.length === 0) return [];
  // Sub-selects, not joins: a plan made while the tables were small must not become a scan of large ones.
  return sql<TaggedRow[]>`
    select tag, business, subject,
      (select wrapped_key from subjects s where s.subject = t.subject) as wrapped_key,
      (select state from consent_states c where c.subject = t.subject) as state
    from identifier_tags t where prefix = any(${prefixes}::bigint[])`;
}

async function findSubjects(sql: Sql, subjects: readonly string[]): Promise<PersonRow[]> {
  if (subjects.length === 0) return [];
  return sql<PersonRow[]>`
    select subject, business, wrapped_key,
      (select state from consent_states c where c.subject = s.subject) as state
    from subjects s where subject = any(${subjects}::uuid[])`;
}

async function findVersions(sql: Sql, wanted: Lookups['notices']): Promise<Found['notices']> {
  if (wanted.length === 0) return [];
  return sql<Found['notices']>`
    select w.business, w.id, w.version, exists (
      select 1 from notice_retirements r
      where r.business = w.business and r.id = w.id and r.version = w.version) as retired
    from (select u.business, u.id, coalesce(
      (select max(version) from notices n where n.business = u.business and n.id = u.id), 0) as version
    from unnest(${wanted.map(({ business }) => business)}::text[], ${wanted.map(({ id }) => id)}::text[])
      as u (business, id)) w`;
}

type Publications = NonNullable<Lookups['publications']>;
type Publication = NonNullable<Found['publications']>[number];

async function findPublications(sql: Sql, wanted: Publications): Promise<Publication[]> {
  // One statement each: what one of them has not seen, another may have.
  const found = await inOneFlight(
    wanted.map(
      ({ business, seen }) => sql<{ business: string; record: string; bytes: Buffer }[]>`
        select business, record, bytes from notices
        where business = ${business} and record <> all(${[...seen]}::uuid[])`,
    ),
  );
  return found.flat().map(({ bytes, ...row }) => ({ ...row, notice: parseNotice(bytes) }));
}

async function findFlows(sql: Sql, wanted: Lookups['flows']): Promise<Found['flows']> {
  if (wanted.length === 0) return [];
  return sql<Found['flows']>`
    select u.business, u.id, coalesce(
      (select max(version) from flows f where f.business = u.business and f.id = u.id), 0) as version
    from unnest(${wanted.map(({ business }) => business)}::text[], ${wanted.map(({ id }) => id)}::text[])
      as u (business, id)`;
}

async function findTemplates(sql: Sql, wanted: Lookups['templates']): Promise<Found['templates']> {
  if (wanted.length === 0) return [];
  return sql<Found['templates']>`
    select business, waba_id as account, name, language, state from templates
    where (business, waba_id, name, language) in (
      select * from unnest(${wanted.map(({ business }) => business)}::text[],
        ${wanted.map(({ account }) => account)}::text[], ${wanted.map(({ name }) => name)}::text[],
        ${wanted.map(({ language }) => language)}::text[]))`;
}

/** A rejection at the same moment waits for the commit, or this for it: one of the two finds the row. */
async function lockPending(sql: Sql, wanted: readonly string[]): Promise<NonNullable<Found['pending']>> {
  if (wanted.length === 0) return [];
  return sql<{ pending: string; business: string }[]>`
    select pending, business from pending_opt_ins
    where pending = any(${wanted}::uuid[]) and decision is distinct from 'reject'
    order by pending for update`;
}

async function peopleOf(sql: Sql, rows: readonly PersonRow[]): Promise<Person[]> {
  const people = new Map<string, Person>();
  const unread: string[] = [];
  for (const { subject, business, wrapped_key: wrappedKey, state: text } of rows) {
    // A tag without a key is a person whom an operator half erased by hand. The look-up does not find that
    // person, and `verify` reports it.
    if (wrappedKey === null || people.has(subject)) continue;
    const state = text === null ? undefined : parseState(subject, text);
    const read = state === undefined ? { unread: unreadAs(text ?? ''), records: [], stones: [] } : { state };
    people.set(subject, { subject, business, wrappedKey, ...read });
    if (state === undefined) unread.push(subject);
  }
  // Very rare. Under the lock, so that the rebuilt state is written before another append adds records.
  if (unread.length > 0) await addRecords(sql, people, unread);
  return [...people.values()];
}

async function addRecords(sql: Sql, people: Map<string, Person>, subjects: readonly string[]): Promise<void> {
  const store = createRecordStore({ sql });
  const bySubject = Map.groupBy(await store.ofSubjects(subjects), ({ subject }) => subject);
  const stonesOf = Map.groupBy(await store.stonesOf(subjects), ({ of }) => of);
  for (const subject of subjects) {
    const records: readonly StoredRecord[] = bySubject.get(subject) ?? [];
    const stones: readonly StoredRecord[] = stonesOf.get(subject) ?? [];
    people.set(subject, { ...people.get(subject)!, records, stones } as Person);
  }
}
