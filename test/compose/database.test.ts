// The database is who it says: which logins may do what, which version of the tables a node works in, and
// whose keys they are. A refusal comes before anything is written, and says what to do.

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Composed, compose, composeExisting, migrateDatabase } from '../../ledger/compose/ledger.ts';
import { composeVerifier } from '../../ledger/compose/verifier.ts';
import { type Config, readConfig } from '../../ledger/config.ts';
import { recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { addBusiness } from '../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { createKeys } from '../../ledger/storage/keys/key-file.ts';
import { stop } from '../operations/commands.ts';
import { emptyDatabase, type TestDatabase } from '../support/postgres/database.ts';

let database: TestDatabase;
let superuser: Database;
let folder: string;
let config: Config;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(begin);
afterEach(end);

async function begin(): Promise<void> {
  database = await emptyDatabase();
  superuser = openDatabase({ url: database.ownerUrl, clients: 1 });
  folder = await mkdtemp(join(tmpdir(), 'optmark-database-'));
  config = configWith(database.ownerUrl);
}

async function end(): Promise<void> {
  for (const step of cleanUp.splice(0).reverse()) await step();
  await superuser.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
}

const configWith = (url: string, environment: Record<string, string> = {}): Config =>
  readConfig({
    DATABASE_URL: url,
    OPTMARK_DATA: folder,
    OPTMARK_ORIGIN: 'ledger.example/log',
    ...environment,
  });

const done = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

const closed = async (composed: Promise<Composed>) => (await composed).close();
const commands = {
  start: (asked: Config) => closed(compose(asked)),
  migrate: (asked: Config) => migrateDatabase(asked),
  serve: (asked: Config) => closed(compose(asked)),
  verify: async (asked: Config) => (await composeVerifier(asked)).close(),
  audit: (asked: Config) => closed(composeExisting(asked)),
};
type Command = keyof typeof commands;

const databaseName = () => new URL(database.ownerUrl).pathname.slice(1);

/** A login with a password that has been given these rights; gone after the test. */
async function login(rights: string, more: (name: string) => string = () => ''): Promise<string> {
  const name = `login_${randomBytes(6).toString('hex')}`;
  await superuser.sql.unsafe(`create role ${name} login password 'x' ${rights}`);
  cleanUp.push(async () => {
    await superuser.sql.unsafe(`
      alter database ${databaseName()} owner to current_user;
      reassign owned by ${name} to current_user; drop owned by ${name} cascade; drop role ${name}`);
  });
  if (more(name) !== '') await superuser.sql.unsafe(more(name));
  const url = new URL(database.ownerUrl);
  url.username = name;
  url.password = 'x';
  return url.href;
}

const logins = {
  'a superuser': () => login('superuser'),
  // As managed Postgres has it: no superuser, but owner of the database, who may make and give out roles.
  'the owner of the database with CREATEROLE': () =>
    login(
      'createrole',
      (name) =>
        `grant optmark_owner, optmark_app, optmark_eraser to ${name} with admin option;
         alter database ${databaseName()} owner to ${name}`,
    ),
  'a member of optmark_app': () => login('', (name) => `grant optmark_app to ${name}`),
  'a member of optmark_app that inherits nothing': () =>
    login('noinherit', (name) => `grant optmark_app to ${name}`),
  'a login that may read everything': () => login('', (name) => `grant pg_read_all_data to ${name}`),
  'a login that may do nothing': () => login(''),
};
type Login = keyof typeof logins;

const all = 'done';
const needsOwner = /must be a superuser, or own the database and have CREATEROLE/;
const needsRole = /^the login of DATABASE_URL may not act as optmark_app: .*GRANT optmark_app TO/;
type Outcome = string | RegExp;

const matrix: [Login, Record<Command, Outcome>][] = [
  ['a superuser', { start: all, migrate: all, serve: all, verify: all, audit: all }],
  [
    'the owner of the database with CREATEROLE',
    { start: all, migrate: all, serve: all, verify: all, audit: all },
  ],
  [
    'a member of optmark_app',
    { start: needsOwner, migrate: needsOwner, serve: all, verify: all, audit: all },
  ],
  [
    'a member of optmark_app that inherits nothing',
    { start: needsOwner, migrate: needsOwner, serve: all, verify: all, audit: all },
  ],
  [
    'a login that may read everything',
    { start: needsOwner, migrate: needsOwner, serve: needsRole, verify: needsRole, audit: needsRole },
  ],
  [
    'a login that may do nothing',
    { start: needsOwner, migrate: needsOwner, serve: needsRole, verify: needsRole, audit: needsRole },
  ],
];

describe.each(matrix)('%s', (who, outcomes) => {
  const outcomeOf = async (command: Command) => {
    const url = await logins[who]();
    const outcome = await done(commands[command](configWith(url)));
    expect(outcome).not.toContain(new URL(url).username);
    return outcome;
  };

  test.each(['start', 'migrate'] as const)('in an empty database: %s', async (command) => {
    expect(await outcomeOf(command)).toEqual(matching(outcomes[command]));
  });

  test('on a ledger that was begun: serve, verify, audit', async () => {
    expect(await done(commands.start(config))).toBe('done');
    for (const command of ['serve', 'verify', 'audit'] as const)
      expect({ command, outcome: await outcomeOf(command) }).toEqual({
        command,
        outcome: matching(outcomes[command]),
      });
  });
});

const matching = (outcome: Outcome) =>
  typeof outcome === 'string' ? outcome : expect.stringMatching(outcome);

test('a login of its own serves what the owner’s has migrated, and migrates again through the owner’s', async () => {
  const owner = await logins['the owner of the database with CREATEROLE']();
  expect(await done(migrateDatabase(configWith(owner)))).toBe('done');
  const app = await logins['a member of optmark_app']();
  expect(await done(commands.serve(configWith(app)))).toBe('done');
  // As an older version left it: the ledger's own login cannot see which version it is.
  await superuser.sql.unsafe('revoke all on schema drizzle from optmark_app');
  expect(await done(commands.serve(configWith(app)))).toMatch(needsOwner);
  expect(await done(commands.serve(configWith(app, { DATABASE_OWNER_URL: owner })))).toBe('done');
  expect(await done(commands.serve(configWith(app)))).toBe('done');
});

const oneOlder = `delete from drizzle.__drizzle_migrations
  where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
const oneNewer = `insert into drizzle.__drizzle_migrations (hash, created_at)
  select 'of a later version', max(created_at) + 1 from drizzle.__drizzle_migrations`;

describe('a node of this version meets newer tables', () => {
  test.each(Object.entries(commands))('and does not %s: it says which version to run', async (_, run) => {
    await commands.start(config);
    await superuser.sql.unsafe(oneNewer);
    expect(await done(run(config))).toContain('the tables of a newer version of Optmark: run that version');
  });

  test('while it runs: it is not ready, says why, takes no record, and no new session', async () => {
    const composed = await compose(config);
    cleanUp.push(() => composed.close());
    const { ledger } = composed;
    await addBusiness(ledger, { id: 'fresh-produce', name: 'Fresh Produce', callingCode: '91' });
    expect(await ledger.readiness()).toMatchObject({ ready: true });
    await superuser.sql.unsafe(oneNewer);
    expect(await ledger.readiness()).toMatchObject({ ready: false, why: 'newer_tables' });
    const refused = expect.objectContaining({
      code: 'unavailable',
      faults: [expect.objectContaining({ rule: 'newer_tables' })],
    });
    await expect(recordOptOut(ledger, stop('+919876543210'))).rejects.toEqual(refused);
    await superuser.sql.unsafe(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await expect.poll(() => ledger.log.origin().catch((error) => error)).toEqual(refused);
  });
});

describe('a node of this version meets older tables', () => {
  test.each(['verify', 'audit'] as const)('and does not %s before they are migrated', async (command) => {
    await commands.start(config);
    await superuser.sql.unsafe(oneOlder);
    const outcome = await done(commands[command](config));
    expect(outcome).toContain(command === 'audit' ? 'run optmark migrate' : 'done');
  });

  test('while it runs: it is not ready, and says why', async () => {
    const composed = await compose(config);
    cleanUp.push(() => composed.close());
    await superuser.sql.unsafe(oneOlder);
    expect(await composed.ledger.readiness()).toMatchObject({ ready: false, why: 'older_tables' });
  });
});

describe('a ledger whose keys are', () => {
  const keys = () => join(folder, 'keys.json');
  const whole = async () => readFile(keys(), 'utf8');

  const faults: [string, () => Promise<unknown>, RegExp][] = [
    [
      'lost',
      () => rm(keys()),
      /keys\.json is not there, and the ledger ledger\.example\/log goes on with its own keys/,
    ],
    ['a link to nowhere', () => rm(keys()).then(() => symlink('nowhere', keys())), /keys\.json is not there/],
    ['empty', () => writeFile(keys(), ''), /keys\.json is empty: restore it from its backup/],
    ['white space', () => writeFile(keys(), ' \n'), /keys\.json is empty/],
    [
      'truncated',
      async () => writeFile(keys(), (await whole()).slice(0, -20)),
      /not whole: restore it from its backup/,
    ],
    ['no keys', () => writeFile(keys(), '{"v": 1}'), /is not a key file of this version/],
    ['a folder', () => rm(keys()).then(() => mkdir(keys(), { mode: 0o700 })), /keys\.json cannot be read/],
    [
      'another ledger’s',
      async () => {
        await rm(keys());
        await createKeys(folder);
      },
      /keys\.json is not of this database, whose log, master, pepper:1 is another/,
    ],
  ];

  test.each(faults)('%s is not served, and nothing is written', async (_, harm, words) => {
    await commands.start(config);
    await harm();
    const before = await state();
    for (const command of ['start', 'audit'] as const) {
      const outcome = await done(commands[command](config));
      expect({ command, outcome }).toEqual({ command, outcome: expect.stringMatching(words) });
    }
    expect(await state()).toEqual(before);
  });

  test('of another ledger does not migrate this one', async () => {
    await commands.start(config);
    await superuser.sql.unsafe(oneOlder);
    await rm(keys());
    const before = await state();
    expect(await done(commands.start(config))).toMatch(/keys\.json is not there/);
    await createKeys(folder);
    expect(await done(commands.start(config))).toMatch(/is not of this database/);
    expect(await tables()).toEqual(before.tables);
  });

  /** The files of the folder, and what the database keeps of keys and versions. */
  async function state() {
    return { files: await readdir(folder), tables: await tables() };
  }
  async function tables() {
    const [row] = await superuser.sql`
      select (select count(*) from drizzle.__drizzle_migrations) as versions,
        (select string_agg(name || encode("check", 'hex'), ' ' order by name) from key_checks) as checks`;
    return row;
  }
});
