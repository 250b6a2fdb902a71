// What the gate reads, many thousand times a second: everyone behind some tag prefixes, and the size of the tree that
// says so. One statement is one snapshot, so the answer is true of exactly that size.
//
// Everybody who was found comes in one text, a line each: the driver's work for a row costs more than all that is in it.
//
//   <tag, 64 hex digits><subject, 36 characters><business> <state>
//
// Neither a business's id nor canonical JSON holds a line feed, and a business's id no space.
//
// Where somebody who was found is linked to others, everybody is read once more, with everyone they are linked to: again
// one statement, whose size then counts. Most people have no links, and their question stays the cheap one.
//
// What is looked up for each is lateral and with an offset, so that no plan scans a whole table for a few people.
//
// Must only be given a connection to the primary: a replica may still allow what was withdrawn a moment ago.

import { componentMax } from '../../core/consent/component.ts';
import { type ConsentState, parseState } from '../../core/consent/state.ts';
import type { ConsentStore, KnownState, LinkedPerson } from '../../operations/ports.ts';
import type { Database, Sql } from '../connection.ts';

type Row = { size: number; found: string | null };
type Read = { treeSize: number; found: KnownState[] };

export function createConsentStore({ sql }: Pick<Database, 'sql'>): ConsentStore {
  return {
    async lookUp(prefixes) {
      // A tag without a state cannot be written by a batch; whoever made it, it grants nothing.
      const rows = await sql<Row[]>`
        select h.size, (
          select string_agg(encode(t.tag, 'hex') || t.subject || t.business || ' ' || c.state, chr(10))
          from identifier_tags t
          cross join lateral (select state from consent_states where subject = t.subject offset 0) c
          where t.prefix = any(${prefixes}::bigint[])
        ) as found from log_head h where h.id = 1`;
      const read = readRow(rows);
      return read.found.some(({ state }) => state.links !== undefined) ? readLinked(sql, prefixes) : read;
    },
  };
}

/**
 * Everybody with a tag of one of these prefixes, and everyone linked to them, from one snapshot. Links are walked breadth
 * first, and no further than one more than a person may have: whoever is cut off is not allowed anything. Each has a walk
 * of their own, since somebody else's many links, asked about in the same query, must cut nobody off.
 */
async function readLinked(sql: Sql, prefixes: readonly bigint[]): Promise<Read> {
  const rows = await sql<Row[]>`
    with asked as (select distinct subject from identifier_tags where prefix = any(${prefixes}::bigint[])),
    person as (
      select distinct reached.subject from asked cross join lateral (
        with recursive walk (subject) as (
          select asked.subject
          union
          select l.b from walk cross join lateral (select b from subject_links where a = walk.subject offset 0) l)
        select subject from walk limit ${componentMax + 1}) reached)
    select h.size, (
      select string_agg(encode(t.tag, 'hex') || p.subject || t.business || ' ' || c.state, chr(10))
      from person p
      cross join lateral (select tag, business from identifier_tags where subject = p.subject offset 0) t
      cross join lateral (select state from consent_states where subject = p.subject offset 0) c
    ) as found from log_head h where h.id = 1`;
  const { treeSize, found } = readRow(rows);
  const linked = bySubject(found);
  const asked = new Set(prefixes);
  const named = found.filter(({ tag }) => asked.has(tag.readBigInt64BE(0)));
  return { treeSize, found: named.map((one) => (one.state.links === undefined ? one : { ...one, linked })) };
}

function bySubject(found: readonly KnownState[]): Map<string, LinkedPerson> {
  const people = Map.groupBy(found, ({ subject }) => subject);
  return new Map(
    [...people].map(([subject, rows]) => [
      subject,
      { state: rows[0]!.state, tags: rows.map(({ tag }) => tag) },
    ]),
  );
}

function readRow([row]: readonly Row[]): Read {
  if (row === undefined) throw new Error('the log has no head: claimOrigin comes first');
  const found: KnownState[] = [];
  for (const line of row.found?.split('\n') ?? []) {
    const one = known(line);
    if (one !== undefined) found.push(one);
  }
  return { treeSize: row.size, found };
}

const tagEnd = 64;
const subjectEnd = tagEnd + 36;

function known(line: string): KnownState | undefined {
  const businessEnd = line.indexOf(' ', subjectEnd);
  const state = readState(line.slice(businessEnd + 1));
  const tag = Buffer.from(line.slice(0, tagEnd), 'hex');
  // Where a damaged state held a line feed, what follows it is nobody.
  if (state === undefined || tag.length !== tagEnd / 2) return undefined;
  const subject = line.slice(tagEnd, subjectEnd);
  return { tag, business: line.slice(subjectEnd, businessEnd), subject, state };
}

/** A damaged state grants nothing to its person, and takes nothing from the others asked about in the same query. */
function readState(text: string): ConsentState | undefined {
  try {
    return parseState(text);
  } catch {
    return undefined;
  }
}
