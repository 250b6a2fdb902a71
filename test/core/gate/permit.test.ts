import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import {
  permitFor,
  permitLifetimeSeconds,
  permitSchema,
  recipientHash,
} from '../../../ledger/core/gate/permit.ts';
import { microsOf } from '../../../ledger/core/when.ts';
import { number, recordId } from '../consent/sample-consent.ts';

const question = { purpose: 'shipping_update', scope: 'message' } as const;
const facts = {
  issuer: 'ledger.example/log',
  id: recordId(9),
  business: 'fresh-produce',
  readAt: microsOf('2026-06-01T12:00:00.900000Z'),
  treeSize: 8,
  salt: 'c2FsdA',
  recipient: number,
};
const allowed = { decision: 'allow', reasons: ['granted'], record: recordId(1), grade: 'E3' } as const;
const permit = permitFor(question, { ...allowed, reasons: ['granted'] }, facts);

describe('a permit', () => {
  test('says what was asked, what was decided and by which record, at which size of the log', () => {
    expect(permit).toMatchObject({
      iss: 'ledger.example/log',
      jti: facts.id,
      decision: 'allow',
      reasons: ['granted'],
      business: 'fresh-produce',
      purpose: 'shipping_update',
      scope: 'message',
      record: recordId(1),
      tree_size: 8,
    });
    expect(permitSchema.parse(permit)).toEqual(permit);
  });

  test('holds no number, nor a part of it', () => {
    for (const digits of [number, number.slice(1), '9876543210', '3210']) {
      expect(JSON.stringify(permit)).not.toContain(digits);
    }
  });

  test('holds for a minute from the second it was made', () => {
    expect(permit.iat).toBe(Date.parse('2026-06-01T12:00:00Z') / 1000);
    expect(permit.exp - permit.iat).toBe(permitLifetimeSeconds);
    expect(permitLifetimeSeconds).toBe(60);
  });

  test('of a denial with no record names none', () => {
    const denied = permitFor(question, { decision: 'deny', reasons: ['unknown_recipient'] }, facts);
    expect(denied).toMatchObject({ decision: 'deny', reasons: ['unknown_recipient'] });
    expect(denied).not.toHaveProperty('record');
  });

  test('is the same for the same facts', () => {
    expect(permitFor(question, { ...allowed, reasons: ['granted'] }, facts)).toEqual(permit);
  });
});

describe('the recipient of a permit', () => {
  test('is matched by whoever has the number', () => {
    expect(permit.recipient_hash).toBe(recipientHash(permit.salt, number));
    expect(permit.recipient_hash).toBe(sha256Hex(`c2FsdA\0${number}`));
  });

  test('is not matched by another number or another salt', () => {
    expect(recipientHash('c2FsdA', '+919876543211')).not.toBe(permit.recipient_hash);
    expect(recipientHash('c2FsdB', number)).not.toBe(permit.recipient_hash);
  });

  test('and the salt cannot trade characters', () => {
    expect(recipientHash('c2FsdA+9', '19876543210')).not.toBe(recipientHash('c2FsdA', number));
  });
});
