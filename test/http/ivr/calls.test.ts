// Whole calls over HTTP, on a real ledger: what a caller presses, what is recorded of it, and what the caller
// hears.

import { describe, expect, test } from 'vitest';
import { publish } from '../../../ledger/operations/flow/flows.ts';
import { publish as publishNotice, retire } from '../../../ledger/operations/notice/notices.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { post } from '../requests.ts';
import { Call, callWith, lineOfThisFile, orderLine, publishedLine, recordsOf } from './line.ts';

const here = lineOfThisFile();
const { allowed, kindsOf } = here;

describe('a caller who presses', () => {
  test('1 has agreed to what was played, and the record holds these words and no others', async () => {
    const number = '+919876543001';
    const call = new Call(here.line, number);
    const asked = await call.begin();
    expect(asked).toMatchObject({ result: 'going_on', ended: false, digits: 1, step: 1 });
    expect(asked.say).toMatch(/WhatsApp/);
    expect(asked.say).toContain('3 0 0 1');
    expect(await call.press('1')).toMatchObject({ result: 'recorded', ended: true });
    const [record] = await recordsOf(here.shop, number);
    expect(record).toMatchObject({
      kind: 'opt_in',
      channel: 'ivr',
      grade: 'E2',
      authority: 'any',
      flow: { id: 'order-line', version: 1 },
      submitted_by: { by: 'flow', id: 'order-line' },
      text: { spoken: asked.say },
      evidence: { call_id: call.id, key: '1', dialect: 'json', number: 'caller' },
    });
    expect(await allowed(number)).toBe(true);
  });

  test('2 has declined, and where consent stands it ends', async () => {
    const [fresh, agreed] = ['+919876543002', '+919876543003'];
    expect(await callWith(here.line, fresh, '2')).toMatchObject({ result: 'declined', ended: true });
    expect(await kindsOf(fresh)).toEqual(['declined']);
    await callWith(here.line, agreed, '1');
    expect(await callWith(here.line, agreed, '2')).toMatchObject({ result: 'declined', ended: true });
    expect(await recordsOf(here.shop, agreed)).toMatchObject([
      { kind: 'opt_in' },
      { kind: 'opt_out', purposes: orderUpdates.purposes },
    ]);
    expect(await allowed(agreed)).toBe(false);
  });

  test('9 hears the same again, and then answers', async () => {
    const call = new Call(here.line, '+919876543004');
    const { say } = await call.begin();
    expect((await call.press('9')).say).toBe(say);
    expect(await call.press('1')).toMatchObject({ result: 'recorded' });
  });

  test('3 and another number is asked about that one, with its end read back', async () => {
    const [caller, other] = ['+919876543005', '+919876543006'];
    const call = new Call(here.line, caller);
    await call.begin();
    expect(await call.press('3')).toMatchObject({ result: 'going_on', finish: '#' });
    const readBack = await call.press('9876543006#');
    expect(readBack.say).toContain('3 0 0 6');
    expect(await kindsOf(other)).toEqual([]);
    expect(await call.press('1')).toMatchObject({ result: 'recorded' });
    expect(await kindsOf(caller)).toEqual([]);
    expect(await recordsOf(here.shop, other)).toMatchObject([
      { kind: 'opt_in', grade: 'E2', evidence: { number: 'keyed' } },
    ]);
  });

  test('0 in any step has stopped everything, also after a yes of the same call', async () => {
    const [early, late, keyed] = ['+919876543007', '+919876543008', '+919876543009'];
    expect(await callWith(here.line, early, '0')).toMatchObject({ result: 'withdrawn', ended: true });
    expect(await kindsOf(early)).toEqual(['opt_out']);
    expect(await callWith(here.line, late, '1', '0')).toMatchObject({ result: 'withdrawn' });
    expect(await kindsOf(late)).toEqual(['opt_in', 'opt_out']);
    expect(await allowed(late)).toBe(false);
    expect(await callWith(here.line, keyed, '3', '0')).toMatchObject({ result: 'withdrawn' });
    expect(await kindsOf(keyed)).toEqual(['opt_out']);
  });

  test('nothing, or nothing that is meant, three times has recorded nothing', async () => {
    const number = '+919876543010';
    const call = new Call(here.line, number);
    await call.begin();
    await call.press('7');
    expect(await call.silence()).toMatchObject({ result: 'going_on' });
    expect(await call.press('11')).toMatchObject({ result: 'gave_up', ended: true });
    expect(await call.press('1')).toMatchObject({ result: 'gave_up' });
    expect(await kindsOf(number)).toEqual([]);
  });

  test('nothing at all and hangs up has recorded nothing', async () => {
    const number = '+919876543011';
    const call = new Call(here.line, number);
    await call.begin();
    await call.post({ event: 'hangup' });
    await call.press('1');
    expect(await kindsOf(number)).toEqual([]);
  });
});

describe('a no that is told of after its caller has hung up', () => {
  test('is heard where it answers the question at which they did, and not of another step', async () => {
    const number = '+919876543097';
    const call = new Call(here.line, number);
    const { step: first } = await call.begin();
    const { step: last } = await call.press('9');
    await call.post({ event: 'hangup' });
    await call.post({ digits: '2', step: String(first) });
    expect(await kindsOf(number)).toEqual([]);
    await call.post({ event: 'hangup' });
    await call.post({ digits: '2', step: String(last) });
    expect(await kindsOf(number)).toEqual(['declined']);
  });
});

describe('a caller whose number is not known', () => {
  test('is asked for one', async () => {
    const call = new Call(here.line);
    expect(await call.begin()).toMatchObject({ result: 'going_on', finish: '#' });
    // Ten digits alone would be a number of another country as well.
    expect(await call.press('9876543012')).toMatchObject({ result: 'going_on', finish: '#' });
    await call.press('00919876543012');
    expect(await call.press('1')).toMatchObject({ result: 'recorded' });
    expect(await kindsOf('+919876543012')).toEqual(['opt_in']);
  });

  test('is nobody where it comes without a calling code, until the flow says which', async () => {
    expect(await new Call(here.line, '9876543013').begin()).toMatchObject({ finish: '#' });
    const indian = await publishedLine(here.shop, { id: 'indian-line', calling_code: '91' });
    expect(await callWith(indian, '9876543013', '1')).toMatchObject({ result: 'recorded' });
    expect(await kindsOf('+919876543013')).toEqual(['opt_in']);
  });

  test('cannot be changed by a later request of the call', async () => {
    const [caller, other] = ['+919876543014', '+919876543015'];
    const call = new Call(here.line, caller);
    const { step } = await call.begin();
    expect(await call.press('1', { caller: other })).toMatchObject({ result: 'not_recorded', ended: true });
    expect([await kindsOf(caller), await kindsOf(other)]).toEqual([[], []]);
    expect(await call.press('1', { caller, step })).toMatchObject({ result: 'recorded' });
    expect([await kindsOf(caller), await kindsOf(other)]).toEqual([['opt_in'], []]);
  });
});

describe('two callers under one id of a call', () => {
  test('are asked about their own numbers, and the later one has the call', async () => {
    const [first, second] = ['+919876543027', '+919876543028'];
    const call = new Call(here.line, first);
    await call.begin();
    const other = new Call(here.line, second, call.id);
    expect((await other.begin()).say).toContain('3 0 2 8');
    expect(await other.begin()).toEqual(other.said);
    await call.press('1', { caller: first });
    expect(await other.press('1', { caller: second })).toMatchObject({ result: 'recorded' });
    expect([await kindsOf(first), await kindsOf(second)]).toEqual([[], ['opt_in']]);
  });

  test('may both withdraw, each for their own number', async () => {
    const [first, second] = ['+919876543029', '+919876543030'];
    const call = new Call(here.line, first);
    await call.begin();
    expect(await call.press('0', { caller: second })).toMatchObject({ result: 'withdrawn' });
    expect([await kindsOf(first), await kindsOf(second)]).toEqual([[], ['opt_out']]);
  });
});

test('a retired notice is asked about no more, and keeps nobody from withdrawing', async () => {
  const [early, late] = ['+919876543031', '+919876543032'];
  await publishNotice(here.shop.ledger, here.shop.business, { ...orderUpdates, id: 'retiring' }, 'test');
  const own = await publishedLine(here.shop, { id: 'retiring', notice: 'retiring' });
  for (const number of [early, late]) await callWith(own, number, '1');
  await retire(here.shop.ledger, here.shop.business, 'retiring', 'test');
  const call = new Call(own, early);
  // An engine asks for a key only where a call goes on.
  expect(await call.begin()).toMatchObject({ ended: false, say: expect.stringContaining('press 0') });
  expect(await call.press('1')).toMatchObject({ result: 'not_recorded', ended: true });
  expect(await call.press('0')).toMatchObject({ result: 'withdrawn' });
  // The first that is heard of a call.
  expect(await new Call(own, late).press('0', { caller: late })).toMatchObject({ result: 'withdrawn' });
  for (const number of [early, late]) expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out']);
});

describe('a request that comes again', () => {
  test('of an answered step gets the same answer, and nothing more is recorded', async () => {
    const number = '+919876543016';
    const call = new Call(here.line, number);
    const begun = await call.begin();
    expect(await call.begin()).toEqual(begun);
    const first = await call.press('1', { step: '1' });
    expect(await call.press('1', { step: '1' })).toEqual(first);
    // Another key for the same step is late, whatever it is.
    expect(await call.press('2', { step: '1' })).toEqual(first);
    expect(await kindsOf(number)).toEqual(['opt_in']);
  });

  test('at the same moment makes one record, and all get one answer', async () => {
    const number = '+919876543017';
    const call = new Call(here.line, number);
    await call.begin();
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => (await call.post({ digits: '1', step: '1' })).json()),
    );
    expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(['recorded']));
    expect(await kindsOf(number)).toEqual(['opt_in']);
  });

  test('late, with the key that stops everything, has stopped everything', async () => {
    const number = '+919876543025';
    const call = new Call(here.line, number);
    await call.begin();
    await call.press('1', { step: '1' });
    expect(await call.press('0', { step: '1' })).toMatchObject({ result: 'withdrawn' });
    expect(await call.press('0', { step: '1' })).toMatchObject({ result: 'withdrawn' });
    expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out']);
  });

  test('of two keys that stop, at the same moment, is one stop or two, and both hear it', async () => {
    const number = '+919876543026';
    const call = new Call(here.line, number);
    await call.begin();
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => (await call.post({ digits: '0', step: '1' })).json()),
    );
    expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(['withdrawn']));
    expect(new Set(await kindsOf(number))).toEqual(new Set(['opt_out']));
  });

  test('of a key after a no does not undo the stop that was quicker', async () => {
    const call = new Call(here.line, '+919876543094');
    await call.begin();
    await call.press('2');
    const { calls } = here.shop.ledger;
    const { put } = calls;
    let stop: unknown;
    calls.put = async (...row) => {
      calls.put = put;
      stop = await (await call.post({ digits: '0', step: '2' })).json();
      return put(...row);
    };
    const after = await (await call.post({ digits: '7', step: '2' })).json();
    expect([stop, after]).toMatchObject([{ result: 'withdrawn' }, { result: 'withdrawn' }]);
  });

  test('of a yes and a no at the same moment: what is in force last is what the call says', async () => {
    const number = '+919876543018';
    const call = new Call(here.line, number);
    await call.begin();
    await Promise.all(['1', '2'].map((digits) => call.post({ digits, step: '1' })));
    // What came last is what is in force, and what the call says from then on.
    const { result } = await call.press('1', { step: '1' });
    const said = { opt_in: 'recorded', declined: 'declined', opt_out: 'declined' } as Record<string, string>;
    expect(said[(await kindsOf(number)).at(-1)!]).toBe(result);
  });
});

test('a call ends with the version that it began with', async () => {
  const number = '+919876543019';
  const own = await publishedLine(here.shop, { id: 'renewed' });
  const call = new Call(own, number);
  const { say } = await call.begin();
  const words = { en: { what: 'news about your parcels' } };
  await publish(here.shop.ledger, here.shop.business, orderLine({ id: 'renewed', locales: words }), 'test');
  expect((await call.press('9')).say).toBe(say);
  await call.press('1');
  expect(await recordsOf(here.shop, number)).toMatchObject([{ flow: { version: 1 }, text: { spoken: say } }]);
  expect((await new Call(own, number).begin()).say).toContain('news about your parcels');
});

test('a flow outlives the next version of its notice, and ends with the notice', async () => {
  const number = '+919876543020';
  await publishNotice(here.shop.ledger, here.shop.business, { ...orderUpdates, id: 'ending' }, 'test');
  const own = await publishedLine(here.shop, { id: 'ending', notice: 'ending' });
  await publishNotice(here.shop.ledger, here.shop.business, { ...orderUpdates, id: 'ending' }, 'test');
  expect(await callWith(own, number, '1')).toMatchObject({ result: 'recorded' });
  const waiting = new Call(own, '+919876543021');
  await waiting.begin();
  await retire(here.shop.ledger, here.shop.business, 'ending', 'test');
  expect(await waiting.press('1')).toMatchObject({ result: 'not_recorded', ended: true });
  expect((await new Call(own, number).begin()).say).toMatch(/^Your choice could not be recorded/);
});

test('a call whose row was changed by hand records nothing, and says so', async () => {
  const number = '+919876543023';
  const call = new Call(here.line, number);
  await call.begin();
  const db = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
  await db.sql`update ivr_calls set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)`;
  expect(await call.press('1')).toMatchObject({ result: 'not_recorded', ended: true });
  await db.sql`delete from ivr_calls`;
  await db.end();
  expect(await kindsOf(number)).toEqual([]);
});

test('no row of a call holds a number that can be read', async () => {
  const number = '+919876543024';
  await new Call(here.line, number).begin();
  const db = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
  const rows = await db.sql<
    { row: string }[]
  >`select ivr_calls::text || encode(sealed, 'escape') as row from ivr_calls`;
  await db.end();
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toContain(number.slice(3));
});

test('what a caller hears tells nothing about the number', async () => {
  const [stopped, unknown] = ['+919876543022', '+919876543122'];
  await post(`${here.shop.url}/v1/opt-outs`, here.shop.keys.ingest, { number: stopped, channel: 'web' });
  for (const keys of [['1'], ['2'], ['0'], ['7', '1'], ['1', '0']]) {
    const [heard, other] = [
      await callWith(here.line, stopped, ...keys),
      await callWith(here.line, unknown, ...keys),
    ];
    expect({ ...heard, call: '' }).toEqual({ ...other, call: '' });
  }
});

test('the whole ledger is true with all these calls in it', async () => {
  expect(await findingsIn(here.shop)).toEqual([]);
});
