// The public part of the log: checkpoints, entries, tiles. It never changes once committed, so this code
// takes no lock and every reader may cache every answer.

import type { LogReader } from '../../operations/record/store.ts';
import type { Database } from '../database/connection.ts';

type Checkpoint = { size: number; root: Buffer; note: string };

export function createLogReader({ sql }: Pick<Database, 'sql'>): LogReader {
  return {
    async origin() {
      const [head] = await sql<{ origin: string }[]>`select origin from log_head where id = 1`;
      return head?.origin;
    },

    async latestCheckpoint() {
      const [newest] = await sql<Checkpoint[]>`
        select size, root, note from log_checkpoints order by size desc limit 1`;
      return newest;
    },

    async checkpointAt(size) {
      const [found] = await sql<
        Checkpoint[]
      >`select size, root, note from log_checkpoints where size = ${size}`;
      return found;
    },

    async entries(from, to) {
      const rows = await sql<{ entry: Buffer }[]>`
        select entry from log_entries where idx >= ${from} and idx < ${to} order by idx`;
      return rows.map(({ entry }) => entry);
    },

    async tile(level, index) {
      const [found] = await sql<{ hashes: Buffer }[]>`
        select hashes from log_tiles where level = ${level} and n = ${index}`;
      return found?.hashes;
    },

    async tileRoots(level, from, to) {
      const rows = await sql<{ root: Buffer }[]>`
        select root from log_tiles where level = ${level} and n >= ${from} and n < ${to} order by n`;
      return rows.map(({ root }) => root);
    },
  };
}
