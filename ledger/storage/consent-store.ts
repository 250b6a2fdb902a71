// What the gate reads, many thousand times a second: everyone behind some tag prefixes, and the size of the tree that
// says so. One statement is one snapshot, so the answer is true of exactly that size.
//
// Everybody who was found comes in one text, a line each: the driver's work for a row costs more than all that is in it.
//
//   <tag, 64 hex digits><subject, 36 characters><business> <state>
//
// Neither a business's id nor canonical JSON holds a line feed, and a business's id no space.
//
// Must only be given a connection to the primary: a replica may still allow what was withdrawn a moment ago.

import { type ConsentState, parseState } from '../core/consent/state.ts';
import type { ConsentStore, KnownState } from '../operations/ports.ts';
import type { Database } from './connection.ts';

type Row = { size: number; found: string | null };

export function createConsentStore({ sql }: Pick<Database, 'sql'>): ConsentStore {
  return {
    async lookUp(prefixes) {
      // A tag without a state cannot be written by a batch; whoever made it, it grants nothing.
      const [row] = await sql<Row[]>`
        select h.size, (
          select string_agg(encode(t.tag, 'hex') || t.subject || t.business || ' ' || c.state, chr(10))
          from identifier_tags t join consent_states c on c.subject = t.subject
          where t.prefix = any(${prefixes}::bigint[])
        ) as found from log_head h where h.id = 1`;
      if (row === undefined) throw new Error('the log has no head: claimOrigin comes first');
      return { treeSize: row.size, found: row.found === null ? [] : row.found.split('\n').flatMap(known) };
    },
  };
}

const tagEnd = 64;
const subjectEnd = tagEnd + 36;

function known(line: string): KnownState[] {
  const businessEnd = line.indexOf(' ', subjectEnd);
  const state = readState(line.slice(businessEnd + 1));
  const tag = Buffer.from(line.slice(0, tagEnd), 'hex');
  // Where a damaged state held a line feed, what follows it is nobody.
  if (state === undefined || tag.length !== tagEnd / 2) return [];
  const subject = line.slice(tagEnd, subjectEnd);
  return [{ tag, business: line.slice(subjectEnd, businessEnd), subject, state }];
}

/** A damaged state grants nothing to its person, and takes nothing from the others asked about in the same query. */
function readState(text: string): ConsentState | undefined {
  try {
    return parseState(text);
  } catch {
    return undefined;
  }
}
