// Which nodes use a database now: each marks its sessions with a digest of the name under which it keeps the
// journal. A node whose files are not in this journal keeps another one, and what it has seen is not found
// here.

import { createHash } from 'node:crypto';
import type { Database } from '../database/connection.ts';
import { keepersOf } from './journal-folder.ts';

/** Short, because Postgres cuts the name of an application at 63 bytes. */
export const markOf = (keeper: string): string =>
  `node:${createHash('sha256').update(keeper).digest('hex').slice(0, 12)}`;

/** `here`: under these names live nodes keep this journal. `elsewhere`: so many keep another one. */
export type LiveNodes = { here: string[]; elsewhere: number };

export async function liveNodes(db: Pick<Database, 'sql'>, folder: string, id: string): Promise<LiveNodes> {
  const live = await liveMarks(db);
  const here = [...(await keepersOf(folder, id))].filter((keeper) => live.has(markOf(keeper)));
  return { here, elsewhere: live.size - here.length };
}

/** Of those that this login may see. */
export async function liveMarks({ sql }: Pick<Database, 'sql'>): Promise<Set<string>> {
  const rows = await sql<{ mark: string }[]>`
    select distinct substring(application_name from 'node:[0-9a-f]{12}$') as mark from pg_stat_activity
    where datname = current_database() and application_name ~ 'node:[0-9a-f]{12}$'`;
  return new Set(rows.map(({ mark }) => mark));
}
