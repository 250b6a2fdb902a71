// The journal of a ledger: found beside the keys, or begun. A database that knows a journal which is not
// there is refused, because what it would be held against is missing; so is a journal of another ledger.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { claimedCheckpoint, openCheckpoint } from '../core/log/checkpoint.ts';
import { ed25519Verifier } from '../core/log/signed-note.ts';
import { numberOf } from '../core/log/succession.ts';
import { HeadWatch, type SeenCheckpoint } from '../operations/append/head-watch.ts';
import type { LogReader } from '../operations/record/store.ts';
import type { Database } from '../storage/database/connection.ts';
import {
  headOf,
  headsOf,
  isJournalIn,
  journalsIn,
  keeperName,
  writeJournal,
} from '../storage/journal/journal-folder.ts';
import { createJournalIds } from '../storage/journal/journal-ids.ts';
import type { LiveNodes } from '../storage/journal/live-nodes.ts';
import { keyFileOf } from '../storage/keys/key-file.ts';
import type { NamedLog } from './log-name.ts';

/** The newest checkpoint that a journal has, and under which name of the log it was signed. */
export type SeenUnder = SeenCheckpoint & { n: number };

/**
 * What is there of the journal of this database. `id` is undefined where there is none: it was never begun,
 * or the operator says that it is lost.
 * @throws Error with a sentence for the operator, where it is missing
 */
export async function journalOf(
  db: Database,
  config: Config,
  log: NamedLog,
): Promise<{ folder: string; id: string | undefined; seen: SeenUnder | undefined }> {
  const folder = config.journalFolder ?? join(config.dataFolder, 'journal');
  const known = await createJournalIds(db).current();
  if (known !== undefined && !isJournalIn(folder, known)) {
    if (config.journalLost === true) return { folder, id: undefined, seen: undefined };
    throw new Error(missing(folder));
  }
  const id = known ?? (await own(folder, log));
  if (id === undefined) return { folder, id, seen: undefined };
  return { folder, id, seen: await newest(await headsOf(folder, id), log) };
}

/** Found, or begun; and this process's own files in it. */
export async function openJournal(db: Database, config: Config, log: NamedLog, keeper = keeperName()) {
  const ids = createJournalIds(db);
  const { folder, id, seen } = await journalOf(db, config, log);
  if (id === undefined && log.used > log.n) throw new Error(goneOn(log, config));
  const known = await ids.current();
  const counts = known !== undefined && known === id ? known : await ids.begin(id ?? randomUUID(), known);
  return { ...(await writeJournal(folder, counts, keeper)), folder, seen };
}

/** What is wrong with a database of this size, held against what its journal has seen; undefined: nothing */
export async function lackingSince(
  seen: SeenCheckpoint | undefined,
  size: number,
  log: Pick<LogReader, 'checkpointAt'>,
): Promise<string | undefined> {
  if (seen === undefined) return undefined;
  const watch = new HeadWatch();
  watch.saw(seen);
  return watch.compare(watch.floor(), { size, rootThen: (await log.checkpointAt(seen.size))?.root })?.detail;
}

/** Of the nodes that live, those that have seen nothing yet under the name that the log has now. */
export async function underAnEarlierName(
  { folder, id }: { folder: string; id: string },
  { here }: LiveNodes,
  log: NamedLog,
): Promise<string[]> {
  if (log.n === 1) return [];
  const heads = await Promise.all(here.map((node) => headOf(folder, id, node)));
  return here.filter((_, i) => {
    const note = heads[i];
    return note === undefined || claimedNumber(note, log) !== log.n;
  });
}

/** @param nodes how many keep another journal */
export const apart = (nodes: number): string | undefined =>
  nodes === 0
    ? undefined
    : `${nodes} other ${nodes === 1 ? 'node' : 'nodes'} of this ledger ${nodes === 1 ? 'keeps its' : 'keep their'} journal elsewhere: what each has ` +
      'seen is found by itself alone. Name one folder that all share by OPTMARK_JOURNAL';

const missing = (folder: string) =>
  `the journal of this database is not in ${folder}: put it there, or name its folder by OPTMARK_JOURNAL (the nodes of ` +
  'one ledger share it). If it is lost for good: where a backup was restored, run optmark recover --journal-lost; ' +
  'where nothing was, start once with optmark serve --journal-lost, which cannot find an older state of the database';

/** No journal says how far the log had come, and it has gone on under a later name than the database has. */
const goneOn = ({ used, signerOf }: NamedLog, { dataFolder }: Config) =>
  `${keyFileOf(dataFolder)} has the key of ${signerOf(used).key.name}, a name that this database does not know: it is an ` +
  'older state: run optmark recover --journal-lost';

/**
 * The one that was kept for this log, where the database knows of none: it may have been lost and begun anew.
 */
async function own(folder: string, log: NamedLog): Promise<string | undefined> {
  for (const id of await journalsIn(folder)) {
    const heads = (await headsOf(folder, id)).filter(
      (note) => (claimedNumber(note, log) ?? 0) <= log.highest,
    );
    if ((await newest(heads, log)) !== undefined) return id;
  }
  return undefined;
}

/**
 * Of the highest name, then of the largest size. Only what this log's own keys have signed counts, and of a
 * name before the one that the database has, nothing: what was lost of it is known.
 * @throws Error where the key of that name is lacking
 */
async function newest(heads: readonly string[], log: NamedLog): Promise<SeenUnder | undefined> {
  let found: SeenUnder | undefined;
  for (const note of heads) {
    const n = claimedNumber(note, log);
    if (n === undefined || n < Math.max(log.n, found?.n ?? 0)) continue;
    const { key } = log.signerOf(n);
    const opened = openCheckpoint(note, { origin: key.name, logKeys: [ed25519Verifier(key)] });
    if (opened.kind !== 'opened') continue;
    const { size, root } = opened.checkpoint;
    if (found === undefined || n > found.n || size > found.size) found = { n, size, root, note };
  }
  return found;
}

/** The number of the name in a note that is not verified yet; undefined: not of this log. */
function claimedNumber(note: string, { first }: NamedLog): number | undefined {
  const inside = claimedCheckpoint(note);
  return inside.kind === 'parsed' ? numberOf(inside.value.origin, first) : undefined;
}
