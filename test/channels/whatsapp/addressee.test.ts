import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const addresseesIn = (body: unknown) => readWebhook(body).addressees;

const change = (id: unknown) => ({ field: 'messages', value: { metadata: { phone_number_id: id } } });

describe('whose a webhook is', () => {
  test('is told by the number of each change', () => {
    const body = {
      entry: [
        { id: 1, changes: [change('11'), change(12)] },
        { id: '2', changes: [change('21')] },
      ],
    };
    expect(addresseesIn(body)).toEqual([
      { account: '1', phoneNumberId: '11' },
      { account: '1', phoneNumberId: '12' },
      { account: '2', phoneNumberId: '21' },
    ]);
  });

  test.for([
    [{ field: 'account_update', value: { event: 'x' } }],
    ['?'],
    [change(true)],
    [change({})],
    [],
    undefined,
    '?',
  ])('is told by the account where no number can be read: %j', (changes) => {
    expect(addresseesIn({ entry: [{ id: '1', changes }] })).toEqual([{ account: '1' }]);
  });

  test('is read in a change of whatever field, even of none', () => {
    const { value } = change('11');
    expect(addresseesIn({ entry: [{ id: '1', changes: [{ value }] }] })).toEqual([
      { account: '1', phoneNumberId: '11' },
    ]);
  });

  test('is nobody’s where nobody is named', () => {
    for (const body of [undefined, null, 7, 'x', [], {}, { entry: [] }, { entry: '?' }])
      expect(addresseesIn(body)).toEqual([]);
  });

  test('is answered for anything that JSON can say', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => Array.isArray(addresseesIn({ entry: [body] }))));
  });
});
