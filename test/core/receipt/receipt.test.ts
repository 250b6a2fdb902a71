import { describe, expect, test } from 'vitest';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { receiptFor, receiptSchema } from '../../../ledger/core/receipt/receipt.ts';
import {
  moment,
  number,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  subject,
} from '../consent/sample-consent.ts';

const entry = Buffer.alloc(33, 0x01);
const place = { issuer: 'ledger.example/log', leafIndex: 7, treeSize: 8, entry };
const record = optInRecord({ recorded_at: moment(5) });
const header = {
  v: 2,
  id: recordId(3),
  business: 'fresh-produce',
  occurred_at: moment(0),
  recorded_at: moment(0),
  source: { system: 'server', actor: 'key-1' },
} as const;
const notice = { id: 'order-updates', version: 3, sha256: 'a'.repeat(64) };

describe('a receipt', () => {
  test('of an opt-in says what was recorded and where', () => {
    expect(receiptFor(record, place)).toEqual({
      iss: 'ledger.example/log',
      jti: record.id,
      iat: Math.floor(Date.parse(moment(0)) / 1000),
      kind: 'opt_in',
      business: 'fresh-produce',
      notice: record.notice,
      purposes: ['shipping_update', 'payment_update'],
      text_sha256: record.text_sha256,
      packs: ['strict-2020/1'],
      grade: 'E3',
      grade_reasons: ['number_not_proven'],
      recorded_at: moment(5),
      leaf_index: 7,
      tree_size: 8,
      entry: entry.toString('base64'),
    });
  });

  test('is the same, byte for byte, each time it is made', () => {
    const again = JSON.stringify(
      receiptFor(structuredClone(record), { ...place, entry: Buffer.from(entry) }),
    );
    expect(again).toBe(JSON.stringify(receiptFor(record, place)));
  });

  const every: ConsentRecord[] = [
    record,
    optOutRecord(),
    optOutRecord({ purposes: ['marketing'] }),
    resumedRecord(),
    { ...header, kind: 'notice_published', notice, document: '{}' },
    { ...header, kind: 'notice_retired', notice },
    { ...header, kind: 'notice_reviewed', notice, locale: 'pt', reviewer: 'Ana Sousa' },
    { ...header, kind: 'accessed', subject, access: { operation: 'history', by: 'key-1' } },
  ];
  test.each(every.map((each) => [each.kind, each] as const))(
    'of %s has the shape of a receipt',
    (_, each) => {
      const receipt = receiptFor(each, place);
      expect(receiptSchema.parse(receipt)).toEqual(receipt);
      expect(receipt).toMatchObject({ jti: each.id, kind: each.kind, recorded_at: each.recorded_at });
    },
  );

  test('of an opt-out without purposes names none, for it stops all', () => {
    expect(receiptFor(optOutRecord(), place)).not.toHaveProperty('purposes');
  });

  test('shows nothing of the person', () => {
    const jws = 'header.payload.signature';
    for (const each of [optInRecord({ jws }), optOutRecord({ jws })]) {
      const text = JSON.stringify(receiptFor(each, place));
      for (const personal of [number.slice(1), '98765', '3210', subject, jws, '/checkout']) {
        expect(text).not.toContain(personal);
      }
    }
  });
});

describe('refused as a receipt is', () => {
  test.each([
    ['one without an entry', { entry: undefined }],
    ['an entry that is no base64', { entry: '***' }],
    ['a leaf between two leaves', { leaf_index: 0.5 }],
    ['an id that is no UUID', { jti: 'r-1' }],
    ['a moment that is no moment', { recorded_at: 'yesterday' }],
  ])('%s', (_, changes) => {
    expect(receiptSchema.safeParse({ ...receiptFor(record, place), ...changes }).success).toBe(false);
  });
});
