import { expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const peopleIn = (body: unknown) => readWebhook(body).people;

const delivery = (value: object) => ({
  entry: [{ id: '102290129340398', changes: [{ field: 'any', value }] }],
});
const namesIn = (value: object) =>
  peopleIn(delivery(value))
    .map((one) => `${one.kind} ${one.value}`)
    .sort();

test('whoever writes is found by every name', () => {
  const value = {
    metadata: { display_phone_number: '14155550199', phone_number_id: '106540352242922' },
    contacts: [{ wa_id: '14155550142', user_id: 'US.13491208655302741918', profile: { name: 'Zoë' } }],
    messages: [
      {
        from: '14155550142',
        from_user_id: 'US.13491208655302741918',
        from_parent_user_id: 'US.ENT.11815799212886844830',
        id: 'wamid.1',
        timestamp: '1763846400',
        text: { body: 'call 14155550177' },
      },
    ],
  };
  expect(namesIn(value)).toEqual([
    'bsuid US.13491208655302741918',
    'parent_bsuid US.ENT.11815799212886844830',
    'wa_id 14155550142',
  ]);
});

test('so is whoever was written to, changed a setting, or changed a name', () => {
  expect(
    namesIn({ statuses: [{ recipient_id: '14155550142', recipient_user_id: 'US.1', status: 'read' }] }),
  ).toEqual(['bsuid US.1', 'wa_id 14155550142']);
  expect(
    namesIn({ user_preferences: [{ wa_id: '14155550142', user_id: 'US.1', parent_user_id: 'US.ENT.2' }] }),
  ).toEqual(['bsuid US.1', 'parent_bsuid US.ENT.2', 'wa_id 14155550142']);
  expect(namesIn({ system: { wa_id: '14155550143', user_id: 'US.2' } })).toEqual([
    'bsuid US.2',
    'wa_id 14155550143',
  ]);
  const update = { user_id: { previous: 'US.1', current: 'US.2' }, parent_user_id: { previous: 'US.ENT.1' } };
  expect(namesIn({ user_id_update: [update] })).toEqual([
    'bsuid US.1',
    'bsuid US.2',
    'parent_bsuid US.ENT.1',
  ]);
});

test('so is whoever was known by another name before, however the field is spelled', () => {
  const system = {
    ...{ user_id: 'US.2', previous_user_id: 'US.1', previous_parent_user_id: 'US.ENT.1' },
    ...{ new_wa_id: '14155550143', customer: '14155550142' },
  };
  expect(namesIn({ messages: [{ type: 'system', system }] })).toEqual([
    'bsuid US.1',
    'bsuid US.2',
    'parent_bsuid US.ENT.1',
    'wa_id 14155550142',
    'wa_id 14155550143',
  ]);
  const status = { recipient_type: 'group', recipient_participant_id: 14155550142 };
  expect(namesIn({ statuses: [status] })).toEqual(['wa_id 14155550142']);
});

test('so is whoever is in a card that somebody sent', () => {
  expect(namesIn({ messages: [{ contacts: [{ phones: [{ wa_id: '14155550144' }] }] }] })).toEqual([
    'wa_id 14155550144',
  ]);
});

test('a field of that name that holds no name is passed over', () => {
  for (const value of [null, 1, '', 'nobody', [], {}, { previous: 1 }, ['14155550142']]) {
    expect(namesIn({ from: value, user_id: value })).toEqual([]);
  }
});

test('nothing that is no object names anybody', () => {
  for (const body of [null, 1, 'x', [], [1, 2]]) expect(peopleIn(body)).toEqual([]);
});

test('how deep a body is nested makes no difference', () => {
  const depth = 200_000;
  let body: unknown = { from: '14155550142' };
  for (let i = 0; i < depth; i++) body = [body];
  expect(peopleIn(body)).toEqual([{ kind: 'wa_id', value: '14155550142' }]);
});
