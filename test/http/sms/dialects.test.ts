// Every dialect plays whole exchanges over real HTTP: messages as the provider tells of them, signed as it
// signs them or with the secret of the line; and the reply comes in the answer, or at the provider's API.

import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { findingsIn } from '../../support/verifier.ts';
import { recordsOf } from '../ivr/line.ts';
import { post } from '../requests.ts';
import { deskOfThisFile, dialects, line, Phone, providers } from './phone.ts';

const here = deskOfThisFile(1_000);

const words =
  'Reply YES to agree to receive order updates from Fresh Produce on WhatsApp at this number. ' +
  'Reply STOP to stop at any time. Help: +1 415 555 0100';

describe.each(dialects)('%s', (dialect) => {
  const nth = dialects.indexOf(dialect);
  const phoneOf = (n: number) => new Phone(here.desk, dialect, `+1415556${1000 + nth * 100 + n}`);
  const recorded = ({ number }: Phone) => recordsOf(here.shop, number);
  const kindsOf = async (phone: Phone) => (await recorded(phone)).map(({ kind }) => kind);

  test('a keyword gets the words back, and the yes to them is an opt-in to exactly these', async () => {
    const phone = phoneOf(1);
    expect(await phone.write('orders')).toBe(words);
    expect(await kindsOf(phone)).toEqual([]);
    const reply = await phone.write('Yes!', { id: 'm-of-the-yes' });
    expect(reply).toMatch(/^Recorded: you have agreed/);
    const isSigned = providers[dialect].signs !== undefined;
    expect(await recorded(phone)).toMatchObject([
      {
        kind: 'opt_in',
        channel: 'sms',
        text: { sent: words },
        text_sha256: sha256Hex(words),
        grade: isSigned ? 'E3' : 'E2',
        grade_reasons: [isSigned ? 'number_not_proven' : 'sms_not_signed'],
        authority: 'any',
        submitted_by: { by: 'sms', id: dialect },
        notice: { id: 'order-updates', version: 2, locale: 'en' },
        evidence: {
          ...{ message_id: 'm-of-the-yes', keyword: 'ORDERS', wording_sha256: sha256Hex(words) },
          ...{ answer: 'yes', locale: 'en', dialect },
        },
      },
    ]);
    const question = { recipient: phone.number, purpose: 'shipping_update' };
    const gate = await post(`${here.shop.url}/v1/gate/check`, here.shop.keys.gate, question);
    expect(await gate.json()).toMatchObject({ decision: 'allow' });
  });

  test('by the secret of the line alone counts for less', async () => {
    const phone = phoneOf(2);
    await phone.write('ORDERS', { signed: false });
    await phone.write('YES');
    expect(await recorded(phone)).toMatchObject([{ grade: 'E2', grade_reasons: ['sms_not_signed'] }]);
  });

  test('a message that is told of again gets the same answer, and records nothing more', async () => {
    const phone = phoneOf(3);
    const [keyword, yes] = [await phone.request('ORDERS'), await phone.request('YES')];
    const replies = [await phone.answerTo(keyword), await phone.answerTo(yes)];
    const inline = ['twilio', 'plivo'].includes(dialect);
    // What the provider's API has taken is not sent twice.
    const again = [await phone.answerTo(yes), await phone.answerTo(keyword), await phone.answerTo(yes)];
    expect(again).toEqual(inline ? [replies[1], replies[0], replies[1]] : again.map(() => undefined));
    expect(await kindsOf(phone)).toEqual(['opt_in']);
  });

  test('a no declines, and ends a consent that stands', async () => {
    const phone = phoneOf(4);
    await phone.write('ORDERS');
    expect(await phone.write('no thanks')).toBe('Recorded: you have declined.');
    expect(await recorded(phone)).toMatchObject([{ kind: 'declined', text: { sent: words } }]);
    await phone.write('ORDERS');
    await phone.write('YES');
    await phone.write('ORDERS');
    await phone.write('NO');
    expect(await kindsOf(phone)).toEqual(['declined', 'opt_in', 'opt_out']);
  });

  test('STOP stops everything, and asks nothing more', async () => {
    const phone = phoneOf(5);
    await phone.write('ORDERS');
    expect(await phone.write('STOP')).toMatch(/must stop sending you WhatsApp messages/);
    expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
    expect(await recorded(phone)).toMatchObject([{ kind: 'opt_out', channel: 'sms', authority: 'any' }]);
    await phone.write('START');
    await phone.write('ORDERS');
    await phone.write('YES');
    expect(await kindsOf(phone)).toEqual(['opt_out', 'opt_in']);
  });

  test('HELP names the human contact', async () => {
    expect(await phoneOf(6).write('help')).toContain('+1 415 555 0100');
  });

  test('is refused without its secret, and leaves nothing', async () => {
    const phone = phoneOf(7);
    const honest = await phone.request('STOP');
    const bare = honest.url.replace(/\/oss_.*/, '');
    const body = honest.body.replace('STOP', 'YES');
    const unsigned = { ...honest, headers: { 'content-type': honest.headers['content-type']! } };
    const wrong = [
      { ...unsigned, url: bare },
      { ...unsigned, url: `${bare}/oss_${'x'.repeat(32)}` },
      { ...honest, url: honest.url.replace(here.shop.business, 'acme') },
      ...(providers[dialect].signs === undefined ? [] : [{ ...honest, body }]),
    ];
    for (const sent of wrong) expect((await phone.post(sent)).status).toBe(401);
    expect(await kindsOf(phone)).toEqual([]);
    const query = new URLSearchParams({ From: phone.number, Body: 'STOP' });
    const got = await fetch(`${honest.url.replace('https://ledger.example', here.shop.url)}?${query}`);
    expect([404, 405]).toContain(got.status);
  });

  test('from a short code, or from a name, is from nobody', async () => {
    for (const from of ['56161', 'FreshCo'])
      expect(await phoneOf(8).write('ORDERS', { from })).toBeUndefined();
  });

  test('to another line of the business a yes answers nothing', async () => {
    const phone = phoneOf(9);
    await phone.write('ORDERS');
    expect(await phone.write('YES', { to: '+14155550198' })).toMatch(/^Nothing has been recorded/);
    expect(await kindsOf(phone)).toEqual([]);
    expect(await phone.write('YES', { to: line })).toMatch(/^Recorded/);
  });
});

test('what was recorded is true of the whole database, in the eyes of verify', async () => {
  expect(await findingsIn(here.shop)).toEqual([]);
});
