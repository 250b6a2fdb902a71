// Sealed records with the keys that open them. A record whose entry or key is missing still comes out, with
// empty bytes in that place. It does not open, and `verify` must see it to report it.

import type { StoredRecord } from '../../operations/append/log-store.ts';
import type { RecordStore } from '../../operations/record/store.ts';
import type { Database, Sql } from '../database/connection.ts';
import { beforeAllSubjects, pages } from '../database/keyset-pages.ts';

/** Without the spent keys, which are read together with the keys for MACs. */
export function createRecordStore({
  sql,
}: Pick<Database, 'sql'>): Omit<RecordStore, 'bySpent' | 'spentAmong'> {
  const stored = storedColumns(sql);
  return {
    async byId(record) {
      const [found] = await sql<StoredRecord[]>`select ${stored} where r.record = ${record}`;
      return found;
    },

    async at(indexes) {
      return sql<StoredRecord[]>`
        select ${stored} where r.idx = any(${indexes}::bigint[]) order by r.idx`;
    },

    async ofSubjects(subjects) {
      return sql<StoredRecord[]>`
        select ${stored} where r.subject = any(${subjects}::uuid[]) order by r.idx`;
    },

    chain(subjects, pageSize, from = -1) {
      // Of each subject a page along its own index; then the page of them all.
      const read = (after: number) => sql<StoredRecord[]>`
        select ${stored} where r.idx = any(array(
          select own.idx from unnest(${subjects}::uuid[]) s cross join lateral (
            select o.idx from sealed_records o where o.subject = s and o.idx > ${after}
            order by o.subject, o.idx limit ${pageSize}) own
          order by own.idx limit ${pageSize}))
        order by r.idx`;
      return pages(pageSize, from, read, ({ index }) => index);
    },

    chainBack(subjects, pageSize, from = Number.MAX_SAFE_INTEGER) {
      const read = (before: number) => sql<StoredRecord[]>`
        select ${stored} where r.idx = any(array(
          select own.idx from unnest(${subjects}::uuid[]) s cross join lateral (
            select o.idx from sealed_records o where o.subject = s and o.idx < ${before}
            order by o.subject desc, o.idx desc limit ${pageSize}) own
          order by own.idx desc limit ${pageSize}))
        order by r.idx desc`;
      return pages(pageSize, from, read, ({ index }) => index);
    },

    async stonesOf(subjects) {
      return sql<(StoredRecord & { of: string })[]>`
        select s.subject as of, found.* from stones s cross join lateral (
          select ${stored} where r.record = s.record offset 0) found
        where s.subject = any(${subjects}::uuid[]) order by found.index`;
    },

    async perhapsCorrections(subjects) {
      return sql<StoredRecord[]>`
        select ${stored} where r.idx = any(array(
          select g.idx from register g where g.subject = any(${subjects}::uuid[]) and g.kind = 'corrected'
          union
          select o.idx from sealed_records o where o.subject = any(${subjects}::uuid[])
            and o.idx >= coalesce((select through from register_head where id = 1), 0)))
        order by r.idx`;
    },

    async perhapsSetup(business) {
      return sql<StoredRecord[]>`
        select ${stored} where r.business = ${business} and r.idx = any(array(
          select g.idx from register g
          where g.business = ${business} and g.kind = 'setup_changed' and g.test in (false, true)
          union
          select o.idx from sealed_records o
          where o.business = ${business} and o.subject is null
            and o.idx >= coalesce((select through from register_head where id = 1), 0)))
        order by r.idx`;
    },

    async firstOf(subjects) {
      // A sub-select asks of each row by itself: most people begin with one that is no look.
      return sql<StoredRecord[]>`
        select ${stored} where r.idx in (
          select coalesce(
            (select idx from sealed_records o where o.subject = s
              and (select g.kind from register g where g.idx = o.idx) is distinct from 'accessed'
              order by o.idx limit 1),
            (select idx from sealed_records o where o.subject = s order by o.idx limit 1))
          from unnest(${subjects}::uuid[]) s)`;
    },

    withoutSubject(business, pageSize) {
      const read = (after: number) => sql<StoredRecord[]>`
        select ${stored} where r.subject is null and r.idx > ${after} and r.business = ${business}
        order by r.subject, r.idx limit ${pageSize}`;
      return pages(pageSize, -1, read, ({ index }) => index);
    },

    async lastBelow(index) {
      const [found] = await sql<StoredRecord[]>`
        select ${stored} where r.idx < ${index} order by r.idx desc limit 1`;
      return found;
    },

    scan: (order, pageSize, from = 0) =>
      order === 'index' ? scanByIndex(sql, pageSize, from) : scanBySubject(sql, pageSize),
  };
}

// Sub-selects, so that the planner reads a page along one index, even when it misjudges the other tables.
const storedColumns = (sql: Sql) => sql.part`
  r.idx as index, r.record, r.business, r.subject, r.sealed, r.tree_size as "treeSize",
  coalesce((select entry from log_entries e where e.idx = r.idx), '') as entry,
  coalesce(case when r.subject is null
    then (select wrapped_key from businesses b where b.id = r.business)
    else (select wrapped_key from subjects s where s.subject = r.subject)
  end, '') as "wrappedKey"
  from sealed_records r`;

function scanByIndex(sql: Sql, pageSize: number, from: number) {
  const stored = storedColumns(sql);
  const read = (after: number) => sql<StoredRecord[]>`
    select ${stored} where r.idx > ${after} order by r.idx limit ${pageSize}`;
  return pages(pageSize, from - 1, read, ({ index }) => index);
}

/** Records without a subject first, then subject by subject, oldest record first. */
async function* scanBySubject(sql: Sql, pageSize: number) {
  const stored = storedColumns(sql);
  const withoutSubject = (after: number) => sql<StoredRecord[]>`
    select ${stored} where r.subject is null and r.idx > ${after} order by r.subject, r.idx limit ${pageSize}`;
  yield* pages(pageSize, -1, withoutSubject, ({ index }) => index);

  const withSubject = (after: { subject: string | null; index: number }) => sql<StoredRecord[]>`
    select ${stored} where (r.subject, r.idx) > (${after.subject}::uuid, ${after.index}::bigint)
    order by r.subject, r.idx limit ${pageSize}`;
  yield* pages(pageSize, { subject: beforeAllSubjects, index: -1 }, withSubject, (last) => last);
}
