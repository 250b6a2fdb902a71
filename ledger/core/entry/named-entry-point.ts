// A place that a business has named, such as the poster in one of its stores. A record of an opt-in says
// which one it came from, by id and by the name it had then, so that the record tells it without any table.
//
// Which place it was is a claim: of the page, whose visitor can write any id into an address, or of the
// server that posts. It raises no grade, and an id that names nothing costs no consent (record-consent.ts).

import { z } from 'zod';
import { type EntryPoint, entryPointSchema } from '../consent/evidence.ts';
import { lineOf } from '../notice/line.ts';

/** What a business calls it in addresses and requests; it never changes, since it is printed. */
export const entryIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, 1 to 63 of them')
  .meta({ description: 'The id of an entry point of the business.', example: 'store-poster' });

/** What an opt-in names: anything, since a consent is not lost for a label. What is no id names nothing. */
export const namedEntrySchema = z.string().meta({
  description:
    'The id of an entry point of the business (`POST /v1/entry-points`). The record then names it, and its kind in place ' +
    'of `collected_via`. Text that names none costs no consent: it is recorded without it, and `dropped` says so.',
  example: 'store-poster',
});

/**
 * An advertisement that opens a chat may be named, because it leads to support; it has no link and no code,
 * and an opt-in that names it is refused. What a list was gathered for is no place where people are asked.
 */
export const entryKindSchema = entryPointSchema
  .exclude(['import', 'whatsapp_thread', 'email_list', 'sms_list', 'social_list'])
  .meta({
    id: 'EntryKind',
    description: 'What kind of place it is. `click_to_whatsapp_ad` leads to support and never to an opt-in.',
    example: 'poster',
  });
export type EntryKind = z.infer<typeof entryKindSchema>;

/** Nothing is agreed to here. */
export const leadsToSupport = (kind: EntryPoint): boolean => kind === 'click_to_whatsapp_ad';

/** As people of the business know it, and as the person reads it. */
export const entryNameSchema = lineOf({ max: 100 }).meta({
  description:
    'As your people know it. Records hold it, and the person reads it on their page: name no one of your staff, and ' +
    'nothing that they should not see.',
  example: 'Store poster Pune',
});

export type NamedEntryPoint = {
  business: string;
  id: string;
  kind: EntryKind;
  name: string;
  /** What people are asked at it; absent only where it leads to support. */
  notice?: string;
  /** The site whose key its page uses; absent: it has no link and no code. */
  site?: string;
  /** BCP 47, of its page. */
  locale?: string;
  /** The flow whose calls come from it. */
  flow?: string;
  /** In the printed address; absent where it leads to support. */
  code?: string;
  /** ISO 8601: nothing comes from it after that. */
  until?: string;
  endedAt?: string;
};

/** Whether an act of this moment, in milliseconds since 1970, can have come from it. */
export const wasOpenAt = ({ until, endedAt }: NamedEntryPoint, at: number): boolean =>
  [until, endedAt].every((end) => end === undefined || at < Date.parse(end));
