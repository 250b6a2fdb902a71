import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const identitiesIn = (body: unknown) => readWebhook(body).identities;

const metadata = { phone_number_id: '106540352242922', display_phone_number: '14155550199' };
const sender = metadata.phone_number_id;
const account = '102290129340398';
const delivery = (field: string, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: account, changes: [{ field, value: { metadata, ...value } }] }],
});
const told = (value: object, field = 'messages') => identitiesIn(delivery(field, value));
const at = '2025-11-22T21:20:00.000Z';
const timestamp = '1763846400';

const number = { kind: 'wa_id', value: '14155550142' };
const id = { kind: 'bsuid', value: 'US.13491' };
const parent = { kind: 'parent_bsuid', value: 'US.ENT.118' };
const [newNumber, newId] = [
  { kind: 'wa_id', value: '14155550143' },
  { kind: 'bsuid', value: 'US.13492' },
];

describe('names given together are one person’s', () => {
  test('and no account is named where the envelope names none', () => {
    const names = { from: number.value, from_user_id: id.value };
    const value = { metadata, messages: [{ ...names, id: 'wamid.1', timestamp, type: 'text' }] };
    const [found] = identitiesIn({ entry: [{ changes: [{ field: 'messages', value }] }] });
    expect(found).toEqual({ sender, name: 'wamid.1', at, kind: 'alias', one: number, other: id });
  });

  const alias = (one: object, other: object, name: string) => ({
    sender,
    account,
    name,
    at,
    kind: 'alias',
    one,
    other,
  });

  test('in a message', () => {
    const names = { from: number.value, from_user_id: id.value, from_parent_user_id: parent.value };
    const message = { ...names, id: 'wamid.1', timestamp, type: 'reaction' };
    expect(told({ messages: [message] })).toEqual([
      alias(number, id, 'wamid.1'),
      alias(number, parent, 'wamid.1'),
    ]);
  });

  test('in a status, whatever became of the message', () => {
    for (const status of ['sent', 'delivered', 'failed', 'tomorrow’s']) {
      const names = { recipient_id: number.value, recipient_user_id: id.value };
      expect(told({ statuses: [{ ...names, id: 'wamid.2', status, timestamp }] })).toEqual([
        alias(number, id, 'wamid.2'),
      ]);
    }
  });

  test('in the settings for offers', () => {
    const preference = { wa_id: number.value, user_id: id.value, value: 'stop', timestamp: 1763846400 };
    expect(told({ user_preferences: [preference] }, 'user_preferences')).toMatchObject([
      { kind: 'alias', one: number, other: id, at },
    ]);
  });

  test('in the contacts beside them, as of the earliest of what is told', () => {
    const contacts = [{ profile: { name: 'Zoë' }, wa_id: number.value, user_id: id.value }];
    const messages = [
      { from: number.value, id: 'wamid.2', timestamp: '1763846500' },
      { from: number.value, id: 'wamid.1', timestamp },
    ];
    expect(told({ contacts, messages })).toMatchObject([{ kind: 'alias', one: number, other: id, at }]);
    expect(told({ contacts })[0]).not.toHaveProperty('at');
  });

  test('without a number, by the other names', () => {
    const message = { from_user_id: id.value, from_parent_user_id: parent.value, id: 'wamid.1', timestamp };
    expect(told({ messages: [message] })).toEqual([alias(id, parent, 'wamid.1')]);
  });
});

describe('a change', () => {
  const message = { from: number.value, from_user_id: id.value, id: 'wamid.1', timestamp, type: 'system' };
  const system = { wa_id: newNumber.value, user_id: newId.value, type: 'user_changed_number' };

  test('of number goes from each old name to the new one of its kind; the new ones are one person’s', () => {
    const head = { sender, account, name: 'wamid.1', at };
    expect(told({ messages: [{ ...message, system }] })).toEqual([
      { ...head, kind: 'alias', one: number, other: id },
      { ...head, kind: 'change', from: number, to: newNumber },
      { ...head, kind: 'change', from: id, to: newId },
      { ...head, kind: 'alias', one: newNumber, other: newId },
    ]);
  });

  test('that leaves the number as it is changes the id alone', () => {
    const same = { ...system, wa_id: `+${number.value}`, type: 'user_changed_user_id' };
    const changes = told({ messages: [{ ...message, system: same }] }).filter(
      ({ kind }) => kind === 'change',
    );
    expect(changes).toMatchObject([{ from: id, to: newId }]);
  });

  test('to a name of another kind is a change all the same', () => {
    const { wa_id: _, ...rest } = system;
    const found = told({ messages: [{ ...message, from_user_id: undefined, system: rest }] });
    expect(found).toMatchObject([{ kind: 'change', from: number, to: newId }]);
  });

  test.each([
    ['without any writer', {}],
    ['with the new id for the writer', { from_user_id: 'US.13492' }],
  ])('of ids names the old ones by themselves, %s', (_what, writer) => {
    const ids = {
      ...{ user_id: 'US.13492', previous_user_id: id.value },
      ...{ parent_user_id: 'US.ENT.119', previous_parent_user_id: parent.value },
    };
    const told = { ...writer, id: 'wamid.1', timestamp, type: 'system' };
    const messages = [{ ...told, system: { body: 'x', type: 'user_changed_user_id', ...ids } }];
    const newParent = { kind: 'parent_bsuid', value: 'US.ENT.119' };
    const head = { sender, account, name: 'wamid.1', at };
    expect(identitiesIn(delivery('messages', { messages }))).toEqual([
      { ...head, kind: 'alias', one: id, other: parent },
      { ...head, kind: 'change', from: id, to: newId },
      { ...head, kind: 'change', from: parent, to: newParent },
      { ...head, kind: 'alias', one: newId, other: newParent },
    ]);
  });

  test.each([
    ['new_wa_id', { type: 'customer_changed_number', new_wa_id: newNumber.value }],
    ['customer', { type: 'user_changed_number', customer: number.value, wa_id: newNumber.value }],
    ['previous_wa_id', { type: 'user_changed_number', previous_wa_id: number.value, wa_id: newNumber.value }],
  ])('of number is read in every spelling: %s', (_field, system) => {
    const writer = 'new_wa_id' in system ? { from: number.value } : {};
    const messages = [{ ...writer, id: 'wamid.1', timestamp, type: 'system', system }];
    expect(told({ messages })).toMatchObject([{ kind: 'change', from: number, to: newNumber }]);
  });

  test('of ids says nothing of the number, which may be the old or the new one', () => {
    const update = {
      wa_id: number.value,
      user_id: { previous: id.value, current: newId.value },
      parent_user_id: { previous: parent.value, current: parent.value },
      timestamp,
    };
    expect(told({ user_id_update: [update] }, 'user_id_update')).toMatchObject([
      { kind: 'change', from: id, to: newId, at },
    ]);
  });

  test('of ids is told at whatever moment, however that is made', () => {
    const update = { user_id: { previous: id.value, current: newId.value }, timestamp: { toString: 5 } };
    expect(told({ user_id_update: [update] }, 'user_id_update')).toMatchObject([{ from: id, to: newId }]);
  });

  test('of an id that is new, and was none before, is none', () => {
    const update = {
      user_id: { current: newId.value },
      parent_user_id: { previous: parent.value },
      timestamp,
    };
    expect(told({ user_id_update: [update] }, 'user_id_update')).toEqual([]);
  });
});

describe('nobody is linked', () => {
  test('with a group by a message that reached one of its members', () => {
    const status = { recipient_id: '120363025246125486', recipient_type: 'group', id: 'wamid.2', timestamp };
    const names = { recipient_participant_id: number.value, recipient_participant_user_id: id.value };
    expect(told({ statuses: [{ ...status, recipient_user_id: newId.value }] })).toEqual([]);
    expect(told({ statuses: [{ ...status, ...names }] })).toMatchObject([{ one: number, other: id }]);
  });

  test('by a contact card that somebody sends, or by what they write', () => {
    const card = { phones: [{ phone: '+14155550143', wa_id: newNumber.value }], user_id: newId.value };
    const message = { from: number.value, id: 'wamid.1', timestamp };
    expect(told({ messages: [{ ...message, type: 'contacts', contacts: [card] }] })).toEqual([]);
    const text = { body: '{"from_user_id":"US.13492"}' };
    expect(told({ messages: [{ ...message, type: 'text', text }] })).toEqual([]);
    // Only a message of the type is one of the system's.
    const system = { wa_id: newNumber.value, type: 'user_changed_number' };
    expect(told({ messages: [{ ...message, type: 'text', system }] })).toEqual([]);
  });

  test('by one name alone, by what can be no name, or by another kind of change', () => {
    const message = { from: number.value, from_user_id: 'not an id', id: 'wamid.1', timestamp };
    expect(told({ messages: [message] })).toEqual([]);
    const names = { from: number.value, from_user_id: id.value };
    expect(told({ messages: [names] }, 'message_echoes')).toEqual([]);
  });

  test('by anything that is no webhook', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(identitiesIn(body)).toEqual([]);
      }),
    );
    const shapes = fc.record({
      contacts: fc.jsonValue(),
      messages: fc.array(fc.jsonValue()),
      statuses: fc.jsonValue(),
      user_id_update: fc.array(fc.jsonValue()),
    });
    fc.assert(
      fc.property(shapes, (value) => {
        expect(told(value)).toBeInstanceOf(Array);
      }),
    );
  });
});
