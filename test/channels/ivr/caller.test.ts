// Whose call it is, however a platform writes it, and whoever made the call.

import { describe, expect, test } from 'vitest';
import { callerOf } from '../../../ledger/channels/ivr/caller.ts';
import type { IvrRequest } from '../../../ledger/channels/ivr/dialect.ts';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { json } from '../../../ledger/channels/ivr/json.ts';
import { callerNumber } from '../../../ledger/operations/flow/numbers.ts';

describe('the number in', () => {
  test.each([
    'sip:+14155550151@carrier.example',
    'sips:+14155550151@carrier.example;user=phone',
    '<sip:+14155550151@carrier.example;user=phone>',
    '"Ann Example" <sip:+14155550151@carrier.example>;tag=1',
    '"A Company with a very long name, of Somewhere" <sip:+14155550151@a.very.long.name.of.a.carrier.example>',
    'sip:%2B14155550151@carrier.example',
    'sip:+14155550151;npdi@carrier.example:5060',
    'sip:4155550151;phone-context=+1@carrier.example',
    'tel:4155550151;phone-context=+1',
    '+14155550151@carrier.example',
    '+14155550151',
    '"+14155550151"',
    "'+14155550151'",
    '“+14155550151”',
    '<+14155550151>',
    '"<+14155550151>"',
    '"Ann Example" <+1 415 555-0151>',
    '"sip:+14155550151@carrier.example;user=phone"',
    'sip:+1-415-555-0151@carrier.example;user=phone',
    'tel:+1-415-555-0151',
    'tel:+14155550151;cpc=ordinary',
    '<tel:+1.415.555.0151>',
    'tel://+14155550151',
    'whatsapp:+14155550151',
    '+14155550151;user=phone',
    ' +1 (415) 555-0151 ',
    '(+1) 415/555-0151',
    '+1\u00a0415\u2011555\u20110151',
    '\u202a+14155550151\u202c',
    '\u200e+1 415 555 0151\u200f',
    '＋1４155550151',
    '\0+14155550151\n',
    '\ufffd+14155550151',
  ])('%s', (given) => {
    expect(callerOf(given)).toEqual({ caller: '+14155550151' });
  });

  test('an address of a platform that leaves out the +', () => {
    for (const given of ['sip:14155550151@carrier.example', '"1 415 555-0151"', '14155550151;user=phone'])
      expect(callerOf(given, { isFull: true })).toEqual({ caller: '+14155550151' });
  });
});

test.each([
  ...['ANONYMOUS', 'anonymous', 'Restricted', 'UNAVAILABLE', 'Private', 'Blocked', 'unknown'],
  ...['266696687', '+266696687', '7378742833', '2562533', '8656696', '86282452253', '7748483'],
  ...['sip:anonymous@anonymous.invalid', '"Anonymous" <sip:anonymous@anonymous.invalid>', '', 'sip:@x'],
])('%s is nobody, at every platform', (given) => {
  expect(callerOf(given)).toEqual({});
  expect(callerOf(given, { isFull: true })).toEqual({});
});

const url = 'https://ledger.example/v1/ivr/x/acme/order-updates';
const asked = (fields: object, query = ''): IvrRequest => ({
  method: 'POST',
  url: url + query,
  header: () => 'application/x-www-form-urlencoded',
  body: Buffer.from(new URLSearchParams({ ...fields }).toString()),
});

test('a zero that is not dialled from abroad is left for the plan to read', () => {
  expect(callerOf('"(+44) (0)7700 900301"')).toEqual({ caller: '+44) (0)7700 900301' });
  expect(callerNumber('+44) (0)7700 900301', undefined)).toBe('+447700900301');
});

test.each([
  'sip:192.0.2.7',
  '<sip:192.0.2.7>',
  'Ann',
  'sip:ann@192.0.2.7',
  '+1415\n5550151',
  '+14155550151,+14155550152',
  '9'.repeat(600),
])('in %s there is no number', (given) => {
  expect(callerOf(given)).toEqual({});
  expect(callerOf(given, { isFull: true })).toEqual({});
});

describe('of a call that the business makes, the person is who is called', () => {
  const twilio = { CallSid: 'c-1', From: '+14155550199', To: '+14155550100' };
  test.each([
    ['twilio', { ...twilio, Direction: 'outbound-api' }, ''],
    ['twilio', { ...twilio, Direction: 'Outbound-Dial' }, ''],
    ['telnyx', { ...twilio, Direction: 'outbound' }, ''],
    ['plivo', { CallUUID: 'c-1', From: '14155550199', To: '14155550100', Direction: 'outbound-api' }, ''],
    ['vonage', { uuid: 'c-1', from: '14155550199', to: '14155550100', direction: 'outbound' }, ''],
    ['vonage', { uuid: 'c-1', from: '14155550199', to: '14155550100' }, '?direction=outbound'],
    [
      'africastalking',
      {
        sessionId: 'c-1',
        direction: 'Outbound',
        callerNumber: '+14155550199',
        destinationNumber: '+14155550100',
      },
      '',
    ],
    [
      'kookoo',
      { sid: 'c-1', event: 'NewCall', cid: '+14155550199', called_number: '+14155550100' },
      '?direction=outbound',
    ],
  ] as const)('%s: %o %s', (name, fields, query) => {
    expect(dialects[name].read(asked(fields, query)).caller).toBe('+14155550100');
  });
});

test('a language is read as POSIX spells it too', () => {
  expect(json.read(asked({ call: 'c-1', locale: 'pt_BR' })).locale).toBe('pt-BR');
  expect(json.read(asked({ call: 'c-1' }, '?locale=pt_BR')).locale).toBe('pt-BR');
});
