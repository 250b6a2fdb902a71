// Another node on the database of a test ledger: the same keys and log, connections, memory and sequencer of its own, a
// clock of its own, and between sequencer and database whatever a test puts there.

import { signCheckpoint } from '../../ledger/core/log/checkpoint.ts';
import { ed25519Signer } from '../../ledger/core/log/signed-note.ts';
import { createSequencer, type SequencerLimits } from '../../ledger/operations/append/sequencer.ts';
import { cacheNotices, cacheSetup } from '../../ledger/operations/cached-setup.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import type { LogStore, World } from '../../ledger/operations/ports.ts';
import { createLogStore } from '../../ledger/storage/append/log-store.ts';
import { openDatabase } from '../../ledger/storage/connection.ts';
import { loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { createNoticeStore } from '../../ledger/storage/notice/notice-store.ts';
import { appRole } from '../../ledger/storage/schema/roles.ts';
import { createSetupStore } from '../../ledger/storage/setup/setup-store.ts';
import type { TestLedger } from '../support/ledger.ts';

export type NodeOptions = {
  world?: World;
  limits?: SequencerLimits;
  /** Puts something between the sequencer and the database. */
  around?: (store: LogStore) => LogStore;
};

export type Node = { ledger: Ledger } & AsyncDisposable;

export async function startNode(
  { ledger, config }: TestLedger,
  { world = ledger.world, limits, around = (store) => store }: NodeOptions = {},
): Promise<Node> {
  const db = openDatabase({ url: config.databaseUrl!, role: appRole, clients: 2 });
  const { log, master } = await loadKeys(config.dataFolder);
  const { origin } = config;
  const keyring = {
    master,
    signCheckpoint: (size: number, root: Uint8Array) =>
      signCheckpoint({ origin, size, root }, [ed25519Signer(origin, log)]),
  };
  const sequencer = createSequencer(around(createLogStore(db)), keyring, world, limits);
  return {
    ledger: {
      ...ledger,
      world,
      sequencer,
      notices: cacheNotices(createNoticeStore(db), () => world.now().getTime()),
      setup: cacheSetup(createSetupStore(db), () => world.now().getTime()),
    },
    async [Symbol.asyncDispose]() {
      await sequencer.drain();
      await db.end();
    },
  };
}
