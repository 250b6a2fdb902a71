import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../ledger/core/canonical.ts';
import {
  type ConsentRecord,
  encodeRecord,
  type ImportedRecord,
  readRecord,
} from '../../../ledger/core/consent/record.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  parseRecord,
  publishedNotice,
  recordId,
  resumedRecord,
  subject,
  suspendedRecord,
} from './sample-consent.ts';

const header = {
  v: 2,
  id: recordId(3),
  business: 'fresh-produce',
  occurred_at: moment(0),
  recorded_at: moment(0),
  source: { system: 'server', actor: 'key-1' },
} as const;
const { bytes, sha256 } = publishedNotice();
const notice = { id: 'order-updates', version: 3, sha256 };
const document = bytes.toString('utf8');

const stone = {
  subject,
  tags: [{ kind: 'number' as const, pepper: 1, tag: Buffer.alloc(32).toString('base64') }],
  state: { grants: {}, stops: { '*': { any: { at: moment(0), record: recordId(2) } } } },
};

const oneOfEachKind: ConsentRecord[] = [
  optInRecord(),
  optInRecord({
    jws: 'header.payload.signature',
    jurisdiction: 'IN',
    valid_until: moment(1000),
    scope: ['message', 'call'],
    submitted_by: { by: 'site', id: 'pk_fresh-produce-shop' },
    source: { system: 'widget', actor: 'pk_fresh-produce-shop', entry_point: 'checkout' },
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
  { ...header, kind: 'notice_reviewed', notice, locale: 'pt', reviewer: 'Ana Sousa' },
  objectedRecord({ scope: 'all', authority: 'holder' }),
  {
    ...{ ...header, kind: 'declined', subject, purposes: ['marketing'], scope: ['message'] },
    ...{ identifiers: [], channel: 'ivr', flow: { id: 'order-updates', version: 2 }, authority: 'any' },
    evidence: { call_id: 'c-1', key: '2' },
  },
  {
    ...{ ...header, kind: 'imported', subject, purposes: ['shipping_update'], scope: ['message'] },
    ...{ identifiers: [{ kind: 'number', value: '+919876543210' }], channel: 'import', grade: 'E0' },
    ...{ grade_reasons: ['imported'], authority: 'any', packs: [{ name: 'strict-2020', version: 1 }] },
    notice: { ...notice, locale: 'en' },
    evidence: { list: 'crm-2019', collected: 'checkout page of the old shop' },
    test: true,
  },
  { ...header, kind: 'flow_published', flow: notice, document: '{}' },
  {
    ...header,
    kind: 'setup_changed',
    thing: 'site',
    name: 'pk_1',
    is: { origins: ['https://fresh.example'] },
  },
  { ...header, kind: 'setup_changed', thing: 'site', name: 'pk_1', is: null },
  {
    ...header,
    kind: 'erased',
    subjects: [subject],
    indexes: [[3, 5]],
    reason: 'asked_by_person',
    stones: [stone],
  },
  {
    ...{ ...header, kind: 'pruned', indexes: [[3, 3]], rule: 'look/*/*', stones: [] },
    pack: { name: 'keep-2026', version: 1 },
  },
  {
    ...{ ...header, business: 'ledger', kind: 'log_begun', origin: 'ledger.example/2', why: 'restored' },
    kept: { origin: 'ledger.example', size: 7, root: Buffer.alloc(32).toString('base64') },
    seen: { size: 9, root: Buffer.alloc(32).toString('base64') },
  },
  { ...header, business: 'ledger', kind: 'recovered', recovers: 'fresh-produce', begun: recordId(4) },
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

  test('holds the four lines of a notice or what a voice said, and not both', () => {
    const spoken = optInRecord({ text: { spoken: 'Press 1.' }, flow: { id: 'order-line', version: 1 } });
    expect(parseRecord(encodeRecord(spoken))).toEqual(spoken);
    const both = { ...optInRecord().text!, spoken: 'Press 1.' } as never;
    expect(readRecord(encodeRecord(optInRecord({ text: both }))).kind).toBe('unknown');
    expect(readRecord(encodeRecord(optInRecord({ text: {} as never }))).kind).toBe('malformed');
    expect(readRecord(encodeRecord(optInRecord({ text: { spoken: 1 } as never }))).kind).toBe('malformed');
  });

  test('of a list names the notice that its terms are held against', () => {
    const { notice: _, ...imported } = oneOfEachKind.find(
      ({ kind }) => kind === 'imported',
    ) as ImportedRecord;
    expect(readRecord(canonicalBytes(imported)).kind).toBe('malformed');
  });

  test('with words of a later shape is unknown, not false', () => {
    const later = { spoken: 'Press 1.', sung: 'La' } as never;
    expect(readRecord(encodeRecord(optInRecord({ text: later }))).kind).toBe('unknown');
  });

  test('keeps every word of every language, to the byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (sentence, system) => {
        const record = optInRecord({ text: { ...optInRecord().text!, sentence }, source: { system } });
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

  test.each([1, 3, 0, '2', undefined])('version %s', (v) => {
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
    'packs',
    'grade',
    'grade_reasons',
    'authority',
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
    ['a pack nobody knows', { packs: [{ name: 'lax-2030', version: 1 }] }],
    ['no pack', { packs: [] }],
    ['a reason nobody knows', { grade_reasons: ['mood'] }],
    ['no identifiers', { identifiers: [] }],
    ['a digest in capitals', { text_sha256: 'A'.repeat(64) }],
    ['a digest cut short', { text_sha256: 'a'.repeat(63) }],
    ['a moment without milliseconds', { occurred_at: '2026-06-01T12:00:00Z' }],
    ['a moment with nanoseconds', { occurred_at: '2026-06-01T12:00:00.000000000Z' }],
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
    ['a name of no known kind', { other_identifier: { kind: 'email', sealed: 'AAAA' } }],
    ['the other’s name in clear', { other_identifier: { kind: 'bsuid', value: 'IN.1001' } }],
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

describe('a reader meets a record of a later release', () => {
  const read = (value: unknown) => readRecord(Buffer.from(JSON.stringify(value))).kind;

  test.each<[string, object]>([
    ['a kind', { kind: 'pardoned' }],
    ['a field', { mood: 'good' }],
    ['a field inside', { source: { system: 'server', host: 'a' } }],
    ['a reason', { grade_reasons: ['mood'] }],
    ['a pack', { packs: [{ name: 'br-lgpd', version: 1 }] }],
    ['a purpose', { purposes: ['newsletter'] }],
    ['a version', { v: 3 }],
  ])('%s that it has not heard of: it knows that it does not know', (_, changes) => {
    const value = { ...optInRecord(), ...changes };
    const found = readRecord(Buffer.from(JSON.stringify(value)));
    expect(found).toMatchObject({
      kind: 'unknown',
      record: { id: value.id, subject, business: value.business },
    });
  });

  test.each<[string, object]>([
    ['an earlier version', { v: 1 }],
    ['no grade', { grade: undefined }],
    ['a moment that is none', { occurred_at: 'yesterday' }],
    ['no purposes', { purposes: [] }],
    ['no id', { id: undefined }],
    ['no time', { recorded_at: undefined, mood: 'good' }],
    ['an unknown field beside a wrong one', { text_sha256: 'x', mood: 'good' }],
  ])('and %s is no record at all', (_, changes) => {
    expect(read({ ...optInRecord(), ...changes })).toBe('malformed');
  });

  test('and bytes that are no JSON are no record', () => {
    expect(readRecord(Buffer.from('{"v":2')).kind).toBe('malformed');
    expect([read([]), read(null), read('opt_in')]).toEqual(['malformed', 'malformed', 'malformed']);
  });

  test('a stone that would grant something is no stone', () => {
    const grants = { shipping_update: { 'E2/E2/any': [{ at: moment(0), record: recordId(1) }] } };
    const erased = oneOfEachKind.find(({ kind }) => kind === 'erased')!;
    const forged = { ...erased, stones: [{ ...stone, state: { ...stone.state, grants } }] };
    expect(read(forged)).toBe('malformed');
  });
});
