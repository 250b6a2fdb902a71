import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const statusesIn = (body: unknown) => readWebhook(body).statuses;

const status = (over: object = {}) => ({
  id: 'wamid.1',
  status: 'delivered',
  timestamp: '1750030073',
  ...over,
});
const body = (...statuses: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [{ field: 'messages', value: { metadata: { phone_number_id: '1' }, statuses } }],
    },
  ],
});

describe('a status', () => {
  test('is read with its label, its moment and why it failed', () => {
    const failed = status({
      status: 'failed',
      biz_opaque_callback_data: 'x',
      errors: [{ code: 131050 }, { code: 1 }],
    });
    expect(statusesIn(body(failed))).toEqual([
      {
        sender: '1',
        id: 'wamid.1',
        status: 'failed',
        label: 'x',
        error: 131050,
        at: '2025-06-15T23:27:53.000Z',
      },
    ]);
  });

  test('is kept where no moment stands beside it, and with an error that stands alone', () => {
    const failed = { id: 'wamid.1', status: 'failed', error: { code: 131050 } };
    expect(statusesIn(body(failed))).toEqual([
      { sender: '1', id: 'wamid.1', status: 'failed', error: 131050 },
    ]);
  });

  test.for([
    ['without a moment', { timestamp: undefined }],
    ['with a moment that is none', { timestamp: 'soon' }],
    ['with a label that is none', { biz_opaque_callback_data: {} }],
    ['with errors that are none', { errors: 'many' }],
    ['with a code that fits no column', { errors: [{ code: 1e15 }] }],
  ] as const)('%s is kept without it', ([, over]) => {
    const [found] = statusesIn(body(status(over)));
    expect(found).toMatchObject({ sender: '1', id: 'wamid.1', status: 'delivered' });
    expect(found).not.toHaveProperty('label');
    expect(found).not.toHaveProperty('error');
  });

  test.for([
    ['without an id', status({ id: undefined })],
    ['with an endless id', status({ id: 'x'.repeat(600) })],
    ['of no kind', status({ status: 'Delivered\n' })],
    ['that is none', 'delivered'],
  ] as const)('%s is passed over, and those beside it are read', ([, broken]) => {
    expect(statusesIn(body(broken, status()))).toHaveLength(1);
  });
});

test('a body of anything else holds no status', () => {
  for (const other of [null, 1, [], {}, { entry: {} }, { entry: [{ changes: [{ field: 'messages' }] }] }]) {
    expect(statusesIn(other)).toEqual([]);
  }
});
