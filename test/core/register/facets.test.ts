// What the register holds of each kind of record: enough to find it, and nothing of a person.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { encodeRecord, readRecord } from '../../../ledger/core/consent/record.ts';
import { sortsOf } from '../../../ledger/core/register/day-counts.ts';
import { type Facets, facetsOf, facetsSchema } from '../../../ledger/core/register/facets.ts';
import {
  changedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  publishedNotice,
  recordId,
  resumedRecord,
  subject,
  suspendedRecord,
} from '../consent/sample-consent.ts';

const header = {
  v: 2,
  id: recordId(3),
  business: 'fresh-produce',
  occurred_at: moment(0),
  recorded_at: moment(0),
  source: { system: 'server', actor: 'Mr. Example at desk 3' },
} as const;
const { sha256, bytes } = publishedNotice();
const version = { id: 'order-updates', version: 3, sha256 };
const sealed = Buffer.alloc(60).toString('base64');

const table: [ConsentRecord, Partial<Facets>][] = [
  [
    optInRecord({
      jurisdiction: 'IN',
      valid_until: moment(1000),
      submitted_by: { by: 'site', id: 'pk_shop' },
      source: {
        ...{ system: 'widget', actor: 'pk_shop', entry_point: 'poster' },
        entry: { id: 'store-poster', name: 'Poster' },
      },
      test: true,
    }),
    {
      kind: 'opt_in',
      system: 'widget',
      entry_point: 'poster',
      entry: 'store-poster',
      jurisdiction: 'IN',
      submitted_by: { by: 'site', id: 'pk_shop' },
      test: true,
    },
  ],
  [optOutRecord({ purposes: ['marketing'] }), { kind: 'opt_out', purposes: ['marketing'] }],
  [optOutRecord(), { kind: 'opt_out', purposes: ['*'] }],
  [objectedRecord({ scope: 'marketing' }), { kind: 'objected', purposes: ['marketing'] }],
  [objectedRecord({ scope: 'all' }), { kind: 'objected', purposes: ['*'] }],
  [resumedRecord(), { kind: 'resumed', channel: 'whatsapp' }],
  [linkedRecord(), { kind: 'linked', channel: 'whatsapp' }],
  [changedRecord(), { kind: 'identifier_changed' }],
  [suspendedRecord(), { kind: 'suspended' }],
  [
    { ...header, kind: 'notice_published', notice: version, document: bytes.toString('utf8') },
    { kind: 'notice_published', notice: 'order-updates', version: 3 },
  ],
  [
    { ...header, kind: 'notice_reviewed', notice: version, locale: 'pt', reviewer: 'Ana Sousa' },
    { kind: 'notice_reviewed', notice: 'order-updates', version: 3 },
  ],
  [
    { ...header, kind: 'notice_retired', notice: version },
    { kind: 'notice_retired', notice: 'order-updates', version: 3 },
  ],
  [{ ...header, kind: 'flow_published', flow: version, document: '{}' }, { kind: 'flow_published' }],
  [
    { ...header, kind: 'setup_changed', thing: 'site', name: 'pk_1', is: { origins: [sealed] } },
    { kind: 'setup_changed' },
  ],
  [
    { ...header, kind: 'accessed', subject, access: { operation: 'history', by: 'key-1' } },
    { kind: 'accessed', subject },
  ],
  [
    {
      ...{ ...header, kind: 'declined', subject, purposes: ['marketing'], scope: ['message'] },
      ...{ identifiers: [], channel: 'ivr', authority: 'any', evidence: { call_id: 'c-1', key: '2' } },
    },
    { kind: 'declined', purposes: ['marketing'], channel: 'ivr' },
  ],
  [
    {
      ...{ ...header, kind: 'imported', subject, purposes: ['shipping_update'], scope: ['message'] },
      ...{ identifiers: [{ kind: 'number', value: '+919876543210' }], channel: 'import', grade: 'E0' },
      ...{ grade_reasons: ['imported'], authority: 'any', packs: [{ name: 'strict-2020', version: 1 }] },
      notice: { ...version, locale: 'en' },
      evidence: { list: 'crm-2019', collected: 'checkout page of the old shop' },
    },
    { kind: 'imported', grade: 'E0', packs: ['strict-2020@1'], locale: 'en', channel: 'import' },
  ],
];

const placeOf = (record: ConsentRecord) => ({
  index: 7,
  record: record.id,
  subject: ('subject' in record ? record.subject : undefined) ?? null,
});
const of = (record: ConsentRecord) => facetsOf(placeOf(record), { kind: 'known', record });

describe('the facets of a record', () => {
  test.each(table.map(([record, facets]) => [record.kind, record, facets] as const))(
    '%s',
    (_, record, facets) => {
      expect(of(record)).toMatchObject({ index: 7, record: record.id, ...facets });
      expect(facetsSchema.parse(of(record))).toEqual(of(record));
    },
  );

  test('hold no identifier, no name of staff, no evidence and no words', () => {
    for (const [record] of table) {
      const text = JSON.stringify(of(record));
      for (const secret of ['9876543210', 'Mr. Example', 'c-1', 'crm-2019', 'privacy', sealed])
        expect(text).not.toContain(secret);
    }
  });

  test('are the same of the record as it was made and as it is read back', () => {
    for (const [record] of table)
      expect(facetsOf(placeOf(record), readRecord(encodeRecord(record)))).toEqual(of(record));
  });

  test('have moments of one form, whatever digits the record has', () => {
    const record = optOutRecord({ occurred_at: '2026-03-01T09:30:00.125Z' });
    expect(of(record).occurred_at).toBe('2026-03-01T09:30:00.125000Z');
  });

  test('of a kind of a later release are those of all records, and say so', () => {
    const later = { ...header, kind: 'paused_by_law', subject, channel: 'web', until: '2027-01-01' };
    const read = readRecord(Buffer.from(JSON.stringify(later)));
    expect(facetsOf({ index: 1, record: header.id, subject }, read)).toEqual({
      ...{ index: 1, record: header.id, subject, kind: 'paused_by_law' },
      ...{ recorded_at: expect.stringMatching(/\.\d{6}Z$/), unread: 'later' },
    });
  });

  test('of what does not open are its place alone, and say so', () => {
    const place = { index: 1, record: header.id, subject: null };
    const unreadable = { index: 1, record: header.id, unread: 'unreadable' };
    expect(facetsOf(place, undefined)).toEqual(unreadable);
    expect(facetsOf(place, readRecord(Buffer.from('{"v":')))).toEqual(unreadable);
  });

  test.each([2_147_483_648, -3e9, 1e300])('leave out a version that no column holds: %d', (beyond) => {
    const notice = { ...version, version: beyond };
    const record = { ...header, kind: 'notice_retired', notice } as ConsentRecord;
    expect(of(record)).toMatchObject({ kind: 'notice_retired', notice: 'order-updates' });
    expect(of(record)).not.toHaveProperty('version');
  });

  test('fit an index of Postgres and its texts, whatever a submitter wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (system) => {
        const facets = of(optOutRecord({ source: { system: `${system}\0` } }));
        expect(facets.system!.length).toBeLessThanOrEqual(200);
        expect(facets.system).not.toContain('\0');
        expect(facets.system!.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a record counts on its day', () => {
  test('once under no purpose, and once under each that it names', () => {
    const record = optInRecord({ purposes: ['shipping_update', 'payment_update', 'shipping_update'] });
    const sorts = sortsOf('fresh-produce', of(record));
    expect(sorts.map(({ purpose }) => purpose)).toEqual(['', 'shipping_update', 'payment_update']);
    expect(new Set(sorts.map(({ day }) => day))).toEqual(new Set([record.recorded_at.slice(0, 10)]));
  });

  test('and not at all where no one can read which day that was', () => {
    expect(sortsOf('fresh-produce', { index: 1, record: header.id, unread: 'unreadable' })).toEqual([]);
  });
});
