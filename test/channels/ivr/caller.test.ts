// Whose call it is, however a platform writes it, and whoever made the call.

import { describe, expect, test } from 'vitest';
import { callerOf } from '../../../ledger/channels/ivr/caller.ts';
import type { IvrRequest } from '../../../ledger/channels/ivr/dialect.ts';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { json } from '../../../ledger/channels/ivr/json.ts';

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
  ])('%s', (given) => {
    expect(callerOf(given)).toEqual({ caller: '+14155550151' });
  });

  test('an address of a platform that leaves out the +', () => {
    expect(callerOf('sip:14155550151@carrier.example', { isFull: true })).toEqual({ caller: '+14155550151' });
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
