// The rows of one batch: one statement for each table that gets any, all in one flight, the largest last so that the
// small ones are not held up behind it. Arrays are unnested, so that a statement's text does not depend on the batch.

import type { BatchWrite } from '../../operations/ports.ts';
import type { Sql } from '../connection.ts';
import { inOneFlight } from './in-one-flight.ts';
import { pack } from './packed.ts';

/** @throws Error if the head has moved or the write does not fit it; the caller's transaction must then be rolled back. */
export async function writeBatch(sql: Sql, size: number, write: BatchWrite): Promise<void> {
  requireFit(size, write);
  const [moved] = await inOneFlight([
    moveHead(sql, size, write),
    insertCheckpoint(sql, write.checkpoint),
    insertEntries(sql, size, write.entries),
    insertTiles(sql, write.tiles),
    insertSubjects(sql, write.subjects),
    insertTags(sql, write.tags),
    writeStates(sql, write),
    insertSpent(sql, write.spent),
    insertNotices(sql, write.notices),
    insertRetirements(sql, write.retirements),
    insertSealed(sql, size, write),
  ]);
  if (moved.count !== 1) throw new Error('the head of the log has moved under its lock');
}

function requireFit(size: number, { entries, sealed, checkpoint }: BatchWrite): void {
  const fits =
    entries.length > 0 && entries.length === sealed.length && checkpoint.size === size + entries.length;
  if (!fits)
    throw new RangeError('a batch has one sealed row an entry, and a checkpoint of the size it makes');
}

const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] =>
  rows.map((row) => row[key]);

function moveHead(sql: Sql, size: number, { checkpoint, lastRecordedAt }: BatchWrite) {
  return sql`
    update log_head set size = ${checkpoint.size}, root = ${checkpoint.root}, last_recorded_at = ${lastRecordedAt}
    where id = 1 and size = ${size}`;
}

function insertCheckpoint(sql: Sql, { size, root, note }: BatchWrite['checkpoint']) {
  return sql`insert into log_checkpoints (size, root, note) values (${size}, ${root}, ${note})`;
}

function insertEntries(sql: Sql, size: number, entries: BatchWrite['entries']) {
  return sql`
    insert into log_entries (idx, entry)
    select ${size}::bigint + i - 1, entry from unnest(${entries}::bytea[]) with ordinality as t (entry, i)`;
}

function insertSealed(sql: Sql, size: number, { sealed, checkpoint }: BatchWrite) {
  const { bytes, starts, lengths } = pack(column(sealed, 'sealed'));
  return sql`
    insert into sealed_records (idx, record, business, subject, tree_size, sealed)
    select ${size}::bigint + i - 1, record, business, subject, ${checkpoint.size}::bigint,
      substring(${bytes}::bytea from start for length)
    from unnest(${column(sealed, 'record')}::uuid[], ${column(sealed, 'business')}::text[],
      ${column(sealed, 'subject')}::uuid[], ${starts}::int[], ${lengths}::int[])
      with ordinality as t (record, business, subject, start, length, i)`;
}

async function insertTiles(sql: Sql, tiles: BatchWrite['tiles']) {
  if (tiles.length === 0) return;
  await sql`
    insert into log_tiles (level, n, hashes, root)
    select * from unnest(${column(tiles, 'level')}::smallint[], ${column(tiles, 'index')}::bigint[],
      ${column(tiles, 'hashes')}::bytea[], ${column(tiles, 'root')}::bytea[])`;
}

async function insertSubjects(sql: Sql, subjects: BatchWrite['subjects']) {
  if (subjects.length === 0) return;
  await sql`
    insert into subjects (subject, business, wrapped_key)
    select * from unnest(${column(subjects, 'subject')}::uuid[], ${column(subjects, 'business')}::text[],
      ${column(subjects, 'wrappedKey')}::bytea[])`;
}

async function insertTags(sql: Sql, tags: BatchWrite['tags']) {
  if (tags.length === 0) return;
  await sql`
    insert into identifier_tags (prefix, tag, pepper, business, kind, subject)
    select * from unnest(${column(tags, 'prefix')}::bigint[], ${column(tags, 'tag')}::bytea[],
      ${column(tags, 'pepper')}::smallint[], ${column(tags, 'business')}::text[], ${column(tags, 'kind')}::text[],
      ${column(tags, 'subject')}::uuid[])`;
}

async function writeStates(sql: Sql, { states, subjects }: BatchWrite) {
  // A new person's state cannot be there yet, and a plain insert costs half of an upsert.
  const created = new Set(column(subjects, 'subject'));
  const first = states.filter(({ subject }) => created.has(subject));
  const later = states.filter(({ subject }) => !created.has(subject));
  await inOneFlight([insertStates(sql, first), upsertStates(sql, later)]);
}

async function insertStates(sql: Sql, states: BatchWrite['states']) {
  if (states.length === 0) return;
  await sql`
    insert into consent_states (subject, state)
    select * from unnest(${column(states, 'subject')}::uuid[], ${column(states, 'state')}::text[])`;
}

async function upsertStates(sql: Sql, states: BatchWrite['states']) {
  if (states.length === 0) return;
  await sql`
    insert into consent_states (subject, state)
    select * from unnest(${column(states, 'subject')}::uuid[], ${column(states, 'state')}::text[])
    on conflict (subject) do update set state = excluded.state`;
}

async function insertSpent(sql: Sql, spent: BatchWrite['spent']) {
  if (spent.length === 0) return;
  await sql`
    insert into spent_keys (key, business, request, record)
    select * from unnest(${column(spent, 'key')}::bytea[], ${column(spent, 'business')}::text[],
      ${column(spent, 'request')}::bytea[], ${column(spent, 'record')}::uuid[])`;
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
