import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openIdentifier, sealIdentifier } from '../../../ledger/core/subject/sealed-identifier.ts';

const [key, other, iv] = [randomBytes(32), randomBytes(32), randomBytes(12)];
const record = '01980000-0000-7000-8000-000000000001';
const name = { kind: 'wa_id', value: '919876543210' } as const;

test('another person’s name is read with that person’s key, to the letter', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
      const sealed = sealIdentifier(key, iv, record, { kind: 'external_id', value });
      expect(openIdentifier(key, record, sealed)).toEqual({ kind: 'external_id', value });
    }),
  );
});

test('its kind stands in clear, its value nowhere', () => {
  const sealed = sealIdentifier(key, iv, record, name);
  expect(sealed.kind).toBe('wa_id');
  expect(JSON.stringify(sealed)).not.toContain(name.value);
});

test('it does not open under another key, nor in another record', () => {
  const sealed = sealIdentifier(key, iv, record, name);
  expect(openIdentifier(other, record, sealed)).toBeUndefined();
  expect(openIdentifier(key, record.replace(/1$/, '2'), sealed)).toBeUndefined();
  expect(openIdentifier(key, record, { ...sealed, sealed: 'AAAA' })).toBeUndefined();
});
