// Rounds of reconfirmation in Postgres. A row refers to its subject and goes with it. An erased subject stays
// with its stone: what a node writes of it late has the moment at which the person was judged, and goes once
// more (erase/late-rows.ts).

import type { Named, ReconfirmStore } from '../../operations/register/reconfirm-store.ts';
import type { Database } from '../database/connection.ts';
import { withoutGone } from '../erase/gone-meanwhile.ts';

export function createReconfirmStore({ sql }: Pick<Database, 'sql'>): ReconfirmStore {
  return {
    async indexesOf(records) {
      const rows = await sql<{ idx: number }[]>`
        select idx from sealed_records where record = any(${records}::uuid[]) order by idx`;
      return rows.map(({ idx }) => idx);
    },

    async name(business, round, at, people) {
      await withoutGone(
        () => sql`
          insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size, named_at)
          select ${business}, ${round}, l.subject, l.purpose, l.scope, l.record, l."treeSize", ${at}::timestamptz
          from json_to_recordset(${JSON.stringify(people)}::json) as l (
            subject uuid, purpose text, scope text, record uuid, "treeSize" bigint)
          join subjects s on s.subject = l.subject and s.business = ${business}
          order by l.subject
          on conflict on constraint reconfirmations_pk do nothing`,
      );
    },

    named: (business, round, after, limit) => sql<Named[]>`
      select subject, purpose, scope, record, tree_size as "treeSize" from reconfirmations
      where business = ${business} and round = ${round} and subject > ${after}
      order by subject limit ${limit}`,

    async agreedSince(asked, below) {
      const lines = asked.map((one, i) => ({ ...one, i }));
      const rows = await sql<{ i: number }[]>`
        select l.i from json_to_recordset(${JSON.stringify(lines)}::json) as l (
          i integer, purpose text, "treeSize" bigint, subjects uuid[])
        where exists (
          select from register r where r.subject = any(l.subjects) and r.idx >= l."treeSize" and r.idx < ${below}
            and not r.test and r.kind in ('opt_in', 'confirmed') and l.purpose = any(r.purposes))`;
      const agreed = new Set(rows.map(({ i }) => i));
      return asked.map((_, i) => agreed.has(i));
    },
  };
}
