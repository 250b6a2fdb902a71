// What a batch must know, read under the lock of the head row. All statements leave in one flight: the first one locks,
// and each later one sees what the last holder of the lock has committed, because in READ COMMITTED every statement
// takes its snapshot when it starts.

import { emptyState, parseState } from '../../core/consent/state.ts';
import type { Found, Lookups, Person } from '../../operations/ports.ts';
import type { Sql } from '../connection.ts';
import { readEdge } from './edge.ts';
import { inOneFlight } from './in-one-flight.ts';

type Head = { size: number; root: Buffer; last_recorded_at: string };
type PersonRow = { subject: string; business: string; wrapped_key: Buffer | null; state: string | null };

/** @throws Error if claimOrigin was never called; the caller's transaction must be rolled back on any error. */
export async function lookUp(sql: Sql, lookups: Lookups): Promise<Found> {
  const [head, spent, tagged, named, notices, templates] = await inOneFlight([
    lockHead(sql),
    findSpent(sql, lookups.spent),
    findByTag(sql, lookups.prefixes),
    findSubjects(sql, lookups.subjects),
    findVersions(sql, lookups.notices),
    findTemplates(sql, lookups.templates),
  ]);
  // The root as well: after a failover or a tampering hand the size alone may be right by chance.
  const held = head.size === lookups.edgeSize && head.root.equals(lookups.edgeRoot);
  const edge = held ? undefined : await readEdge(sql, head.size);
  return {
    size: head.size,
    root: head.root,
    lastRecordedAt: head.last_recorded_at,
    ...(edge !== undefined && { edge }),
    spent,
    tags: tagged,
    people: peopleOf([...tagged, ...named]),
    notices,
    templates,
  };
}

async function lockHead(sql: Sql): Promise<Head> {
  const [head] = await sql<Head[]>`select size, root, last_recorded_at from log_head where id = 1 for update`;
  if (head === undefined) throw new Error('the log has no head: claimOrigin comes first');
  return head;
}

async function findSpent(sql: Sql, wanted: Lookups['spent']): Promise<Found['spent']> {
  if (wanted.length === 0) return [];
  // By key alone, which is what the index starts with; another business's row of the same key does no harm.
  return sql<Found['spent']>`
    select business, key, request, record from spent_keys where key = any(${wanted.map(({ key }) => key)}::bytea[])`;
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

async function findTemplates(sql: Sql, wanted: Lookups['templates']): Promise<Found['templates']> {
  if (wanted.length === 0) return [];
  return sql<Found['templates']>`
    select business, waba_id as account, name, language, state from templates
    where (business, waba_id, name, language) in (
      select * from unnest(${wanted.map(({ business }) => business)}::text[],
        ${wanted.map(({ account }) => account)}::text[], ${wanted.map(({ name }) => name)}::text[],
        ${wanted.map(({ language }) => language)}::text[]))`;
}

function peopleOf(rows: readonly PersonRow[]): Person[] {
  const people = new Map<string, Person>();
  for (const { subject, business, wrapped_key: wrappedKey, state } of rows) {
    // A tag without a key is a person half erased by hand: not known, and `verify` says so.
    if (wrappedKey === null || people.has(subject)) continue;
    people.set(subject, {
      subject,
      business,
      wrappedKey,
      state: state === null ? emptyState : parseState(state),
    });
  }
  return [...people.values()];
}
