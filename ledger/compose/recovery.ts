// The parts of a recovery: a database in an older state, the keys, and the journal that says what is lacking.
// No ledger is composed on it: that would be one more node under the name that must not go on.

import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { signCheckpoint } from '../core/log/checkpoint.ts';
import { ed25519Signer, type NoteSigner } from '../core/log/signed-note.ts';
import { nameOf } from '../core/log/succession.ts';
import { formatVerifierKey } from '../core/log/verifier-key.ts';
import { HeadWatch, type SeenCheckpoint, watchedCommits } from '../operations/append/head-watch.ts';
import { heardCommits, LedgerClock } from '../operations/append/ledger-clock.ts';
import type { SuccessionWrite } from '../operations/append/log-store.ts';
import { createSequencer } from '../operations/append/sequencer.ts';
import { type ErasedAgain, eraseAgain, type JournalErasures } from '../operations/erase/erase.ts';
import { decodeErasureLine } from '../operations/journal/erasure-line.ts';
import { decodeLine } from '../operations/journal/line.ts';
import type { JournalStop } from '../operations/journal/store.ts';
import { cacheSetup } from '../operations/setup/cached.ts';
import { goOn, type Told, tellAgain } from '../operations/succeed/succeed.ts';
import { createLogStore } from '../storage/append/log-store.ts';
import { type Database, openDatabase } from '../storage/database/connection.ts';
import { stopsOf } from '../storage/journal/journal-folder.ts';
import { successorCheck } from '../storage/keys/key-checks.ts';
import { addSuccessor, type KeyMaterial, noteFound } from '../storage/keys/key-file.ts';
import { createConsentStore } from '../storage/person/consent-store.ts';
import { createLogReader } from '../storage/record/log-reader.ts';
import { createRecordStore } from '../storage/record/record-store.ts';
import { createSpentKeys } from '../storage/record/spent-keys.ts';
import { createSuccessions } from '../storage/record/succession-reader.ts';
import { appRole } from '../storage/schema/roles.ts';
import { createSetupStore } from '../storage/setup/setup-store.ts';
import { createSnapshot } from '../storage/verify/snapshot.ts';
import { databaseServer, findLedger, type Progress, refuseUnbegun, refuseWithoutLedger } from './database.ts';
import { journalOf, lackingSince, openJournal } from './journal.ts';
import { namedLog } from './log-name.ts';

export type Recovery = {
  /** What the database holds, and what is known to have been signed. */
  kept: { origin: string; size: number; lastRecordedAt: string };
  seen: SeenCheckpoint | undefined;
  hasJournal: boolean;
  /** `older`: it lacks what was seen. `recovered`: it went on after a restore. `current`: neither. */
  state: 'older' | 'recovered' | 'current';
  /** Goes on under the next name. @returns that name */
  goOn(why?: SuccessionWrite['why']): Promise<string>;
  /** And erases again. `unread`: lines of the journal that cannot be read. */
  tellAgain(): Promise<Told & ErasedAgain & { unread: number }>;
  close(): Promise<void>;
};

export async function composeRecovery(config: Config, progress: Progress): Promise<Recovery> {
  refuseWithoutLedger(config);
  const server = await databaseServer(config, progress);
  let db: Database | undefined;
  try {
    const { origin, keys } = refuseUnbegun(await findLedger(server, config), config);
    db = openDatabase({ url: server.appUrl, role: appRole, clients: 2 });
    const opened = db;
    const successions = await createSuccessions(db).all();
    const log = namedLog(origin, successions, keys, config.dataFolder);
    const signer = log.signerOf(log.n);
    const journal = await journalOf(db, config, log);
    const head = await createSnapshot(db).head();
    const { seen } = journal;
    const lacking = await lackingSince(seen, head.size, createLogReader(db));
    const isOlder = lacking !== undefined || journal.id === undefined;
    const wasRestored = successions.at(-1)?.why === 'restored';
    let current = signer;
    const watch = new HeadWatch();
    watch.saw({ size: head.size, root: head.root, note: '' });
    const parts = () => recovering(opened, keys, current, watch);
    return {
      kept: { origin, size: head.size, lastRecordedAt: head.lastRecordedAt },
      seen,
      hasJournal: journal.id !== undefined,
      state: isOlder ? 'older' : wasRestored ? 'recovered' : 'current',
      async goOn(why = 'restored') {
        // Above every name that a key was ever made for: it may have signed what is lost.
        const n = Math.max(log.n, log.highest) + 1;
        const key = await addSuccessor(config.dataFolder, n);
        const next = ed25519Signer(nameOf(log.first, n), key);
        current = next;
        const { size, root } = head;
        const succession: SuccessionWrite = {
          ...{ n, origin: next.key.name, vkey: formatVerifierKey(next.key), size, root, why },
          ...{ lastOrigin: origin, lastVkey: formatVerifierKey(signer.key) },
          keyCheck: successorCheck(n, key),
        };
        await goOn(parts(), succession, why === 'restored' ? seen : undefined).catch((error) => {
          throw leftOver(error, next.key.name);
        });
        await noteFound(config.dataFolder, [n]);
        // The node that is started next must find one; and if this state is lost too, the name that it used.
        const own = await openJournal(opened, config, {
          ...log,
          n,
          highest: n,
          used: n,
          signerOf: () => next,
        });
        const newest = await createLogReader(opened).latestCheckpoint();
        if (newest !== undefined) await own.keepHead(newest.note);
        await own.close();
        return next.key.name;
      },
      async tellAgain() {
        if (journal.id === undefined) return { told: 0, known: 0, erased: 0, refused: [], unread: 0 };
        const lines: OtherLines = { erasures: [], became: new Map(), unread: 0 };
        const told = await tellAgain(parts(), readStops(journal.folder, journal.id, keys.master, lines));
        // After the stops, so that each stands in the stone.
        const erased = await eraseAgain(parts(), lines);
        return { ...told, ...erased, unread: lines.unread };
      },
      async close() {
        await opened.end();
        await server.stop();
      },
    };
  } catch (error) {
    await db?.end();
    await server.stop();
    throw error;
  }
}

/** A key that is in the file stays there: whether it has signed, nobody may know. */
function leftOver(error: Error, name: string): Error {
  const sentence =
    `${error.message.replace(/\.$/, '')}. keys.json now has a key for ${name}. Look with optmark doctor whether the log ` +
    'has gone on under that name; if not, run the command again: it takes the name after it';
  return new Error(sentence, { cause: error });
}

/**
 * The log goes on under its next name and a new key, as planned. @returns that name
 * @throws Error with a sentence for the operator, where this is not the last state that was seen
 */
export async function rotateLogKey(config: Config, progress: Progress): Promise<string> {
  const recovery = await composeRecovery(config, progress);
  try {
    if (recovery.state === 'older')
      throw new Error('this is an older state of the database: nothing is rotated; run optmark doctor');
    // Its key has signed nothing, so no one could tell its successor from a thief's.
    if (recovery.kept.size === 0)
      throw new Error('this log has no entry yet: there is nothing to go on from');
    return await recovery.goOn('key_rotated');
  } finally {
    await recovery.close();
  }
}

type OtherLines = JournalErasures & { unread: number };

/** @param lines gathers what is no stop; whole once all stops are read */
async function* readStops(
  folder: string,
  id: string,
  master: Buffer,
  lines: OtherLines,
): AsyncGenerator<JournalStop> {
  for await (const line of stopsOf(folder, id)) {
    const stop = decodeLine(master, id, line);
    if (stop !== undefined) {
      yield stop;
      continue;
    }
    const other = decodeErasureLine(master, id, line);
    if (other === undefined) lines.unread += 1;
    else if ('outcome' in other) lines.became.set(other.outcome.attempt, other.outcome.became);
    else lines.erasures.push(other.erasure);
  }
}

/** @param watch of all that this recovery has seen: another database in the place of this one is refused */
function recovering(
  db: Database,
  { master, macs }: Pick<KeyMaterial, 'master' | 'macs'>,
  signer: NoteSigner,
  watch: HeadWatch,
) {
  const clock = new LedgerClock();
  const world = { now: () => clock.now(), random: randomBytes };
  const keyring = {
    master,
    macs,
    signCheckpoint: (size: number, root: Uint8Array) =>
      signCheckpoint({ origin: signer.key.name, size, root }, [signer]),
  };
  const watched = watchedCommits(createLogStore(db), watch, () => {});
  return {
    sequencer: createSequencer(heardCommits(watched, clock), keyring, clock, world),
    keys: { master, macs },
    setup: cacheSetup(createSetupStore(db)),
    records: { ...createRecordStore(db), ...createSpentKeys(db, macs) },
    lookUp: createConsentStore(db).lookUp,
    world,
  };
}

/** The one command that goes on from what was restored, as it is typed. */
export async function nextCommand(config: Config, progress: Progress): Promise<string> {
  const { state, hasJournal, close } = await composeRecovery({ ...config, journalLost: true }, progress);
  await close();
  if (state !== 'older') return 'optmark serve';
  return hasJournal ? 'optmark recover' : 'optmark recover --journal-lost';
}
