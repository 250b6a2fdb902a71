// The rows of one batch. One statement writes the tables that every batch writes to: at a dozen rows a batch,
// statements cost more than rows. Tables that few batches write to have a statement each, sent ahead in the
// same flight. The statements unnest arrays, so that their text does not depend on the batch.

import type { BatchWrite } from '../../operations/append/log-store.ts';
import type { Sql } from '../database/connection.ts';
import { erase, prune } from '../erase/eraser.ts';
import { putSetup } from '../setup/setup-rows.ts';
import { inOneFlight } from './in-one-flight.ts';
import { pack } from './packed.ts';

/**
 * @throws Error if the head has moved or the write does not fit it. The caller must then roll back its
 *   transaction.
 */
export async function writeBatch(sql: Sql, size: number, write: BatchWrite): Promise<void> {
  requireFit(size, write);
  if (write.erasure !== undefined) await erase(sql, write.erasure);
  if (write.pruned !== undefined && write.pruned.length > 0) await prune(sql, write.pruned);
  if (write.succession !== undefined) await goOn(sql, write.succession);
  if (write.recoveries.length > 0) await insertRecoveries(sql, write.recoveries);
  const answers = await inOneFlight([
    insertTiles(sql, write.tiles),
    insertNotices(sql, write.notices),
    insertRetirements(sql, write.retirements),
    insertReviews(sql, write.reviews),
    insertFlows(sql, write.flows),
    putTemplates(sql, write.templates),
    insertLinks(sql, write.links),
    putSetup(sql, write.setup),
    deletePending(sql, write.confirmed ?? []),
    insertRecords(sql, size, write),
  ]);
  if (answers[9].length !== 1) throw new Error('the head of the log has moved under its lock');
}

function requireFit(size: number, { entries, sealed, checkpoint }: BatchWrite): void {
  const fits =
    entries.length > 0 && entries.length === sealed.length && checkpoint.size === size + entries.length;
  if (!fits)
    throw new RangeError('a batch has one sealed row an entry, and a checkpoint of the size it makes');
}

const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] =>
  rows.map((row) => row[key]);

/**
 * Returns one row if it has moved the head from `size`, and none if the head was not at `size`. The
 * data-modifying parts run to their end either way.
 */
function insertRecords(sql: Sql, size: number, write: BatchWrite) {
  const { checkpoint, entries, sealed, subjects, tags, spent } = write;
  const { bytes, starts, lengths } = pack(column(sealed, 'sealed'));
  const { first, later } = statesOf(write);
  return sql<{ size: number }[]>`
    with
    checkpoint as (
      insert into log_checkpoints (size, root, note)
      values (${checkpoint.size}, ${checkpoint.root}, ${checkpoint.note})),
    entries as (
      insert into log_entries (idx, entry)
      select ${size}::bigint + i - 1, entry from unnest(${entries}::bytea[]) with ordinality as t (entry, i)),
    subjects as (
      insert into subjects (subject, business, wrapped_key)
      select * from unnest(${column(subjects, 'subject')}::uuid[], ${column(subjects, 'business')}::text[],
        ${column(subjects, 'wrappedKey')}::bytea[])),
    tags as (
      insert into identifier_tags (prefix, tag, pepper, business, kind, subject)
      select * from unnest(${column(tags, 'prefix')}::bigint[], ${column(tags, 'tag')}::bytea[],
        ${column(tags, 'pepper')}::smallint[], ${column(tags, 'business')}::text[], ${column(tags, 'kind')}::text[],
        ${column(tags, 'subject')}::uuid[])),
    first_states as (
      insert into consent_states (subject, state)
      select * from unnest(${column(first, 'subject')}::uuid[], ${column(first, 'state')}::text[])),
    later_states as (
      insert into consent_states (subject, state)
      select * from unnest(${column(later, 'subject')}::uuid[], ${column(later, 'state')}::text[])
      on conflict (subject) do update set state = excluded.state),
    spent as (
      insert into spent_keys (key, business, request, record, mac)
      select * from unnest(${column(spent, 'key')}::bytea[], ${column(spent, 'business')}::text[],
        ${column(spent, 'request')}::bytea[], ${column(spent, 'record')}::uuid[], ${column(spent, 'mac')}::bytea[])),
    sealed as (
      insert into sealed_records (idx, record, business, subject, tree_size, sealed)
      select ${size}::bigint + i - 1, record, business, subject, ${checkpoint.size}::bigint,
        substring(${bytes}::bytea from start for length)
      from unnest(${column(sealed, 'record')}::uuid[], ${column(sealed, 'business')}::text[],
        ${column(sealed, 'subject')}::uuid[], ${starts}::int[], ${lengths}::int[])
        with ordinality as t (record, business, subject, start, length, i))
    update log_head
    set size = ${checkpoint.size}, root = ${checkpoint.root}, last_recorded_at = ${write.lastRecordedAt}
    where id = 1 and size = ${size}
    returning size`;
}

/** A new person's state cannot be there yet, and a plain insert costs half of an upsert. */
function statesOf({ states, subjects }: BatchWrite) {
  const created = new Set(column(subjects, 'subject'));
  return {
    first: states.filter(({ subject }) => created.has(subject)),
    later: states.filter(({ subject }) => !created.has(subject)),
  };
}

/** The head has the new name before the first entry under it. */
async function goOn(sql: Sql, succession: NonNullable<BatchWrite['succession']>) {
  const { n, origin, vkey, lastOrigin, lastVkey, size, root, why, record, at, keyCheck } = succession;
  await sql`
    insert into log_successions (n, origin, vkey, last_origin, last_vkey, size, root, why, record, at)
    values (${n}, ${origin}, ${vkey}, ${lastOrigin}, ${lastVkey}, ${size}, ${root}, ${why}, ${record}, ${at})`;
  await sql`insert into key_checks (name, "check") values (${keyCheck.name}, ${keyCheck.check})`;
  await sql`update log_head set origin = ${origin} where id = 1`;
}

async function insertRecoveries(sql: Sql, rows: NonNullable<BatchWrite['recoveries']>) {
  await sql`
    insert into recoveries (business, begun, record)
    select * from unnest(${column(rows, 'business')}::text[], ${column(rows, 'begun')}::uuid[],
      ${column(rows, 'record')}::uuid[]) on conflict do nothing`;
}

async function insertTiles(sql: Sql, tiles: BatchWrite['tiles']) {
  if (tiles.length === 0) return;
  await sql`
    insert into log_tiles (level, n, hashes, root)
    select * from unnest(${column(tiles, 'level')}::smallint[], ${column(tiles, 'index')}::bigint[],
      ${column(tiles, 'hashes')}::bytea[], ${column(tiles, 'root')}::bytea[])`;
}

async function insertNotices(sql: Sql, rows: BatchWrite['notices']) {
  if (rows.length === 0) return;
  const notices = rows.map(({ notice: { notice, sha256, bytes }, record }) => {
    return { business: notice.business.id, id: notice.id, version: notice.version, sha256, bytes, record };
  });
  await sql`
    insert into notices (business, id, version, sha256, bytes, record)
    select * from unnest(${column(notices, 'business')}::text[], ${column(notices, 'id')}::text[],
      ${column(notices, 'version')}::int[], ${column(notices, 'sha256')}::text[], ${column(notices, 'bytes')}::bytea[],
      ${column(notices, 'record')}::uuid[])`;
}

async function insertRetirements(sql: Sql, rows: BatchWrite['retirements']) {
  if (rows.length === 0) return;
  await sql`
    insert into notice_retirements (business, id, version, record, at)
    select * from unnest(${column(rows, 'business')}::text[], ${column(rows, 'id')}::text[],
      ${column(rows, 'version')}::int[], ${column(rows, 'record')}::uuid[], ${column(rows, 'at')}::text[])`;
}

async function insertReviews(sql: Sql, rows: BatchWrite['reviews']) {
  if (rows.length === 0) return;
  await sql`
    insert into notice_reviews (business, id, version, locale, record, at)
    select * from unnest(${column(rows, 'business')}::text[], ${column(rows, 'id')}::text[],
      ${column(rows, 'version')}::int[], ${column(rows, 'locale')}::text[], ${column(rows, 'record')}::uuid[],
      ${column(rows, 'at')}::text[])`;
}

async function insertFlows(sql: Sql, rows: BatchWrite['flows']) {
  if (rows.length === 0) return;
  const flows = rows.map(({ flow: { flow, sha256, bytes }, record }) => {
    return { business: flow.business.id, id: flow.id, version: flow.version, sha256, bytes, record };
  });
  await sql`
    insert into flows (business, id, version, sha256, bytes, record)
    select * from unnest(${column(flows, 'business')}::text[], ${column(flows, 'id')}::text[],
      ${column(flows, 'version')}::int[], ${column(flows, 'sha256')}::text[], ${column(flows, 'bytes')}::bytea[],
      ${column(flows, 'record')}::uuid[])`;
}

async function insertLinks(sql: Sql, rows: BatchWrite['links']) {
  if (rows.length === 0) return;
  await sql`
    insert into subject_links (a, b, record)
    select * from unnest(${column(rows, 'a')}::uuid[], ${column(rows, 'b')}::uuid[], ${column(rows, 'record')}::uuid[])`;
}

async function deletePending(sql: Sql, confirmed: readonly string[]) {
  if (confirmed.length === 0) return;
  await sql`delete from pending_opt_ins where pending = any(${confirmed}::uuid[])`;
}

async function putTemplates(sql: Sql, rows: BatchWrite['templates']) {
  if (rows.length === 0) return;
  await sql`
    insert into templates (business, waba_id, name, language, state, tree_size)
    select * from unnest(${column(rows, 'business')}::text[], ${column(rows, 'account')}::text[],
      ${column(rows, 'name')}::text[], ${column(rows, 'language')}::text[], ${column(rows, 'state')}::text[],
      ${column(rows, 'treeSize')}::bigint[])
    on conflict (business, name, language, waba_id) do update
    set state = excluded.state, tree_size = excluded.tree_size`;
}
