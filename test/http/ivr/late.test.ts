// A commit that ends after the answer has left: its caller was told that nothing is recorded, and what is in
// force says the same.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ticksMax } from '../../../ledger/core/consent/ticks.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { SignedPage } from '../../operations/consent/signed-page.ts';
import { startedOn } from '../../support/moved-ledger.ts';
import { until } from '../../support/until.ts';
import { findingsIn } from '../../support/verifier.ts';
import { Call, callWith, lineOfThisFile, recordsOf } from './line.ts';

const here = lineOfThisFile();
const { allowed, kindsOf } = here;
let owner: Database;
beforeAll(async () => {
  owner = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
  // Each commit waits for this session's lock, once there is nothing left to do but to end.
  await owner.sql.unsafe(`
    create function wait_for_test() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(7); return null; end $$;
    create constraint trigger wait_for_test after insert on sealed_records deferrable initially deferred
      for each row execute function wait_for_test();
    create function wait_for_call() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(8); return new; end $$;
    create trigger wait_for_call before update on ivr_calls
      for each row when (new.step > 2) execute function wait_for_call()`);
});
afterAll(async () => {
  await owner?.end();
});

/** The key, whose commit ends when its caller has had the answer, and has done what they then did. */
async function pressedLate(call: Call, key: string, then: () => Promise<unknown> = async () => {}) {
  await owner.sql`select pg_advisory_lock(7)`;
  try {
    const said = await call.press(key);
    await then();
    return said;
  } finally {
    await owner.sql`select pg_advisory_unlock(7)`;
  }
}

test('a yes of which its caller was told nothing is taken back, and the call goes on saying so', async () => {
  const number = '+919876543301';
  const call = new Call(here.line, number);
  await call.begin();
  expect(await pressedLate(call, '1')).toMatchObject({ result: 'not_recorded', ended: true });
  await until(async () => (await kindsOf(number)).length === 2, 'the late consent is taken back');
  const [optIn, undo] = await recordsOf(here.shop, number);
  expect(optIn).toMatchObject({ kind: 'opt_in', retractable: true });
  expect(undo).toMatchObject({
    ...{ kind: 'opt_out', channel: 'ivr', submitted_by: { by: 'flow', id: here.line.flow } },
    undoes: { record: optIn!.id },
  });
  expect(await allowed(number)).toBe(false);
  expect(await call.press('1', { step: '1' })).toMatchObject({ result: 'not_recorded', ended: true });
  // Nothing else was ended: a weaker word counts, and the next call is recorded.
  expect(await callWith(here.line, number, '1')).toMatchObject({ result: 'recorded' });
  expect(await allowed(number)).toBe(true);
});

test('a caller who presses again and hears that it is recorded keeps it', async () => {
  const number = '+919876543319';
  const call = new Call(here.line, number);
  await call.begin();
  const first = await call.press('1');
  expect(first).toMatchObject({ result: 'recorded' });
  // The same answer each time, and a no or a stop is heard after it.
  for (let n = 0; n < 3; n += 1) expect(await call.press('1', { step: '1' })).toEqual(first);
  expect(await call.press('2')).toMatchObject({ result: 'declined' });
  expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out']);
});

test('a node that ends in order takes back first what is under way', async () => {
  const number = '+919876543320';
  const node = await startedOn(here.shop.config);
  const server = await listen(createApi(node.ledger), { host: '127.0.0.1', port: 0 });
  const url = here.line.url.replace(here.shop.url, `http://127.0.0.1:${server.port}`);
  const call = new Call({ ...here.line, url }, number);
  await call.begin();
  let ended: Promise<void> | undefined;
  const thenItEnds = async () => {
    await server.stop();
    ended = node.close();
  };
  expect(await pressedLate(call, '1', thenItEnds)).toMatchObject({ result: 'not_recorded' });
  await ended;
  expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out']);
  expect(await allowed(number)).toBe(false);
});

test('what the person had agreed to before stays', async () => {
  const number = '+919876543302';
  expect(await callWith(here.line, number, '1')).toMatchObject({ result: 'recorded' });
  const call = new Call(here.line, number);
  await call.begin();
  expect(await pressedLate(call, '1')).toMatchObject({ result: 'not_recorded' });
  await until(async () => (await kindsOf(number)).length === 3, 'the late consent is taken back');
  expect(await allowed(number)).toBe(true);
});

test('no repeated request hears of a consent that is taken back', async () => {
  const number = '+919876543305';
  const call = new Call(here.line, number);
  await call.begin();
  // The call is kept once more in no time: what it says then, it says to everybody.
  await owner.sql`select pg_advisory_lock(8)`;
  try {
    expect(await pressedLate(call, '1')).toMatchObject({ result: 'not_recorded' });
    await until(async () => (await kindsOf(number)).length > 0, 'the commit ends');
    expect(await call.press('1', { step: '1' })).toMatchObject({ result: 'not_recorded', ended: true });
  } finally {
    await owner.sql`select pg_advisory_unlock(8)`;
  }
  await until(async () => (await kindsOf(number)).length === 2, 'the late consent is taken back');
  expect(await allowed(number)).toBe(false);
});

test('it is taken back as well where its caller has hung up meanwhile', async () => {
  const number = '+919876543310';
  const call = new Call(here.line, number);
  await call.begin();
  const hangUp = () => call.post({ event: 'hangup', step: '1' });
  expect(await pressedLate(call, '1', hangUp)).toMatchObject({ result: 'not_recorded' });
  await until(async () => (await kindsOf(number)).length === 2, 'the late consent is taken back');
  expect(await allowed(number)).toBe(false);
});

test('strangers’ ticks in a page keep nobody’s late consent from being taken back', async () => {
  const number = '+919876543306';
  const page = new SignedPage(here.shop.ledger, here.shop.site);
  for (let i = 0; i < ticksMax; i += 1) await page.tick(number);
  const call = new Call(here.line, number);
  await call.begin();
  expect(await pressedLate(call, '1')).toMatchObject({ result: 'not_recorded' });
  await until(async () => (await kindsOf(number)).length === ticksMax + 2, 'the late consent is taken back');
  const [optIn, undo] = (await recordsOf(here.shop, number)).slice(ticksMax);
  expect(undo).toMatchObject({ undoes: { record: optIn!.id } });
});

test('where so many calls have agreed that this one cannot be taken back, nothing says that it was', async () => {
  const number = '+919876543307';
  for (let i = 0; i < ticksMax; i += 1) await callWith(here.line, number, '1');
  const call = new Call(here.line, number);
  await call.begin();
  expect(await pressedLate(call, '1')).toMatchObject({ result: 'not_recorded' });
  await until(async () => (await kindsOf(number)).length === ticksMax + 1, 'the commit ends');
  await callWith(here.line, '+919876543308', '1');
  const records = await recordsOf(here.shop, number);
  expect(records.map(({ kind }) => kind)).toEqual(Array.from({ length: ticksMax + 1 }, () => 'opt_in'));
  expect(records.at(-1)).not.toHaveProperty('retractable');
  expect(await callWith(here.line, number, '0')).toMatchObject({ result: 'withdrawn' });
  expect(await allowed(number)).toBe(false);
});

test.each([
  ['a stop', '0', true, ['opt_in', 'opt_out']],
  ['a no', '2', false, ['declined']],
] as const)('%s stands, although its caller was told nothing', async (_, key, agrees, kinds) => {
  const number = `+91987654330${key === '0' ? 3 : 4}`;
  if (agrees) await callWith(here.line, number, '1');
  const call = new Call(here.line, number);
  await call.begin();
  expect(await pressedLate(call, key)).toMatchObject({ result: 'not_recorded' });
  await until(async () => (await kindsOf(number)).length === kinds.length, 'the commit ends');
  // What would be taken back is taken back before the next commit of this call.
  await callWith(here.line, '+919876543309', '1');
  expect(await kindsOf(number)).toEqual(kinds);
  expect(await allowed(number)).toBe(false);
});

test('the whole ledger is true with what was taken back in it', async () => {
  const findings = await findingsIn(here.shop);
  // The trigger of this file is all that is wrong.
  expect(findings.filter(({ what }) => what !== 'schema')).toEqual([]);
});
