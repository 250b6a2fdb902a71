// Which acts of a person open the service window: those that Meta says do, and no other.

import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const account = '102290129340398';
const sender = '106540352242922';
const own = '14155550199';
const wa_id = '14155550142';
const at = '2025-11-22T21:20:00.000Z';
const timestamp = '1763846400';
const who = [{ kind: 'wa_id', value: wa_id }];

const signalsIn = (field: string, value: object) => {
  const metadata = { phone_number_id: sender, display_phone_number: own };
  return readWebhook({ entry: [{ id: account, changes: [{ field, value: { metadata, ...value } }] }] })
    .signals;
};
const written = (message: object, field = 'messages') =>
  signalsIn(field, { messages: [{ from: wa_id, id: 'wamid.1', timestamp, ...message }] });
const call = (over: object) => ({
  ...{ id: 'wacid.1', from: wa_id, to: own, event: 'connect', timestamp, direction: 'USER_INITIATED' },
  ...over,
});
const called = (over: object = {}) => signalsIn('calls', { calls: [call(over)] });
const rang = (over: object) =>
  signalsIn('calls', {
    statuses: [{ id: 'wacid.2', type: 'call', status: 'ACCEPTED', timestamp, recipient_id: wa_id, ...over }],
  });
const unsupported = (code: number, type?: string) => ({
  type: 'unsupported',
  errors: [{ code, title: 'x', error_data: { details: 'stop' } }],
  ...(type !== undefined && { unsupported: { type } }),
});
const permission = (response_source: string) => ({
  type: 'interactive',
  interactive: {
    type: 'call_permission_reply',
    call_permission_reply: { response: 'accept', is_permanent: false, response_source },
  },
});

describe('opened by', () => {
  test.each([
    ['the opening of a first chat', { type: 'request_welcome' }],
    ['a message that only the app can show', unsupported(131060)],
    ['a message of a type that the API does not know', unsupported(131051, 'poll')],
    ['an order', { type: 'order', order: { catalog_id: '1', text: 'two of these', product_items: [] } }],
    ['a call permission that the person gives', permission('user_action')],
  ])('%s', (_, message) => {
    expect(written(message)).toEqual([{ sender, account, who, name: 'wamid.1', at, kind: 'message' }]);
  });

  test('a call of the person’s, answered or not', () => {
    const opened = [{ sender, account, who, name: 'wacid.1', at, kind: 'message' }];
    expect(called()).toEqual(opened);
    expect(called({ direction: undefined })).toEqual(opened);
    expect(called({ event: 'terminate', timestamp: '1763846999', start_time: timestamp })).toEqual(opened);
    // As Meta's own example has it.
    expect(called({ from: own, to: wa_id })).toEqual(opened);
  });

  test('a call of a person who is known by an id alone, or by the contact beside it', () => {
    expect(called({ from: undefined, from_user_id: 'US.13491' })).toMatchObject([
      { kind: 'message', who: [{ kind: 'bsuid', value: 'US.13491' }] },
    ]);
    const beside = { contacts: [{ wa_id }], calls: [call({ from: undefined })] };
    expect(signalsIn('calls', beside)).toMatchObject([{ kind: 'message', who }]);
  });

  test('the person’s accepting a call of the business’s', () => {
    expect(rang({})).toEqual([{ sender, account, who, name: 'wacid.2', at, kind: 'message' }]);
  });

  test('START, where it is a message', () => {
    const start = { type: 'text', text: { body: 'START' } };
    expect(written(start)).toMatchObject([{ kind: 'resume', opens: true }]);
    expect(written(start, 'standby')).toMatchObject([{ kind: 'resume', opens: false }]);
    expect(written({ type: 'edit', edit: { message: start } })).toMatchObject([
      { kind: 'resume', opens: false },
    ]);
  });
});

describe('not opened by', () => {
  test.each([
    ['a reaction', { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } }],
    ['an edit', { type: 'edit', edit: { message: { type: 'text', text: { body: 'hello' } } } }],
    ['an edit that the API does not pass on', unsupported(131051, 'edit')],
    ['a deletion', { type: 'revoke', revoke: { original_message_id: 'wamid.0' } }],
    ['what WhatsApp says of itself', { type: 'system', system: { body: 'x' } }],
    ['a call permission that Meta writes by itself', permission('automatic')],
    ['a message in a group', { type: 'text', text: { body: 'hello' }, group_id: 'Y2FwaV9ncm91cDo' }],
    ['the first chat of a group', { type: 'request_welcome', group_id: 'Y2FwaV9ncm91cDo' }],
    ['a type of tomorrow', { type: 'wave' }],
  ])('%s', (_, message) => {
    expect(written(message)).toEqual([]);
  });

  test('a call that the business makes, that rings or is rejected', () => {
    expect(called({ from: own, to: wa_id, direction: 'BUSINESS_INITIATED' })).toEqual([]);
    expect(called({ from: own, to: wa_id, direction: undefined })).toEqual([]);
    for (const status of ['RINGING', 'REJECTED', 7, undefined]) expect(rang({ status })).toEqual([]);
    expect(rang({ type: undefined })).toEqual([]);
  });

  test('the end of a call that did not begin', () => {
    expect(called({ event: 'terminate', status: ['FAILED'] })).toEqual([]);
  });

  test('a call in another field', () => {
    expect(signalsIn('messages', { calls: [call({})] })).toEqual([]);
  });
});
