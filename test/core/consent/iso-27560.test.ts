// ISO/IEC TS 27560:2023 lists what a consent record must say. Ours is another shape; here is how each
// mandatory field is read from a record and the notice it names, and which of them a business must have put
// into its notice. Source of the list: the W3C Data Privacy Vocabulary's guide to the standard.

import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../../../ledger/core/consent/record/words.ts';
import type { ConsentRecord, OptInRecord } from '../../../ledger/core/consent/record.ts';
import type { Notice } from '../../../ledger/core/notice/notice.ts';
import { receiptFor } from '../../../ledger/core/receipt/receipt.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  publishedNotice,
  recordId,
} from './sample-consent.ts';

const place = { issuer: 'ledger.example/log', leafIndex: 7, treeSize: 8, entry: Buffer.alloc(33, 1) };

function headerSection(record: OptInRecord) {
  return {
    schema_version: record.v,
    record_id: record.id,
    receipt_id: receiptFor(record, place).jti,
    pii_principal_id: record.subject,
  };
}

function processingSection(record: OptInRecord, notice: Notice) {
  return {
    privacy_notice: `${record.notice.id}/${record.notice.version}/${record.notice.sha256} ${notice.privacy_url}`,
    language: record.notice.locale,
    purpose: record.purposes,
    pii_information: record.identifiers.map(({ value }) => value),
    pii_type: record.identifiers.map(({ kind }) => kind),
    pii_controllers: [notice.business.id],
    // The person agrees to hear from the business over WhatsApp; nobody else is given the number.
    recipient_third_parties:
      record.text && sentenceOf(record.text).includes('WhatsApp') ? ['WhatsApp'] : undefined,
    retention_period: record.valid_until,
    jurisdiction: record.jurisdiction,
    withdrawal_method: record.withdrawal.url,
  };
}

function partySection(notice: Notice) {
  return {
    party_id: notice.business.id,
    party_name: notice.business.name,
    party_address: Object.values(notice.contact).join(', '),
  };
}

/** Each change is a new event: one per record of the person. */
function eventSection(record: ConsentRecord) {
  switch (record.kind) {
    case 'opt_in':
      return { ...eventOf(record), event_state: 'given', event_by: record.subject };
    case 'confirmed':
      // Confirming is an event of its own, later than the consent it is about.
      return {
        ...eventOf(record),
        event_state: 'reaffirmed',
        event_time: record.recorded_at,
        event_by: record.subject,
      };
    case 'opt_out': {
      const { actor, system } = record.source;
      return {
        ...eventOf(record),
        consent_type: 'withdrawal',
        event_state: 'withdrawn',
        event_by: actor ?? system,
      };
    }
    default:
      return undefined;
  }
}

const eventOf = (record: Extract<ConsentRecord, { channel: string }>) => {
  return { consent_type: 'explicit', event_time: record.occurred_at, event_method: record.channel };
};

const missing = (section: object) =>
  Object.entries(section)
    .filter(
      ([, value]) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
    )
    .map(([field]) => field);

describe('every mandatory field of ISO/IEC TS 27560 that a record can know', () => {
  const { notice, sha256 } = publishedNotice({ jurisdiction: 'IN', valid_days: 365 });
  const record = optInRecord({
    notice: { id: notice.id, version: notice.version, sha256, locale: 'en' },
    jurisdiction: 'IN',
    valid_until: moment(365 * 86_400_000),
  });

  test('is in the record and the notice it names', () => {
    expect(missing(headerSection(record))).toEqual([]);
    expect(missing(processingSection(record, notice))).toEqual([]);
    expect(missing(partySection(notice))).toEqual([]);
    expect(missing(eventSection(record)!)).toEqual([]);
  });

  test('points to exactly the version of the notice that was shown', () => {
    expect(processingSection(record, notice).privacy_notice).toContain(`order-updates/3/${sha256}`);
  });

  test('has an event for the withdrawal too', () => {
    const event = eventSection(optOutRecord({ id: recordId(5) }))!;
    expect(missing(event)).toEqual([]);
    expect(event.event_state).toBe('withdrawn');
  });

  test('has an event for the proof that the number is theirs', () => {
    const event = eventSection(confirmedRecord(record, { recorded_at: moment(60_000) }))!;
    expect(missing(event)).toEqual([]);
    expect(event).toMatchObject({ event_state: 'reaffirmed', event_time: moment(60_000) });
  });
});

test('a notice that names no jurisdiction and no lifetime leaves these two fields of the standard open', () => {
  const { notice } = publishedNotice();
  expect(missing(processingSection(optInRecord(), notice))).toEqual(['retention_period', 'jurisdiction']);
});
