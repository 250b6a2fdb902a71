// What an erasure would delete, counted by table.

import type { EraseStore } from '../../operations/erase/store.ts';
import type { Database } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';
import { requireEraser } from './eraser.ts';
import { anyOf, type Handles, rowsOf } from './rows-of.ts';
import { sentTo } from './sent-to.ts';

export const createEraseStore = ({ sql }: Pick<Database, 'sql'>): EraseStore => ({
  requireAllowed: () => requireEraser(sql),

  async count(business, subjects, tags) {
    const person = { business, subjects, tags };
    const handles: Handles = { ...person, sent: await sentTo(sql, person) };
    const counts: Record<string, number> = {};
    for (const one of rowsOf) {
      const values: Value[] = [];
      const any = anyOf(one, handles, values);
      const [row] =
        any === undefined
          ? []
          : await sql.unsafe<{ count: number }[]>(`select count(*) from "${one.table}" where ${any}`, values);
      counts[one.table] = row?.count ?? 0;
    }
    return counts;
  },

  async tagsOf(subjects) {
    const rows = await sql<{ tag: Buffer }[]>`
      select tag from identifier_tags where subject = any(${subjects}::uuid[])`;
    return rows.map(({ tag }) => tag);
  },
});
