// The change feed reads the register below the end of what is whole: an entry that is lacking there holds the
// feed back, so that nothing is passed over.

import { ledgerBusiness } from '../../core/consent/record/header.ts';
import { allowingKinds, ledgerKinds, untoldKinds } from '../../core/feed/change.ts';
import type { FeedStore } from '../../operations/feed/store.ts';
import type { Database, Sql } from '../database/connection.ts';
import { type FacetRow, facetColumns, rowIn } from '../register/rows.ts';

/** Entries that one statement looks at: a business may have no change among a million. */
const stepMax = 50_000;
/** Of more news than this it is not asked whom they concern: all look. */
const newsMax = 10_000;

export function createFeedStore({ sql }: Pick<Database, 'sql'>): FeedStore {
  return {
    async changes({ business, from, limit, test }) {
      const { through, size } = await reached(sql);
      const past = Math.max(from, Math.min(through, from + stepMax));
      const own = `r.business = $1 and r.test in (false, true) and (not r.test or $2 or ${allowsNothing}) and ${isTold}`;
      const ledgers = `r.business = '${ledgerBusiness}' and r.kind in (${quoted(ledgerKinds)})`;
      const some = (where: string) => `
        (select * from register r where ${where} and r.idx >= $3 and r.idx < $4 order by r.idx limit $5)`;
      const rows = await sql.unsafe<FacetRow[]>(
        `select ${facetColumns} from (${some(own)} union all ${some(ledgers)}) r order by r.idx limit $5`,
        [business, test, from, past, limit],
      );
      return { rows: rows.map(rowIn), past, through, size };
    },

    async news(from) {
      const { through } = await reached(sql);
      if (through <= from || through - from > newsMax) return { through, businesses: undefined };
      const rows = await sql.unsafe<{ business: string }[]>(
        `select distinct r.business from register r where r.idx >= $1 and r.idx < $2 and ${isTold}`,
        [from, through],
      );
      return { through, businesses: new Set(rows.map(({ business }) => business)) };
    },
  };
}

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');

/** SQL. Of what does not open no kind is known: it may be a stop. */
export const isTold = `(r.kind is null or r.kind not in (${quoted(untoldKinds)}))`;

export const allowsNothing = `(r.kind is null or r.kind not in (${quoted(allowingKinds)}))`;

async function reached(sql: Sql): Promise<{ through: number; size: number }> {
  const [row] = await sql<{ through: number; size: number }[]>`
    select coalesce((select through from register_head where id = 1), 0) as through,
      coalesce((select size from log_head where id = 1), 0) as size`;
  return row!;
}
