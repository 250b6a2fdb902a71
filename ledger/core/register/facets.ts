// The facets of a record: what the register holds of it, so that it can be searched while the record itself
// stays sealed. A facet is a word of a closed list, an id, a version or a moment. No identifier of a person
// is one, and nothing that a person or a member of staff has written.
//
// Any record has facets, one of a later release too: of what it does not know, a reader takes what is common
// to all records, and says so.

import { z } from 'zod';
import { type anyRecordSchema, submitterSchema } from '../consent/record/header.ts';
import type { ReadRecord } from '../consent/record.ts';
import { isMoment, toMoment } from '../when.ts';

/**
 * Longest text of a facet. An index of Postgres refuses longer ones than some 2,700 bytes, and one such
 * record would keep the register from going on.
 */
const textMax = 200;

/** Largest version that the register's column holds. */
export const noticeVersionMax = 2_147_483_647;

/** A stop or an objection that names no purpose is about all of them. */
export const everyPurpose = '*';

const text = z.string().max(textMax);
const moment = z.iso.datetime({ precision: 6 });

/** All that may be absent is absent where the record says nothing of it. */
export const facetsSchema = z.strictObject({
  index: z.int().min(0),
  record: z.uuid(),
  kind: text.optional(),
  subject: z.uuid().optional(),
  channel: text.optional(),
  system: text.optional(),
  entry_point: text.optional(),
  /** The place, by the id that the business gave it. */
  entry: text.optional(),
  purposes: z.array(text).optional(),
  notice: text.optional(),
  version: z.int().optional(),
  locale: text.optional(),
  grade: text.optional(),
  packs: z.array(text).optional(),
  jurisdiction: text.optional(),
  submitted_by: z.strictObject({ by: text, id: text }).optional(),
  occurred_at: moment.optional(),
  recorded_at: moment.optional(),
  valid_until: moment.optional(),
  test: z.literal(true).optional(),
  unread: z.enum(['later', 'unreadable']).optional(),
});

export type Facets = z.infer<typeof facetsSchema>;

/** What stands beside a sealed record. */
export type Place = { index: number; record: string; subject: string | null };

type Fields = Readonly<Record<string, unknown>>;

/** @param read what the sealed row opens to; undefined: it does not open */
export function facetsOf({ index, record, subject }: Place, read: ReadRecord | undefined): Facets {
  const place = { index, record, ...(subject !== null && { subject }) };
  if (read === undefined || read.kind === 'malformed') return { ...place, unread: 'unreadable' };
  if (read.kind === 'unknown') return { ...place, ...commonTo(read.record), unread: 'later' };
  const fields: Fields = read.record;
  return {
    ...place,
    ...commonTo(read.record),
    ...inSource(fields),
    ...words(fields, ['channel', 'grade', 'jurisdiction']),
    ...purposesIn(fields),
    ...noticeIn(fields),
    ...packsIn(fields),
    ...submitterIn(fields),
    ...moments(fields, ['occurred_at', 'valid_until']),
    ...(fields.test === true && { test: true }),
  };
}

const commonTo = (record: z.infer<typeof anyRecordSchema>): Pick<Facets, 'kind' | 'recorded_at'> => ({
  kind: shortened(record.kind),
  recorded_at: toMoment(record.recorded_at),
});

/** Postgres holds no NUL in a text. */
const shortened = (value: string): string =>
  value.replaceAll('\0', '\ufffd').slice(0, textMax).toWellFormed();

function words<const Name extends string>(fields: Fields, names: readonly Name[]): { [N in Name]?: string } {
  const found: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string') found[name] = shortened(value);
  }
  return found;
}

function moments<const Name extends string>(
  fields: Fields,
  names: readonly Name[],
): { [N in Name]?: string } {
  const found: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && isMoment(value)) found[name] = toMoment(value);
  }
  return found;
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** `actor` is left out: it may be the name of a member of staff. */
function inSource({ source }: Fields): Pick<Facets, 'system' | 'entry_point' | 'entry'> {
  const { entry, ...rest } = fieldsOf(source);
  const { id } = words(fieldsOf(entry), ['id']);
  return { ...words(rest, ['system', 'entry_point']), ...(id !== undefined && { entry: id }) };
}

/** Kinds that are about every purpose where they name none. */
const stops: readonly unknown[] = ['opt_out', 'objected'];

function purposesIn({ kind, purposes, scope }: Fields): Pick<Facets, 'purposes'> {
  if (Array.isArray(purposes)) return { purposes: purposes.map((purpose) => shortened(String(purpose))) };
  if (!stops.includes(kind)) return {};
  return { purposes: [kind === 'objected' && scope === 'marketing' ? 'marketing' : everyPurpose] };
}

function noticeIn({ notice }: Fields): Pick<Facets, 'notice' | 'version' | 'locale'> {
  const { id, version, ...rest } = fieldsOf(notice);
  if (typeof id !== 'string') return {};
  return {
    notice: shortened(id),
    ...(isVersion(version) && { version }),
    ...words(rest, ['locale']),
  };
}

/** One that the column does not hold is left out: one such record would keep the register from going on. */
const isVersion = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= noticeVersionMax;

/** As `name@version`. */
function packsIn({ packs }: Fields): Pick<Facets, 'packs'> {
  if (!Array.isArray(packs)) return {};
  return {
    packs: packs.map(fieldsOf).map(({ name, version }) => shortened(`${String(name)}@${String(version)}`)),
  };
}

function submitterIn({ submitted_by }: Fields): Pick<Facets, 'submitted_by'> {
  const read = submitterSchema.safeParse(submitted_by);
  if (!read.success) return {};
  return { submitted_by: { by: read.data.by, id: shortened(read.data.id) } };
}
