// What an operator cannot see: whether the parts of a ledger fit together, looked at from beside it. It asks
// what a start and /readyz ask, by the same code, and goes on where they would refuse. It changes nothing.

import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, isNamedForThisMachineAlone } from '../config.ts';
import type { LedgerError } from '../core/error.ts';
import { HeadWatch, watchedLookUps } from '../operations/append/head-watch.ts';
import { clockSkewMaxMs, heardLookUps, LedgerClock } from '../operations/append/ledger-clock.ts';
import { opensProvider } from '../operations/flow/secrets.ts';
import { watchReadiness } from '../operations/readiness.ts';
import { opensAppSecret } from '../operations/setup/senders.ts';
import { opensSmsProvider } from '../operations/sms/providers.ts';
import { type Database, openDatabase } from '../storage/database/connection.ts';
import { sessionFacts } from '../storage/database/session-facts.ts';
import { createWritable } from '../storage/database/writable.ts';
import { requireEraser } from '../storage/erase/eraser.ts';
import { createErasureRequestStore } from '../storage/erase/request-store.ts';
import { createFlowStore } from '../storage/flow/flow-store.ts';
import { liveNodes } from '../storage/journal/live-nodes.ts';
import { type KeyMaterial, keyFileOf, loadKeys } from '../storage/keys/key-file.ts';
import { createConsentStore } from '../storage/person/consent-store.ts';
import { createLogReader } from '../storage/record/log-reader.ts';
import { createSuccessions } from '../storage/record/succession-reader.ts';
import { createRegisterStore } from '../storage/register/register-store.ts';
import { ofThisVersion } from '../storage/schema/look.ts';
import { appRole } from '../storage/schema/roles.ts';
import { createSenderStore } from '../storage/setup/sender-store.ts';
import { createSetupStore } from '../storage/setup/setup-store.ts';
import { createSmsProviderStore } from '../storage/sms/sms-stores.ts';
import { createSnapshot } from '../storage/verify/snapshot.ts';
import { lastBackup } from './backup.ts';
import {
  type DatabaseServer,
  databaseServer,
  findLedger,
  namedForThisMachine,
  refuseOtherOrigin,
  refuseUnbegun,
  refuseWithoutLedger,
} from './database.ts';
import { apart, journalOf, lackingSince, underAnEarlierName } from './journal.ts';
import { type NamedLog, namedLog, refuseForeignKeys } from './log-name.ts';

export type Check = { what: string; state: 'ok' | 'warn' | 'fail'; says: string };

/** A backup older than this is worth a word, days. */
const backupDaysMax = 7;
/** A flow's secret older than this is worth a word, days. */
const flowSecretDaysMax = 180;
/** The register soon has what lacks, below this; entries. */
const registerLagMax = 10_000;
/** Of a disk: below the first a word, below the second no place to write; bytes. */
const roomLow = 2 ** 30;
const roomMin = 2 ** 27;
/** A clock that is off by this will soon be off by too much, milliseconds. */
const clockSkewLowMs = 1_000;

const ok = (what: string, says: string): Check => ({ what, state: 'ok', says });
const warn = (what: string, says: string): Check => ({ what, state: 'warn', says });
const fail = (what: string, says: string): Check => ({ what, state: 'fail', says });

/** One after the other; what cannot be looked at, because an earlier one failed, is left out. */
export async function* examine(config: Config): AsyncGenerator<Check> {
  yield* disks(config);
  yield await backups(config);
  const keys = await tried('keys', async () => {
    refuseWithoutLedger(config);
    return loadKeys(config.dataFolder);
  });
  if ('what' in keys) return yield keys;
  yield ok('keys', `${keyFileOf(config.dataFolder)} is whole, and its owner alone may read it`);
  const ignored: string[] = [];
  const server = await tried('database', () => databaseServer(config, (message) => ignored.push(message)));
  if ('what' in server) return yield server;
  try {
    if (config.databaseUrl !== undefined) for (const sentence of ignored) yield warn('database', sentence);
    yield* ofDatabase(server.value, config, keys.value);
  } finally {
    await server.value.stop();
  }
}

async function* ofDatabase(server: DatabaseServer, config: Config, keys: KeyMaterial): AsyncGenerator<Check> {
  const found = await tried('database', async () => {
    const { origin } = refuseUnbegun(await findLedger(server, config), config);
    refuseOtherOrigin(config, origin);
    return origin;
  });
  if ('what' in found) return yield found;
  const origin = found.value;
  const db = openDatabase({ url: server.appUrl, role: appRole, check: ofThisVersion, clients: 2 });
  try {
    const reached = await tried('database', () => reachedAs(db));
    yield 'what' in reached ? reached : reached.value;
    if ('what' in reached) return;
    const erasing = await tried('erasure', () => requireEraser(db.sql));
    if ('what' in erasing) yield erasing;
    const log = await tried('log', async () => {
      const named = namedLog(origin, await createSuccessions(db).all(), keys, config.dataFolder);
      await refuseForeignKeys(createLogReader(db), named.signerOf(named.n), config.dataFolder);
      return named;
    });
    if ('what' in log) return yield log;
    const { size } = await createSnapshot(db).head();
    yield ok(
      'log',
      `${origin} has ${size.toLocaleString('en-US')} entries and is signed with the key of keys.json`,
    );
    if (isNamedForThisMachineAlone(origin, config)) yield warn('name', namedForThisMachine(origin));
    yield* journals(db, config, log.value);
    yield* node(db, server);
    yield await register(db);
    yield* waiting(db, keys);
    yield* lines(db, keys);
  } finally {
    await db.end();
  }
}

async function reachedAs(db: Database): Promise<Check> {
  const { login, version, isOpen } = await sessionFacts(db);
  return isOpen
    ? warn(
        'database',
        `${login} reaches Postgres ${version} unencrypted: add sslmode=verify-full to DATABASE_URL`,
      )
    : ok('database', `${login} reaches Postgres ${version}, which has the tables of this version`);
}

async function* journals(db: Database, config: Config, log: NamedLog): AsyncGenerator<Check> {
  const found = await tried('journal', async (): Promise<Check[]> => {
    const journal = await journalOf(db, config, log);
    const { size } = await createSnapshot(db).head();
    const lacking = await lackingSince(journal.seen, size, createLogReader(db));
    const { folder, id, seen } = journal;
    if (lacking !== undefined)
      return [fail('journal', `${lacking}: bring the newest state back, or run optmark recover`)];
    if (id === undefined)
      return [warn('journal', `there is none in ${folder} yet: the next start begins it`)];
    await access(join(folder, id), constants.R_OK | constants.W_OK);
    const last =
      seen === undefined ? 'an empty log' : `the log at ${seen.size.toLocaleString('en-US')} entries`;
    const live = await liveNodes(db, folder, id);
    const sentence = apart(live.elsewhere);
    const shared = live.here.length === 0 ? 'no node runs now' : 'all live nodes share it';
    return [
      sentence === undefined
        ? ok('journal', `${folder} can be written, has seen ${last}, and ${shared}`)
        : warn('journal', sentence),
      ...(await underAnEarlierName({ folder, id }, live, log)).map((node) =>
        fail('node', `${node} runs since before ${log.signerOf(log.n).key.name} was begun: start it again`),
      ),
    ];
  });
  if ('what' in found) yield found;
  else yield* found.value;
}

/** What /readyz of a node here would say, and whether it could write. */
async function* node(db: Database, server: DatabaseServer): AsyncGenerator<Check> {
  const clock = new LedgerClock();
  const lookUps = watchedLookUps(heardLookUps(createConsentStore(db), clock), new HeadWatch());
  const writable = createWritable(db, ofThisVersion);
  const parts = { lookUp: lookUps.lookUp, ...writable, restarting: server.restarting };
  const readiness = await watchReadiness(parts).ask();
  yield readiness.ready
    ? ok('gate', 'its look-up answers, and the database takes writes')
    : fail('gate', `not ready: ${readiness.detail} (${readiness.why})`);
  const unwritten = await writable.tryWrite().then(
    () => undefined,
    (error: unknown) => error as LedgerError,
  );
  // A login that may make no temporary table says nothing about the disk.
  if (unwritten !== undefined && unwritten.faults[0]?.rule !== 'not_permitted')
    yield fail('writes', unwritten.message);
  const [ahead, logAhead] = [Math.round(clock.aheadMs), Math.round(clock.logAheadMs)];
  const off = Math.max(Math.abs(ahead), logAhead);
  const says = `this machine is ${ahead} ms ahead of the database’s clock, the log’s last record ${logAhead} ms`;
  if (off > clockSkewMaxMs)
    yield fail('clock', `${says}: opt-ins are refused until the clocks are set right`);
  else yield off > clockSkewLowMs ? warn('clock', `${says}: set the clocks`) : ok('clock', says);
}

/** How far what can be searched is behind what is recorded. */
async function register(db: Database): Promise<Check> {
  const store = createRegisterStore(db);
  const [{ through, size }, unread] = [await store.state(), await store.unread()];
  const says = `it has ${through.toLocaleString('en-US')} of ${size.toLocaleString('en-US')} entries`;
  if (unread > 0)
    return warn(
      'register',
      `${says}, of which it could not read ${unread}: look with optmark verify, then optmark register rebuild`,
    );
  return size - through > registerLagMax
    ? warn('register', `${says}, and a node that runs fills the rest: look again soon`)
    : ok('register', says);
}

/** What waits for the operator in what is stored. */
async function* waiting(db: Database, keys: KeyMaterial): AsyncGenerator<Check> {
  const [setup, senders] = [createSetupStore(db), createSenderStore(db)];
  const successions = createSuccessions(db);
  for (const { business, count: people } of await createErasureRequestStore(db, keys.macs).waiting())
    yield warn(
      'erasure',
      `${people} asked ${business} to be erased and wait for an answer: optmark erase --requests --business ${business}`,
    );
  let count = 0;
  for (const { id } of await setup.businesses()) {
    if ((await successions.unconfirmed(id)) !== undefined)
      yield warn(
        'restore',
        `consent of ${id} from before the restore is denied until optmark recover confirm --business ${id}`,
      );
    for (const sender of await senders.ofBusiness(id)) {
      count += 1;
      const { phoneNumberId, wabaId } = sender;
      if (!opensAppSecret({ keys }, sender))
        yield fail(
          'sender',
          `the app secret of ${phoneNumberId} does not open, so no webhook of it is heard: optmark sender change`,
        );
      else if (wabaId === undefined)
        yield warn(
          'sender',
          `${phoneNumberId} names no account, so nothing is heard of its templates: optmark sender change`,
        );
    }
  }
  if (count > 0)
    yield ok('senders', `${count}, whose webhooks are checked with an app secret each, unless said above`);
}

/** What the requests of calls and text messages are known by. */
async function* lines(db: Database, keys: KeyMaterial): AsyncGenerator<Check> {
  const flows = createFlowStore(db);
  for (const { id } of await createSetupStore(db).businesses()) {
    for (const provider of await flows.providers(id)) {
      yield opensProvider({ keys }, provider)
        ? ok('provider', `${provider.dialect} signs the calls of ${id}`)
        : fail(
            'provider',
            `what ${provider.dialect} signs with for ${id} does not open, so no call of it is heard: optmark provider set`,
          );
    }
    for (const provider of await createSmsProviderStore(db).providers(id)) {
      yield opensSmsProvider({ keys }, provider)
        ? ok('provider', `${provider.dialect} brings the text messages of ${id}`)
        : fail(
            'provider',
            `what is set of ${provider.dialect} for text messages of ${id} does not open, so none is heard: optmark sms set`,
          );
    }
    for (const { flow, madeAt } of await flows.secrets(id)) {
      const days = Math.floor((Date.now() - Date.parse(madeAt)) / 86_400_000);
      const says = `the secret of ${id}/${flow} is ${days} days old`;
      yield days > flowSecretDaysMax
        ? warn('flow', `${says}, and a path that has it stands in many logs: optmark flow secret`)
        : ok('flow', says);
    }
  }
}

async function* disks({ dataFolder, journalFolder }: Config): AsyncGenerator<Check> {
  for (const folder of new Set([dataFolder, ...(journalFolder === undefined ? [] : [journalFolder])])) {
    const room = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => undefined,
    );
    // What is not there is said by the check that needs it.
    if (room === undefined) continue;
    const says = `${(room / 2 ** 30).toFixed(1)} GiB free for ${folder}`;
    yield room < roomMin
      ? fail('disk', `${says}: make room`)
      : room < roomLow
        ? warn('disk', `${says}: make room`)
        : ok('disk', says);
  }
}

async function backups(config: Config): Promise<Check> {
  const at = await lastBackup(config);
  if (at === undefined)
    return warn('backup', 'none by optmark backup is known here: if no one else makes any, begin');
  const days = Math.floor((Date.now() - Date.parse(at)) / 86_400_000);
  return days > backupDaysMax
    ? warn('backup', `the last one known here is of ${at}, ${days} days ago`)
    : ok('backup', `the last one known here is of ${at}`);
}

async function tried<T>(what: string, work: () => Promise<T> | T): Promise<{ value: T } | Check> {
  try {
    return { value: await work() };
  } catch (error) {
    return fail(what, (error as Error).message);
  }
}
