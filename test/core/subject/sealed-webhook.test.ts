import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openWebhook, sealWebhook } from '../../../ledger/core/subject/sealed-webhook.ts';

const master = randomBytes(32);
const place = { id: '019a1c9e-0000-7000-8000-000000000000', business: 'fresh', sender: '106540352242922' };
const body = Buffer.from('{"from":"14155550142"}');
const sealed = sealWebhook(master, place, randomBytes(12), body);

test('a body comes back byte for byte, and is not to be read in between', () => {
  expect(openWebhook(master, place, sealed)).toEqual(body);
  expect(sealed.length).toBe(body.length + 28);
  expect(sealed.includes('14155550142')).toBe(false);
});

test.for([
  ['another row', { id: '019a1c9e-0000-7000-8000-000000000001' }],
  ['another business', { business: 'other' }],
  ['another sender, and so another address', { sender: '106540352242923' }],
] as const)('it does not open for %s', ([, over]) => {
  expect(openWebhook(master, { ...place, ...over }, sealed)).toBeUndefined();
});

test('it does not open under another key, nor changed, nor cut', () => {
  expect(openWebhook(randomBytes(32), place, sealed)).toBeUndefined();
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i]! ^= 1;
    expect(openWebhook(master, place, changed)).toBeUndefined();
    expect(openWebhook(master, place, sealed.subarray(0, i))).toBeUndefined();
  }
});
