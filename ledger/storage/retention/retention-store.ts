// Whose records may be over, by the register. Each statement reads a bounded number of people.

import type { RetentionStore } from '../../operations/retention/store.ts';
import type { Database } from '../database/connection.ts';
import { sweepPassing } from './passing.ts';
import { sweepSpent } from './spent.ts';

export const createRetentionStore = ({ sql, transaction }: Database): RetentionStore => ({
  async sweep(now, disputed) {
    await sweepPassing({ transaction }, now, disputed);
    await sweepSpent({ transaction }, now);
  },

  async quietSince(business, since, after, limit) {
    const rows = await sql<{ subject: string; quiet: boolean }[]>`
      select s.subject, coalesce((
        select max(r.recorded_at) < ${since}::timestamptz from register r
        where r.subject = s.subject
          and (r.kind is null or r.kind not in ('accessed', 'corrected', 'lapsed'))), false) as quiet
      from (
        select subject from subjects
        where business = ${business} and subject > ${after ?? lowest}::uuid
        order by subject limit ${limit}) s
      order by s.subject`;
    const subjects = rows.flatMap(({ subject, quiet }) => (quiet ? [subject] : []));
    return rows.length < limit ? { subjects } : { subjects, next: rows.at(-1)!.subject };
  },

  async looksBefore(business, before, after, limit) {
    const rows = await sql<{ idx: number }[]>`
      select idx from register
      where business = ${business} and kind = 'accessed' and recorded_at < ${before}::timestamptz
        and idx > ${after}
      order by idx limit ${limit}`;
    return rows.map(({ idx }) => idx);
  },

  async countLooksBefore(business, before, most) {
    const [row] = await sql<{ count: number }[]>`
      select count(*) as count from (
        select from register
        where business = ${business} and kind = 'accessed' and recorded_at < ${before}::timestamptz
        limit ${most}) looks`;
    return row!.count;
  },
});

/** Below every id that is one. */
const lowest = '00000000-0000-0000-0000-000000000000';
