// A Config becomes a running ledger. Start order: database (embedded or yours), migrations, keys, the log's
// origin, and a check that keys, origin and log belong together.

import { createSecretKey, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { rateLimits } from '../auth/rate-limit.ts';
import { createCloudProxy } from '../clients/cloud-proxy.ts';
import { createCodeSender } from '../clients/code-sender.ts';
import { createSmsSender } from '../clients/sms-sender.ts';
import { createTemplateClient } from '../clients/template-client.ts';
import { createWebhookCarrier } from '../clients/webhook-forward.ts';
import { addressOfOrigin, type Config, isNamedForThisMachineAlone } from '../config.ts';
import { signCheckpoint } from '../core/log/checkpoint.ts';
import { HeadWatch, watchedCommits, watchedLookUps } from '../operations/append/head-watch.ts';
import { heardCommits, heardLookUps, LedgerClock } from '../operations/append/ledger-clock.ts';
import { createSequencer } from '../operations/append/sequencer.ts';
import { scrubbing } from '../operations/erase/scrubbing.ts';
import { watchingRequests } from '../operations/erase/watching.ts';
import { watchingFollowers } from '../operations/feed/followers.ts';
import { cacheFlows } from '../operations/flow/cached.ts';
import { Undoing } from '../operations/flow/undoing.ts';
import { Forwarder } from '../operations/forward/forwarder.ts';
import { givingUp } from '../operations/forward/give-up.ts';
import { encodeErasure, encodeOutcome } from '../operations/journal/erasure-line.ts';
import { type Keeper, keepJournal } from '../operations/journal/keeper.ts';
import type { Ledger } from '../operations/ledger.ts';
import { cacheNotices } from '../operations/notice/cached.ts';
import { queueLookUps } from '../operations/person/bulk-look-ups.ts';
import { shareLookUps } from '../operations/person/look-ups.ts';
import { rebuildingLookUps, rebuildingStates } from '../operations/person/rebuilt-states.ts';
import { watchReadiness } from '../operations/readiness.ts';
import { cacheConfirmed, type Succession } from '../operations/record/succession.ts';
import { fillingGaps, fillingRegister } from '../operations/register/fill.ts';
import { registerWaitMs } from '../operations/register/query.ts';
import { createRegistrar, registeredCommits } from '../operations/register/registrar.ts';
import { endingRecords } from '../operations/retention/ending.ts';
import { cacheSetup } from '../operations/setup/cached.ts';
import { cacheSmsProviders } from '../operations/sms/cached.ts';
import { smsPatienceMs } from '../operations/sms/untold.ts';
import { createTally } from '../operations/tally/tally.ts';
import type { TemplateSource } from '../operations/template/store.ts';
import type { LedgerSnapshot } from '../operations/verify/sources.ts';
import { createWorker, type Worker } from '../operations/worker/worker.ts';
import type { World } from '../operations/world.ts';
import { createAccessStore } from '../storage/access/access-store.ts';
import { createLogStore } from '../storage/append/log-store.ts';
import { type Database, openDatabase } from '../storage/database/connection.ts';
import { createWritable } from '../storage/database/writable.ts';
import { createEraseStore } from '../storage/erase/erase-store.ts';
import { createLateRows } from '../storage/erase/late-rows.ts';
import { createErasureRequestStore } from '../storage/erase/request-store.ts';
import { createCallStore } from '../storage/flow/call-store.ts';
import { createFlowStore } from '../storage/flow/flow-store.ts';
import { createOutbox } from '../storage/forward/outbox.ts';
import { createServiceWindowStore } from '../storage/gate/service-window-store.ts';
import { keeperName } from '../storage/journal/journal-folder.ts';
import { liveNodes, markOf } from '../storage/journal/live-nodes.ts';
import { createPeopleTags } from '../storage/journal/people-tags.ts';
import { bindKeys } from '../storage/keys/key-checks.ts';
import { createKeys, type KeyMaterial, keyFileOf, noteFound } from '../storage/keys/key-file.ts';
import { createNoticeStore } from '../storage/notice/notice-store.ts';
import { createChallengeStore } from '../storage/ownership/challenge-store.ts';
import { createPendingStore } from '../storage/pending/pending-store.ts';
import { createConsentStates } from '../storage/person/consent-states.ts';
import { createConsentStore } from '../storage/person/consent-store.ts';
import { createLogReader } from '../storage/record/log-reader.ts';
import { createRecordStore } from '../storage/record/record-store.ts';
import { createSpentKeys } from '../storage/record/spent-keys.ts';
import { createSuccessions } from '../storage/record/succession-reader.ts';
import { createReconfirmStore } from '../storage/register/reconfirm-store.ts';
import { createRegisterStore } from '../storage/register/register-store.ts';
import { createTallyStore } from '../storage/register/tally-store.ts';
import { createReleaseStore } from '../storage/release/release-store.ts';
import { createRetentionStore } from '../storage/retention/retention-store.ts';
import { lookAtTables, ofThisVersion } from '../storage/schema/look.ts';
import { migrate } from '../storage/schema/migrate.ts';
import { appRole } from '../storage/schema/roles.ts';
import { createSendStore } from '../storage/send/send-store.ts';
import { createSenderStore } from '../storage/setup/sender-store.ts';
import { createSetupStore } from '../storage/setup/setup-store.ts';
import { createSmsProviderStore, createSmsThreadStore } from '../storage/sms/sms-stores.ts';
import { createTemplateStore } from '../storage/template/template-store.ts';
import { createSnapshot } from '../storage/verify/snapshot.ts';
import { createLinkStore } from '../storage/visitor/link-store.ts';
import { createRateLimits } from '../storage/visitor/rate-limits.ts';
import { createLeaseStore } from '../storage/worker/lease-store.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { observeCommits } from '../telemetry/observe-commits.ts';
import { observeEnding } from '../telemetry/observe-ending.ts';
import { observeForwards } from '../telemetry/observe-forwards.ts';
import { observeRequests } from '../telemetry/observe-requests.ts';
import { observeStates } from '../telemetry/observe-states.ts';
import { observeWorkers } from '../telemetry/observe-workers.ts';
import { composeConsole } from './console.ts';
import {
  type DatabaseServer,
  databaseServer,
  findLedger,
  keysOf,
  lookAtDatabase,
  namedForThisMachine,
  type Progress,
  refuseOtherOrigin,
  refuseUnbegun,
  refuseWithoutLedger,
} from './database.ts';
import { composeFeed } from './feed.ts';
import { apart, openJournal } from './journal.ts';
import { ledgerKeysOf } from './keys.ts';
import { namedLog, namesOf, refuseForeignKeys } from './log-name.ts';
import { pooledRandom } from './random.ts';
import { scrubberOf } from './scrub.ts';

export type Composed = {
  ledger: Ledger;
  metrics: Metrics;
  snapshot: LedgerSnapshot;
  /** From now on the ledger logs to it what the operator must look at. */
  logTo(logger: Logger): void;
  /** What is wrong with the journals of the nodes that live now, in a sentence; undefined: nothing */
  journalsApart(): Promise<string | undefined>;
  /** Starts the work that a node does by itself until `close`. For a server, not for a command. */
  startWorkers(logger: Logger): void;
  /** Finishes what was accepted, then closes the database. */
  close(): Promise<void>;
};

/** How long accepted records may take to commit while the ledger closes, milliseconds. */
const drainMs = 10_000;

/**
 * A ledger that exists: for commands, which never make a database, tables or keys, and need no address.
 */
export async function composeExisting(config: Config, progress: Progress = () => {}): Promise<Composed> {
  // An embedded database is not begun, nor started, for a command that has no ledger.
  if (config.databaseUrl === undefined) refuseWithoutLedger(config);
  const server = await databaseServer(config, progress);
  try {
    const { origin, keys } = refuseUnbegun(await findLedger(server, config), config);
    refuseOtherOrigin(config, origin);
    const url = config.urlIsGiven ? config.url : addressOfOrigin(origin);
    return await composeOn(server, { ...config, origin, url }, keys);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The ledger of a server. It begins one where there is none yet. */
export async function compose(config: Config, progress: Progress = () => {}): Promise<Composed> {
  const server = await databaseServer(config, progress);
  try {
    const found = await findLedger(server, config);
    if (found.origin !== undefined) refuseOtherOrigin(config, found.origin);
    if (found.tables !== 'same')
      await migrate({ ownerUrl: server.ownerUrl, ...boundBy(found.keys), log: progress });
    const origin = found.origin ?? config.origin;
    if (isNamedForThisMachineAlone(origin, config)) progress(namedForThisMachine(origin));
    return await composeOn(server, { ...config, origin }, found.keys ?? (await newKeys(config, progress)));
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Brings the database to the tables of this version. It begins a ledger (keys, origin) only where there is
 * none yet and OPTMARK_ORIGIN names one: the database must not be bound to keys in a folder that soon
 * disappears.
 */
export async function migrateDatabase(config: Config, progress: Progress = () => {}): Promise<void> {
  const server = await databaseServer(config, progress);
  try {
    const { tables } = await lookAtTables(server.appUrl);
    // Of a newer version there is nothing to migrate, and the second look says so.
    if (tables !== 'same' && tables !== 'newer') {
      // The owner's login sees whose ledger it is where the ledger's own may not yet.
      const keys = await keysOf(await lookAtTables(server.ownerUrl), config);
      await migrate({ ownerUrl: server.ownerUrl, ...boundBy(keys), log: progress });
    }
    const { origin } = await lookAtDatabase(server);
    if (origin !== undefined) return await server.stop();
    if (!config.originIsGiven) {
      progress(
        'this database has no ledger yet: set OPTMARK_ORIGIN to begin one now, or let the first start do it',
      );
      return await server.stop();
    }
    const begun = await composeOn(server, config, await newKeys(config, progress));
    await begun.close();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What keys.json does not say yet: a crash may have come first, or a version that knew nothing of it. */
async function tellKeyFile({ unused, bound }: KeyMaterial, named: readonly Succession[], config: Config) {
  const used = named.flatMap(({ n }) => (unused.includes(n) ? [n] : []));
  // The next start tries again where this one may not write there.
  if (used.length > 0 || !bound) await noteFound(config.dataFolder, used).catch(() => {});
}

const boundBy = (keys: KeyMaterial | undefined) => ({ macs: keys?.macs, bound: keys?.bound });

/** Keys for a ledger that begins. */
async function newKeys({ dataFolder }: Config, progress: Progress): Promise<KeyMaterial> {
  const { keys, created } = await createKeys(dataFolder);
  if (created) progress(`made keys in ${keyFileOf(dataFolder)}; back this file up, apart from the database`);
  return keys;
}

async function composeOn(server: DatabaseServer, config: Config, keys: KeyMaterial): Promise<Composed> {
  const metrics = createMetrics();
  const clock = new LedgerClock();
  const world: World = { now: () => clock.now(), random: pooledRandom() };
  let db: Database | undefined;
  try {
    const keeper = keeperName();
    db = openDatabase({ url: server.appUrl, role: appRole, check: ofThisVersion, mark: markOf(keeper) });
    const successions = createSuccessions(db);
    const named = await successions.all();
    // The name that the log has now; it began under the configured one.
    const origin = await createLogStore(db).claimOrigin(config.origin);
    const names = namedLog(origin, named, keys, config.dataFolder);
    const signer = names.signerOf(names.n);
    let logger: Logger | undefined;
    const states = observeStates(metrics, () => logger);
    const records = { ...createRecordStore(db), ...createSpentKeys(db, keys.macs) };
    const rebuilding = { master: keys.master, records, watch: states };
    const watch = new HeadWatch(origin);
    const lookUps = watchedLookUps(heardLookUps(createConsentStore(db), clock), watch);
    const consentStore = rebuildingLookUps(lookUps, rebuilding);
    const readiness = watchReadiness({
      lookUp: shareLookUps(consentStore),
      ...createWritable(db, ofThisVersion),
      restarting: server.restarting,
    });
    const register = createRegisterStore(db);
    const registrar = createRegistrar(register);
    const tallies = createTallyStore(db);
    const tally = createTally(tallies, world);
    const observed = observeCommits(registeredCommits(createLogStore(db), registrar), metrics, states);
    let keeps: Keeper | undefined;
    const watched = watchedCommits(observed, watch, (write) => keeps?.heard(write));
    const logStore = readiness.listen(heardCommits(watched, clock));
    const log = createLogReader(db);
    // The log itself comes first: a database older than the key checks must not be bound to foreign keys.
    await refuseForeignKeys(log, signer, config.dataFolder);
    await bindKeys(db, keys, keyFileOf(config.dataFolder));
    const journal = await openJournal(db, config, names, keeper);
    await tellKeyFile(keys, named, config);
    if (journal.seen !== undefined) watch.saw(journal.seen);
    keeps = keepJournal({ journal, watch, log, people: createPeopleTags(db), master: keys.master, world });
    // This reads the database's clock, before the ledger dates anything. Then it compares the log with what
    // the journal has seen, before the ledger records anything.
    await consentStore.lookUp([]);
    await keeps.flush();

    const ledgerKeys = await ledgerKeysOf(keys, signer);
    const checkpointKeys = {
      master: keys.master,
      macs: keys.macs,
      signCheckpoint: (size: number, root: Uint8Array) => signCheckpoint({ origin, size, root }, [signer]),
    };
    const limits = { queueMax: config.queueMax, reservedForStops: Math.floor(config.queueMax / 8) };
    const outbox = createOutbox(db);
    const calls = createCallStore(db);
    const undoing = new Undoing();
    const smsThreads = createSmsThreadStore(db);
    const links = createLinkStore(db);
    const pending = createPendingStore(db);
    const door = composeConsole(db, config);
    const carrier = createWebhookCarrier({ toThisMachine: config.forwardToThisMachine });
    const forwarder = new Forwarder({ outbox, carrier, master: keys.master, world });
    const leases = createLeaseStore(db);
    const sequencer = createSequencer(logStore, checkpointKeys, clock, world, limits);
    const ledger: Ledger = {
      origin,
      names: await namesOf(names, named, { keys, records, log }),
      url: config.url,
      keys: ledgerKeys,
      world,
      clock,
      sequencer,
      log,
      records,
      successions,
      ...(named.some(({ why }) => why === 'restored') && { restorations: cacheConfirmed(successions) }),
      lookUp: readiness.lookUp,
      readiness: readiness.ask,
      lookUpInBulk: queueLookUps(consentStore),
      consentStates: rebuildingStates(createConsentStates(db), rebuilding),
      notices: cacheNotices(createNoticeStore(db)),
      flows: cacheFlows(createFlowStore(db)),
      calls,
      undoing,
      smsProviders: cacheSmsProviders(createSmsProviderStore(db)),
      smsThreads,
      smsSender: createSmsSender(),
      smsPatienceMs,
      links,
      pending,
      setup: cacheSetup(createSetupStore(db)),
      limits: createRateLimits(createSecretKey(randomBytes(32)), rateLimits),
      senders: createSenderStore(db),
      serviceWindows: createServiceWindowStore(db, keys.macs),
      templates: createTemplateStore(db),
      sends: createSendStore(db, keys.macs),
      releases: createReleaseStore(db),
      cloud: createCloudProxy(config.cloudApi),
      register: { store: register, waitMs: registerWaitMs, flush: registrar.flush },
      tally,
      tallies,
      reconfirmations: createReconfirmStore(db),
      feed: composeFeed(db),
      erasing: createEraseStore(db),
      erasureRequests: createErasureRequestStore(db, keys.macs),
      retention: createRetentionStore(db),
      held: createAccessStore(db),
      ...door,
      erasureJournal: {
        keep: (erasure) =>
          journal.keepStops([encodeErasure(keys.master, journal.id, world.random(12), erasure)]),
        keepOutcome: (outcome) =>
          journal.keepStops([encodeOutcome(keys.master, journal.id, world.random(12), outcome)]),
      },
      forwarding: { outbox, wake: forwarder.wake, toThisMachine: config.forwardToThisMachine },
      ownership: {
        challenges: createChallengeStore(db, keys.macs),
        codesPerDay: config.codesPerDay,
        ...(config.codeGateway && { codeSender: createCodeSender(config.codeGateway, world) }),
      },
    };
    const [opened, kept, { appUrl }] = [db, keeps, server];
    const close = async () => {
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, drainMs);
      await Promise.race([
        undoing
          .close()
          .then(() => Promise.all([sequencer.drain(), ...workers.map((worker) => worker.stop())]))
          // What the registrar cannot write, the worker of the next node fills in.
          .then(() => Promise.all([registrar.flush().catch(() => {}), tally.flush().catch(() => {})])),
        patience.promise,
      ]);
      clearTimeout(timer);
      const { size: count } = undoing;
      if (count > 0) logger?.error('consents of calls that heard "not recorded" may stand', { count });
      await kept.flush().catch((error) => logger?.error('the journal could not be written', { error }));
      await journal.close();
      // Requests that could not commit by then get 503 when the connections close.
      await opened.end();
      await server.stop();
    };
    let workers: Worker[] = [];
    const startWorkers = (to: Logger) => {
      const forwards = observeForwards(metrics, to);
      const parts = { leases, node: `${hostname()} ${process.pid}`, watch: observeWorkers(metrics, to) };
      const passing = [calls, smsThreads, links, pending, door.console, createLateRows(opened)];
      const works = [
        kept.work,
        forwarder.work(forwards),
        givingUp({ outbox, passing, world }, forwards),
        registrar.work({ behind: metrics.registerBehind }),
        fillingRegister({ register, records, keys }),
        fillingGaps({ register, records, keys }),
        endingRecords(ledger, observeEnding(metrics, to)),
        watchingRequests(ledger, observeRequests(metrics, to)),
        tally.work,
        watchingFollowers(ledger, { overdue: metrics.followersLate }),
        // On a server of one's own the operator says when its tables may be locked.
        ...(typeof appUrl === 'string' ? [] : [scrubbing(scrubberOf(config, opened, appUrl))]),
      ];
      workers = works.map((work) => createWorker(work, parts));
      metrics.watchWorkers(workers);
      for (const worker of workers) worker.start();
    };
    const logTo = (to: Logger) => {
      logger = to;
    };
    const journalsApart = async () => apart((await liveNodes(opened, journal.folder, journal.id)).elsewhere);
    return { ledger, metrics, snapshot: createSnapshot(opened), logTo, journalsApart, startWorkers, close };
  } catch (error) {
    await db?.end();
    throw error;
  }
}

/** The templates of Meta's accounts, read with this access token, which the ledger does not keep. */
export const templatesOfMeta = ({ cloudApi }: Config, accessToken: string): TemplateSource =>
  createTemplateClient({ base: cloudApi, accessToken });
