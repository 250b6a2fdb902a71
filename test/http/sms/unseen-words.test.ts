// Words that the person may not have got: a provider keeps them back after a stop and does not say so, or
// this process ended before it noted that they were sent. On a real ledger, over HTTP.

import { describe, expect, test } from 'vitest';
import { hearSms } from '../../../ledger/operations/sms/hear-sms.ts';
import { setSmsProvider } from '../../../ledger/operations/sms/providers.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { recordsOf } from '../ivr/line.ts';
import { post } from '../requests.ts';
import { deskOfThisFile, line, type Phone, providers } from './phone.ts';

const here = deskOfThisFile(6_000);
const aPhone = (dialect: Phone['dialect'] = 'twilio') => here.phone(dialect);
const { kindsOf } = here;
const emptyThreads = async () => {
  const db = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
  await db.sql`delete from sms_threads`;
  await db.end();
};

describe('words that a block may have kept from the person ask nothing', () => {
  // Twilio lifts its block by this very YES: a yes to words that it has kept from the person.
  test('after a STOP that the provider has heard too: the YES that lifts its block gets them again', async () => {
    const phone = aPhone();
    for (const text of ['ORDERS', 'YES', 'STOP', 'ORDERS']) await phone.write(text);
    expect(await phone.write('YES')).toContain('Reply YES');
    expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out']);
    expect(await phone.write('YES')).toMatch(/^Recorded/);
    expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out', 'opt_in']);
  });

  test('however long ago the STOP was, and however often they are asked for', async () => {
    const phone = aPhone();
    await phone.write('STOP');
    await emptyThreads();
    for (const text of ['ORDERS', 'Sí', 'ORDERS', 'agree', 'NO', 'agree']) await phone.write(text);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
    expect(await phone.write('UNSTOP')).toContain('Reply YES');
    expect(await phone.write('agree')).toMatch(/^Recorded/);
  });

  test('where YES lifts nothing, on a toll-free line', async () => {
    const phone = aPhone('vonage');
    const to = '+18005550199';
    for (const text of ['STOP', 'ORDERS', 'YES', 'YES']) await phone.write(text, { to });
    expect(await kindsOf(phone)).toEqual(['opt_out']);
    expect(await phone.write('start', { to })).toContain('Reply YES');
    expect(await phone.write('YES', { to })).toMatch(/^Recorded/);
  });

  test('but those do that follow a stop on a page, or come of a provider without a block', async () => {
    const [onPage, free] = [aPhone(), aPhone('vonage')];
    await post(`${here.shop.url}/v1/opt-outs`, here.shop.keys.ingest, {
      number: onPage.number,
      channel: 'web',
    });
    await free.write('STOP');
    for (const phone of [onPage, free]) {
      await phone.write('ORDERS');
      expect(await phone.write('YES')).toMatch(/^Recorded/);
    }
  });

  test('but those do where the operator says that the provider blocks nothing', async () => {
    const phone = aPhone();
    const { secret } = providers.twilio;
    await setSmsProvider(here.shop.ledger, here.shop.business, 'twilio', { secret, blocks: false });
    for (const text of ['STOP', 'ORDERS', 'YES']) await phone.write(text);
    await setSmsProvider(here.shop.ledger, here.shop.business, 'twilio', { secret });
    expect(await kindsOf(phone)).toEqual(['opt_out', 'opt_in']);
  });

  test('and by words whose keyword was not signed for a yes is worth no more', async () => {
    const phone = aPhone();
    await phone.write('STOP');
    await phone.write('ORDERS', { signed: false });
    for (const text of ['YES', 'YES']) await phone.write(text);
    expect((await recordsOf(here.shop, phone.number)).at(-1)).toMatchObject({ kind: 'opt_in', grade: 'E2' });
  });
});

test('a crash between the sending and the note of it sends once more, and gives no consent of itself', async () => {
  const { ledger, business } = here.shop;
  const [phone, dialect] = [aPhone('vonage'), 'vonage' as const];
  let kept = 0;
  const crashing: typeof ledger.smsThreads = {
    ...ledger.smsThreads,
    put: (...row) => {
      kept += 1;
      if (kept === 2) throw new Error('the process has ended');
      return ledger.smsThreads.put(...row);
    },
  };
  const request = { method: 'POST' as const, url: '', header: () => undefined, body: Buffer.alloc(0) };
  const facts = { message: 'm-1', from: [phone.number], line, texts: ['ORDERS'], isSms: true };
  const asked = { business, dialect, facts, isSigned: true, request };
  const sent = () => here.desk.api.sent.filter(({ to }) => to === phone.number).length;
  await expect(hearSms({ ...ledger, smsThreads: crashing }, asked)).rejects.toThrow('has ended');
  expect(sent()).toBe(1);
  // The person has the words, but no note says so.
  expect(await phone.write('YES')).toContain('Reply YES');
  expect(await kindsOf(phone)).toEqual([]);
  const later = { now: () => new Date(ledger.world.now().getTime() + 60_000) };
  const told = () => hearSms({ ...ledger, world: { ...ledger.world, ...later } }, asked);
  expect([await told(), await told()]).toEqual([{}, {}]);
  expect(sent()).toBe(3);
  expect(await phone.write('YES')).toMatch(/^Recorded/);
  expect(await kindsOf(phone)).toEqual(['opt_in']);
});
