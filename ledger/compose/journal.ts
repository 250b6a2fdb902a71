// The journal of a ledger: found beside the keys, or begun. A database that knows a journal which is not
// there is refused, because what it would be held against is missing; so is a journal of another ledger.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openCheckpoint } from '../core/log/checkpoint.ts';
import { ed25519Verifier, type NoteSigner } from '../core/log/signed-note.ts';
import type { SeenCheckpoint } from '../operations/append/head-watch.ts';
import type { Database } from '../storage/database/connection.ts';
import { headsOf, isJournalIn, journalsIn, writeJournal } from '../storage/journal/journal-folder.ts';
import { createJournalIds } from '../storage/journal/journal-ids.ts';

/**
 * What is there of the journal of this database. `id` is undefined where there is none: it was never begun,
 * or the operator says that it is lost.
 * @throws Error with a sentence for the operator, where it is missing
 */
export async function journalOf(
  db: Database,
  config: Config,
  signer: NoteSigner,
): Promise<{ folder: string; id: string | undefined; seen: SeenCheckpoint | undefined }> {
  const folder = config.journalFolder ?? join(config.dataFolder, 'journal');
  const known = await createJournalIds(db).current();
  if (known !== undefined && !isJournalIn(folder, known)) {
    if (config.journalLost === true) return { folder, id: undefined, seen: undefined };
    throw new Error(missing(folder));
  }
  const id = known ?? (await own(folder, signer));
  return { folder, id, seen: id === undefined ? undefined : await newest(folder, id, signer) };
}

/** Found, or begun; and this process's own files in it. */
export async function openJournal(db: Database, config: Config, signer: NoteSigner) {
  const ids = createJournalIds(db);
  const { folder, id, seen } = await journalOf(db, config, signer);
  const known = await ids.current();
  const counts = known !== undefined && known === id ? known : await ids.begin(id ?? randomUUID(), known);
  return { ...(await writeJournal(folder, counts)), seen };
}

const missing = (folder: string) =>
  `the journal of this database is not in ${folder}: put it there, or name its folder by OPTMARK_JOURNAL (the nodes of ` +
  'one ledger share it). If it is lost, start once with optmark serve --journal-lost: then an older state of the ' +
  'database is not found by this start';

/**
 * The one that was kept for this log, where the database knows of none: it may have been lost and begun anew.
 */
async function own(folder: string, signer: NoteSigner): Promise<string | undefined> {
  for (const id of await journalsIn(folder)) if ((await newest(folder, id, signer)) !== undefined) return id;
  return undefined;
}

/** Only what this log's own key has signed counts. */
async function newest(folder: string, id: string, { key }: NoteSigner): Promise<SeenCheckpoint | undefined> {
  const trust = { origin: key.name, logKeys: [ed25519Verifier(key)] };
  let found: SeenCheckpoint | undefined;
  for (const note of await headsOf(folder, id)) {
    const opened = openCheckpoint(note, trust);
    if (opened.kind !== 'opened') continue;
    const { size, root } = opened.checkpoint;
    if (found === undefined || size > found.size) found = { size, root, note };
  }
  return found;
}
