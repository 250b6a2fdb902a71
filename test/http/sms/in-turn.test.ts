// Messages of one person that come at once, are told of again after a crash, or come without end: no question
// is lost, no answer is untrue, and no two machines answer each other for ever. On a real ledger, over HTTP.

import { describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { SignedPage } from '../../operations/consent/signed-page.ts';
import { deskOfThisFile, type Phone } from './phone.ts';

const here = deskOfThisFile(7_000);
const aPhone = () => here.phone('plivo');
const { kindsOf } = here;
const tick = ({ number }: Phone) => new SignedPage(here.shop.ledger, here.shop.site).tick(number);
const stopElsewhere = ({ number }: Phone) =>
  fetch(`${here.shop.url}/v1/opt-outs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${here.shop.keys.ingest}`, 'content-type': 'application/json' },
    body: JSON.stringify({ number, channel: 'web' }),
  });

/**
 * On a ledger on which something happens before a message's thread is kept; once.
 * @param nth of the times that the thread is written. A message but a stop first notes which question waits
 */
async function before(phone: Phone, text: string, happens: () => Promise<unknown>, nth = 2) {
  let puts = 0;
  const smsThreads: Ledger['smsThreads'] = {
    ...here.shop.ledger.smsThreads,
    put: async (...row) => {
      puts += 1;
      if (puts === nth) await happens();
      return here.shop.ledger.smsThreads.put(...row);
    },
  };
  const app = createApi({ ...here.shop.ledger, smsThreads }, { logger: createLogger({ level: 'silent' }) });
  const sent = await phone.request(text);
  const { url, method, headers, body } = sent;
  const { status } = await app.request(url, { method, headers, body });
  return { sent, status };
}

test.each([
  ['YES', 'opt_in'],
  ['NO', 'declined'],
])('%s answers its own question, and leaves the one that is asked at once with it', async (text, kind) => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const { status } = await before(phone, text, () => phone.write('ORDERS'));
  expect(status).toBe(200);
  expect(await kindsOf(phone)).toEqual([kind]);
  expect(await phone.write('YES')).toMatch(/^Recorded/);
  expect(await kindsOf(phone)).toEqual([kind, 'opt_in']);
});

test.each([
  ['YES', 'opt_in', /^Recorded/],
  ['NO', 'declined', /^Recorded: you have declined/],
])('six times %s at once are one record, and each gets the same answer', async (text, kind, said) => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const answers = await Promise.all(Array.from({ length: 6 }, () => phone.write(text)));
  expect(await kindsOf(phone)).toEqual([kind]);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(said);
});

test('a yes that another message was quicker with is answered as what stands since', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const crashes = () => Promise.reject(new Error('the process has ended'));
  for (const text of ['YES', 'NO']) expect((await before(phone, text, crashes)).status).toBe(500);
  expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out']);
  expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
  expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out']);
});

test('a yes that is written again after a stop is told that nothing is recorded', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const recorded = await phone.write('YES');
  expect(recorded).toMatch(/^Recorded: you have agreed to receive order updates from/);
  expect(await phone.write('YES')).toBe(recorded);
  await phone.write('STOP');
  expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
});

test('a no that is written again after a tick elsewhere ends what the tick began', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const declined = await phone.write('NO');
  await tick(phone);
  expect(await kindsOf(phone)).toEqual(['declined', 'opt_in']);
  expect(await phone.write('NO')).toBe(declined);
  expect(await kindsOf(phone)).toEqual(['declined', 'opt_in', 'opt_out']);
  expect(await phone.write('NO')).toBe(declined);
  expect(await kindsOf(phone)).toEqual(['declined', 'opt_in', 'opt_out']);
});

test('a yes that is written again after a stop elsewhere is told that nothing is recorded', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  await phone.write('YES');
  await stopElsewhere(phone);
  expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
  expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out']);
});

test('an answer that is written again is told what stands, whatever has become of its notice', async () => {
  const { ledger, business } = here.shop;
  const [yes, no] = [aPhone(), aPhone()];
  for (const phone of [yes, no]) await phone.write('ORDERS');
  const said = [await yes.write('YES'), await no.write('NO')];
  const versions = await ledger.notices.versions(business, 'order-updates');
  const retiredAt = ledger.world.now().toISOString();
  const retired = versions.map((one) => ({ ...one, retiredAt }));
  const notices = { ...ledger.notices, versions: async () => retired, ofBusiness: async () => retired };
  const app = createApi({ ...ledger, notices }, { logger: createLogger({ level: 'silent' }) });
  const again = async (phone: Phone, text: string) => {
    const { url, method, headers, body } = await phone.request(text);
    return (await app.request(url, { method, headers, body })).text();
  };
  expect(await again(yes, 'YES')).toContain(said[0]);
  expect(await again(no, 'NO')).toContain(said[1]);
});

test('a yes that is written again after an objection elsewhere is told that nothing is recorded', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  await phone.write('YES');
  const { number } = phone;
  const headers = { authorization: `Bearer ${here.shop.keys.ingest}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ number, channel: 'web', scope: 'all' });
  const { status } = await fetch(`${here.shop.url}/v1/objections`, { method: 'POST', headers, body });
  expect(status).toBe(201);
  expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
});

test('a no beside a yes, of two noes at once, ends what the yes began', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const crashes = () => Promise.reject(new Error('the process has ended'));
  for (const text of ['NO', 'YES']) expect((await before(phone, text, crashes)).status).toBe(500);
  expect(await kindsOf(phone)).toEqual(['declined', 'opt_in']);
  expect(await phone.write('NO')).toMatch(/^Recorded: you have declined/);
  expect(await kindsOf(phone)).toEqual(['declined', 'opt_in', 'opt_out']);
});

test('a stop ends the question that is asked at once with it', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const { status } = await before(phone, 'STOP', () => phone.write('ORDERS'), 1);
  expect(status).toBe(200);
  expect(await phone.write('YES')).not.toMatch(/^Recorded/);
  expect(await kindsOf(phone)).toEqual(['opt_out']);
});

test.each([
  ['YES', 'opt_in'],
  ['NO', 'declined'],
])(
  '%s that was recorded before a crash is answered so, though another question waits',
  async (text, kind) => {
    const phone = aPhone();
    await phone.write('ORDERS');
    const crashes = () => Promise.reject(new Error('the process has ended'));
    const { sent, status } = await before(phone, text, crashes);
    expect(status).toBe(500);
    expect(await kindsOf(phone)).toEqual([kind]);
    const plain = aPhone();
    await plain.write('ORDERS');
    const usual = await plain.write(text);
    await phone.write('ORDERS');
    const answer = await phone.answerTo(sent);
    expect(answer).toBe(usual);
    expect(await kindsOf(phone)).toEqual([kind]);
    // The question that waits is not ended by it.
    expect(await phone.write('YES')).toMatch(/^Recorded/);
  },
);

describe('a machine that answers by itself', () => {
  test('is told once for each question that nothing was recorded', async () => {
    const phone = aPhone();
    for (let nth = 1; nth <= 2; nth += 1) {
      await phone.write('ORDERS');
      expect(await phone.write('I am out of office')).toMatch(/^Nothing has been recorded/);
      expect(await phone.write('I am out of office')).toBeUndefined();
      expect(await phone.write('I am still out of office')).toBeUndefined();
    }
    expect(await phone.write('YES')).toMatch(/^Recorded/);
  });

  test('is told how to stop three times an hour, and a person who asks for help always', async () => {
    const phone = aPhone();
    const away = 'We are away. Reply STOP to stop';
    for (let nth = 1; nth <= 3; nth += 1) expect(await phone.write(away)).toContain('Reply STOP to stop');
    for (let nth = 1; nth <= 3; nth += 1) expect(await phone.write(away)).toBeUndefined();
    expect(await phone.write('HELP')).toContain('Reply STOP to stop');
    const { world } = here.shop.ledger;
    const { now } = world;
    world.now = () => new Date(now.call(world).getTime() + 61 * 60 * 1000);
    try {
      expect(await phone.write(away)).toContain('Reply STOP to stop');
    } finally {
      world.now = now;
    }
    expect(await phone.write('STOP')).toMatch(/must stop sending/);
  });
});
