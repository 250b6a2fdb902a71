// What the gate reads, many thousand times a second: everyone behind some tag prefixes, and the size of the tree that
// says so. One statement is one snapshot, so the answer is true of exactly that size.
//
// Must only be given a connection to the primary: a replica may still allow what was withdrawn a moment ago.

import { type ConsentState, parseState } from '../core/consent/state.ts';
import type { ConsentStore, KnownState } from '../operations/ports.ts';
import type { Database } from './connection.ts';

/** Without a tag: nobody was found, the row only brings the size. */
type Row = { size: number } & (
  | { tag: null }
  | { tag: Buffer; business: string; subject: string; state: string | null }
);

export function createConsentStore({ sql }: Pick<Database, 'sql'>): ConsentStore {
  return {
    async lookUp(prefixes) {
      const rows = await sql<Row[]>`
        select h.size, t.tag, t.business, t.subject,
          (select state from consent_states c where c.subject = t.subject) as state
        from log_head h left join identifier_tags t on t.prefix = any(${prefixes}::bigint[])
        where h.id = 1`;
      const [first] = rows;
      if (first === undefined) throw new Error('the log has no head: claimOrigin comes first');
      return { treeSize: first.size, found: rows.flatMap(known) };
    },
  };
}

function known(row: Row): KnownState[] {
  // A tag without a state cannot be written by a batch; whoever made it, it grants nothing.
  if (row.tag === null || row.state === null) return [];
  const { tag, business, subject } = row;
  const state = readState(row.state);
  return state === undefined ? [] : [{ tag, business, subject, state }];
}

/** A damaged state grants nothing to its person, and takes nothing from the others asked about in the same query. */
function readState(text: string): ConsentState | undefined {
  try {
    return parseState(text);
  } catch {
    return undefined;
  }
}
