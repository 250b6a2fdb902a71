import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../ledger/core/canonical.ts';
import { type ConsentRecord, encodeRecord, parseRecord } from '../../../ledger/core/consent/record.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  optInRecord,
  optOutRecord,
  publishedNotice,
  recordId,
  resumedRecord,
  subject,
  suspendedRecord,
} from './sample-consent.ts';

const header = {
  v: 1,
  id: recordId(3),
  business: 'fresh-produce',
  recorded_at: moment(0),
  source: { system: 'server', actor: 'key-1' },
} as const;
const { bytes, sha256 } = publishedNotice();
const notice = { id: 'order-updates', version: 3, sha256 };
const document = bytes.toString('utf8');

const oneOfEachKind: ConsentRecord[] = [
  optInRecord(),
  optInRecord({
    jws: 'header.payload.signature',
    jurisdiction: 'IN',
    valid_until: moment(1000),
    scope: ['message', 'call'],
    submitted_by: { by: 'site', id: 'pk_fresh-produce-shop' },
    source: { system: 'widget', actor: 'pk_fresh-produce-shop', collected_via: 'checkout' },
  }),
  optOutRecord(),
  optOutRecord({ purposes: ['marketing'], identifiers: [], submitted_by: { by: 'key', id: 'key-1' } }),
  optOutRecord({
    signal: { by: 'status', sha256 },
    channel: 'whatsapp',
    submitted_by: { by: 'sender', id: '1065' },
  }),
  resumedRecord(),
  linkedRecord(),
  changedRecord({ submitted_by: { by: 'sender', id: '1065' } }),
  changedRecord({ side: 'new' }),
  suspendedRecord(),
  { ...header, kind: 'notice_published', notice, document },
  { ...header, kind: 'notice_retired', notice },
  { ...header, kind: 'accessed', subject, access: { operation: 'history', by: 'key-1' } },
  { ...header, kind: 'accessed', access: { operation: 'record', by: 'key-1' } },
];

const refuses = (value: unknown) => {
  expect(() => parseRecord(Buffer.from(JSON.stringify(value)))).toThrow();
};

describe('a record', () => {
  test.each(oneOfEachKind.map((record) => [record.kind, record] as const))(
    '%s is read back as it was',
    (_, record) => {
      expect(parseRecord(encodeRecord(record))).toEqual(record);
    },
  );

  test('is canonical JSON', () => {
    for (const record of oneOfEachKind) {
      expect(encodeRecord(record).equals(canonicalBytes(record))).toBe(true);
      expect(encodeRecord(parseRecord(encodeRecord(record))).equals(encodeRecord(record))).toBe(true);
    }
  });

  test('has the same bytes whatever the order of its fields', () => {
    for (const record of oneOfEachKind) {
      const backwards = Object.fromEntries(Object.entries(record).reverse()) as ConsentRecord;
      expect(encodeRecord(backwards).equals(encodeRecord(record))).toBe(true);
    }
  });

  test('keeps every word of every language, to the byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sentence, system) => {
        const record = optInRecord({ text: { ...optInRecord().text, sentence }, source: { system } });
        expect(parseRecord(encodeRecord(record))).toEqual(record);
      }),
    );
  });

  test('with half a surrogate pair in it cannot be encoded', () => {
    expect(() => encodeRecord(optOutRecord({ source: { system: '\ud83d' } }))).toThrow();
  });

  test('keeps a notice as the very bytes that were published', () => {
    const stored = parseRecord(encodeRecord({ ...header, kind: 'notice_published', notice, document }));
    expect(stored.kind === 'notice_published' && Buffer.from(stored.document).equals(bytes)).toBe(true);
  });
});

describe('refused is', () => {
  test.each(['', 'opt-in', 'OPT_IN', 'granted', '__proto__', 'constructor', null, 1])(
    'a record of kind %j',
    (kind) => {
      refuses({ ...optInRecord(), kind });
    },
  );

  test.each([
    ['no JSON', Buffer.from('{"v":1')],
    ['no bytes', Buffer.alloc(0)],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['two records', Buffer.concat([encodeRecord(optOutRecord()), encodeRecord(optOutRecord())])],
  ])('%s', (_, given) => {
    expect(() => parseRecord(given)).toThrow();
  });

  test.each(oneOfEachKind.map((record) => [record.kind, record] as const))(
    '%s with a field nobody knows',
    (_, record) => {
      refuses({ ...record, note: '' });
      refuses({ ...record, source: { ...record.source, ip: '192.0.2.1' } });
    },
  );

  test.each([2, 0, '1', undefined])('version %s', (v) => {
    for (const record of oneOfEachKind) refuses({ ...record, v });
  });

  const required = [
    'v',
    'id',
    'kind',
    'business',
    'subject',
    'purposes',
    'scope',
    'identifiers',
    'channel',
    'notice',
    'text',
    'text_sha256',
    'policy',
    'grade',
    'evidence',
    'occurred_at',
    'recorded_at',
    'source',
    'withdrawal',
  ];
  test.each(required)('an opt-in without %s', (field) => {
    refuses({ ...optInRecord(), [field]: undefined });
  });

  test.each([
    ['an id that is no UUID', { id: 'record-1' }],
    ['a subject that is a number', { subject: '+919876543210' }],
    ['no purposes', { purposes: [] }],
    ['a purpose nobody knows', { purposes: ['newsletter'] }],
    ['every purpose by a star', { purposes: ['*'] }],
    ['no scope', { scope: [] }],
    ['a channel nobody knows', { channel: 'fax' }],
    ['a grade nobody knows', { grade: 'E5' }],
    ['a policy nobody knows', { policy: { name: 'lax-2030', version: 1 } }],
    ['no identifiers', { identifiers: [] }],
    ['a digest in capitals', { text_sha256: 'A'.repeat(64) }],
    ['a digest cut short', { text_sha256: 'a'.repeat(63) }],
    ['a moment without milliseconds', { occurred_at: '2026-06-01T12:00:00Z' }],
    ['a moment with microseconds', { occurred_at: '2026-06-01T12:00:00.000000Z' }],
    ['a moment in another zone', { occurred_at: '2026-06-01T12:00:00.000+05:30' }],
    ['a moment without a zone', { recorded_at: '2026-06-01T12:00:00.000' }],
    ['a moment that is a number', { recorded_at: 1780315200000 }],
    ['a day that never was', { recorded_at: '2026-02-30T12:00:00.000Z' }],
    ['a year of five digits', { recorded_at: '+012026-06-01T12:00:00.000Z' }],
    ['a notice without locale', { notice }],
    ['a submitter that is nobody', { submitted_by: { by: 'person', id: 'asha' } }],
  ])('an opt-in with %s', (_, changes) => {
    refuses({ ...optInRecord(), ...changes });
  });

  test.each([
    ['an empty list of purposes, which would withdraw nothing', { purposes: [] }],
    ['a purpose nobody knows', { purposes: ['newsletter'] }],
    ['no subject', { subject: undefined }],
    ['a grade', { grade: 'E3' }],
  ])('an opt-out with %s', (_, changes) => {
    refuses({ ...optOutRecord(), ...changes });
  });

  test.each([
    ['nobody on the other side', { other_subject: undefined }],
    ['a number in place of a subject', { other_subject: '+919876543210' }],
    ['no name of the other', { other_identifier: undefined }],
    ['a name of no known kind', { other_identifier: { kind: 'email', value: 'asha@fresh.example' } }],
    ['no name of its own', { identifiers: [] }],
    ['somebody else than Meta to say so', { said_by: 'business' }],
    ['no trace of what said so', { sha256: undefined }],
    ['a side that there is not', { side: 'both' }],
    ['no moment', { occurred_at: undefined }],
  ])('a link or a change with %s', (_, changes) => {
    refuses({ ...linkedRecord(), ...changes });
    refuses({ ...changedRecord(), ...changes });
  });

  test.each([
    ['a reason nobody knows', { reason: 'mood' }],
    ['an end', { valid_until: moment(1) }],
    ['no name', { identifiers: [] }],
  ])('a suspension with %s', (_, changes) => {
    refuses({ ...suspendedRecord(), ...changes });
  });
});
