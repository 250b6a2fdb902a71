// Stops in the business's own words, and yeses that are older than the question they come to. Over HTTP.

import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { deskOfThisFile, line, type Phone } from './phone.ts';

const here = deskOfThisFile(6_000);
const aPhone = (dialect: Phone['dialect'] = 'vonage') => here.phone(dialect);
const { kindsOf } = here;

describe('a stop beside the business’s own words is heard:', () => {
  test.each([
    ...['STOP ORDERS', 'orders stop', 'Please stop orders!', 'no more orders', 'remove me from ORDERS'],
    ...['STOP FRESH PRODUCE', 'unsubscribe from Fresh Produce', 'stop order updates', 'parar pedidos'],
    ...['STOP +1 415 555 0199', 'STOP 4155550199', 'STOP ORDERS FRESH PRODUCE', 'orders band karo'],
    ...['CANCEL ORDERS', 'cancel orders', 'ORDERS CANCEL'],
  ])('%j', async (text) => {
    const phone = aPhone('plivo');
    expect(await phone.write(text)).toMatch(/must stop sending/);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });

  test('and the short code that was written to', async () => {
    const phone = aPhone('plivo');
    await phone.write('STOP 36180', { to: '36180' });
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });

  test.each(["don't stop", 'stop whenever you like', 'where is the bus stop', 'STOP 36180'])(
    '%j is none, and is answered how to stop',
    async (text) => {
      const phone = aPhone('plivo');
      expect(await phone.write(text)).toContain('Reply STOP to stop');
      expect(await kindsOf(phone)).toEqual([]);
    },
  );

  test.each([
    ...['cancel my orders', 'delete my orders', 'I want to cancel orders', 'cancel the orders please'],
    ...['please cancel my orders from Fresh Produce', 'cancel all orders'],
  ])('%j is said of what was ordered, and is answered how to stop', async (text) => {
    const phone = aPhone('plivo');
    expect(await phone.write(text)).toContain('Reply STOP to stop');
    expect(await kindsOf(phone)).toEqual([]);
  });

  test('what begins or ends with a stop word is answered how to stop, and hello is not', async () => {
    expect(await aPhone('plivo').write('when does it stop')).toContain('Reply STOP to stop');
    for (const text of ['hello', "don't stop orders"])
      expect(await aPhone('plivo').write(text)).toBeUndefined();
  });
});

describe('a yes is not of a newer question', () => {
  /** A ledger whose log takes nothing for now. */
  const whileDown = async (phone: Phone, text: string) => {
    const submit = () => Promise.reject(new LedgerError('unavailable', 'The log is down.'));
    const sequencer = { ...here.shop.ledger.sequencer, submit } as unknown as Ledger['sequencer'];
    const app = createApi({ ...here.shop.ledger, sequencer }, { logger: createLogger({ level: 'silent' }) });
    const sent = await phone.request(text);
    const { url, method, headers, body } = sent;
    expect((await app.request(url, { method, headers, body })).status).toBe(503);
    return sent;
  };

  test.each(['twilio', 'plivo', 'vonage', 'africastalking'] as const)(
    'that came first while the log was down (%s)',
    async (dialect) => {
      const phone = aPhone(dialect);
      await phone.write('ORDERS');
      const yes = await whileDown(phone, 'YES');
      await phone.write('STOP');
      if (dialect === 'twilio' || dialect === 'plivo') await phone.write('START');
      await phone.write('ORDERS');
      expect(await phone.answerTo(yes)).toMatch(/^Nothing has been recorded/);
      expect(await kindsOf(phone)).toEqual(['opt_out']);
    },
  );

  test('and counts for its own when it is told of again', async () => {
    const phone = aPhone('twilio');
    await phone.write('ORDERS');
    expect(await phone.answerTo(await whileDown(phone, 'YES'))).toMatch(/^Recorded/);
  });

  const stamped = (phone: Phone, stamp: object) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ channel: 'sms', message_uuid: `m-${phone.number}`, from: phone.number.slice(1) },
      ...{ to: line.slice(1), message_type: 'text', text: 'YES', ...stamp },
    }),
  });
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  const minuteMs = 60_000;

  test.each([
    ['written before it', () => ({ timestamp: ago(minuteMs) }), []],
    ['written before it', () => ({ 'message-timestamp': ago(minuteMs).replace('T', ' ').slice(0, 19) }), []],
    [
      'written before it, in another zone',
      () => ({ timestamp: ago(-59 * minuteMs).replace('Z', '+01:00') }),
      [],
    ],
    ['of one earlier moment', () => ({ timestamp: ago(0), 'message-timestamp': ago(minuteMs) }), []],
    ['written after it', () => ({ timestamp: ago(0) }), ['opt_in']],
    [
      'of the same second',
      () => ({ 'message-timestamp': ago(0).replace('T', ' ').slice(0, 19) }),
      ['opt_in'],
    ],
    ['of no moment', () => ({}), ['opt_in']],
    ['of what is none', () => ({ timestamp: 'yesterday' }), ['opt_in']],
    ['of an absurd moment', () => ({ timestamp: '1970-01-01T00:00:00Z' }), ['opt_in']],
    ['of a moment to come', () => ({ timestamp: ago(-90 * minuteMs) }), ['opt_in']],
  ])('%s %#', async (_, stamp, kinds) => {
    const phone = aPhone('vonage');
    await phone.write('ORDERS');
    const raw = stamped(phone, stamp());
    expect((await phone.post(await phone.request('', { signed: false, raw }))).status).toBe(200);
    expect(await kindsOf(phone)).toEqual(kinds);
  });

  test('where Twilio takes each for START: the words are sent again, and the yes to these agrees', async () => {
    const phone = aPhone('twilio');
    const words = await phone.write('ORDERS');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const yes = async (MessageSid: string) => {
      const told = { From: phone.number, To: line, Body: 'YES', MessageSid, OptOutType: 'START' };
      const raw = { headers, body: new URLSearchParams(told).toString() };
      return phone.answerTo(await phone.request('', { signed: false, raw }));
    };
    expect(await yes('SM1')).toBe(words);
    expect(await yes('SM1')).toBe(words);
    expect(await kindsOf(phone)).toEqual([]);
    expect(await yes('SM2')).not.toBe(words);
    expect(await kindsOf(phone)).toEqual(['opt_in']);
  });
});
