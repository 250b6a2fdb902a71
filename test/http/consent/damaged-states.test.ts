// One damaged row harms nobody else: what is recorded beside it, what is asked beside it. The person's own
// state is made again from the records, or nothing is allowed; and a stop is always taken.

import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeState } from '../../../ledger/core/consent/state-text.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
let db: Database;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
  db = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await db.end();
  await ledger.stop();
});

let used = 100;
let number: string;
beforeEach(() => {
  used += 1;
  number = `+919876540${used}`;
});

const optIn = (of = number) => post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(of));
const optOut = (of = number) =>
  post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: of, channel: 'web' });
const gateSays = async (of = number): Promise<Body> => {
  const question = { recipient: of, purpose: 'shipping_update' };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
};
const bulkSays = async (...numbers: string[]): Promise<string[]> => {
  const lines = numbers.map((recipient) => JSON.stringify({ recipient, purpose: 'shipping_update' }));
  const answer = await post(`${ledger.url}/v1/gate/check-bulk`, ledger.keys.gate, `${lines.join('\n')}\n`, {
    'content-type': 'application/x-ndjson',
  });
  const said = (await answer.text()).trim().split('\n');
  // The last line says that there are no more.
  return said.slice(0, -1).map((line) => JSON.parse(line).decision);
};
/** The subject that the last record is about. */
async function lastSubject(): Promise<string> {
  const [row] = await db.sql<{ subject: string }[]>`
    select subject from sealed_records where subject is not null order by idx desc limit 1`;
  return row!.subject;
}
const damage = (subject: string, state: string) =>
  db.sql`update consent_states set state = ${state} where subject = ${subject}`;
const stateOf = async (subject: string) => {
  const [row] = await db.sql<
    { state: string }[]
  >`select state from consent_states where subject = ${subject}`;
  return row!.state;
};
const damagedCount = async (): Promise<number> => {
  const counts = (await ledger.metrics.text()).matchAll(/^optmark_damaged_states_total\{[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
};

/** Whoever means it works out the checksum as well. */
const summed = (subject: string, json: string) =>
  `2:${crc32(subject + json)
    .toString(16)
    .padStart(8, '0')}:${json}`;

const damages: [string, (subject: string) => string][] = [
  ['no JSON', () => 'x'],
  ['nothing', () => ''],
  ['null', () => 'null'],
  ['another shape', () => '{"grants":5,"stops":[]}'],
  ['the plain JSON of nobody', () => '{"grants":{},"stops":{}}'],
  ['somebody else’s', () => encodeState(crypto.randomUUID(), { grants: {}, stops: {} })],
  ['no JSON, with its checksum', (subject) => summed(subject, 'xx')],
  ['an empty object, with its checksum', (subject) => summed(subject, '{}')],
  ['half a state, with its checksum', (subject) => summed(subject, '{"grants":{}}')],
  ['what an earlier fold made', () => '1:00000000:{"grants":{},"stops":{}}'],
];

describe.each(damages)('a state that is %s', (_what, bytes) => {
  test('is made again before it is judged by: a consent allows, a stop stops', async () => {
    await optIn();
    const subject = await lastSubject();
    await damage(subject, bytes(subject));
    expect(await gateSays()).toMatchObject({ decision: 'allow' });
    expect(await bulkSays(number)).toEqual(['allow']);
    await optOut();
    await damage(subject, bytes(subject));
    expect(await gateSays()).toMatchObject({ reasons: ['withdrawn'] });
    expect(await bulkSays(number)).toEqual(['deny']);
  });

  test('loses no stop to the next tick, and is mended by it', async () => {
    await optIn();
    const subject = await lastSubject();
    await meta.write(number.slice(1), 'STOP');
    const sound = await stateOf(subject);
    await damage(subject, bytes(subject));
    expect((await new Page(ledger).optIn(number)).status).toBe(201);
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
    expect((await stateOf(subject)).startsWith(sound.slice(0, 2))).toBe(true);
    expect(await stateOf(subject)).toContain('liftable');
  });

  test('holds back nobody who is recorded or asked about beside it', async () => {
    await optIn();
    const subject = await lastSubject();
    await damage(subject, bytes(subject));
    const others = Array.from({ length: 30 }, (_, i) => `+1415555${1000 + 30 * used + i}`);
    const answers = await Promise.all([optOut(), ...others.map((one) => optIn(one))]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    await damage(subject, bytes(subject));
    expect(await bulkSays(number, ...others)).toEqual(['deny', ...others.map(() => 'allow')]);
  });
});

describe('a damaged state whose records cannot be read either', () => {
  async function unreadable(): Promise<string> {
    await optIn();
    const subject = await lastSubject();
    await damage(subject, 'x');
    await db.sql.unsafe('alter table sealed_records disable trigger all');
    await db.sql`update sealed_records set sealed = ${Buffer.alloc(90)} where subject = ${subject}`;
    return subject;
  }

  test('allows nothing, and says so in the metrics', async () => {
    await unreadable();
    const before = await damagedCount();
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['unjudgeable'] });
    expect(await bulkSays(number)).toEqual(['deny']);
    expect(await damagedCount()).toBe(before + 2);
  });

  test('takes a stop, and what else is said, and goes on allowing nothing', async () => {
    const subject = await unreadable();
    expect((await optOut()).status).toBe(201);
    expect((await optIn()).status).toBe(201);
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['unjudgeable'] });
    expect(await stateOf(subject)).toBe('x');
  });
});
