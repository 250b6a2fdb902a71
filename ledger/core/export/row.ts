// A row of an export: what the register says of a record, and what only the record itself holds, such as the
// words that were shown. One value a field, so that every format has the same ones.

import { z } from 'zod';
import { statedIn } from '../consent/evidence.ts';
import type { Correction } from '../consent/record/correction.ts';
import { wordsOf } from '../consent/record/words.ts';
import type { ConsentRecord, CorrectedRecord, ReadRecord } from '../consent/record.ts';
import { maskNumber } from '../notice/render.ts';
import { type Facets, facetsOf, type Place } from '../register/facets.ts';
import { type Identifier, isNumber, normalizeIdentifier } from '../subject/identifier.ts';
import { formatCursor } from './asked.ts';

const text = z.string().optional();
const texts = z.array(z.string()).optional();

/** In the order of the columns of a table. */
export const exportRowSchema = z
  .strictObject({
    row: z.enum(['record', 'gone', 'later', 'unreadable', 'end']).meta({
      description:
        '`gone`: erased or out of time since the export began. `later`: a later release wrote it. `unreadable`: it does ' +
        'not open, see `optmark verify --database`. `end`: the last row; a file without one is not whole.',
    }),
    business: z.string(),
    index: z.int().min(0).optional(),
    cursor: text,
    record: text,
    kind: text,
    subject: text,
    number: text.meta({ description: 'Masked, unless a reason was given.' }),
    wa_id: text,
    bsuid: text,
    parent_bsuid: text,
    external_id: text,
    channel: text,
    system: text,
    entry_point: text,
    entry: text,
    entry_name: text,
    purposes: texts,
    scope: texts,
    notice: text,
    version: z.int().optional(),
    locale: text,
    notice_sha256: text,
    wording: text.meta({
      description: 'The words as they were shown, spoken or sent. Their hash: `wording_sha256`.',
    }),
    wording_sha256: text,
    stated: text.meta({
      description: 'Where a server named what it showed, its name for it; only where a reason was given.',
    }),
    grade: text,
    grade_reasons: texts,
    authority: text,
    packs: texts,
    jurisdiction: text,
    submitted_by: text,
    submitted_by_id: text,
    occurred_at: text,
    occurred_at_local: text,
    recorded_at: text,
    recorded_at_local: text,
    valid_until: text,
    valid_until_local: text,
    zone: text.meta({ description: 'Of the local moments.' }),
    withdrawal_url: text,
    test: z.literal(true).optional(),
    corrects: text.meta({ description: 'Of a correction: the record that it stands beside.' }),
    corrections: texts.meta({
      description:
        'Of a correction: each field, and what it is. What names somebody, only where a reason was given.',
    }),
    filter: text.meta({
      description: 'Of the last row: what was asked for, as JSON. A person is not named.',
    }),
    tree_size: z
      .int()
      .optional()
      .meta({ description: 'Of the last row: the size of the log it is true at.' }),
    total: z.int().optional().meta({ description: 'Of the last row: rows in all parts.' }),
    unread: z.int().optional().meta({ description: 'Of the last row: records that no filter finds.' }),
    sent: z.int().optional().meta({ description: 'Of the last row: rows before it in this file.' }),
    sha256: text.meta({ description: 'Of the last row: SHA-256 of all bytes before it.' }),
  })
  .meta({ id: 'ExportRow' });

export type ExportRow = z.infer<typeof exportRowSchema>;

/** How the rows of one export are made. */
export type RowStyle = {
  treeSize: number;
  zone: string;
  local: (moment: string) => string;
  /** Whether it shows whose they are. */
  reveals: boolean;
};

/** @param read undefined: it does not open */
export function rowOf(
  place: Place & { business: string },
  read: ReadRecord | undefined,
  style: RowStyle,
): ExportRow {
  const { index: _, submitted_by, unread, ...facets } = facetsOf(place, read);
  return {
    ...placeIn(place, style.treeSize),
    row: unread ?? 'record',
    ...facets,
    ...(submitted_by && { submitted_by: submitted_by.by, submitted_by_id: submitted_by.id }),
    ...inLocalTime(facets, style),
    ...(read?.kind === 'known' && detailsOf(read.record, style)),
  };
}

/** Of a record that the register knew, and that is not there, or is not to be shown. */
export const rowOfLacking = (
  { row, ...place }: { index: number; business: string; row: 'gone' | 'unreadable' },
  { treeSize }: Pick<RowStyle, 'treeSize'>,
): ExportRow => ({ ...placeIn(place, treeSize), row });

const placeIn = ({ index, business }: { index: number; business: string }, treeSize: number) => ({
  business,
  index,
  cursor: formatCursor({ treeSize, index }),
});

function inLocalTime(
  { occurred_at, recorded_at, valid_until }: Partial<Facets>,
  { local, zone }: RowStyle,
): Partial<ExportRow> {
  return {
    ...(occurred_at !== undefined && { occurred_at_local: local(occurred_at) }),
    ...(recorded_at !== undefined && { recorded_at_local: local(recorded_at) }),
    ...(valid_until !== undefined && { valid_until_local: local(valid_until) }),
    zone,
  };
}

function detailsOf(record: ConsentRecord, { reveals }: RowStyle): Partial<ExportRow> {
  const stated = record.kind === 'opt_in' && reveals ? statedWords(record) : undefined;
  return {
    ...('identifiers' in record && namesOf(record.identifiers, reveals)),
    ...(record.source.entry && { entry_name: record.source.entry.name }),
    ...('scope' in record && { scope: [record.scope].flat() }),
    ...('notice' in record && record.notice && { notice_sha256: record.notice.sha256 }),
    ...('text' in record && record.text && { wording: wordsOf(record.text) }),
    ...('text_sha256' in record && record.text_sha256 && { wording_sha256: record.text_sha256 }),
    ...(stated && { stated }),
    ...('grade_reasons' in record && { grade_reasons: [...record.grade_reasons] }),
    ...('authority' in record && { authority: record.authority }),
    ...('withdrawal' in record && record.withdrawal && { withdrawal_url: record.withdrawal.url }),
    ...(record.kind === 'corrected' && {
      corrects: record.corrects,
      corrections: corrected(record, reveals),
    }),
  };
}

/** The business's own reference of a customer, or of its staff. */
const naming: readonly Correction['field'][] = ['external_id', 'staff'];

const corrected = ({ corrections }: CorrectedRecord, reveals: boolean): string[] =>
  corrections.map(({ field, is }) => (reveals || !naming.includes(field) ? `${field}=${is}` : field));

/** A server's own text, which may name a person. */
const statedWords = (record: Parameters<typeof statedIn>[0]): string | undefined =>
  Object.entries(statedIn(record) ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** Without a reason no name is shown, and of a number only what a mask leaves. */
export function namesOf(identifiers: readonly Identifier[], reveals: boolean): Partial<ExportRow> {
  const names: Partial<Record<Identifier['kind'], string>> = {};
  for (const given of identifiers) {
    const canonical = normalizeIdentifier(given);
    const { kind, value } = 'value' in canonical ? canonical : given;
    if (reveals) names[kind] ??= value;
    else if (isNumber({ kind })) names[kind] ??= maskNumber(value, '');
  }
  return names;
}
