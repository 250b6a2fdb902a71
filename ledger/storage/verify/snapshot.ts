// The rows as they are, for `verify`. This code interprets nothing, repairs nothing and leaves nothing out.
//
// The log may grow between two pages, so `verify` reads all of them in one transaction of isolation
// `repeatable read`. Otherwise an append in between would look like tampering.

import type { LedgerSnapshot } from '../../operations/verify/sources.ts';
import type { Database, Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import { registerIn } from '../register/whole.ts';
import { expectedCatalogue, readCatalogue } from '../schema/catalogue.ts';
import { allSetup } from '../setup/setup-rows.ts';
import { boundRows } from './bound-rows.ts';

/** Rows of a page where the caller does not choose. A tile takes 8 kB. */
const checkpointsAtOnce = 1000;
const tilesAtOnce = 128;
/** Of the widget's releases; one takes up to some 100 kB. */
const filesAtOnce = 16;

type Head = Awaited<ReturnType<LedgerSnapshot['head']>>;
type RowOf<Method extends 'checkpoints' | 'entries' | 'tiles' | 'people' | 'releaseFiles'> =
  ReturnType<LedgerSnapshot[Method]> extends AsyncIterable<(infer Row)[]> ? Row : never;

export function createSnapshot({ sql }: Pick<Database, 'sql'>): LedgerSnapshot {
  return {
    async head() {
      const [head] = await sql<Head[]>`
        select origin, size, root, last_recorded_at as "lastRecordedAt" from log_head where id = 1`;
      if (head === undefined) throw new Error('the log has no head: claimOrigin comes first');
      return head;
    },

    checkpoints() {
      const read = (after: number) => sql<RowOf<'checkpoints'>[]>`
        select size, root, note from log_checkpoints where size > ${after} order by size limit ${checkpointsAtOnce}`;
      return pages(checkpointsAtOnce, -1, read, ({ size }) => size);
    },

    entries(pageSize) {
      const read = (after: number) => sql<RowOf<'entries'>[]>`
        select idx as index, entry from log_entries where idx > ${after} order by idx limit ${pageSize}`;
      return pages(pageSize, -1, read, ({ index }) => index);
    },

    tiles() {
      const read = (after: { level: number; index: number }) => sql<RowOf<'tiles'>[]>`
        select level, n as index, hashes, root from log_tiles
        where (level, n) > (${after.level}::smallint, ${after.index}::bigint)
        order by level, n limit ${tilesAtOnce}`;
      return pages(tilesAtOnce, { level: -1, index: -1 }, read, (last) => last);
    },

    people(pageSize) {
      const read = (after: string | undefined) => readPeople(sql, after, pageSize);
      return pages(pageSize, undefined, read, ({ subject }) => subject);
    },

    notices: () => sql`
      select business, id, version, sha256, bytes, record from notices order by business, id, version`,

    retirements: () => sql`
      select business, id, version, record, at from notice_retirements order by business, id, version`,
    reviews: () => sql`
      select business, id, version, locale, record, at from notice_reviews order by business, id, version, locale`,

    flows: () => sql`
      select business, id, version, sha256, bytes, record from flows order by business, id, version`,

    templates: () => sql`
      select business, waba_id as account, name, language, state, tree_size as "treeSize" from templates
      order by business, waba_id, name, language`,

    setup: () => allSetup(sql),

    stones: () => sql`select subject, record from stones order by subject, record`,

    async spentOnNothing() {
      const rows = await sql<{ record: string }[]>`
        select record from spent_keys k
        where not exists (select 1 from sealed_records r where r.record = k.record and r.business = k.business)
        order by record`;
      return rows.map(({ record }) => record);
    },

    boundRows: () => boundRows(sql),

    ...registerIn(sql),

    releases: () => sql`select version, manifest from releases order by version`,

    releaseFiles() {
      const read = ({ version, path }: { version: string; path: string }) =>
        sql<RowOf<'releaseFiles'>[]>`
          select version, path, digest, bytes from release_files where (version, path) > (${version}, ${path})
          order by version, path limit ${filesAtOnce}`;
      return pages(filesAtOnce, { version: '', path: '' }, read, (last) => last);
    },

    schema: async () => ({ is: await readCatalogue(sql), mustBe: expectedCatalogue() }),
  };
}

type Tag = RowOf<'people'>['tags'][number];
type Link = RowOf<'people'>['links'][number];
type TagRow = Omit<Tag, 'prefix'> & { subject: string; prefix: string };

/**
 * All people after `after`, with all their tags and links. It reads not only the rows of `subjects`: the gate
 * reads tags and states, so a person forged without a row in `subjects` must come out too. Missing parts are
 * empty.
 */
async function readPeople(sql: Sql, after: string | undefined, limit: number): Promise<RowOf<'people'>[]> {
  // No id is sure to sort before all others, because an attacker who forges a person chooses the id.
  const behind = after === undefined ? sql.part`true` : sql.part`subject > ${after}`;
  const linkedBehind = after === undefined ? sql.part`true` : sql.part`a > ${after}`;
  const people = await sql<Omit<RowOf<'people'>, 'tags' | 'links'>[]>`
    select subject,
      coalesce((select business from subjects s where s.subject = e.subject), '') as business,
      coalesce((select wrapped_key from subjects s where s.subject = e.subject), '') as "wrappedKey",
      coalesce((select state from consent_states c where c.subject = e.subject), '') as state
    from (
      (select subject from subjects where ${behind} order by subject limit ${limit}) union
      (select subject from consent_states where ${behind} order by subject limit ${limit}) union
      (select distinct subject from identifier_tags where ${behind} order by subject limit ${limit}) union
      (select distinct a as subject from subject_links where ${linkedBehind} order by a limit ${limit})
    ) e order by subject limit ${limit}`;
  const subjects = people.map(({ subject }) => subject);
  const linked = await sql<(Link & { a: string })[]>`
    select a, b, record from subject_links where a = any(${subjects}::uuid[]) order by a, b, record`;
  // As text: a prefix has 64 bits, a JavaScript number 53.
  const rows = await sql<TagRow[]>`
    select subject, business, kind, pepper, tag, prefix::text as prefix from identifier_tags
    where subject = any(${subjects}::uuid[]) order by subject, kind, pepper, tag`;
  const tags = new Map<string, Tag[]>(subjects.map((subject) => [subject, []]));
  const links = new Map<string, Link[]>(subjects.map((subject) => [subject, []]));
  for (const { a, ...link } of linked) links.get(a)!.push(link);
  for (const { subject, prefix, ...tag } of rows) tags.get(subject)!.push({ ...tag, prefix: BigInt(prefix) });
  return people.map((person) => {
    return { ...person, tags: tags.get(person.subject)!, links: links.get(person.subject)! };
  });
}
