// The same thing said in other shapes: as Meta wrote it once, writes it beside its documents, or may write it
// tomorrow.

import { expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const signalsIn = (body: unknown) => readWebhook(body).signals;

const wa_id = '14155550142';
const metadata = { phone_number_id: '106540352242922' };
const told = (field: string, value: object) =>
  signalsIn({ entry: [{ id: '102290129340398', changes: [{ field, value: { metadata, ...value } }] }] });
const head = { from: wa_id, id: 'wamid.1', timestamp: '1763846400' };
const written = (message: object) => told('messages', { messages: [{ ...head, ...message }] });
const who = [{ kind: 'wa_id', value: wa_id }];
const body = 'STOP';
const form = (response_json: unknown) => ({
  type: 'interactive',
  interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json } },
});
const pressed = (payload: string) => ({ type: 'button', button: { payload, text: 'Ya no' } });

test.each([
  ['a text that is a string', { type: 'text', text: body }],
  ['a caption on the message itself', { type: 'image', image: { id: '1' }, caption: 'Stop' }],
  ['a caption in a kind of tomorrow', { type: 'ptv', ptv: { id: '1', caption: 'stop' } }],
  ['an edit that is flat', { type: 'edit', edit: { original_message_id: 'o', text: { body } } }],
  ['an edit to a string', { type: 'edit', edit: { message: body } }],
  ['an edit by another name', { type: 'edited', edited: { message_id: 'o', text: { body } } }],
  [
    'an edit within an edit',
    { type: 'edit', edit: { message: { type: 'edit', edit: { message: { text: { body } } } } } },
  ],
  ['a choice with its place before it', form('{"choice":"0_Unsubscribe"}')],
  ['a choice that is a yes', form('{"opt_out":true}')],
  ['a choice one level down', form('{"screen":{"choice":"unsubscribe"}}')],
  ['a choice in a list one level down', form('{"screen":{"choice":["0_more","1_unsubscribe"]}}')],
  ['a form that is no text', form({ choice: 'unsubscribe' })],
  ['a payload that is JSON', pressed('{"action":"unsubscribe"}')],
])('%s stops', (_, message) => {
  expect(written(message)).toMatchObject([{ kind: 'stop', who }]);
});

test('a payload in small letters stops what it names', () => {
  const stop = { kind: 'stop', purposes: ['shipping_update'] };
  expect(written(pressed('opt_out:shipping_update'))).toMatchObject([stop]);
  expect(written(pressed('OPT_OUT: Shipping_Update '))).toMatchObject([stop]);
  expect(written(pressed('opt_out:gossip'))).not.toHaveProperty('0.purposes');
});

test.each([
  ['a choice that is a no', form('{"opt_out":false,"unsubscribe":"no"}')],
  ['another choice', form('{"choice":"0_More","stop":true}')],
  ['what was written before', { type: 'text', text: { body: 'hello' }, context: { caption: body } }],
  ['an advertisement', { type: 'text', text: { body: 'hello' }, referral: { caption: body } }],
  ['a payload of another kind', pressed('{"action":"more"}')],
])('%s stops nothing', (_, message) => {
  expect(written(message)).toMatchObject([{ kind: 'message' }]);
});

test.each([
  ['as other clients write it', { ...head, from: `${wa_id}@s.whatsapp.net` }, []],
  ['with a device', { ...head, from: `${wa_id}:12@s.whatsapp.net` }, []],
  ['twice beside it', { ...head, from: undefined }, [{ wa_id }, { wa_id }]],
])('who wrote, %s, is known', (_, message, contacts) => {
  const messages = [{ ...message, type: 'text', text: { body } }];
  expect(told('messages', { contacts, messages })).toMatchObject([{ kind: 'stop', who }]);
});

test('who wrote is nobody’s guess where two stand beside it', () => {
  const messages = [{ ...head, from: undefined, type: 'text', text: { body } }];
  expect(told('messages', { contacts: [{ wa_id }, { wa_id: '14155550143' }], messages })).toEqual([]);
});

const preference = { wa_id, category: 'marketing_messages', value: 'stop', timestamp: 1763846400 };

test.each([
  ['in capitals', { value: 'STOP' }],
  ['as an opt-out', { value: 'Opt_Out' }],
  ['of no category', { category: null }],
  ['of a category in capitals', { category: 'MARKETING_MESSAGES' }],
  ['of a category that is short', { category: 'marketing' }],
  ['of whoever stands beside it', { wa_id: undefined }],
])('offers turned off, %s, end marketing', (_, over) => {
  const value = { contacts: [{ wa_id }], user_preferences: [{ ...preference, ...over }] };
  expect(told('user_preferences', value)).toMatchObject([{ kind: 'stop', purposes: ['marketing'], who }]);
});

test.each([{ category: 'utility_messages' }, { value: 'more' }, { value: null }])(
  'a preference with %j says nothing of offers',
  (over) => {
    expect(told('user_preferences', { user_preferences: [{ ...preference, ...over }] })).toEqual([]);
  },
);

const failed = { id: 'wamid.2', status: 'failed', recipient_id: wa_id, errors: [{ code: 131050 }] };

test.each([
  ['in capitals', { status: 'FAILED' }],
  ['without a word of it', { status: undefined }],
  ['with one error', { errors: undefined, error: { code: 131050 } }],
  ['to whoever stands beside it', { recipient_id: undefined }],
])('a message that failed with 131050, %s, ends marketing', (_, over) => {
  const value = { contacts: [{ wa_id }], statuses: [{ ...failed, ...over }] };
  expect(told('messages', value)).toMatchObject([{ kind: 'stop', purposes: ['marketing'], who }]);
});

test('a message that was delivered ends nothing, whatever stands beside it', () => {
  const [read, DELIVERED] = ['read', 'DELIVERED'].map((status) => ({ ...failed, status }));
  expect(told('messages', { statuses: [read, DELIVERED] })).toEqual([]);
});

test.each([
  ['a type of tomorrow', { type: 'user_number_updated', previous_wa_id: wa_id }],
  ['no type', { old_wa_id: wa_id }],
])('a system message with %s suspends whom it names as the old one', (_, system) => {
  const messages = [{ id: 'wamid.3', type: 'system', system }];
  expect(told('messages', { messages })).toMatchObject([{ kind: 'suspend', who }]);
});

test('a thing that is no word is none, however it is made', () => {
  const odd = { toString: 5 };
  const statuses = [{ ...failed, status: odd }];
  const messages = [{ ...head, type: 'system', system: { type: odd, previous_wa_id: wa_id } }];
  const user_preferences = [{ ...preference, category: odd }];
  const found = told('messages', { statuses, messages, user_preferences });
  expect(found.map(({ kind }) => kind)).toEqual(['suspend', 'stop']);
});

test('a system message that names nobody as another says nothing', () => {
  expect(written({ type: 'system', system: { type: 'group_joined', wa_id } })).toEqual([]);
});
