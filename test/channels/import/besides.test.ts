// A no beats a yes, in whatever column of the row it stands.

import { describe, expect, test } from 'vitest';
import { bothForms, csvOf, kindsIn, number } from './whole-list.ts';

describe('beside a mapped status that says yes', () => {
  /** What the row says in either form. */
  const beside = (name: string, cell: string, status = 'x') =>
    Promise.all(bothForms({ number, x: 'yes', [name]: cell }).map((list) => kindsIn(list, { status })));
  const inBoth = (kind: string) => [[kind], [kind]];

  test.each<[string, string]>([
    ['consent_status', 'withdrawn'],
    ['consent_status', 'unsubscribed'],
    ['tags', 'vip,unsubscribed'],
    ['tags', 'vip; opted out'],
    ['labels', 'WhatsApp: do not contact'],
    ['notes', 'unsubscribed'],
    ['', 'opted out'],
    ['opt_out_date', '2024-05-01'],
    ['unsubscribed_at', '01/05/2024'],
    ['do_not_call', 'x'],
    ['stop_date', '2024-05-01'],
    ['Last keyword', 'STOP'],
    ['notes', 'please STOP'],
    ['notes', 'unsubscribe me'],
    ['comment', 'Do not message me'],
    ['last_reply', 'Stop it'],
    ['last_reply', 'הסר'],
    ['tags', 'vip;やめて'],
  ])('a person whose %j is %j is stopped, also where all are said to have agreed', async (name, cell) => {
    expect(await beside(name, cell)).toEqual(inBoth('stop'));
    expect(await beside(name, cell, '')).toEqual(inBoth('stop'));
  });

  test.each<[string, string]>([
    ['consent_status', 'no'],
    ['consent_status', 'pending'],
    ['whatsapp_optin', 'FALSE'],
    ['order_cancelled', 'yes'],
    ['blocked', '1'],
    ['status', 'withdrawn'],
    ['tags', 'vip,withdrawn'],
    ['opted_out', 'still subscribed'],
    ['Unsubscribed', 'active'],
    ['notes', 'stop promotions'],
  ])('the row is refused alone whose %j is %j', async (name, cell) => {
    expect(await beside(name, cell)).toEqual(inBoth('refused'));
  });

  test.each<[string, string]>([
    ['notes', 'please do not stop sending, she unsubscribed from the e-mail only'],
    ['address', 'Bus stop 4'],
    ['first_name', 'Fin'],
    ['notes', 'cancel'],
    ['order_status', 'cancelled'],
    ['subscription_plan', 'gold'],
    ['SMS Marketing Consent', 'UNSUBSCRIBED'],
    ['Email status', 'unsubscribed'],
    ['unsubscribe_url', 'https://shop.example/u/1'],
    ['cookie_consent', 'no'],
    ['consent_status', ''],
    ['opted_out', 'FALSCH'],
    ['stop_date', '(blank)'],
  ])('a %j of %j takes nothing from it', async (name, cell) => {
    expect(await beside(name, cell)).toEqual(inBoth('grant'));
  });

  test('a no within JSON is heard', async () => {
    const of = (more: object) => kindsIn(JSON.stringify({ number, x: 'yes', ...more }), { status: 'x' });
    expect(await of({ flags: ['opted_out'] })).toEqual(['stop']);
    expect(await of({ preferences: { whatsapp_opted_out: true } })).toEqual(['stop']);
    expect(await of({ a: [{ b: { c: 'unsubscribed' } }] })).toEqual(['stop']);
    expect(await of({ preferences: { email: { opted_out: true } } })).toEqual(['grant']);
    expect(await of({ x: { whatsapp: 'opted_out' } })).toEqual(['stop']);
    expect(await of({ x: { value: 'yes' } })).toEqual(['refused']);
  });
});

test('a status within JSON that says no is a stop, and no yes', async () => {
  expect(await kindsIn(JSON.stringify({ number, status: { whatsapp: 'opted_out' } }))).toEqual(['stop']);
  expect(await kindsIn(JSON.stringify({ number, status: { value: 'opted_out' } }))).toEqual(['stop']);
});

test('of Klaviyo another consent to WhatsApp that was withdrawn stops', async () => {
  const row = { 'Phone Number': number, 'WhatsApp Marketing Consent': 'SUBSCRIBED' };
  const more = { 'WhatsApp Transactional Consent': 'UNSUBSCRIBED', 'SMS Consent': 'UNSUBSCRIBED' };
  expect(await kindsIn(csvOf({ ...row, ...more }), {}, 'klaviyo')).toEqual(['stop']);
});

test('where a vendor’s shape names the status, no further column must say yes', async () => {
  const row = { contact_id: number, status: 'opt-in', whatsapp_marketing: '' };
  expect(await kindsIn(csvOf(row), {}, 'twilio')).toEqual(['grant']);
  const { contact_id: _, ...more } = row;
  expect(await kindsIn(csvOf({ number, ...more }))).toEqual(['refused']);
});

describe('columns that are mapped as stops', () => {
  test('say it under any name, one or several', async () => {
    const mapping = { status: 'x', stop: ['left', 'order_cancelled'] };
    const of = (left: string, order_cancelled: string) =>
      kindsIn(csvOf({ number, x: 'yes', left, order_cancelled }), mapping);
    expect(await of('', 'no')).toEqual(['grant']);
    expect(await of('2024-05-01', '')).toEqual(['stop']);
    expect(await of('', 'yes')).toEqual(['stop']);
    expect(await of('', 'subscribed')).toEqual(['refused']);
  });

  test('need no status beside them, and then make no consent', async () => {
    expect(await kindsIn(csvOf({ number, left: '' }), { stop: ['left'] })).toEqual(['blank']);
    expect(await kindsIn(csvOf({ number, left: 'x' }), { stop: ['left'] })).toEqual(['stop']);
  });

  test('must be there', async () => {
    expect(await kindsIn(csvOf({ number, x: 'yes' }), { status: 'x', stop: ['left'] })).toBe('refused /stop');
  });
});

describe('a column mapped as the status whose yes is to something else', () => {
  test.each([
    ...['email_consent', 'Newsletter', 'sms_opt_in', 'terms_accepted', 'cookie_consent', 'age_confirmed'],
    ...['push_opt_in', 'privacyAccepted', 'Facebook opt-in', 'photo consent'],
    ...['consent_withheld', 'consent_disputed', 'consent_void', 'consent_lost', 'consent_missing'],
  ])('refuses the list: %j', async (status) => {
    for (const list of bothForms({ number, [status]: 'yes' }))
      expect(await kindsIn(list, { status })).toBe('refused /status');
  });

  test.each(['consent_rejected', 'consent_refused'])('%j is a stop', async (status) => {
    expect(await kindsIn(csvOf({ number, [status]: 'yes' }), { status })).toEqual(['stop']);
  });

  test.each([
    'consent_never_expires',
    'Status (active or inactive)',
    'WhatsApp and SMS opt-in',
    'opted in/opted out',
  ])('but %j may be taken', async (status) => {
    expect(await kindsIn(csvOf({ number, [status]: 'yes' }), { status })).toEqual(['grant']);
  });
});

describe('OneTrust, with a row for each purpose', () => {
  const of = (purpose: string, status: string, withdrawn = '') =>
    kindsIn(
      csvOf({
        identifier: number,
        'Purpose Name': purpose,
        'Purpose Status': status,
        withdrawalDate: withdrawn,
      }),
      {},
      'onetrust',
    );
  test('only those that name WhatsApp count', async () => {
    expect(await of('WhatsApp marketing', 'ACTIVE')).toEqual(['grant']);
    expect(await of('WhatsApp marketing', 'WITHDRAWN')).toEqual(['stop']);
    expect(await of('WhatsApp marketing', 'ACTIVE', '2024-05-01')).toEqual(['stop']);
    expect(await of('E-mail marketing', 'ACTIVE')).toEqual(['blank']);
    expect(await of('E-mail marketing', 'WITHDRAWN')).toEqual(['blank']);
    expect(await of('No WhatsApp', 'ACTIVE')).toEqual(['blank']);
  });
  test('and without their name the list is refused', async () => {
    expect(await kindsIn(csvOf({ identifier: number, TransactionType: 'CONFIRMED' }), {}, 'onetrust')).toBe(
      'refused /status',
    );
  });
});

describe('what stands in a cell', () => {
  test.each(['yes⃠', 'y\u0336e\u0336s\u0336', 'yes\u0338', 'हो', 'हे', 'हि', 'हु', '🚫', '✗', '❌'])(
    'of %j is no yes',
    async (cell) => {
      expect(await kindsIn(csvOf({ number, consent: cell }))).toEqual(['refused']);
    },
  );
  test.each([
    'WAHR',
    'VERDADERO',
    'VRAI',
    'VERO',
    'да',
    'はい',
    '1.0',
    'x',
    '✓',
    'हाँ',
    'हां',
    'DOĞRU',
    'ИСТИНА',
  ])('of %j is a yes under a name that speaks of consent', async (cell) => {
    expect(await kindsIn(csvOf({ number, whatsapp_consent: cell }))).toEqual(['grant']);
  });
  test.each(['x', '✓', '1.0'])('of %j is none under a bare status', async (cell) => {
    expect(await kindsIn(csvOf({ number, status: cell }))).toEqual(['refused']);
  });
  test.each([
    'FALSCH',
    'FAUX',
    'falso',
    'not yet',
    '☐',
    '✗',
    '(blank)',
    'undefined',
    'nil',
    'empty',
    'NaT',
    'ЛОЖЬ',
  ])('of %j is no stop where a stop is asked for', async (cell) => {
    expect(await kindsIn(csvOf({ number, opted_out: cell }), { status: 'opted_out' })).toEqual(['blank']);
  });
});
