// The one place that knows every part: a Config becomes a running ledger. Starting is: database (embedded or yours),
// migrations, keys, the log's origin, and a look whether keys, origin and log belong together.

import { createPublicKey, createSecretKey, randomBytes } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import { rateLimits } from './auth/rate-limit.ts';
import { createCloudProxy } from './clients/cloud-proxy.ts';
import { createCodeSender } from './clients/code-sender.ts';
import { createLogClient } from './clients/log-client.ts';
import { createTemplateClient } from './clients/template-client.ts';
import { createWebhookCarrier } from './clients/webhook-forward.ts';
import type { Config } from './config.ts';
import { openCheckpoint, signCheckpoint } from './core/log/checkpoint.ts';
import { ed25519Signer, ed25519Verifier, type NoteSigner } from './core/log/signed-note.ts';
import { formatVerifierKey } from './core/log/verifier-key.ts';
import { createSequencer } from './operations/append/sequencer.ts';
import { cacheNotices, cacheSetup } from './operations/cached-setup.ts';
import { Forwarder } from './operations/forward/forwarder.ts';
import type { Ledger, LedgerKeys } from './operations/ledger.ts';
import { queueLookUps } from './operations/person/bulk-look-ups.ts';
import { shareLookUps } from './operations/person/look-ups.ts';
import type { LedgerSnapshot, LogReader, LogServer, TemplateSource, World } from './operations/ports.ts';
import type { LedgerToVerify, StoredLedger } from './operations/verify/database.ts';
import { createLogStore } from './storage/append/log-store.ts';
import { type Database, openDatabase } from './storage/connection.ts';
import { createOutbox } from './storage/forward/outbox.ts';
import { createServiceWindowStore } from './storage/gate/service-window-store.ts';
import { bindKeys, keyFindings } from './storage/keys/key-checks.ts';
import {
  addPepper,
  type KeyMaterial,
  keyFileOf,
  loadKeys,
  loadOrCreateKeys,
} from './storage/keys/key-file.ts';
import { createNoticeStore } from './storage/notice/notice-store.ts';
import { createChallengeStore } from './storage/ownership/challenge-store.ts';
import { createConsentStates } from './storage/person/consent-states.ts';
import { createConsentStore } from './storage/person/consent-store.ts';
import { createLogReader } from './storage/record/log-reader.ts';
import { createRecordStore } from './storage/record/record-store.ts';
import { migrate } from './storage/schema/migrate.ts';
import { appRole } from './storage/schema/roles.ts';
import { createSendStore } from './storage/send/send-store.ts';
import { createSenderStore } from './storage/sender-store.ts';
import { createSetupStore } from './storage/setup/setup-store.ts';
import { createTemplateStore } from './storage/template/template-store.ts';
import { createSnapshot } from './storage/verify/snapshot.ts';
import { createRateLimits } from './storage/visitor/rate-limits.ts';
import type { Logger } from './telemetry/logger.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { observeCommits } from './telemetry/observe-commits.ts';
import { observeForwards } from './telemetry/observe-forwards.ts';

export type Composed = {
  ledger: Ledger;
  metrics: Metrics;
  snapshot: LedgerSnapshot;
  /** Carries webhooks to the businesses' own addresses until `close`: for whatever runs, and not for a command. */
  startForwarding(logger: Logger): void;
  /** Whether this start made the keys. */
  firstStart: boolean;
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>;
};

type Progress = (message: string) => void;

const world: World = { now: () => new Date(), random: pooledRandom() };

export async function compose(config: Config, progress: Progress = () => {}): Promise<Composed> {
  const metrics = createMetrics();
  const server = await databaseServer(config, progress);
  let db: Database | undefined;
  try {
    await migrate({ ownerUrl: server.ownerUrl, log: progress });
    db = openDatabase({ url: server.appUrl, role: appRole });
    const { keys, created } = await loadOrCreateKeys(config.dataFolder);
    if (created)
      progress(`made keys in ${keyFileOf(config.dataFolder)}; back this file up, apart from the database`);
    const signer = ed25519Signer(config.origin, keys.log);
    const logStore = observeCommits(createLogStore(db), metrics);
    const log = createLogReader(db);
    await logStore.claimOrigin(config.origin);
    // First what the log itself says: a database from before there were checks must not be bound to foreign keys.
    await refuseForeignKeys(log, signer, config);
    await bindKeys(db, keys, keyFileOf(config.dataFolder));

    const ledgerKeys = await ledgerKeysOf(keys, signer);
    const checkpointKeys = {
      master: keys.master,
      signCheckpoint: (size: number, root: Uint8Array) =>
        signCheckpoint({ origin: config.origin, size, root }, [signer]),
    };
    const limits = { queueMax: config.queueMax, reservedForStops: Math.floor(config.queueMax / 8) };
    const outbox = createOutbox(db);
    const carrier = createWebhookCarrier({ toThisMachine: config.forwardToThisMachine });
    const forwarder = new Forwarder({ outbox, carrier, master: keys.master, world });
    const sequencer = createSequencer(logStore, checkpointKeys, world, limits);
    const ledger: Ledger = {
      origin: config.origin,
      url: config.url,
      keys: ledgerKeys,
      world,
      sequencer,
      log,
      records: createRecordStore(db),
      lookUp: shareLookUps(createConsentStore(db)),
      lookUpInBulk: queueLookUps(createConsentStore(db)),
      consentStates: createConsentStates(db),
      notices: cacheNotices(createNoticeStore(db)),
      setup: cacheSetup(createSetupStore(db)),
      limits: createRateLimits(createSecretKey(randomBytes(32)), rateLimits),
      senders: createSenderStore(db),
      serviceWindows: createServiceWindowStore(db),
      templates: createTemplateStore(db),
      sends: createSendStore(db),
      cloud: createCloudProxy(config.cloudApi),
      forwarding: { outbox, wake: forwarder.wake, toThisMachine: config.forwardToThisMachine },
      ownership: {
        challenges: createChallengeStore(db),
        codesPerDay: config.codesPerDay,
        ...(config.codeGateway && { codeSender: createCodeSender(config.codeGateway, world) }),
      },
    };
    const opened = db;
    const close = async () => {
      await Promise.all([sequencer.drain(), forwarder.stop()]);
      await opened.end();
      await server.stop();
    };
    const startForwarding = (logger: Logger) => forwarder.start(observeForwards(metrics, logger));
    return { ledger, metrics, snapshot: createSnapshot(db), startForwarding, firstStart: created, close };
  } catch (error) {
    await db?.end();
    await server.stop();
    throw error;
  }
}

/** What a verifier looks at. It makes, changes and signs nothing, and starts also where a ledger would refuse to. */
export type Verifier = {
  keys: LedgerToVerify['keys'];
  /** Sentences: what is wrong with these keys for this database, before anything is read with them. */
  keyFindings(): Promise<string[]>;
  /** Hands out all rows as of one moment, whatever is appended meanwhile. */
  atOneMoment<Result>(work: (stored: StoredLedger) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export async function composeVerifier(config: Config, progress: Progress = () => {}): Promise<Verifier> {
  // First: without keys nothing can be verified, and a database would be started for nothing.
  const { log, master, peppers } = await loadKeys(config.dataFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(
      `there is no keys.json in ${config.dataFolder}: set OPTMARK_DATA to the ledger's data folder`,
    );
  });
  const server = await databaseServer(config, progress);
  const db = openDatabase({ url: server.appUrl, role: appRole, clients: 1, statementTimeout: 0 });
  return {
    keys: { log, master, peppers },
    keyFindings: () => keyFindings(db, { log, master, peppers }, keyFileOf(config.dataFolder)),
    atOneMoment: (work) =>
      db.transaction(
        (rows) =>
          work({
            snapshot: createSnapshot(rows),
            log: createLogReader(rows),
            records: createRecordStore(rows),
            setup: createSetupStore(rows),
          }),
        { isolation: 'repeatable read', readOnly: true },
      ),
    async close() {
      await db.end();
      await server.stop();
    },
  };
}

/** Somebody's log, read over HTTP. */
export const logServerAt = (url: URL): LogServer => createLogClient(url);

/** The templates of Meta's accounts, with this access token, which is kept nowhere. */
export const templatesOfMeta = ({ cloudApi }: Config, accessToken: string): TemplateSource =>
  createTemplateClient({ base: cloudApi, accessToken });

/** Brings the database to the tables of this version, and nothing else. */
export async function migrateDatabase(config: Config, progress: Progress = () => {}): Promise<void> {
  const server = await databaseServer(config, progress);
  try {
    await migrate({ ownerUrl: server.ownerUrl, log: progress });
  } finally {
    await server.stop();
  }
}

/** Makes a new pepper the current one. @returns its version */
export const rotatePepper = (config: Config): Promise<number> => addPepper(config.dataFolder);

async function databaseServer(config: Config, progress: Progress) {
  if (config.databaseUrl !== undefined) {
    const ownerUrl = config.ownerUrl ?? config.databaseUrl;
    return { ownerUrl, appUrl: config.databaseUrl, stop: async () => {} };
  }
  // Loaded only when needed: an installation with its own Postgres need not have the binaries.
  const { startEmbeddedPostgres } = await import('./storage/embedded-postgres.ts');
  const embedded = await startEmbeddedPostgres({ folder: config.dataFolder, log: progress });
  return { ownerUrl: embedded.ownerUrl, appUrl: embedded.ownerUrl, stop: embedded.stop };
}

/** A log continued under another key would be a second log: refuse to start rather than sign a fork. */
async function refuseForeignKeys(log: LogReader, signer: NoteSigner, config: Config): Promise<void> {
  const latest = await log.latestCheckpoint();
  if (latest === undefined) return;
  const opened = openCheckpoint(latest.note, {
    origin: config.origin,
    logKeys: [ed25519Verifier(signer.key)],
  });
  if (opened.kind === 'opened') return;
  throw new Error(
    `the keys in ${keyFileOf(config.dataFolder)} are not the ones this database's log was signed with`,
  );
}

async function ledgerKeysOf(keys: KeyMaterial, signer: NoteSigner): Promise<LedgerKeys> {
  const jwks = await Promise.all(
    keys.tokens.map(async ({ kid, key }): Promise<JWK> => {
      return { ...(await exportJWK(createPublicKey(key))), kid, alg: 'Ed25519', use: 'sig' };
    }),
  );
  const current = keys.tokens[0]!;
  return {
    master: keys.master,
    tokens: current,
    jwks,
    vkey: formatVerifierKey(signer.key),
    nonces: keys.nonces,
    peppers: keys.peppers,
  };
}

/** Random bytes from a pool: one system call serves some hundred records. Bytes are handed out once and never again. */
function pooledRandom(): (length: number) => Buffer {
  let pool = Buffer.alloc(0);
  return (length) => {
    if (pool.length < length) pool = randomBytes(Math.max(length, 16_384));
    const bytes = Buffer.from(pool.subarray(0, length));
    pool = pool.subarray(length);
    return bytes;
  };
}
