// `optmark doctor`: what it says of a ledger that is well, and of each thing that is not.

import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askErasure } from '../../ledger/operations/erase/requests.ts';
import { setProvider } from '../../ledger/operations/flow/secrets.ts';
import { findPerson } from '../../ledger/operations/person/find-person.ts';
import { addSender } from '../../ledger/operations/setup/senders.ts';
import { setSmsProvider } from '../../ledger/operations/sms/providers.ts';
import { publishedLine } from '../http/ivr/line.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { backedUp, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { onServer } from '../support/postgres/on-server.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

type Check = { what: string; state: 'ok' | 'warn' | 'fail'; says: string };

let begun: TestLedger;
let folder: string;

beforeAll(async () => {
  begun = await testLedger({ origin: 'ledger.example/log' });
  folder = await mkdtemp(join(tmpdir(), 'optmark-doctor-'));
  await optIn(begun.ledger, begun.business, '+14155550180');
});
afterAll(async () => {
  await begun?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function doctor(environment: Environment = {}): Promise<{ code: number | null; checks: Check[] }> {
  const { code, stdout } = await optmark(['doctor', '--json'], { ...environmentOf(begun), ...environment });
  return { code, checks: JSON.parse(stdout) };
}

/** But for the backup, which is a test's own. */
const not = (checks: readonly Check[], state: Check['state']) =>
  checks
    .filter((one) => one.state === state && one.what !== 'backup')
    .map(({ what, says }) => `${what}: ${says}`);

test('of a ledger that is well it says so, line by line, and changes nothing', async () => {
  const size = async () => (await begun.ledger.log.latestCheckpoint())!.size;
  const [before, files] = [await size(), await readdir(begun.config.dataFolder, { recursive: true })];
  const { code, stdout } = await optmark(['doctor'], environmentOf(begun));
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  for (const what of ['keys', 'database', 'log', 'journal', 'gate', 'clock', 'disk', 'register'])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^ok {4}${what}: `)));
  expect(stdout).not.toMatch(/^fail/m);
  expect(await size()).toBe(before);
  expect(await readdir(begun.config.dataFolder, { recursive: true })).toEqual(files);
});

test('a backup is known from when it was whole', async () => {
  const said = async () => (await doctor()).checks.find(({ what }) => what === 'backup');
  expect(await said()).toMatchObject({ state: 'warn', says: expect.stringMatching(/^none/) });
  expect((await optmark(['backup', join(folder, 'backup')], environmentOf(begun))).code).toBe(0);
  expect(await said()).toMatchObject({ state: 'ok' });
});

test('a database that does not answer, another one, and another log are named', async () => {
  const { code, checks } = await doctor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(code).toBe(1);
  expect(not(checks, 'fail')).toEqual([expect.stringMatching(/^database: /)]);
  const { ownerUrl, drop } = await emptyDatabase();
  expect(not((await doctor({ DATABASE_URL: ownerUrl })).checks, 'fail')).toEqual([
    expect.stringContaining('holds no ledger'),
  ]);
  await drop();
  expect(not((await doctor({ OPTMARK_ORIGIN: 'other.example/log' })).checks, 'fail')).toEqual([
    expect.stringContaining('this database holds the log ledger.example/log'),
  ]);
  expect(not((await doctor({ PORT: 'eighty' })).checks, 'fail')).toEqual([
    expect.stringMatching(/^settings: PORT/),
  ]);
});

test('a key file that is not there, and one that others may read', async () => {
  expect(not((await doctor({ OPTMARK_DATA: join(folder, 'nothing') })).checks, 'fail')).toEqual([
    expect.stringMatching(/^keys: there are no keys/),
  ]);
  const keys = join(begun.config.dataFolder, 'keys.json');
  await chmod(keys, 0o644);
  expect(not((await doctor()).checks, 'fail')).toEqual([expect.stringMatching(/^keys: .*chmod 600/)]);
  await chmod(keys, 0o600);
});

test('a journal that is missing, or that live nodes do not share', async () => {
  expect(not((await doctor({ OPTMARK_JOURNAL: join(folder, 'none') })).checks, 'fail')).toEqual([
    expect.stringMatching(/^journal: the journal of this database is not in/),
  ]);
  const journal = join(folder, 'journal');
  await cp(join(begun.config.dataFolder, 'journal'), journal, { recursive: true });
  const apart = await startedOn({ ...begun.config, journalFolder: journal });
  const { code, checks } = await doctor();
  expect(code).toBe(0);
  expect(not(checks, 'warn')).toEqual([expect.stringMatching(/^journal: 1 other node/)]);
  await apart.close();
});

test('a login that may erase nobody', async () => {
  const login = `login_${randomBytes(6).toString('hex')}`;
  await onServer(begun.config.databaseUrl!, `create role ${login} login password 'x' in role optmark_app`);
  const url = new URL(begun.config.databaseUrl!);
  [url.username, url.password] = [login, 'x'];
  const { code, checks } = await doctor({
    DATABASE_URL: url.href,
    DATABASE_OWNER_URL: begun.config.databaseUrl!,
  });
  expect(code).toBe(1);
  expect(not(checks, 'fail')).toEqual([expect.stringMatching(/^erasure: .*GRANT optmark_eraser TO/)]);
  // What comes behind it is looked at all the same.
  expect(not(checks, 'ok')).toContainEqual(expect.stringMatching(/^gate: /));
  await onServer(begun.config.databaseUrl!, `drop role ${login}`);
});

test('a setting of the url that the ledger ignores', async () => {
  const { checks } = await doctor({ DATABASE_URL: `${begun.config.databaseUrl}?statement_timeout=5` });
  expect(not(checks, 'warn')).toEqual([
    expect.stringContaining('the ledger decides statement_timeout itself'),
  ]);
});

test('a sender whose app secret does not open, and one without an account', async () => {
  const number = { phoneNumberId: '106540352242922', number: '+15550051310' };
  await addSender(begun.ledger, begun.business, {
    ...number,
    wabaId: '102290129340398',
    appSecret: '0'.repeat(32),
  });
  expect(not((await doctor()).checks, 'fail')).toEqual([]);
  const change = (set: string) => onServer(begun.config.databaseUrl!, `update senders set ${set}`);
  await change('waba_id = null');
  expect(not((await doctor()).checks, 'warn')).toEqual([
    expect.stringMatching(/^sender: 106540352242922 names no/),
  ]);
  await change(`app_secret = decode(repeat('00', 60), 'hex')`);
  expect(not((await doctor()).checks, 'fail')).toEqual([expect.stringMatching(/^sender: the app secret of/)]);
  await onServer(begun.config.databaseUrl!, 'delete from senders');
});

test('who asked to be erased and waits for an answer, as a number', async () => {
  const { ledger, business } = begun;
  await optOut(ledger, business, '+14155550181');
  const { person } = await findPerson(ledger, business, { kind: 'number', value: '+14155550181' });
  const askedAt = new Date().toISOString();
  await askErasure(ledger, { business, subject: person!.named[0]!, proof: 'message', askedAt });
  expect(not((await doctor()).checks, 'warn')).toEqual([
    `erasure: 1 asked ${business} to be erased and wait for an answer: optmark erase --requests --business ${business}`,
  ]);
  await onServer(begun.config.databaseUrl!, 'delete from erasure_requests');
});

test('a register that could not read an entry, and one that has what there is', async () => {
  const said = async () => (await doctor()).checks.find(({ what }) => what === 'register');
  await begun.ledger.register.flush();
  const { size } = (await begun.ledger.log.latestCheckpoint())!;
  expect(await said()).toMatchObject({ state: 'ok', says: `it has ${size} of ${size} entries` });
  const mark = (unread: string) =>
    onServer(begun.config.databaseUrl!, `update register set unread = ${unread} where idx = 0`);
  await mark(`'unreadable'`);
  expect(await said()).toMatchObject({
    state: 'warn',
    says: expect.stringContaining('of which it could not read 1: look with optmark verify'),
  });
  await mark('null');
});

test('a backup of long ago, and of when', async () => {
  const at = new Date(Date.now() - 8 * 86_400_000).toISOString();
  const file = join(begun.config.dataFolder, 'last-backup.json');
  const before = await readFile(file);
  await writeFile(file, `${JSON.stringify({ at })}\n`);
  expect((await doctor()).checks).toContainEqual({
    ...{ what: 'backup', state: 'warn' },
    says: `the last one known here is of ${at}, 8 days ago`,
  });
  await writeFile(file, before);
});

test('what is set of a provider of text messages, and does not open', async () => {
  await setSmsProvider(begun.ledger, begun.business, 'twilio', { secret: '0'.repeat(32) });
  expect(not((await doctor()).checks, 'fail')).toEqual([]);
  await onServer(
    begun.config.databaseUrl!,
    `update sms_providers set settings = decode(repeat('00', 60), 'hex')`,
  );
  expect(not((await doctor()).checks, 'fail')).toEqual([
    `provider: what is set of twilio for text messages of ${begun.business} does not open, so none is heard: optmark sms set`,
  ]);
  await onServer(begun.config.databaseUrl!, 'delete from sms_providers');
});

test('a flow’s secret that has grown old, and what a provider signs with that does not open', async () => {
  const { ledger, business, url } = begun;
  await publishedLine({ ledger, business, url });
  await setProvider(ledger, business, 'twilio', '0'.repeat(32));
  const { checks } = await doctor();
  expect(not(checks, 'fail')).toEqual([]);
  expect(not(checks, 'ok')).toContainEqual(`flow: the secret of ${business}/order-line is 0 days old`);
  const change = (set: string) => onServer(begun.config.databaseUrl!, `update ${set}`);
  await change(`flow_secrets set made_at = now() - interval '200 days'`);
  expect(not((await doctor()).checks, 'warn')).toEqual([expect.stringMatching(/^flow: .* 200 days old/)]);
  await change(`providers set secret = decode(repeat('00', 60), 'hex')`);
  expect(not((await doctor()).checks, 'fail')).toEqual([expect.stringMatching(/^provider: what twilio/)]);
  for (const table of ['flow_secrets', 'providers'])
    await onServer(begun.config.databaseUrl!, `delete from ${table}`);
});

test('an older state, and what to do about it', async () => {
  const path = join(folder, 'older');
  await backedUp(begun.config, path);
  await optOut(begun.ledger, begun.business, '+14155550180');
  // A node that serves keeps what it has seen by itself.
  await begun.close();
  expect((await doctor()).checks).toContainEqual({
    ...{ what: 'journal', state: 'ok' },
    says: expect.stringContaining('and no node runs now'),
  });
  const { ownerUrl, drop } = await emptyDatabase();
  await restored({ ...begun.config, databaseUrl: ownerUrl }, path);
  const { code, checks } = await doctor({ DATABASE_URL: ownerUrl });
  expect(code).toBe(1);
  expect(not(checks, 'fail')).toEqual([
    expect.stringMatching(/^journal: .*it is an older state: .*optmark recover/),
  ]);
  const recovery = await recoveryOf({ ...begun.config, databaseUrl: ownerUrl });
  await recovery.goOn();
  await recovery.close();
  expect(not((await doctor({ DATABASE_URL: ownerUrl })).checks, 'warn')).toContainEqual(
    `restore: consent of ${begun.business} from before the restore is denied until optmark recover confirm --business ${begun.business}`,
  );
  await drop();
  await rename(path, `${path}.done`);
});
