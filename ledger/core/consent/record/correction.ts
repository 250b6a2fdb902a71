// What a business may correct of a record, and what not. A correction is a record of its own, shown beside
// the one that it corrects; the gate never reads it. So it may only mend what bears on no decision, and it
// may make nothing look stronger than it is:
//
//   occurred_at   earlier alone. A later moment would put a yes behind a stop that was sent in between, or a
//                 stop behind a message that it forbade
//   place, staff  of what staff took down: where, and the business's own reference of who
//   locale        of a notice that was named without its words; the words of a record say their own language
//   external_id   the business's own number for the customer, which is no way to reach them
//
// The number, the purposes, the words and the grade are not corrected: who had them wrong has no consent, and
// records a stop. What a page, Meta or a provider signed is as they signed it.

import { momentSchema } from '../../moment.ts';
import { isNumber, isOfNumber, normalizeIdentifier } from '../../subject/identifier.ts';
import { refused } from '../../subject/refusal.ts';
import { toMoment } from '../../when.ts';
import { evidenceSchemas } from '../evidence.ts';
import type { ConsentRecord, CorrectedRecord } from '../record.ts';

export type Correction = CorrectedRecord['corrections'][number];

/** A refusal names the rule, never the value. */
export type CorrectionRefusal = { rule: string; detail: string };

type Correctable = Extract<
  ConsentRecord,
  { kind: 'opt_in' | 'imported' | 'opt_out' | 'objected' | 'declined' }
>;

const kinds: readonly string[] = ['opt_in', 'imported', 'opt_out', 'objected', 'declined'];

export const isCorrectable = (record: ConsentRecord): record is Correctable => kinds.includes(record.kind);

/** What the record says there now, as the corrections before this one left it; undefined: nothing. */
export function saidIn(
  record: Correctable,
  field: Correction['field'],
  before: readonly CorrectedRecord[],
): string | undefined {
  const corrected = before.flatMap(({ corrections }) => corrections).findLast((one) => one.field === field);
  return corrected?.is ?? firstSaid(record, field);
}

function firstSaid(record: Correctable, field: Correction['field']): string | undefined {
  const evidence = 'evidence' in record ? (record.evidence ?? {}) : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  switch (field) {
    case 'occurred_at':
      return toMoment(record.occurred_at);
    case 'place':
      return text(evidence.place);
    case 'staff':
      return text(evidence.taken_by) ?? text(evidence.agent);
    case 'locale':
      return 'notice' in record ? record.notice?.locale : undefined;
    case 'external_id':
      return record.identifiers.find(({ kind }) => kind === 'external_id')?.value;
  }
}

/**
 * One field, as a record holds it, or why it is refused.
 * @param before the corrections of this record so far, in log order
 */
export function corrected(
  record: Correctable,
  { field, is }: Correction,
  before: readonly CorrectedRecord[],
): Correction | CorrectionRefusal {
  const value = heldAs(record, field, is);
  if (typeof value !== 'string') return value;
  const now = saidIn(record, field, before);
  if (value === now) return refusals.no_change;
  if (field === 'occurred_at' && now !== undefined && value > now) return refusals.only_earlier;
  return { field, is: value };
}

function heldAs(record: Correctable, field: Correction['field'], is: string): string | CorrectionRefusal {
  switch (field) {
    case 'occurred_at': {
      if (!isOwnWord(record)) return refusals.signed;
      return momentSchema.safeParse(is).data ?? refusals.moment;
    }
    case 'place':
    case 'staff': {
      if (!isByStaff(record)) return refusals.by_staff;
      const { place, taken_by: staff } = evidenceSchemas.paper.shape;
      return (field === 'place' ? place : staff).safeParse(is).data ?? refusals.reference;
    }
    case 'locale': {
      if (!('notice' in record) || record.notice === undefined) return refusals.no_notice;
      if (!isOwnWord(record)) return refusals.signed;
      return 'text' in record && record.text !== undefined ? refusals.words_say_it : is;
    }
    case 'external_id': {
      const named = normalizeIdentifier({ kind: 'external_id', value: is });
      const due =
        named.kind !== 'refused' && isOwnNumber(record, named.value)
          ? refused('external_id_is_number')
          : named;
      return due.kind === 'refused' ? { rule: due.rule, detail: due.detail } : due.value;
    }
  }
}

/** Digits alone are a customer number, but not where the person has this very phone number. */
const isOwnNumber = ({ identifiers }: Correctable, id: string): boolean =>
  identifiers.some((one) => {
    const name = normalizeIdentifier(one);
    return name.kind !== 'refused' && isNumber(name) && isOfNumber(id, name.value);
  });

/** The business alone vouches for it: no page, provider or Meta has signed it. */
function isOwnWord(record: Correctable): boolean {
  const isSigned = ['jws', 'signal', 'customer_token', 'replayed'].some((name) => name in record);
  return !isSigned && ['key', 'operator', 'staff'].includes(record.submitted_by?.by ?? '');
}

const isByStaff = (record: Correctable): boolean =>
  record.kind === 'opt_in' && (record.channel === 'paper' || record.channel === 'agent');

const refusals = {
  no_change: { rule: 'no_change', detail: 'The record says so already.' },
  only_earlier: {
    rule: 'only_earlier',
    detail: 'A moment is only corrected to an earlier one: a later one would make the record look stronger.',
  },
  signed: {
    rule: 'signed',
    detail: 'This was signed or heard as it stands, not said by the business: it is not corrected.',
  },
  moment: { rule: 'moment', detail: 'A moment has a time and a zone, as in YYYY-MM-DDT12:00:00+05:30.' },
  by_staff: { rule: 'by_staff', detail: 'Only what staff took down has a place and a member of staff.' },
  reference: { rule: 'reference', detail: 'A reference of yours: letters, digits, dots, dashes; no name.' },
  no_notice: { rule: 'no_notice', detail: 'This record names no notice, and so no language.' },
  words_say_it: { rule: 'words_say_it', detail: 'The record holds the words, and they say their language.' },
} as const satisfies Record<string, CorrectionRefusal>;
