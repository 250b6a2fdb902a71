// The columns of a list: ours, and those of other vendors' exports. A column is found by its name in any
// spelling (`Phone Number`, `phone_number`); `--map` names another.
//
// Of the vendors only what says something of WhatsApp is read. Where each was looked up, in December 2026:
//
//   klaviyo   the CSV of a list or segment. A channel's columns are called `<channel> Marketing Consent`
//             (SUBSCRIBED, UNSUBSCRIBED, NEVER_SUBSCRIBED) and `<channel> Marketing Consent Timestamp`, as
//             exports quoted in public repositories have them for e-mail; the channel is WhatsApp here.
//             developers.klaviyo.com, "Collect email and SMS consent via API"
//   twilio    items of Bulk Upsert Consents, as CSV or NDJSON: contact_id, sender_id, status, source,
//             date_of_consent. www.twilio.com/docs/messaging/features/bulk-upsert-consents-api
//   netcore   recipients of the consent request: recipient, type, source.
//             wadocs.pepipost.com/sending-message/consent-api/manage-opt-in-opt-out
//   onetrust  consent receipts and data subjects' purposes: identifier, TransactionType or status,
//             consentDate or interactionDate, collectionPointName. developer.onetrust.com, "Create Consent
//             Receipts" and "Data Subjects V4"
//   mailpoet  the subscriber export. `List status` and `Global status` are about e-mail, so the column that
//             says what people answered about WhatsApp must be named. mailpoet/mailpoet,
//             lib/Subscribers/ImportExport/ImportExportFactory.php

import { z } from 'zod';
import { entryPointOfTwilio } from '../compat/twilio.ts';
import { asksForNo, mayNegate, spelledAlike } from './names.ts';

export const listFields = [
  'number',
  'status',
  'purposes',
  'collected_at',
  'collected_via',
  'wording',
] as const;
export type ListField = (typeof listFields)[number];

/** Names of columns, the likeliest first. */
export type Columns = Readonly<Partial<Record<ListField, readonly string[]>>>;

export const shapeSchema = z.enum(['klaviyo', 'twilio', 'netcore', 'onetrust', 'mailpoet']);
export type Shape = z.infer<typeof shapeSchema>;

const ours: Columns = {
  number: ['number', 'phone', 'phone_number', 'mobile', 'mobile_number', 'whatsapp', 'whatsapp_number'],
  status: ['status', 'consent', 'consent_status', 'whatsapp_consent', 'whatsapp_opt_in', 'opt_in'],
  purposes: ['purposes', 'purpose'],
  collected_at: ['collected_at', 'occurred_at', 'consent_date', 'date_of_consent'],
  collected_via: ['collected_via', 'source'],
  wording: ['wording', 'text', 'consent_text'],
};

type ShapeColumns = {
  columns: Columns;
  /** What must be there besides the number, and why it may not be. */
  needs?: { status: string };
  /** There is a row for each purpose, by this name: of those that do not name WhatsApp none is ours. */
  about?: readonly string[];
  /** Filled, the person said no, whatever the status says. */
  stops?: readonly string[];
  /** Of another channel, though the name does not say so. */
  passedOver?: readonly string[];
  /** What a word of the vendor's means by which a row says where it comes from. */
  entryPointOf?: (word: string) => string | undefined;
};

const shapes: Readonly<Record<Shape, ShapeColumns>> = {
  klaviyo: {
    columns: {
      number: ['Phone Number', 'WhatsApp Phone Number'],
      status: ['WhatsApp Marketing Consent', 'WhatsApp Consent'],
      collected_at: ['WhatsApp Marketing Consent Timestamp', 'WhatsApp Consent Timestamp'],
      collected_via: ['WhatsApp Consent Method'],
    },
    needs: { status: 'Consent to e-mail or SMS says nothing about WhatsApp.' },
  },
  twilio: {
    columns: {
      number: ['contact_id'],
      status: ['status'],
      collected_at: ['date_of_consent'],
      collected_via: ['source'],
    },
    needs: { status: 'It says who opted in and who opted out.' },
    entryPointOf: entryPointOfTwilio,
  },
  netcore: {
    columns: {
      number: ['recipient', 'mobile', 'mobile_number'],
      status: ['type', 'status', 'consent'],
      collected_at: ['date', 'created_at', 'optin_date'],
      collected_via: ['source'],
    },
    needs: { status: 'It says who opted in and who opted out.' },
  },
  onetrust: {
    columns: {
      number: ['identifier', 'Data Subject Identifier', 'Phone Number'],
      status: ['TransactionType', 'Purpose Status', 'status'],
      collected_at: ['consentDate', 'interactionDate', 'lastTransactionDate'],
      collected_via: ['collectionPointName', 'Collection Point'],
    },
    needs: { status: 'It says which purpose a row is of, and whether it is active or was withdrawn.' },
    about: ['Purpose Name', 'purpose', 'Purposes Name', 'purpose_label'],
    stops: ['withdrawalDate', 'withdrawnDate', 'Purpose Withdrawal Date', 'Withdrawal Date'],
  },
  mailpoet: {
    columns: {
      number: ['phone', 'mobile', 'whatsapp', 'phone_number'],
      collected_at: ['Confirmation time', 'Subscription time', 'confirmed_at', 'created_at'],
    },
    needs: { status: 'The statuses that MailPoet exports are about e-mail.' },
    passedOver: ['List status', 'Global status'],
  },
};

export const shapeColumns = (shape: Shape | undefined): ShapeColumns =>
  shape === undefined ? { columns: ours } : shapes[shape];

/** The vendor whose export has these columns: the numbers and what people said. @param spelled alike */
export const shapeOf = (spelled: readonly string[]): Shape | undefined =>
  shapeSchema.options.find((shape) => {
    const { number = [], status = [] } = (shapes[shape] as ShapeColumns).columns;
    const has = (some: readonly string[]) => some.some((name) => spelled.includes(spelledAlike(name)));
    return has(number) && has(status);
  });

/** Of the name of a purpose. */
export const namesWhatsApp = (purpose: string): boolean =>
  /whats\W?app|(?<!\p{L})wa(?!\p{L})/iu.test(purpose) && !asksForNo(purpose) && !mayNegate(purpose);
