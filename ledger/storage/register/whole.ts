// The register as it is, for `verify`. This code interprets nothing, repairs nothing and leaves nothing out.

import type { LedgerSnapshot } from '../../operations/verify/sources.ts';
import type { Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import { type FacetRow, facetColumns, rowIn } from './rows.ts';

type Filled = Awaited<ReturnType<LedgerSnapshot['registerFilled']>>;

export const registerIn = (sql: Sql): Pick<LedgerSnapshot, 'registerRows' | 'registerFilled'> => ({
  registerRows(pageSize) {
    const read = async (after: number) => {
      const rows = await sql.unsafe<FacetRow[]>(
        `select ${facetColumns} from register r where r.idx > $1 order by r.idx limit $2`,
        [after, pageSize],
      );
      return rows.map(rowIn);
    };
    return pages(pageSize, -1, read, ({ index }) => index);
  },

  async registerFilled() {
    const [head] = await sql<{ through: number }[]>`select through from register_head where id = 1`;
    const ranges = await sql<Filled['ranges']>`select first, past from register_ranges order by first`;
    const days = await sql<Filled['days']>`
      select business, day, kind, channel, purpose, locale, notice, version, entry_point, entry, grade, test, count,
        gone
      from register_days`;
    return { through: head?.through ?? 0, ranges, days };
  },
});
