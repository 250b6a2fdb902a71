// What all records have in common, whatever they are about: which, when, of whom, by whom.
//
//   v              2; a ledger that holds records of another version is not started on (migrations/)
//   business       whose it is; `ledger` for what concerns the ledger as a whole
//   occurred_at    when it happened, as far as its source is believed; otherwise when it was recorded
//   recorded_at    by the database's clock, in the order of the log
//   source         as the submitter says it: which system, who in it, and where the person was asked
//   submitted_by   as the ledger knows it
//   test           it was made to try things out, and no person stands behind it

import { z } from 'zod';

/** To the microsecond (core/when.ts), or to the millisecond where a caller's own moment is repeated. */
export const moment = z.iso.datetime({ precision: 6 }).or(z.iso.datetime({ precision: 3 }));
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Records of the ledger itself name this business; no other business may be called so. */
export const ledgerBusiness = 'ledger';

/**
 * Written by the ledger, not by the submitter: which secret key, which site, the link to which record, which
 * WhatsApp sender of the business heard it from Meta, which flow was called, whose provider told of a text
 * message, which staff member did it in the console, or that an operator did it on the host; and whether the
 * shop's server had named the number by a customer token, which the submitted JWS holds.
 */
export const submitterSchema = z.strictObject({
  by: z.enum(['key', 'site', 'link', 'sender', 'flow', 'sms', 'staff', 'operator']),
  id: z.string(),
  customer_token: z.literal(true).optional(),
});
export type Submitter = z.infer<typeof submitterSchema>;

/** The second of four eyes: another key than the one that submitted it, or an operator on the host. */
export const checkerSchema = z.strictObject({
  by: z.enum(['key', 'operator', 'staff']),
  id: z.string(),
  /** The business's own reference of the member of staff. */
  staff: z.string().optional(),
});
export type Checker = z.infer<typeof checkerSchema>;

export const header = {
  v: z.literal(2),
  id: z.uuid(),
  business: z.string(),
  occurred_at: moment,
  recorded_at: moment,
  source: z.strictObject({
    system: z.string(),
    actor: z.string().optional(),
    entry_point: z.string().optional(),
    /** The place by name, where the business has named it (named-entry-point.ts): as it was called then. */
    entry: z.strictObject({ id: z.string(), name: z.string() }).optional(),
    /** The link that the business sent and the page was opened by (auth/opt-in-link.ts). */
    link: z.uuid().optional(),
  }),
  submitted_by: submitterSchema.optional(),
  test: z.literal(true).optional(),
};

/**
 * What a reader needs of a record whose kind or fields it does not know. Everything else may be there as
 * well.
 */
export const anyRecordSchema = z.looseObject({
  v: z.int().min(2),
  id: z.uuid(),
  kind: z.string().min(1),
  business: z.string(),
  subject: z.uuid().optional(),
  recorded_at: moment,
});
