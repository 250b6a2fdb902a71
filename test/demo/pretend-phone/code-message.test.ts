import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCodeMessage } from '../../../demo/shop/pretend-phone/code-message.ts';

const trust = { secret: 'a secret of the gateway', business: 'fresh-produce' };
const message = { business: 'fresh-produce', number: '+919876543271', text: '482913 is your code.' };

const signed = (body: string, secret = trust.secret) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('a code', () => {
  test('is taken from the ledger', () => {
    const body = JSON.stringify(message);
    expect(readCodeMessage(body, signed(body), trust)).toEqual({ kind: 'ours', message });
  });

  test.for([
    ['without a signature', ''],
    ['with that of other bytes', signed('{}')],
    ['signed by somebody else', signed(JSON.stringify(message), 'a secret of somebody else')],
  ] as const)('is refused %s', ([, signature]) => {
    const read = readCodeMessage(JSON.stringify(message), signature, trust);
    expect(read).toEqual({ kind: 'refused', reason: 'signature' });
  });

  test('of another business is refused: its customers have real telephones', () => {
    const body = JSON.stringify({ ...message, business: 'acme' });
    expect(readCodeMessage(body, signed(body), trust)).toEqual({ kind: 'refused', reason: 'business' });
  });
});
