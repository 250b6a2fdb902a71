// Another node on the database of a test ledger: the same keys and log, connections, memory and sequencer of
// its own, a clock of its own, and between sequencer and database whatever a test puts there.

import { signCheckpoint } from '../../ledger/core/log/checkpoint.ts';
import { ed25519Signer } from '../../ledger/core/log/signed-note.ts';
import type { LogStore } from '../../ledger/operations/append/log-store.ts';
import { createSequencer, type SequencerLimits } from '../../ledger/operations/append/sequencer.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { cacheNotices } from '../../ledger/operations/notice/cached.ts';
import { cacheSetup } from '../../ledger/operations/setup/cached.ts';
import type { World } from '../../ledger/operations/world.ts';
import { createLogStore } from '../../ledger/storage/append/log-store.ts';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { createNoticeStore } from '../../ledger/storage/notice/notice-store.ts';
import { appRole } from '../../ledger/storage/schema/roles.ts';
import { createSetupStore } from '../../ledger/storage/setup/setup-store.ts';
import type { TestLedger } from '../support/ledger.ts';
import { commitsBy, lookUpsBy } from './clock.ts';

export type NodeOptions = {
  /** Its clock is the database's as well. */
  world?: World;
  limits?: SequencerLimits;
  /** Puts something between the sequencer and the database. */
  around?: (store: LogStore) => LogStore;
};

export type Node = { ledger: Ledger } & AsyncDisposable;

export async function startNode(
  { ledger, config }: TestLedger,
  { world: own, limits, around = (store) => store }: NodeOptions = {},
): Promise<Node> {
  const db = openDatabase({ url: config.databaseUrl!, role: appRole, clients: 2 });
  const { log, master, macs } = await loadKeys(config.dataFolder);
  const { origin } = config;
  const keyring = {
    master,
    macs,
    signCheckpoint: (size: number, root: Uint8Array) =>
      signCheckpoint({ origin, size, root }, [ed25519Signer(origin, log)]),
  };
  const world = own ?? ledger.world;
  const store = own === undefined ? createLogStore(db) : commitsBy(own, createLogStore(db));
  const sequencer = createSequencer(around(store), keyring, { aheadMs: 0 }, world, limits);
  return {
    ledger: {
      ...ledger,
      world,
      sequencer,
      ...(own !== undefined && {
        lookUp: lookUpsBy(own, ledger.lookUp),
        lookUpInBulk: lookUpsBy(own, ledger.lookUpInBulk),
      }),
      notices: cacheNotices(createNoticeStore(db), () => world.now().getTime()),
      setup: cacheSetup(createSetupStore(db), () => world.now().getTime()),
    },
    async [Symbol.asyncDispose]() {
      await sequencer.drain();
      await db.end();
    },
  };
}
