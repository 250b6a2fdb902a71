import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const inboundTexts = (body: unknown) => readWebhook(body).texts;

const message = {
  from: '16505550123',
  id: 'wamid.1',
  timestamp: '1749416383',
  type: 'text',
  text: { body: 'Hi' },
};
const change = (messages: unknown, over: object = {}) => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: '1', display_phone_number: '2' },
    messages,
  },
  ...over,
});
const envelope = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: 'w', changes }],
});
const at = '2025-06-08T20:59:43.000Z';
const read = { sender: '1', from: '16505550123', id: 'wamid.1', at, body: 'Hi' };

test('a text is read with who wrote it, and to which sender', () => {
  expect(inboundTexts(envelope(change([message])))).toEqual([read]);
});

test('a batch is read in its order, over entries and changes', () => {
  const named = (id: string) => ({ ...message, id });
  const batch = {
    entry: [
      { changes: [change([named('a'), named('b')]), change([named('c')])] },
      { changes: [change([named('d')])] },
    ],
  };
  expect(inboundTexts(batch).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

test('fields nobody knows yet change nothing', () => {
  const grown = {
    ...message,
    context: { id: 'x' },
    text: { body: 'Hi', preview: true },
    from_user_id: 'US.1',
  };
  expect(inboundTexts({ ...envelope(change([grown], { new: 1 })), version: 9 })).toEqual([read]);
});

describe('passed over, and nothing around it', () => {
  test.for([
    ['a picture', { ...message, type: 'image', text: undefined, image: { id: '1' } }],
    ['a button', { ...message, type: 'button', text: undefined, button: { text: 'OPT-7K4M-92QX' } }],
    ['a writer without a number', { ...message, from: undefined, from_user_id: 'US.1349' }],
    ['a writer whose number is none', { ...message, from: '+1 (650) 555' }],
    ['a text without a body', { ...message, text: {} }],
    ['a message that is null', null],
  ] as const)('%s', ([, other]) => {
    expect(inboundTexts(envelope(change([other, message])))).toEqual([read]);
  });

  test.for([
    ['another field', change([message], { field: 'user_preferences' })],
    ['statuses', { field: 'messages', value: { metadata: { phone_number_id: '1' }, statuses: [] } }],
    ['a change without metadata', { field: 'messages', value: { messages: [message] } }],
    ['a change that is a number', 7],
  ] as const)('%s', ([, other]) => {
    expect(inboundTexts(envelope(other, change([message])))).toEqual([read]);
  });
});

test('whatever else is sent holds no text, and nothing throws', () => {
  fc.assert(
    fc.property(fc.anything(), (anything) => {
      expect(inboundTexts(anything)).toEqual([]);
      expect(inboundTexts({ entry: [anything, { changes: anything }, { changes: [anything] }] })).toEqual([]);
      expect(inboundTexts(envelope(change(anything)))).toEqual([]);
    }),
  );
});
