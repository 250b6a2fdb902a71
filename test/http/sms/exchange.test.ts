// Exchanges that do not go as they should: stops in every form, yeses to nothing, requests that come again,
// an API that is down. On a real ledger, over HTTP.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { hearSms } from '../../../ledger/operations/sms/hear-sms.ts';
import { newSmsSecret } from '../../../ledger/operations/sms/providers.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { recordsOf } from '../ivr/line.ts';
import { post } from '../requests.ts';
import { deskOfThisFile, line, Phone, withKeyword } from './phone.ts';

const here = deskOfThisFile(2_000);
const aPhone = (dialect: Phone['dialect'] = 'twilio') => here.phone(dialect);
const aNumber = () => aPhone().number;
const { kindsOf } = here;
const nothing = /^Nothing has been recorded/;

describe('a stop is heard', () => {
  test.each([
    'stop',
    ' STOP. ',
    'S\u200bT\u200bO\u200bP',
    '\ufeffstop🙏',
    'ＳＴＯＰ',
    'Unsubscribe',
    'cancel',
    'ARRET',
    'बंद करो',
  ])('as %j', async (text) => {
    const phone = aPhone();
    expect(await phone.write(text)).toMatch(/WhatsApp/);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });

  const parts = ({ number }: Phone, text: string) => {
    const fields = Object.entries({ From: number, To: line, Body: text, MessageSid: 'SM9' });
    const each = fields.map(
      ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    return {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: `${each.join('')}--b--\r\n`,
    };
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const said = ({ number }: Phone) =>
    `From=${encodeURIComponent(number)}&To=${encodeURIComponent(line)}&MessageSid=SM9`;

  test.each<[string, (phone: Phone) => { headers: Record<string, string>; body: string }]>([
    ['in a form of several parts', (phone) => parts(phone, 'stop')],
    [
      'in JSON',
      ({ number }) => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ From: number, To: line, Body: 'STOP', MessageSid: 'SM9' }),
      }),
    ],
    ['beside another text', (phone) => ({ headers: form, body: `${said(phone)}&Body=YES&Body=stop` })],
    [
      'without an id of the message',
      (phone) => ({ headers: form, body: `${said(phone).split('&M')[0]}&Body=stop` }),
    ],
    [
      'where the provider alone has heard it',
      (phone) => ({ headers: form, body: `${said(phone)}&Body=fin&OptOutType=STOP` }),
    ],
    [
      'in WhatsApp',
      (phone) => ({ headers: form, body: `${said(phone).replace('From=', 'From=whatsapp:')}&Body=stop` }),
    ],
  ])('%s', async (_, raw) => {
    const phone = aPhone();
    await phone.write('ORDERS');
    expect((await phone.post(await phone.request('', { signed: false, raw: raw(phone) }))).status).toBe(200);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
    expect(await phone.write('YES')).toMatch(nothing);
  });

  test('of a business that has published nothing, and of two senders at once of both', async () => {
    const { ledger } = here.shop;
    await addBusiness(ledger, { id: 'acme', name: 'Acme Tea' });
    const secret = await newSmsSecret(ledger, 'acme', 'twilio');
    const [one, other] = [aNumber(), aNumber()];
    const body = new URLSearchParams([
      ['From', one],
      ['From', other],
      ['To', line],
      ['Body', 'STOP'],
    ]);
    const url = `${here.shop.url}/v1/sms/twilio/acme/${secret}`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    for (const number of [one, other])
      expect(await recordsOf({ ...here.shop, business: 'acme' }, number)).toMatchObject([
        { kind: 'opt_out' },
      ]);
    const alone = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ From: one, Body: 'STOP' }),
    });
    expect(await alone.text()).toContain('Acme Tea must stop sending you WhatsApp messages.');
  });

  test('with the same reply, whether or not anything is known of the number', async () => {
    const [known, stopped, unknown] = [aPhone(), aPhone(), aPhone()];
    await known.write('ORDERS');
    await known.write('YES');
    await post(`${here.shop.url}/v1/opt-outs`, here.shop.keys.ingest, {
      number: stopped.number,
      channel: 'web',
    });
    for (const text of ['STOP', 'HELP', 'ORDERS', 'YES']) {
      const replies = [await known.write(text), await stopped.write(text), await unknown.write(text)];
      expect(new Set(replies).size, text).toBe(1);
    }
  });

  test('and the provider that has answered it is not answered again', async () => {
    for (const type of ['STOP', 'HELP', 'START']) {
      const phone = aPhone();
      const body = new URLSearchParams({
        From: phone.number,
        To: line,
        Body: type,
        MessageSid: 'SM9',
        OptOutType: type,
      });
      const raw = { headers: form, body: body.toString() };
      const response = await phone.post(await phone.request('', { signed: false, raw }));
      expect(await response.text()).not.toContain('Message');
    }
  });
});

describe('a yes records nothing', () => {
  test('to no question', async () => {
    const phone = aPhone();
    expect(await phone.write('YES')).toMatch(nothing);
    expect(await kindsOf(phone)).toEqual([]);
  });

  test('a second time', async () => {
    const phone = aPhone();
    for (const text of ['ORDERS', 'YES', 'YES']) await phone.write(text);
    expect(await kindsOf(phone)).toEqual(['opt_in']);
  });

  test('with more words than that, and the question goes on waiting', async () => {
    const phone = aPhone();
    await phone.write('ORDERS');
    expect(await phone.write('yes but not on Sundays')).toMatch(nothing);
    // It is said once.
    for (const text of ['1', 'ok', 'si', 'yes, no']) expect(await phone.write(text)).toBeUndefined();
    expect(await kindsOf(phone)).toEqual([]);
    expect(await phone.write('“yes”')).toMatch(/^Recorded/);
  });

  test('after a day', async () => {
    const { ledger, business } = here.shop;
    const hear = async (number: string, text: string, agoMs: number) => {
      const now = () => new Date(ledger.world.now().getTime() - agoMs);
      const facts = { message: `m-${text}`, from: [number], line, texts: [text], isSms: true };
      const request = { method: 'POST' as const, url: '', header: () => undefined, body: Buffer.alloc(0) };
      const past = { ...ledger, world: { ...ledger.world, now } };
      return (await hearSms(past, { business, dialect: 'twilio', facts, isSigned: true, request })).reply
        ?.text;
    };
    const dayMs = 24 * 60 * 60 * 1000;
    const [late, early] = [aPhone(), aPhone()];
    await hear(late.number, 'ORDERS', dayMs + 2_000);
    expect(await hear(late.number, 'YES', 0)).toMatch(nothing);
    expect(await kindsOf(late)).toEqual([]);
    await hear(early.number, 'ORDERS', 1_000);
    expect(await hear(early.number, 'YES', 0)).toMatch(/^Recorded/);
  });

  test('to a notice that was retired meanwhile, whose keyword then is none', async () => {
    const phone = aPhone();
    const own = { id: 'club', locales: { en: { what: 'club news', sms: { keywords: ['CLUB'] } } } };
    await publish(here.shop.ledger, here.shop.business, withKeyword(own), 'test');
    expect(await phone.write('club')).toContain('club news');
    await retire(here.shop.ledger, here.shop.business, 'club', 'test');
    expect(await phone.write('YES')).toMatch(nothing);
    expect(await phone.write('club')).toBeUndefined();
    expect(await kindsOf(phone)).toEqual([]);
  });

  test('by an older message that is sent once more, after another question', async () => {
    const phone = aPhone();
    const yes = await phone.request('YES');
    await phone.write('ORDERS');
    await phone.answerTo(yes);
    const db = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
    await db.sql`delete from sms_threads`;
    await db.end();
    for (const text of ['STOP', 'START', 'ORDERS']) await phone.write(text);
    expect(await phone.answerTo(yes)).toMatch(nothing);
    expect(await kindsOf(phone)).toEqual(['opt_in', 'opt_out']);
  });

  test('in WhatsApp, where no keyword is heard either', async () => {
    const phone = aPhone();
    await phone.write('ORDERS');
    for (const text of ['ORDERS', 'YES'])
      expect(await phone.write(text, { from: `whatsapp:${phone.number}` })).toBeUndefined();
    expect(await kindsOf(phone)).toEqual([]);
  });

  test('and START lifts nothing', async () => {
    const phone = aPhone();
    await phone.write('STOP');
    expect(await phone.write('START')).toBeUndefined();
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });
});

test('the words are in the language of the keyword, and so are the answers to them', async () => {
  const phone = aPhone();
  expect(await phone.write('Pedidos')).toContain('Responda SÍ');
  expect(await phone.write('si')).toMatch(/^Registrado/);
  expect(await recordsOf(here.shop, phone.number)).toMatchObject([
    { notice: { locale: 'es' }, evidence: { answer: 'si' } },
  ]);
});

test('a stranger is answered in the language of their country', async () => {
  const german = new Phone(here.desk, 'twilio', '+4915112345678');
  expect(await german.write('STOP')).toMatch(/^Festgehalten.*Hilfe: \+1 415 555 0100/);
});

test('what was asked goes on with its version when the notice has another', async () => {
  const phone = aPhone();
  const id = 'parcels';
  const wording = (what: string) => ({ id, locales: { en: { what, sms: { keywords: ['PARCELS'] } } } });
  await publish(here.shop.ledger, here.shop.business, withKeyword(wording('parcel news')), 'test');
  await phone.write('PARCELS');
  await publish(here.shop.ledger, here.shop.business, withKeyword(wording('other news')), 'test');
  await phone.write('YES');
  const [record] = await recordsOf(here.shop, phone.number);
  expect(record).toMatchObject({
    notice: { id, version: 1 },
    text: { sent: expect.stringContaining('parcel news') },
  });
});

test('a thread that was changed by hand asks nothing, and holds no number that can be read', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const db = openDatabase({ url: here.shop.config.databaseUrl!, clients: 1 });
  const rows = await db.sql<{ row: string }[]>`
    select sms_threads::text || encode(sealed, 'escape') as row from sms_threads`;
  await db.sql`update sms_threads set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)`;
  await db.end();
  for (const { row } of rows) expect(row).not.toContain(phone.number.slice(3));
  expect(await phone.write('YES')).toMatch(nothing);
  expect(await kindsOf(phone)).toEqual([]);
});

describe.each(['vonage', 'africastalking'] as const)('%s, whose API sends the reply,', (dialect) => {
  test('tells of the message again where it failed, and nothing is done twice', async () => {
    const phone = aPhone(dialect);
    here.desk.api.fails.push(500);
    const [keyword, yes] = [await phone.request('ORDERS'), await phone.request('YES')];
    expect((await phone.post(keyword)).status).toBe(503);
    // The words were not sent, so they have asked nothing.
    expect(await phone.write('NO')).toMatch(nothing);
    expect(await phone.answerTo(keyword)).toContain('Reply YES');
    here.desk.api.fails.push(302);
    expect((await phone.post(yes)).status).toBe(503);
    expect(await phone.answerTo(yes)).toMatch(/^Recorded/);
    expect(await kindsOf(phone)).toEqual(['opt_in']);
    const own = here.desk.api.sent.filter(({ to }) => to === phone.number);
    expect(own.length).toBe(3);
    expect(own.map(({ from }) => from)).toEqual([line, line, line]);
  });

  test('hears a stop also where it cannot answer it', async () => {
    const phone = aPhone(dialect);
    here.desk.api.fails.push(500, 500);
    const stop = await phone.request('STOP');
    expect((await phone.post(stop)).status).toBe(503);
    expect((await phone.post(stop)).status).toBe(503);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });
});

test('of two requests at once one is recorded, and both get the same answer', async () => {
  const phone = aPhone();
  await phone.write('ORDERS');
  const yes = await phone.request('YES');
  const replies = await Promise.all(Array.from({ length: 5 }, () => phone.answerTo(yes)));
  expect(new Set(replies).size).toBe(1);
  expect(replies[0]).toMatch(/^Recorded/);
  expect(await kindsOf(phone)).toEqual(['opt_in']);
});

test('in any order consent stands only where the last thing that counts is a yes to a question', async () => {
  const texts = ['ORDERS', 'YES', 'NO', 'STOP', 'HELP', 'hello'] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 8 }), async (written) => {
      const phone = aPhone();
      let asked: 'seen' | 'unseen' | undefined;
      let isBlocked = false;
      let agrees = false;
      for (const text of written) {
        await phone.write(text);
        if (text === 'STOP') [isBlocked, asked, agrees] = [true, undefined, false];
        if (text === 'ORDERS') asked = isBlocked ? 'unseen' : 'seen';
        if (text === 'YES') {
          if (asked === 'seen') agrees = true;
          asked = asked === 'unseen' ? 'seen' : undefined;
          isBlocked = false;
        }
        if (text === 'NO' && asked === 'seen') [asked, agrees] = [undefined, false];
      }
      const { person, logTime } = await findPerson(here.shop.ledger, here.shop.business, {
        kind: 'number',
        value: phone.number,
      });
      const kind = person && standing(person.state, 'shipping_update', 'message', logTime).kind;
      expect(kind === 'granted').toBe(agrees);
    }),
    { numRuns: 15 },
  );
});
