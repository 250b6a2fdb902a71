// Who scrubs the files of the database, and when that was done last, which is kept beside the keys.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Scrubber } from '../operations/erase/scrubbing.ts';
import type { Database } from '../storage/database/connection.ts';
import { lateMs } from '../storage/erase/late-rows.ts';
import { erasedSince, type Scrubbed, scrub } from '../storage/erase/scrub.ts';
import {
  databaseServer,
  keysOf,
  lookAtDatabase,
  type Progress,
  refuseUnbegun,
  refuseWithoutLedger,
} from './database.ts';

const lastScrubOf = ({ dataFolder }: Config) => join(dataFolder, 'last-scrub.json');

/** For a command: now, whether or not anyone was erased. */
export async function scrubNow(config: Config, progress: Progress): Promise<Scrubbed> {
  refuseWithoutLedger(config);
  const server = await databaseServer(config, progress);
  try {
    const found = await lookAtDatabase(server);
    refuseUnbegun({ ...found, keys: await keysOf(found, config) }, config);
    return await scrubbed(config, server.ownerUrl);
  } finally {
    await server.stop();
  }
}

/** @param url as it is when it is asked for */
export const scrubberOf = (config: Config, { sql }: Pick<Database, 'sql'>, url: () => string): Scrubber => ({
  isDue: async () => erasedSince(sql, await lastScrub(config)),
  scrub: () => scrubbed(config, url()),
});

async function scrubbed(config: Config, url: string): Promise<Scrubbed> {
  // What the erased are written of late goes a quarter of an hour after them.
  const at = new Date(Date.now() - lateMs).toISOString();
  const done = await scrub(url);
  // It is done again where this cannot be written.
  await writeFile(lastScrubOf(config), `${JSON.stringify({ at })}\n`, { mode: 0o600 }).catch(() => {});
  return done;
}

async function lastScrub(config: Config): Promise<string | undefined> {
  const text = await readFile(lastScrubOf(config), 'utf8').catch(() => '');
  const [, at] = /^\{"at":"([^"]+)"\}$/.exec(text.trim()) ?? [];
  return at;
}
