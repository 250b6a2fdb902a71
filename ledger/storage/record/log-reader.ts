// What outsiders may see of the log: checkpoints, entries, tiles. All of it is fixed once committed, so nothing here
// takes a lock and every answer may be cached by whoever asks.

import type { LogReader } from '../../operations/ports.ts';
import type { Database } from '../connection.ts';

type Checkpoint = { size: number; root: Buffer; note: string };

export function createLogReader({ sql }: Pick<Database, 'sql'>): LogReader {
  return {
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
