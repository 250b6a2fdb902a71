// What the gate reads, many thousand times a second: all people behind some tag prefixes, and the size of the
// tree at that moment. One statement is one snapshot, so the answer is true of exactly that size.
//
// All people come in one text, a line each, because the driver's work for a row costs more than its content.
//
//   <tag, 64 hex digits><subject, 36 characters><business> <state>
//
// A business's id holds no space and no line feed, and canonical JSON holds no line feed. A state written by
// hand may hold a line feed, and the text after it must not be read as another person's line.
//
// Where a person is linked to others, a second statement reads all of them with all their links, and its tree
// size counts. Most people have no links, so most questions stay cheap.
//
// The look-up of each person is lateral and has an offset, so that no plan scans a whole table for a few
// people.
//
// The answer has the date of the start of its transaction (now()), which comes before its snapshot. The date
// may be a moment too early, never too late.
//
// Must only get a connection to the primary: a replica may still allow a message after a stop.

import { componentMax } from '../../core/consent/component.ts';
import { unreadableState } from '../../core/consent/state.ts';
import { parseState, type UnreadState, unreadAs } from '../../core/consent/state-text.ts';
import { momentOf } from '../../core/when.ts';
import type { StatesRead } from '../../operations/person/consent-states.ts';
import type { ConsentStore, KnownState, LinkedPerson } from '../../operations/person/store.ts';
import type { Database, Sql } from '../database/connection.ts';

type Row = {
  origin: string;
  size: number;
  root: Buffer;
  read_at: number;
  last_recorded_at: string;
  found: string | null;
};

export function createConsentStore({ sql }: Pick<Database, 'sql'>): ConsentStore {
  const head = headColumns(sql);
  return {
    async lookUp(prefixes) {
      // No batch writes a tag without a state. A tag made in another way grants nothing.
      const rows = await sql<Row[]>`
        select ${head}, (
          select string_agg(encode(t.tag, 'hex') || t.subject || t.business || ${stateColumn(sql)}, chr(10))
          from identifier_tags t
          cross join lateral (select state from consent_states where subject = t.subject offset 0) c
          where t.prefix = any(${prefixes}::bigint[])
        ) as found from log_head h where h.id = 1`;
      const read = readRow(rows);
      return read.found.some(mayBeLinked) ? readLinked(sql, prefixes) : read;
    },
  };
}

/**
 * All people with a tag of one of these prefixes, and all people linked to them, from one snapshot. It
 * follows links breadth first, to one more than a person may have. The gate denies a person with more. Each
 * person has their own walk, so that one person's many links cut off no other person of the same query.
 */
async function readLinked(sql: Sql, prefixes: readonly bigint[]): Promise<StatesRead> {
  const rows = await sql<Row[]>`
    with asked as (select distinct subject from identifier_tags where prefix = any(${prefixes}::bigint[])),
    person as (
      select distinct reached.subject from asked cross join lateral (
        with recursive walk (subject) as (
          select asked.subject
          union
          select l.b from walk cross join lateral (select b from subject_links where a = walk.subject offset 0) l)
        select subject from walk limit ${componentMax + 1}) reached)
    select ${headColumns(sql)}, (
      select string_agg(encode(t.tag, 'hex') || p.subject || t.business || ${stateColumn(sql)}, chr(10))
      from person p
      cross join lateral (select tag, business from identifier_tags where subject = p.subject offset 0) t
      cross join lateral (select state from consent_states where subject = p.subject offset 0) c
    ) as found from log_head h where h.id = 1`;
  const { found, ...reading } = readRow(rows);
  const linked = bySubject(found);
  const asked = new Set(prefixes);
  const named = found.filter(({ tag }) => asked.has(tag.readBigInt64BE(0)));
  return { ...reading, found: named.map((one) => (mayBeLinked(one) ? { ...one, linked } : one)) };
}

/** A state that cannot be read may hold links. */
const mayBeLinked = ({ state }: KnownState): boolean =>
  state.links !== undefined || state.unjudgeable !== undefined;

function bySubject(found: readonly KnownState[]): Map<string, LinkedPerson> {
  const people = Map.groupBy(found, ({ subject }) => subject);
  return new Map(
    [...people].map(([subject, rows]) => [
      subject,
      { state: rows[0]!.state, tags: rows.map(({ tag }) => tag) },
    ]),
  );
}

const headColumns = (sql: Sql) => sql.part`
  h.origin, h.size, h.root, h.last_recorded_at, (extract(epoch from now()) * 1000000)::bigint as read_at`;

/** In one line. A state that held a line feed is damaged, and stays so. */
const stateColumn = (sql: Sql) => sql.part`' ' || replace(c.state, chr(10), ' ')`;

const noneUnread: ReadonlyMap<string, UnreadState> = new Map();

function readRow([row]: readonly Row[]): StatesRead {
  if (row === undefined) throw new Error('the log has no head: claimOrigin comes first');
  const found: KnownState[] = [];
  let unread: Map<string, UnreadState> | undefined;
  for (const line of row.found?.split('\n') ?? []) {
    const one = known(line);
    found.push(one);
    if (one.state !== unreadableState) continue;
    unread ??= new Map();
    unread.set(one.subject, unreadAs(stateIn(line)));
  }
  const { origin, size: treeSize, root, read_at: readAt, last_recorded_at: last } = row;
  const moment = momentOf(readAt);
  const logTime = moment > last ? moment : last;
  return { origin, treeSize, root, readAt, logTime, found, unread: unread ?? noneUnread };
}

const tagEnd = 64;
const subjectEnd = tagEnd + 36;

const stateIn = (line: string): string => line.slice(line.indexOf(' ', subjectEnd) + 1);

function known(line: string): KnownState {
  const businessEnd = line.indexOf(' ', subjectEnd);
  const tag = Buffer.from(line.slice(0, tagEnd), 'hex');
  const subject = line.slice(tagEnd, subjectEnd);
  const state = parseState(subject, line.slice(businessEnd + 1)) ?? unreadableState;
  return { tag, business: line.slice(subjectEnd, businessEnd), subject, state };
}
